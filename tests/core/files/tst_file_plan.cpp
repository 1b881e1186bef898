// What is planned is what is written: to the byte, and read back equal.
#include "files/file_plan.h"
#include "files/model.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mantissa;

class FilePlans : public QObject {
    Q_OBJECT

private slots:
    void ggufUnchangedIsIdentical();
    void ggufHoldsEveryKindOfValue();
    void safetensorsReadsBack();
    void ggufAlignment_data();
    void ggufAlignment();
    void refusals_data();
    void refusals();
    void unfinishedLeavesNothing();
};

namespace {

std::vector<PlannedTensor> planned(const Model& model) {
    std::vector<PlannedTensor> tensors;
    for (const auto& tensor : model.tensors)
        tensors.push_back({tensor->name, tensor->dtype, tensor->shape});
    return tensors;
}

ModelPtr opened(const std::filesystem::path& path) {
    auto model = openModel(path);
    if (!model)
        qFatal("%s", model.error().describe().c_str());
    return *model;
}

Result<void> writeAll(const std::filesystem::path& target, FilePlan plan, const Model& source,
                      std::size_t piece) {
    MANTISSA_TRY(auto file, PlannedFile::create(target, std::move(plan)));
    for (const PlannedTensor& tensor : std::vector(file.plan().tensors)) {
        auto bytes = source.tensor(tensor.name)->bytes;
        for (; !bytes.empty(); bytes = bytes.subspan(std::min(piece, bytes.size())))
            MANTISSA_CHECK(file.write(bytes.first(std::min(piece, bytes.size()))));
    }
    return file.commit();
}

QByteArray contents(const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::filesystem::path data(const char* name) {
    return std::filesystem::path(MANTISSA_TEST_DATA) / name;
}

} // namespace

void FilePlans::ggufUnchangedIsIdentical() {
    QTemporaryDir folder;
    const auto target = std::filesystem::path(folder.path().toStdString()) / "copy.gguf";
    const auto source = opened(data("stories260k/stories260K.gguf"));
    auto plan = planGguf(source->metadata, planned(*source));
    QVERIFY(plan);
    QCOMPARE(plan->fileBytes, std::filesystem::file_size(source->path));
    QVERIFY(writeAll(target, *plan, *source, 1000));
    QCOMPARE(contents(target), contents(source->path));
}

void FilePlans::ggufHoldsEveryKindOfValue() {
    Metadata metadata;
    metadata.set("u8", std::uint8_t(255));
    metadata.set("i8", std::int8_t(-128));
    metadata.set("u16", std::uint16_t(65535));
    metadata.set("i16", std::int16_t(-32768));
    metadata.set("u32", std::uint32_t(4294967295u));
    metadata.set("i32", std::int32_t(-2147483647 - 1));
    metadata.set("f32", 1.5f);
    metadata.set("bool", true);
    metadata.set("string", std::string("Käse\0x", 7));
    metadata.set("u64", ~std::uint64_t(0));
    metadata.set("i64", std::int64_t(-1));
    metadata.set("f64", 0.1);
    metadata.set("a.strings", MetadataArray(std::vector<std::string>{"", "b", "c c"}));
    metadata.set("a.bools", MetadataArray(std::vector<bool>{true, false, true}));
    metadata.set("a.empty", MetadataArray(std::vector<double>{}));
    metadata.set("a.i16", MetadataArray(std::vector<std::int16_t>{-1, 2}));
    QTemporaryDir folder;
    const auto target = std::filesystem::path(folder.path().toStdString()) / "values.gguf";
    auto plan = planGguf(metadata, {});
    QVERIFY(plan);
    auto file = PlannedFile::create(target, *plan);
    QVERIFY(file && file->commit());
    QCOMPARE(std::filesystem::file_size(target), plan->fileBytes);
    const auto model = opened(target);
    QCOMPARE(model->metadata.entries().size(), metadata.entries().size());
    for (std::size_t i = 0; i < metadata.entries().size(); ++i) {
        QCOMPARE(model->metadata.entries()[i].key, metadata.entries()[i].key);
        QVERIFY(model->metadata.entries()[i].value == metadata.entries()[i].value);
    }
}

void FilePlans::safetensorsReadsBack() {
    QTemporaryDir folder;
    const auto target = std::filesystem::path(folder.path().toStdString()) / "copy.safetensors";
    const auto source = opened(data("silero/silero_vad_16k.safetensors"));
    Metadata metadata;
    metadata.set("format", std::string("pt"));
    auto tensors = planned(*source);
    // Mixed element sizes: the small ones must come last.
    tensors[0].dtype = DType::F32;
    auto plan = planSafetensors(metadata, tensors);
    QVERIFY(plan);
    QVERIFY(writeAll(target, *plan, *source, 4096));
    QCOMPARE(std::filesystem::file_size(target), plan->fileBytes);
    const auto copy = opened(target);
    QCOMPARE(copy->metadata.string("format"), std::string("pt"));
    QCOMPARE(copy->tensors.size(), source->tensors.size());
    for (const auto& tensor : source->tensors) {
        const auto other = copy->tensor(tensor->name);
        QVERIFY(other);
        QCOMPARE(other->shape, tensor->shape);
        QVERIFY(std::ranges::equal(other->bytes, tensor->bytes));
    }
}

void FilePlans::ggufAlignment_data() {
    QTest::addColumn<int>("alignment");
    for (const int alignment : {1, 8, 32, 64, 4096})
        QTest::addRow("%d", alignment) << alignment;
}

void FilePlans::ggufAlignment() {
    QFETCH(int, alignment);
    Metadata metadata;
    metadata.set("general.alignment", std::uint32_t(alignment));
    QTemporaryDir folder;
    const auto target = std::filesystem::path(folder.path().toStdString()) / "x.gguf";
    auto plan = planGguf(metadata, {{"a", DType::U8, {}}});
    QVERIFY(!plan); // GGUF has no U8
    plan = planGguf(metadata,
                    {{"a", DType::I8, {3}}, {"empty", DType::F32, {0, 4}}, {"b", DType::Q8_0, {2, 32}}});
    QVERIFY(plan);
    auto file = PlannedFile::create(target, *plan);
    QVERIFY(file);
    const std::vector<std::byte> bytes(68, std::byte{7});
    QVERIFY(file->write(std::span(bytes).first(3)));
    QVERIFY(file->write(bytes));
    QVERIFY(file->commit());
    const auto model = opened(target);
    QCOMPARE(model->tensors.size(), std::size_t(3));
    for (const auto& tensor : model->tensors) {
        QCOMPARE(tensor->offset % static_cast<std::uint64_t>(alignment), std::uint64_t(0));
        QVERIFY(std::ranges::all_of(tensor->bytes, [](std::byte b) { return b == std::byte{7}; }));
    }
    QVERIFY(model->quantized());
}

void FilePlans::refusals_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("dtype");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QList<qint64>>("shape");
    const auto row = [](const char* label, Container kind, DType dtype, const QString& name,
                        const QList<qint64>& shape) {
        QTest::newRow(label) << int(kind) << int(dtype) << name << shape;
    };
    row("type that GGUF lacks", Container::Gguf, DType::F8_E4M3, "a", {4});
    row("cut block", Container::Gguf, DType::Q4_K, "a", {2, 128});
    row("long name", Container::Gguf, DType::F32, QString(64, 'a'), {4});
    row("no name", Container::Gguf, DType::F32, "", {4});
    row("five dimensions", Container::Gguf, DType::F32, "a", {1, 1, 1, 1, 4});
    row("too large", Container::Gguf, DType::F32, "a", {1LL << 40, 1LL << 40});
    row("duplicate", Container::Gguf, DType::F32, "first", {4});
    row("block type", Container::Safetensors, DType::Q4_0, "a", {32});
    row("too large for safetensors", Container::Safetensors, DType::F32, "a", {1LL << 40, 1LL << 40});
    row("duplicate in safetensors", Container::Safetensors, DType::F32, "first", {4});
    row("zero byte in the name", Container::Gguf, DType::F32, QString(QChar(0)) + "a", {4});
}

void FilePlans::refusals() {
    QFETCH(int, kind);
    QFETCH(int, dtype);
    QFETCH(QString, name);
    QFETCH(QList<qint64>, shape);
    const std::vector<PlannedTensor> tensors = {
        {"first", DType::F32, {1}},
        {name.toStdString(), static_cast<DType>(dtype), Shape(shape.begin(), shape.end())}};
    const auto plan = kind == int(Container::Gguf) ? planGguf({}, tensors) : planSafetensors({}, tensors);
    QVERIFY(!plan);
    QCOMPARE(plan.error().code(), ErrorCode::InvalidArgument);
    QCOMPARE(QString::fromStdString(plan.error().tensor()), name);
}

void FilePlans::unfinishedLeavesNothing() {
    QTemporaryDir folder;
    const auto target = std::filesystem::path(folder.path().toStdString()) / "x.gguf";
    {
        auto file = PlannedFile::create(target, *planGguf({}, {{"a", DType::F32, {4}}}));
        QVERIFY(file);
        const std::vector<std::byte> bytes(17);
        QVERIFY(!file->write(bytes)); // one too many
        QVERIFY(file->write(std::span(bytes).first(15)));
        const auto committed = file->commit();
        QVERIFY(!committed);
        QCOMPARE(committed.error().tensor(), std::string("a"));
    }
    QVERIFY(std::filesystem::is_empty(folder.path().toStdString()));
}

QTEST_APPLESS_MAIN(FilePlans)
#include "tst_file_plan.moc"
