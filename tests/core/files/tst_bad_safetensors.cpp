// safetensors files and Hugging Face folders that are broken in every way we could think of.
#include "files/model.h"
#include "support/byte_file.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <unistd.h>

using namespace mantissa;

class BadSafetensors : public QObject {
    Q_OBJECT

private slots:
    void broken_data();
    void broken();
    void truncatedAnywhere();
    void hugeSparseFile();
    void shards_data();
    void shards();
    void shardedModelOpens();
    void folders();

private:
    QTemporaryDir folder_;
};

namespace {

constexpr std::uint64_t any = ~std::uint64_t(0);

QByteArray entry(const QByteArray& name, const QByteArray& shape, int begin, int end,
                 const QByteArray& dtype = "F32") {
    return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" +
           QByteArray::number(begin) + "," + QByteArray::number(end) + "]}";
}

QByteArray file(const QByteArray& entries, int data) {
    return safetensorsBytes("{" + entries + "}", QByteArray(data, '\0'));
}

const QByteArray valid = file(entry("a", "[2,2]", 0, 16) + "," + entry("b", "[3]", 16, 19, "I8"), 19);

} // namespace

void BadSafetensors::broken_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<quint64>("byte");
    QTest::addColumn<QString>("tensor");
    const auto row = [](const char* label, const QByteArray& bytes, ErrorCode code, std::uint64_t byte = any,
                        const char* tensor = "") {
        QTest::newRow(label) << bytes << int(code) << quint64(byte) << QString(tensor);
    };
    using enum ErrorCode;
    const auto length = [](std::uint64_t value) { return bytesOf(value) + "{}" + QByteArray(100, ' '); };
    row("empty", "", Malformed);
    row("a few bytes", "{}", Truncated, 0);
    row("header of all ones", length(~0ull), TooLarge, 0);
    row("header of 100,000,001", length(100'000'001), TooLarge, 0);
    row("header longer than the file", length(103), Truncated, 8);
    row("header of 0", length(0), Malformed, 8);
    row("no object", safetensorsBytes("[1,2,3]", ""), Malformed, 8);
    row("no JSON", safetensorsBytes("{\"a\":nope}", ""), Malformed, 8 + 6);
    row("JSON that stops", safetensorsBytes("{\"a\":", ""), Malformed);
    row("text behind the object", safetensorsBytes("{}x", ""), Malformed, 8 + 2);
    row("bytes that are no UTF-8", safetensorsBytes("{\"\xff\xfe\":1}", ""), Malformed);
    row("deep nesting", safetensorsBytes("{\"a\":" + QByteArray(1000000, '[') + "}", ""), Malformed, 8 + 8);
    row("deep objects", safetensorsBytes(QByteArray("{\"a\":").repeated(200000), ""), Malformed);
    row("a number that is out of range", file("\"a\":{\"dtype\":\"F32\",\"shape\":[1e999]}", 0), Malformed);
    row("entry that is a number", file("\"a\":1", 0), Malformed, 8, "a");
    row("entry without anything", file("\"a\":{}", 0), Malformed, 8, "a");
    row("no shape", file(R"("a":{"dtype":"F32","data_offsets":[0,4]})", 4), Malformed, 8, "a");
    row("no offsets", file(R"("a":{"dtype":"F32","shape":[1]})", 4), Malformed, 8, "a");
    row("three offsets", file(R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]})", 4), Malformed, 8,
        "a");
    row("dtype that is a number", file(R"("a":{"dtype":1,"shape":[1],"data_offsets":[0,4]})", 4), Malformed,
        8, "a");
    row("unknown dtype", file(entry("a", "[1]", 0, 4, "F31"), 4), Unsupported, 8, "a");
    row("negative extent", file(entry("a", "[-1]", 0, 4), 4), Malformed, 8, "a");
    row("broken extent", file(entry("a", "[1.5]", 0, 4), 4), Malformed, 8, "a");
    row("negative offset", file(entry("a", "[1]", -4, 0), 0), Malformed, 8, "a");
    row("extent of 2^63", file(entry("a", "[9223372036854775808]", 0, 4), 4), Malformed, 8, "a");
    row("shape that overflows", file(entry("a", "[4294967296,4294967296]", 0, 0), 0), Malformed, 8, "a");
    row("bytes that overflow", file(entry("a", "[4611686018427387904]", 0, 0), 0), Malformed, 8, "a");
    row("end before begin", file(entry("a", "[1]", 4, 0), 4), Malformed, 8, "a");
    row("shape that does not fit", file(entry("a", "[2]", 0, 4), 4), Malformed, 8, "a");
    row("hole at the start", file(entry("a", "[1]", 4, 8), 8), Malformed, 8, "a");
    row("hole", file(entry("a", "[1]", 0, 4) + "," + entry("b", "[1]", 8, 12), 12), Malformed, 8, "b");
    row("overlap", file(entry("a", "[2]", 0, 8) + "," + entry("b", "[1]", 4, 8), 8), Malformed, 8, "b");
    row("twice the same bytes", file(entry("a", "[1]", 0, 4) + "," + entry("b", "[1]", 0, 4), 4), Malformed,
        8, "b");
    row("data that is missing", file(entry("a", "[4]", 0, 16), 8), Truncated, 8, "a");
    row("data that nobody wants", file(entry("a", "[1]", 0, 4), 5), Malformed);
    row("duplicate name", file(entry("a", "[1]", 0, 4) + "," + entry("a", "[1]", 4, 8), 8), Malformed);
    row("metadata that is a list", file("\"__metadata__\":[1]", 0), Malformed);
    row("metadata that is no text", file("\"__metadata__\":{\"a\":1}", 0), Malformed);
}

void BadSafetensors::broken() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(quint64, byte);
    QFETCH(QString, tensor);
    const auto path = writeBytes(pathIn(folder_, "bad.safetensors"), bytes);
    const auto model = openModel(path);
    QVERIFY(!model);
    const std::string text = model.error().describe();
    QVERIFY2(int(model.error().code()) == code, text.c_str());
    QCOMPARE(model.error().file(), path);
    if (byte != any) {
        QVERIFY2(model.error().byte().has_value(), text.c_str());
        QCOMPARE(quint64(*model.error().byte()), byte);
    }
    QCOMPARE(QString::fromStdString(model.error().tensor()), tensor);
}

void BadSafetensors::truncatedAnywhere() {
    const auto path = pathIn(folder_, "cut.safetensors");
    for (qsizetype length = 0; length < valid.size(); ++length)
        QVERIFY2(!openModel(writeBytes(path, valid.first(length))), qPrintable(QString::number(length)));
    const auto model = openModel(writeBytes(path, valid));
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    QCOMPARE((*model)->tensors.size(), std::size_t(2));
}

void BadSafetensors::hugeSparseFile() {
    const auto plan = planSafetensors({}, {{"w", DType::BF16, {1LL << 20, 5 << 10}}});
    QVERIFY(plan);
    const auto path =
        writeBytes(pathIn(folder_, "huge.safetensors"), {reinterpret_cast<const char*>(plan->header.data()),
                                                         static_cast<qsizetype>(plan->header.size())});
    if (::truncate(path.c_str(), static_cast<off_t>(plan->fileBytes)) != 0)
        QSKIP("this file system holds no sparse file of 10 GiB");
    QElapsedTimer timer;
    timer.start();
    const auto model = openModel(path);
    const qint64 milliseconds = timer.elapsed();
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    QCOMPARE((*model)->dataBytes, std::uint64_t(10) << 30);
    QVERIFY2(milliseconds < 200, qPrintable(QString("%1 ms").arg(milliseconds)));
}

void BadSafetensors::shards_data() {
    QTest::addColumn<QByteArray>("index");
    QTest::addColumn<int>("code");
    const auto row = [](const char* label, const QByteArray& index, ErrorCode code) {
        QTest::newRow(label) << index << int(code);
    };
    using enum ErrorCode;
    const auto map = [](const QByteArray& file) {
        return "{\"weight_map\":{\"a\":\"" + file + "\",\"b\":\"one.safetensors\"}}";
    };
    row("empty", "", Malformed);
    row("no JSON", "{", Malformed);
    row("no map", "{}", Malformed);
    row("empty map", R"({"weight_map":{}})", Malformed);
    row("map that is a list", R"({"weight_map":["a"]})", Malformed);
    row("file that is a number", R"({"weight_map":{"a":1}})", Malformed);
    row("missing shard", map("two.safetensors"), NotFound);
    row("absolute path", map("/etc/passwd"), Malformed);
    row("path upwards", map("../one.safetensors"), Malformed);
    row("path downwards", map("sub/one.safetensors"), Malformed);
    row("backslash", map("..\\\\one.safetensors"), Malformed);
    row("dots", map(".."), Malformed);
    row("nothing", map(""), Malformed);
    row("zero byte", map("one.safetensors\\u0000"), Malformed);
    row("the index itself", map("model.safetensors.index.json"), TooLarge);
    row("tensor that is not in its shard", R"({"weight_map":{"c":"one.safetensors"}})", Malformed);
    row("deep nesting", QByteArray(100000, '['), Malformed);
}

void BadSafetensors::shards() {
    QFETCH(QByteArray, index);
    QFETCH(int, code);
    QTemporaryDir folder;
    writeBytes(pathIn(folder, "one.safetensors"), valid);
    const auto path = writeBytes(pathIn(folder, "model.safetensors.index.json"), index);
    for (const auto& opened : {path, path.parent_path()}) {
        const auto model = openModel(opened);
        QVERIFY(!model);
        const std::string text = model.error().describe();
        QVERIFY(!model.error().file().empty());
        // An empty file is refused before anybody looks at its name.
        QVERIFY2(int(model.error().code()) == code, text.c_str());
    }
}

void BadSafetensors::shardedModelOpens() {
    QTemporaryDir folder;
    writeBytes(pathIn(folder, "model-00001-of-00002.safetensors"), file(entry("a", "[1]", 0, 4), 4));
    writeBytes(pathIn(folder, "model-00002-of-00002.safetensors"), file(entry("b", "[2]", 0, 8), 8));
    const auto index = writeBytes(pathIn(folder, "model.safetensors.index.json"),
                                  R"({"metadata":{"total_size":12},"weight_map":{
                                      "a":"model-00001-of-00002.safetensors",
                                      "b":"model-00002-of-00002.safetensors"}})");
    for (const auto& path : {index, index.parent_path()}) {
        const auto model = openModel(path);
        QVERIFY2(model, model ? "" : model.error().describe().c_str());
        QCOMPARE((*model)->files.size(), std::size_t(2));
        QCOMPARE((*model)->tensor("b")->shape, (Shape{2}));
        QCOMPARE((*model)->dataBytes, std::uint64_t(12));
    }
    // The second shard repeats a tensor of the first.
    writeBytes(pathIn(folder, "model-00002-of-00002.safetensors"),
               file(entry("a", "[1]", 0, 4) + "," + entry("b", "[1]", 4, 8), 8));
    QCOMPARE(openModel(index).error().tensor(), std::string("a"));
}

void BadSafetensors::folders() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QCOMPARE(openModel(path).error().code(), ErrorCode::NotFound);
    QCOMPARE(openModel(path).error().file(), path);
    const auto bin = writeBytes(pathIn(folder, "pytorch_model.bin"), "x");
    QCOMPARE(openModel(path).error().code(), ErrorCode::Unsupported);
    writeBytes(pathIn(folder, "weights.safetensors"), valid);
    QVERIFY(openModel(path)); // one file of any name, no config.json
    QVERIFY(!(*openModel(path))->architecture);
    writeBytes(pathIn(folder, "more.safetensors"), valid);
    QCOMPARE(openModel(path).error().code(), ErrorCode::NotFound);
    writeBytes(pathIn(folder, "model.safetensors"), valid);
    QVERIFY(openModel(path));
    for (const char* config : {"", "[]", "{\"a\":", "{\"a\":1,\"a\":2}", "{\"a\":1e999}"}) {
        writeBytes(pathIn(folder, "config.json"), config);
        const auto model = openModel(path);
        QVERIFY2(!model, config);
        QCOMPARE(model.error().code(), ErrorCode::Malformed);
        QCOMPARE(model.error().file(), path / "config.json");
    }
    writeBytes(pathIn(folder, "config.json"), QByteArray(5 << 20, ' '));
    QCOMPARE(openModel(path).error().code(), ErrorCode::TooLarge);
    writeBytes(pathIn(folder, "config.json"),
               R"({"model_type":"llama","hidden_size":-5,"num_attention_heads":0,"num_hidden_layers":1e99,
                   "a":[1,2.5],"b":[true],"c":[1,"x"],"d":[],"e":null,"f":{"g":18446744073709551615}})");
    const auto model = openModel(path);
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    const Metadata& metadata = (*model)->metadata;
    QCOMPARE(metadata.array<double>("a")->at(1), 2.5);
    QCOMPARE(metadata.string("c.1"), std::string("x"));
    QVERIFY(metadata.find("f.g") && !metadata.find("e"));
    QCOMPARE(metadata.integer("f.g", 7), 7);
}

QTEST_APPLESS_MAIN(BadSafetensors)
#include "tst_bad_safetensors.moc"
