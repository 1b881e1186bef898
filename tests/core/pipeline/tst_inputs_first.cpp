// GPT-2's folders keep their matrices inputs first. Whatever is done with them must be what is done with the
// same model as GGUF, where outputs come first: blocks run along inputs, and files keep their layout.
#include "analysis/comparison.h"
#include "formats/decode.h"
#include "pipeline/export.h"
#include "pipeline/original.h"
#include "support/network_runs.h"
#include "support/small_architecture.h"
#include "tensor/weight.h"

#include <QDir>
#include <QTest>

using namespace mantissa;

namespace {

const std::pair<const char*, const char*> matrices[] = {
    {"blk.0.attn_qkv.weight", "transformer.h.0.attn.c_attn.weight"},
    {"blk.0.attn_output.weight", "transformer.h.0.attn.c_proj.weight"},
    {"blk.1.ffn_up.weight", "transformer.h.1.mlp.c_fc.weight"},
    {"blk.1.ffn_down.weight", "transformer.h.1.mlp.c_proj.weight"},
};

std::vector<float> valuesOf(const std::shared_ptr<const RowSource>& rows) {
    std::vector<float> values(static_cast<std::size_t>(rows->rows() * rows->columns()));
    if (!rows->read(0, rows->rows(), values))
        qFatal("cannot read");
    return values;
}

std::vector<float> turned(const std::vector<float>& values, std::int64_t rows, std::int64_t columns) {
    std::vector<float> result(values.size());
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column)
            result[static_cast<std::size_t>(column * rows + row)] =
                values[static_cast<std::size_t>(row * columns + column)];
    return result;
}

Scheme schemeOf(const char* text) {
    return *parseScheme(text);
}

} // namespace

class InputsFirst : public QObject {
    Q_OBJECT

    QTemporaryDir files_;
    ModelPtr gguf_;
    ModelPtr folder_;

    static CalibrationTextPtr calibration(const Model& model) {
        return std::make_shared<CalibrationText>(CalibrationText{
            *buildNetwork(model), *TokenChunks::create(support::someIds(400, 40), 20, 1), 40});
    }

    std::filesystem::path exported(const char* recipe) const {
        ExportOptions options;
        options.target = files_.filePath("made.safetensors").toStdString();
        options.container = ExportContainer::Safetensors;
        options.recipe = *parseRecipe(recipe);
        options.calibration = calibration(*folder_);
        const auto certificate = exportModel(folder_, options, Task());
        if (!certificate)
            qFatal("%s", certificate.error().describe().c_str());
        return options.target;
    }

private slots:
    void initTestCase() {
        const support::SmallArchitecture small("gpt2");
        QVERIFY(small.writeGguf(files_.filePath("small.gguf").toStdString()));
        QVERIFY(QDir(files_.path()).mkdir("folder"));
        QVERIFY(small.writeFolder(files_.filePath("folder").toStdString()));
        gguf_ = *openModel(files_.filePath("small.gguf").toStdString());
        folder_ = *openModel(files_.filePath("folder").toStdString());
    }

    void rows() {
        for (const auto& [ours, theirs] : matrices) {
            const auto tensor = folder_->tensor(theirs);
            QVERIFY(inputsFirst(*tensor));
            QVERIFY(!inputsFirst(*gguf_->tensor(ours)));
            const Weight weight = weightOf(tensor);
            QCOMPARE(Shape({weight.rows(), weight.columns()}), gguf_->tensor(ours)->shape);
            QCOMPARE(blockRow(*tensor), weight.columns());
            QVERIFY(valuesOf(*openRows(tensor)) == valuesOf(*openRows(gguf_->tensor(ours))));
            const auto again = withInputsFirst(tensor, false);
            QVERIFY(!inputsFirst(*again) && again->owner == withInputsFirst(tensor, false)->owner);
            QCOMPARE(weightOf(again).rows(), weight.columns());
        }
        QVERIFY(!inputsFirst(*folder_->tensor("transformer.wte.weight")));
        QVERIFY(!inputsFirst(*folder_->tensor("transformer.h.0.attn.c_attn.bias")));
    }

    void sameErrors_data() {
        QTest::addColumn<QString>("scheme");
        QTest::newRow("groups") << "INT4,group=16";
        QTest::newRow("a scale per output") << "INT8,group=0";
        QTest::newRow("ggml's blocks") << "Q4_0/search";
    }
    void sameErrors() {
        QFETCH(QString, scheme);
        const std::vector<Scheme> schemes{schemeOf(qPrintable(scheme))};
        const auto ours = *compare(gguf_, schemes, {}, Task());
        const auto theirs = *compare(folder_, schemes, {}, Task());
        const auto find = [](const Comparison& all, const char* name) {
            return std::find_if(all.tensors.begin(), all.tensors.end(),
                                [&](const ComparedTensor& one) { return one.tensor->name == name; })
                ->schemes[0];
        };
        for (const auto& [our, their] : matrices) {
            const Measurement a = find(*ours, our);
            const Measurement b = find(*theirs, their);
            QCOMPARE(b.bytes, a.bytes);
            QCOMPARE(b.sums.error2, a.sums.error2);
            QVERIFY(b.sums.error2 > 0);
        }
    }

    // What gptq made of the folder is what it makes of the GGUF, and the comparison takes it. On the
    // original's inputs: the two files do not have the same position table quantized.
    void calibrated() {
        std::map<std::string, std::shared_ptr<const QuantizedTensor>> made[2];
        for (const bool folder : {false, true}) {
            const ModelPtr& model = folder ? folder_ : gguf_;
            const auto text = calibration(*model);
            auto plans = *planTensors(*model, *parseRecipe("INT3,group=16/gptq,sequential=false"));
            fitToNetwork(plans, text->network.network.graph());
            const auto weights = *quantizeCalibrated(*text, plans, nullptr, Task());
            made[folder ? 1 : 0] = weights->weights;
            ComparedPlan column{"gptq", plans, weights->weights};
            const auto result = comparePlans(model, {column}, {}, Task());
            QVERIFY2(result, result ? "" : result.error().describe().c_str());
        }
        for (const auto& [ours, theirs] : matrices)
            QVERIFY2(std::ranges::equal(made[0].at(ours)->bytes(), made[1].at(theirs)->bytes()), theirs);
    }

    void exports_data() {
        QTest::addColumn<QString>("recipe");
        QTest::newRow("calibrated") << "INT3,group=16/gptq";
        QTest::newRow("columns scaled") << "INT3,group=16/awq";
        QTest::newRow("not calibrated") << "INT4,group=16";
    }
    // The file has the layout of the folder; its values are those of the scheme, rounded along the inputs.
    void exports() {
        QFETCH(QString, recipe);
        const auto made = *openModel(exported(qPrintable(recipe)));
        const auto text = calibration(*folder_);
        auto plans = *planTensors(*folder_, *parseRecipe(recipe.toStdString()));
        fitToNetwork(plans, text->network.network.graph());
        const auto weights = *quantizeCalibrated(*text, plans, nullptr, Task());
        for (const auto& [ours, theirs] : matrices) {
            const auto tensor = made->tensor(theirs);
            QCOMPARE(tensor->shape, folder_->tensor(theirs)->shape);
            const auto& wanted = weights->weights.at(theirs);
            QVERIFY2(valuesOf(*openRows(tensor)) ==
                         turned(valuesOf(wanted), wanted->rows(), wanted->columns()),
                     theirs);
        }
    }

    // Out of its folder a file does not tell its layout: the original's counts.
    void originalOutOfItsFolder() {
        const auto alone = *openModel(exported("INT4,group=16"));
        QVERIFY(!inputsFirst(*alone->tensor(matrices[0].second)));
        const ModelPtr like = withLayoutOf(alone, *folder_);
        QVERIFY(inputsFirst(*like->tensor(matrices[0].second)));
        QVERIFY(withLayoutOf(folder_, *folder_) == folder_);
        for (const auto& [model, original] : {std::pair(alone, folder_), std::pair(folder_, alone)}) {
            CompareOptions options;
            options.original = original;
            const auto result = compare(model, {schemeOf("F16")}, options, Task());
            QVERIFY2(result, result ? "" : result.error().describe().c_str());
            QVERIFY(result.value()->totals[0].sums.error2 > 0);
            const double relative = figures(result.value()->totals[0].sums).relativeRmse;
            QVERIFY2(relative < 0.2, qPrintable(QString::number(relative))); // of a wrong layout: above 1
        }
    }
};

QTEST_GUILESS_MAIN(InputsFirst)
#include "tst_inputs_first.moc"
