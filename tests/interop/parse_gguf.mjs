// Reads a GGUF file with @huggingface/gguf and prints what it found as JSON: node parse_gguf.mjs NODE_MODULES FILE
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import path from "node:path";

const [modules, file] = process.argv.slice(2);
const require = createRequire(path.join(modules, "anchor.js"));
const { gguf } = await import(pathToFileURL(require.resolve("@huggingface/gguf")));
const { metadata, tensorInfos, tensorDataOffset } = await gguf(path.resolve(file), { allowLocalFile: true });
const plain = (key, value) => (typeof value === "bigint" ? Number(value) : value);
console.log(JSON.stringify({ metadata, tensorInfos, tensorDataOffset }, plain));
