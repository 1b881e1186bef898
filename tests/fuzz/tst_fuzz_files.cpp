// Thousands of small damages to valid files: opening, looking at everything and converting never crashes, and
// an error always has a sentence and a file. The damages are the same in every run.
#include "files/model.h"
#include "pipeline/llama_conversion.h"
#include "support/byte_file.h"

#include <QTest>

#include <random>

using namespace mantissa;

class FuzzFiles : public QObject {
    Q_OBJECT

private slots:
    void files_data();
    void files();
    void folders_data();
    void folders();

private:
    QTemporaryDir folder_;
};

namespace {

std::filesystem::path data(const char* name) {
    return std::filesystem::path(MANTISSA_TEST_DATA) / name;
}

/// Values that have broken readers before.
constexpr std::uint64_t nasty[] = {0,
                                   1,
                                   7,
                                   0x7f,
                                   0xff,
                                   0x7fff,
                                   0xffff,
                                   0x7fffffff,
                                   0x80000000,
                                   0xffffffff,
                                   0x100000000,
                                   0x3fffffffffffffff,
                                   0x7fffffffffffffff,
                                   0x8000000000000000,
                                   0xfffffffffffffff8,
                                   0xffffffffffffffff};

class Mutator {
public:
    explicit Mutator(std::uint32_t seed) : random_(seed) {}

    QByteArray mutate(QByteArray bytes) {
        const int damages = 1 + static_cast<int>(below(4));
        for (int i = 0; i < damages && !bytes.isEmpty(); ++i)
            damage(bytes);
        return bytes;
    }

private:
    // std::uniform_int_distribution differs between libraries.
    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    void damage(QByteArray& bytes) {
        const auto size = static_cast<std::uint64_t>(bytes.size());
        const auto at = static_cast<qsizetype>(below(size));
        switch (below(7)) {
        case 0:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
            break;
        case 1:
            bytes[at] = static_cast<char>(below(256));
            break;
        case 2: {
            const qsizetype width = qsizetype(1) << below(4);
            bytes.replace(at, width, bytesOf(nasty[below(std::size(nasty))]).first(width));
            break;
        }
        case 3:
            bytes.remove(at, static_cast<qsizetype>(1 + below(16)));
            break;
        case 4:
            bytes.insert(at,
                         bytes.mid(static_cast<qsizetype>(below(size)), static_cast<qsizetype>(below(40))));
            break;
        case 5: {
            static const char* const words[] = {
                "{", "[", "\"", "-1", "1e999", "null", "[]", "\\u0000", "99999999999999999999"};
            bytes.replace(at, 1, words[below(std::size(words))]);
            break;
        }
        default:
            bytes.truncate(at);
        }
    }

    std::mt19937 random_;
};

/// Everything that a person who opens the model would make the program look at.
void lookAt(const ModelPtr& model) {
    std::size_t sum = 0;
    for (const auto& entry : model->metadata.entries())
        sum += describe(entry.value).size() + typeName(entry.value).size();
    for (const auto& tensor : model->tensors) {
        QCOMPARE(tensor->bytes.size(), byteSize(tensor->dtype, tensor->elements()).value());
        if (!tensor->bytes.empty())
            sum += static_cast<std::size_t>(tensor->bytes.front()) +
                   static_cast<std::size_t>(tensor->bytes.back());
        sum += describe(tensor->shape).size();
    }
    QVERIFY(sum < std::size_t(1) << 40);
    if (const auto source = ggufSourceOf(model)) {
        std::vector<PlannedTensor> planned;
        for (const auto& tensor : source->tensors)
            planned.push_back({tensor.name, tensor.tensor->dtype, tensor.shape});
        const auto plan = planGguf(source->metadata, planned);
        QVERIFY(plan || !plan.error().describe().empty());
    } else {
        QVERIFY(!source.error().describe().empty());
    }
}

struct Count {
    int opened = 0;
    int refused = 0;
};

void tryOpen(const std::filesystem::path& path, Count& count) {
    const auto model = openModel(path);
    if (model) {
        ++count.opened;
        lookAt(*model);
        return;
    }
    ++count.refused;
    QVERIFY(!model.error().describe().empty());
    QVERIFY(!model.error().file().empty());
}

QByteArray smallGguf() {
    Metadata metadata;
    metadata.set("general.architecture", std::string("llama"));
    metadata.set("general.alignment", std::uint32_t(32));
    metadata.set("llama.block_count", std::uint32_t(1));
    metadata.set("llama.attention.head_count", std::uint32_t(2));
    metadata.set("tokenizer.ggml.tokens", MetadataArray(std::vector<std::string>{"a", "b", "cd"}));
    metadata.set("tokenizer.ggml.scores", MetadataArray(std::vector<float>{0, 1, 2}));
    metadata.set("flags", MetadataArray(std::vector<bool>{true, false}));
    metadata.set("f64", 0.5);
    return zeroFilled(*planGguf(metadata, {{"token_embd.weight", DType::F16, {3, 8}},
                                           {"blk.0.attn_q.weight", DType::Q4_0, {2, 64}},
                                           {"blk.0.ffn_down.weight", DType::Q6_K, {1, 256}}}));
}

QByteArray smallSafetensors() {
    Metadata metadata;
    metadata.set("format", std::string("pt"));
    return zeroFilled(*planSafetensors(metadata, {{"model.embed_tokens.weight", DType::BF16, {3, 4}},
                                                  {"conv.weight", DType::F32, {2, 1, 3}},
                                                  {"steps", DType::I64, {}}}));
}

QByteArray smallNpy() {
    return QByteArray("\x93NUMPY\1\0", 8) + bytesOf(std::uint16_t(60)) +
           QByteArray("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }").leftJustified(59) +
           '\n' + QByteArray(24, 'x');
}

/// One deflated array; checksums need not be right for the reader to be tried.
QByteArray smallNpz() {
    const QByteArray plain = smallNpy();
    const QByteArray packed = qCompress(plain).mid(6).chopped(4);
    const QByteArray shared = bytesOf(std::uint16_t(20)) + bytesOf(std::uint16_t(0)) +
                              bytesOf(std::uint16_t(8)) + QByteArray(8, '\0') +
                              bytesOf(static_cast<std::uint32_t>(packed.size())) +
                              bytesOf(static_cast<std::uint32_t>(plain.size())) + bytesOf(std::uint16_t(5)) +
                              bytesOf(std::uint16_t(0));
    const QByteArray local = "PK\3\4" + shared + "a.npy" + packed;
    const QByteArray directory =
        QByteArray("PK\1\2") + bytesOf(std::uint16_t(20)) + shared + QByteArray(14, '\0') + "a.npy";
    return local + directory + "PK\5\6" + QByteArray(4, '\0') + bytesOf(std::uint16_t(1)) +
           bytesOf(std::uint16_t(1)) + bytesOf(static_cast<std::uint32_t>(directory.size())) +
           bytesOf(static_cast<std::uint32_t>(local.size())) + bytesOf(std::uint16_t(0));
}

} // namespace

void FuzzFiles::files_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("valid");
    QTest::newRow("GGUF") << smallGguf() << "x.gguf" << true;
    QTest::newRow("safetensors") << smallSafetensors() << "x.safetensors" << true;
    QTest::newRow("safetensors by content") << smallSafetensors() << "x.bin" << true;
    QTest::newRow("NPY") << smallNpy() << "x.npy" << true;
    QTest::newRow("NPZ") << smallNpz() << "x.npz" << false; // its checksum is 0
    QTest::newRow("index") << QByteArray(R"({"metadata":{},"weight_map":{"a":"one.safetensors","b":"x"}})")
                           << "x.index.json" << false;
}

void FuzzFiles::files() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(bool, valid);
    const auto path = pathIn(folder_, name.toUtf8().constData());
    QCOMPARE(openModel(writeBytes(path, bytes)).has_value(), valid);
    Mutator mutator(20240817);
    Count count;
    for (int i = 0; i < 4000; ++i) {
        tryOpen(writeBytes(path, mutator.mutate(bytes)), count);
        if (QTest::currentTestFailed())
            return;
    }
    // A fuzzer whose damages are all noticed at once (or never) tests nothing behind the first check.
    QVERIFY(count.refused > 400);
    QVERIFY(!valid || count.opened > 100);
}

void FuzzFiles::folders_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("damaged");
    QTest::addColumn<int>("rounds");
    const QString demo = QStringLiteral(MANTISSA_SOURCE_DIR "/resources/demo/fable");
    const QString tiny = QString::fromStdString(data("tinystories-656k").string());
    QTest::newRow("config") << demo << "config.json" << 600;
    QTest::newRow("tokenizer_config") << tiny << "tokenizer_config.json" << 400;
    QTest::newRow("byte-level tokenizer") << demo << "tokenizer.json" << 300;
    QTest::newRow("SentencePiece-style tokenizer") << tiny << "tokenizer.json" << 200;
}

void FuzzFiles::folders() {
    QFETCH(QString, source);
    QFETCH(QString, damaged);
    QFETCH(int, rounds);
    QTemporaryDir folder;
    const std::filesystem::path to = folder.path().toStdString();
    for (const auto& entry : std::filesystem::directory_iterator(source.toStdString()))
        std::filesystem::create_symlink(entry.path(), to / entry.path().filename());
    QVERIFY(ggufSourceOf(*openModel(to)));
    const auto path = to / damaged.toStdString();
    const QByteArray bytes = readBytes(path);
    std::filesystem::remove(path);
    Mutator mutator(7);
    Count count;
    for (int i = 0; i < rounds; ++i) {
        writeBytes(path, mutator.mutate(bytes));
        tryOpen(to, count);
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(count.opened > rounds / 20);
}

QTEST_APPLESS_MAIN(FuzzFiles)
#include "tst_fuzz_files.moc"
