// Every dtype that safetensors knows is listed; what we cannot decode is kept as it is.
#include "formats/decode.h"
#include "support/byte_file.h"
#include "support/exporting.h"

#include <QTest>

using namespace mantissa;

class SafetensorsDtypes : public QObject {
    Q_OBJECT

private slots:
    void listed_data();
    void listed();
    void allInOneFile();
    void packedBitsThatDoNotFillBytes();
    void packedNumbersAreCopied();

private:
    QTemporaryDir folder_;
};

namespace {

struct Known {
    const char* name;
    int bits;
    bool decodable;
};

// Dtype and its bitsize() in safetensors/src/tensor.rs of huggingface/safetensors.
constexpr Known known[] = {
    {"BOOL", 8, false},       {"F4", 4, false},   {"F6_E2M3", 6, false}, {"F6_E3M2", 6, false},
    {"U8", 8, true},          {"I8", 8, true},    {"F8_E5M2", 8, true},  {"F8_E4M3", 8, true},
    {"F8_E8M0", 8, false},    {"I16", 16, true},  {"U16", 16, true},     {"F8_E4M3FNUZ", 8, true},
    {"F8_E5M2FNUZ", 8, true}, {"F16", 16, true},  {"BF16", 16, true},    {"I32", 32, true},
    {"U32", 32, true},        {"F32", 32, true},  {"C64", 64, false},    {"F64", 64, true},
    {"I64", 64, false},       {"U64", 64, false},
};

QByteArray entry(const QByteArray& name, const QByteArray& dtype, const QByteArray& shape, int begin,
                 int end) {
    return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" +
           QByteArray::number(begin) + "," + QByteArray::number(end) + "]}";
}

} // namespace

void SafetensorsDtypes::listed_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(std::size(known)); ++i)
        QTest::newRow(known[i].name) << i;
}

void SafetensorsDtypes::listed() {
    QFETCH(int, index);
    const Known& dtype = known[index];
    const int bytes = 8 * dtype.bits / 8;
    const auto path = pathIn(folder_, "one.safetensors");
    writeBytes(path, safetensorsBytes("{" + entry("a", dtype.name, "[2,4]", 0, bytes) + "}",
                                      QByteArray(bytes, '\1')));
    const auto model = openModel(path);
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    const Tensor& tensor = *(*model)->tensors.at(0);
    QCOMPARE(QString::fromUtf8(info(tensor.dtype).name), QString(dtype.name));
    QCOMPARE(tensor.shape, (Shape{2, 4}));
    QCOMPARE(int(tensor.bytes.size()), bytes);
    QCOMPARE(decodable(tensor.dtype), dtype.decodable);
    QCOMPARE(bool(openRows((*model)->tensors[0])), dtype.decodable);
    QVERIFY(!isBlock(tensor.dtype)); // no GGUF type
    QVERIFY(!(*model)->quantized());
    // A byte more or less is refused.
    for (const int wrong : {bytes - 1, bytes + 1}) {
        writeBytes(path, safetensorsBytes("{" + entry("a", dtype.name, "[2,4]", 0, wrong) + "}",
                                          QByteArray(wrong, '\1')));
        QCOMPARE(openModel(path).error().code(), ErrorCode::Malformed);
    }
}

void SafetensorsDtypes::allInOneFile() {
    QByteArray entries;
    int end = 0;
    for (const Known& dtype : known) {
        const int begin = end;
        end += dtype.bits;
        entries += (entries.isEmpty() ? "" : ",") + entry(dtype.name, dtype.name, "[8]", begin, end);
    }
    const auto path = pathIn(folder_, "all.safetensors");
    writeBytes(path, safetensorsBytes("{" + entries + "}", QByteArray(end, '\1')));
    const auto model = openModel(path);
    QVERIFY2(model, model ? "" : model.error().describe().c_str());
    QCOMPARE((*model)->tensors.size(), std::size(known));
    // They survive an export to the byte, whatever order the plan puts them in.
    const QString target = folder_.filePath("copy.safetensors");
    const auto certificate = exportModel(*model, support::exportOptions(target, "Q8_0"), Task());
    QVERIFY2(certificate, certificate ? "" : certificate.error().describe().c_str());
    QVERIFY(certificate->valid());
    const auto copy = openModel(target.toStdString());
    QVERIFY(copy);
    for (const auto& tensor : (*model)->tensors) {
        const auto stored = (*copy)->tensor(tensor->name);
        QCOMPARE(stored->dtype, tensor->dtype);
        QVERIFY(std::ranges::equal(stored->bytes, tensor->bytes));
        if (info(tensor->dtype).blockElements == 1)
            QCOMPARE(int(stored->offset % std::uint64_t(info(tensor->dtype).blockBytes)), 0);
    }
}

void SafetensorsDtypes::packedBitsThatDoNotFillBytes() {
    for (const auto& [dtype, shape, bytes] :
         {std::tuple("F4", "[3]", 1), {"F4", "[3]", 2}, {"F6_E2M3", "[2,3]", 4}, {"F6_E3M2", "[2,3]", 5}}) {
        const auto path = pathIn(folder_, "odd.safetensors");
        writeBytes(path,
                   safetensorsBytes("{" + entry("a", dtype, shape, 0, bytes) + "}", QByteArray(bytes, '\0')));
        const auto model = openModel(path);
        QVERIFY(!model);
        QCOMPARE(model.error().code(), ErrorCode::Malformed);
        QCOMPARE(model.error().tensor(), std::string("a"));
    }
}

// Rows of three share bytes; the pieces in which a large tensor is written must not cut one.
void SafetensorsDtypes::packedNumbersAreCopied() {
    constexpr int rows = 2 * 43690 + 4;
    const int six = rows * 3 / 4 * 3;
    const int four = rows * 3 / 2;
    QByteArray data(six + four, '\0');
    for (int i = 0; i < data.size(); ++i)
        data[i] = static_cast<char>(i * 31);
    const QByteArray shape = "[" + QByteArray::number(rows) + ",3]";
    const auto path = pathIn(folder_, "packed.safetensors");
    writeBytes(path, safetensorsBytes("{" + entry("six", "F6_E2M3", shape, 0, six) + "," +
                                          entry("four", "F4", shape, six, six + four) + "}",
                                      data));
    const QString target = folder_.filePath("packed-copy.safetensors");
    const Certificate certificate = support::exportTo(target, QString::fromStdString(path.string()), "Q8_0");
    QVERIFY(certificate.valid());
    const auto source = support::open(QString::fromStdString(path.string()));
    const auto copy = support::open(target);
    for (const auto& tensor : source->tensors)
        QVERIFY(std::ranges::equal(copy->tensor(tensor->name)->bytes, tensor->bytes));
}

QTEST_APPLESS_MAIN(SafetensorsDtypes)
#include "tst_safetensors_dtypes.moc"
