// Rows of a tensor as floats: every plain dtype, strided views, and views that do not fit their bytes.
#include "formats/decode.h"

#include <QTest>
#include <cstring>

using namespace mantissa;

namespace {

template <class Number>
std::shared_ptr<Tensor> tensorOf(DType dtype, Shape shape, std::vector<Number> numbers) {
    auto storage = std::make_shared<std::vector<Number>>(std::move(numbers));
    auto tensor = std::make_shared<Tensor>();
    tensor->name = "w";
    tensor->dtype = dtype;
    tensor->shape = std::move(shape);
    tensor->bytes = std::as_bytes(std::span(*storage));
    tensor->owner = storage;
    return tensor;
}

std::vector<float> readAll(const RowSource& source) {
    std::vector<float> out(source.elements());
    const auto result = source.read(0, source.rows(), out);
    return result ? out : std::vector<float>();
}

template <class Number>
void compareNumbers(DType dtype, std::vector<Number> numbers, const std::vector<float>& expected) {
    QVERIFY(decodable(dtype));
    const auto count = static_cast<std::int64_t>(numbers.size());
    const auto rows = openRows(tensorOf(dtype, {count}, std::move(numbers)));
    QVERIFY2(rows, rows ? "" : rows.error().describe().c_str());
    QCOMPARE((*rows)->rows(), 1);
    QVERIFY(readAll(**rows) == expected);
}

std::shared_ptr<Tensor> counting(Shape shape) {
    std::vector<float> values(*elementCount(shape));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(i);
    return tensorOf(DType::F32, std::move(shape), std::move(values));
}

} // namespace

class TestDecode : public QObject {
    Q_OBJECT

private slots:
    void plainNumbers() {
        compareNumbers<double>(DType::F64, {1.5, -1e300, 0x1p-149}, {1.5F, -INFINITY, 0x1p-149F});
        compareNumbers<float>(DType::F32, {1.5F, -2.25F}, {1.5F, -2.25F});
        compareNumbers<std::uint16_t>(DType::F16, {0x3c00, 0xc000, 1}, {1.0F, -2.0F, 0x1p-24F});
        compareNumbers<std::uint16_t>(DType::BF16, {0x3f80, 0xc000}, {1.0F, -2.0F});
        compareNumbers<std::uint8_t>(DType::F8_E4M3, {0x38, 0xfe}, {1.0F, -448.0F});
        compareNumbers<std::uint8_t>(DType::F8_E5M2, {0x3c, 0xfb}, {1.0F, -57344.0F});
        compareNumbers<std::uint8_t>(DType::F8_E4M3FNUZ, {0x40, 0xff}, {1.0F, -240.0F});
        compareNumbers<std::uint8_t>(DType::F8_E5M2FNUZ, {0x40, 0xff}, {1.0F, -57344.0F});
        compareNumbers<std::int8_t>(DType::I8, {-128, 127}, {-128.0F, 127.0F});
        compareNumbers<std::uint8_t>(DType::U8, {0, 255}, {0.0F, 255.0F});
        compareNumbers<std::int16_t>(DType::I16, {-32768, 3}, {-32768.0F, 3.0F});
        compareNumbers<std::uint16_t>(DType::U16, {65535}, {65535.0F});
        compareNumbers<std::int32_t>(DType::I32, {-7, 16777217}, {-7.0F, 16777216.0F});
        compareNumbers<std::uint32_t>(DType::U32, {4294967295U}, {4294967296.0F});
    }

    void whatIsNoWeight() {
        for (const DType dtype : {DType::I64, DType::U64, DType::Bool, DType::C64, DType::F8_E8M0}) {
            QVERIFY(!decodable(dtype));
            const auto size = static_cast<std::size_t>(info(dtype).blockBytes);
            const auto rows = openRows(tensorOf<char>(dtype, {1}, std::vector<char>(size)));
            QVERIFY(!rows);
            QCOMPARE(rows.error().code(), ErrorCode::Unsupported);
            QCOMPARE(rows.error().tensor(), std::string("w"));
        }
    }

    void someRows() {
        const auto rows = openRows(counting({5, 3}));
        QVERIFY(rows);
        std::vector<float> out(6);
        QVERIFY((*rows)->read(2, 2, out));
        QVERIFY((out == std::vector<float>{6, 7, 8, 9, 10, 11}));
    }

    // Conv1D and ONNX: inputs x outputs in the file.
    void transposed() {
        Weight weight = weightOf(counting({3, 4}));
        weight.outputs = 4;
        weight.inputs = 3;
        weight.outputStride = 1;
        weight.inputStride = 4;
        const auto rows = openRows(weight);
        QVERIFY(rows);
        QVERIFY((readAll(**rows) == std::vector<float>{0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11}));
        std::vector<float> one(3);
        QVERIFY((*rows)->read(2, 1, one));
        QVERIFY((one == std::vector<float>{2, 6, 10}));
    }

    // Two experts, each stored inputs x outputs; a read that crosses from one into the other.
    void transposedExperts() {
        Weight weight = weightOf(counting({2, 3, 2}));
        weight.experts = 2;
        weight.outputs = 2;
        weight.inputs = 3;
        weight.expertStride = 6;
        weight.outputStride = 1;
        weight.inputStride = 2;
        const auto rows = openRows(weight);
        QVERIFY(rows);
        QVERIFY((readAll(**rows) == std::vector<float>{0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11}));
        std::vector<float> middle(6);
        QVERIFY((*rows)->read(1, 2, middle));
        QVERIFY((middle == std::vector<float>{1, 3, 5, 6, 8, 10}));
    }

    void everyStrideDiffers() {
        Weight weight = weightOf(counting({24}));
        weight.outputs = 2;
        weight.inputs = 3;
        weight.outputStride = 12;
        weight.inputStride = 4;
        const auto rows = openRows(weight);
        QVERIFY(rows);
        QVERIFY((readAll(**rows) == std::vector<float>{0, 4, 8, 12, 16, 20}));
    }

    void gapsBetweenRows() {
        Weight weight = weightOf(counting({4, 6}));
        weight.outputs = 2;
        weight.inputs = 2;
        weight.outputStride = 12;
        const auto rows = openRows(weight);
        QVERIFY(rows);
        QVERIFY((readAll(**rows) == std::vector<float>{0, 1, 12, 13}));
    }

    void viewsOutsideOfTheTensor_data() {
        QTest::addColumn<qint64>("outputs");
        QTest::addColumn<qint64>("outputStride");
        QTest::addColumn<qint64>("inputStride");
        QTest::newRow("one row too many") << qint64(5) << qint64(3) << qint64(1);
        QTest::newRow("stride too wide") << qint64(4) << qint64(4) << qint64(1);
        QTest::newRow("backwards") << qint64(4) << qint64(-3) << qint64(1);
        QTest::newRow("overflow") << qint64(4) << qint64(1) << std::numeric_limits<qint64>::max();
        QTest::newRow("overflowing sum") << qint64(2) << std::numeric_limits<qint64>::max() << qint64(1);
        QTest::newRow("negative count") << qint64(-1) << qint64(3) << qint64(1);
    }
    void viewsOutsideOfTheTensor() {
        QFETCH(qint64, outputs);
        QFETCH(qint64, outputStride);
        QFETCH(qint64, inputStride);
        Weight weight = weightOf(counting({4, 3}));
        weight.outputs = outputs;
        weight.outputStride = outputStride;
        weight.inputStride = inputStride;
        const auto rows = openRows(weight);
        QVERIFY(!rows);
        QCOMPARE(rows.error().code(), ErrorCode::Malformed);
    }

    void tooFewBytes() {
        auto tensor = counting({4, 3});
        tensor->bytes = tensor->bytes.first(47);
        QVERIFY(!openRows(tensor));
    }

    void empty() {
        const auto rows = openRows(counting({0, 7}));
        QVERIFY(rows);
        QCOMPARE((*rows)->rows(), 0);
        QVERIFY((*rows)->read(0, 0, {}));
    }
};

QTEST_APPLESS_MAIN(TestDecode)
#include "tst_decode.moc"
