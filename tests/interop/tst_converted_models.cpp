// Hugging Face folders, converted to GGUF (F32), are loaded by llama.cpp's own library: it must give the
// logits and the tokens that the originals give.
#include "files/file_plan.h"
#include "network/causal_network.h"
#include "pipeline/llama_conversion.h"
#include "support/in_child.h"
#include "support/llama_library.h"
#include "support/small_llama.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

using namespace mantissa;

class ConvertedModels : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void logits();
    void family_data();
    void family();
    void tokens_data();
    void tokens();

private:
    QTemporaryDir folder_;
};

namespace {

constexpr std::int64_t rowsAtOnce = 64;

Result<void> writeF32(const std::filesystem::path& source, const std::filesystem::path& target) {
    MANTISSA_TRY(const auto model, openModel(source));
    MANTISSA_TRY(GgufSource gguf, ggufSourceOf(model));
    gguf.metadata.set("general.file_type", std::uint32_t(0));
    std::vector<PlannedTensor> planned;
    for (const auto& tensor : gguf.tensors)
        planned.push_back({tensor.name, DType::F32, tensor.shape});
    MANTISSA_TRY(auto plan, planGguf(gguf.metadata, planned));
    MANTISSA_TRY(auto file, PlannedFile::create(target, std::move(plan)));
    for (const auto& tensor : gguf.tensors) {
        MANTISSA_TRY(const auto rows, openRows(tensor));
        for (std::int64_t row = 0; row < rows->rows(); row += rowsAtOnce) {
            const std::int64_t count = std::min(rowsAtOnce, rows->rows() - row);
            std::vector<float> values(static_cast<std::size_t>(count * rows->columns()));
            MANTISSA_CHECK(rows->read(row, count, values));
            MANTISSA_CHECK(file.write(std::as_bytes(std::span(values))));
        }
    }
    return file.commit();
}

std::filesystem::path data(const char* name) {
    return std::filesystem::path(MANTISSA_TEST_DATA) / name;
}

const std::filesystem::path fable = std::filesystem::path(MANTISSA_SOURCE_DIR) / "resources/demo/fable";

void* load(const LlamaLibrary& llama, const std::filesystem::path& path) {
    const auto params = llama.call<LlamaModelParams>("llama_model_default_params");
    return llama.call<void*>("llama_model_load_from_file", path.c_str(), params);
}

QByteArray bytesOfAll(const auto& values) {
    return {reinterpret_cast<const char*>(values.data()),
            static_cast<qsizetype>(values.size() * sizeof(values[0]))};
}

/// Run in a child process: llama.cpp aborts where it dislikes something.
QByteArray tokenize(const std::filesystem::path& path, const QByteArray& text) {
    LlamaLibrary llama;
    if (!llama.load().isEmpty())
        return {};
    void* model = load(llama, path);
    if (model == nullptr)
        return {};
    const void* vocabulary = llama.call<const void*>("llama_model_get_vocab", model);
    std::vector<std::int32_t> ids(static_cast<std::size_t>(text.size()) + 8);
    const auto count = llama.call<std::int32_t>("llama_tokenize", vocabulary, text.constData(),
                                                static_cast<std::int32_t>(text.size()), ids.data(),
                                                static_cast<std::int32_t>(ids.size()), true, false);
    ids.resize(static_cast<std::size_t>(std::max(count, 0)));
    return bytesOfAll(ids);
}

QByteArray lastLogits(const std::filesystem::path& path, std::vector<std::int32_t> ids) {
    LlamaLibrary llama;
    if (!llama.load().isEmpty())
        return {};
    void* model = load(llama, path);
    if (model == nullptr)
        return {};
    const auto params = llama.contextDefaults();
    void* context = llama.call<void*>("llama_init_from_model", model, params);
    const auto batch =
        llama.call<LlamaBatch>("llama_batch_get_one", ids.data(), static_cast<std::int32_t>(ids.size()));
    if (llama.call<std::int32_t>("llama_decode", context, batch) != 0)
        return {};
    const float* logits = llama.call<float*>("llama_get_logits_ith", context, -1);
    return bytesOfAll(std::span(logits, 1024));
}

std::vector<std::int32_t> idsOf(const QByteArray& bytes) {
    std::vector<std::int32_t> ids(static_cast<std::size_t>(bytes.size()) / sizeof(std::int32_t));
    std::memcpy(ids.data(), bytes.constData(), ids.size() * sizeof(std::int32_t));
    return ids;
}

/// The definition of BPE, straight from tokenizer.json: of all neighbours that are a merge, join the first
/// ones in rank, everywhere from the left, until none is left. Slow, and nothing of ours.
std::vector<std::int32_t> mergeByRank(const QJsonObject& tokenizer, const QString& text) {
    const QJsonObject model = tokenizer["model"].toObject();
    const QJsonObject vocabulary = model["vocab"].toObject();
    std::map<std::pair<QString, QString>, int> ranks;
    for (const QJsonValue& merge : model["merges"].toArray()) {
        const QStringList parts = merge.toString().split(' ');
        ranks.emplace(std::pair(parts[0], parts[1]), static_cast<int>(ranks.size()));
    }
    std::vector<QString> parts;
    for (const QChar c : QString("▁" + QString(text).replace(' ', "▁")))
        parts.emplace_back(c);
    for (;;) {
        int best = std::numeric_limits<int>::max();
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
            const auto rank = ranks.find({parts[i], parts[i + 1]});
            if (rank != ranks.end())
                best = std::min(best, rank->second);
        }
        if (best == std::numeric_limits<int>::max())
            break;
        std::vector<QString> joined;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto rank = i + 1 < parts.size() ? ranks.find({parts[i], parts[i + 1]}) : ranks.end();
            if (rank != ranks.end() && rank->second == best) {
                joined.push_back(parts[i] + parts[i + 1]);
                ++i;
            } else {
                joined.push_back(parts[i]);
            }
        }
        parts = std::move(joined);
    }
    std::vector<std::int32_t> ids = {1}; // <|start_story|>
    for (const QString& part : parts)
        ids.push_back(vocabulary[part].toInt(-1));
    return ids;
}

} // namespace

void ConvertedModels::initTestCase() {
    const auto reason = inChild([] { return LlamaLibrary().load().toUtf8(); });
    if (!reason)
        QSKIP("llama.cpp's library crashes while it is loaded");
    if (!reason->isEmpty())
        QSKIP(reason->constData());
    const std::filesystem::path to = folder_.path().toStdString();
    for (const auto& [from, name] :
         {std::pair(fable, "fable.gguf"), {data("tinystories-656k"), "656k.gguf"}}) {
        const auto written = writeF32(from, to / name);
        QVERIFY2(written, written ? "" : written.error().describe().c_str());
    }
}

void ConvertedModels::logits() {
    const auto reference = QJsonDocument::fromJson(readBytes(data("fable/reference.json"))).object();
    const std::filesystem::path gguf = folder_.filePath("fable.gguf").toStdString();
    std::vector<std::int32_t> expectedIds;
    for (const QJsonValue& id : reference["ids_with_bos"].toArray())
        expectedIds.push_back(id.toInt());
    const auto ids = inChild([&] { return tokenize(gguf, reference["text"].toString().toUtf8()); });
    QVERIFY2(ids, "llama.cpp crashed");
    QCOMPARE(idsOf(*ids), expectedIds);

    const auto logits = inChild([&] { return lastLogits(gguf, expectedIds); });
    QVERIFY2(logits, "llama.cpp crashed");
    const QJsonArray expected = reference["logits_last_position"].toArray();
    QCOMPARE(logits->size(), expected.size() * qsizetype(sizeof(float)));
    const auto* found = reinterpret_cast<const float*>(logits->constData());
    // llama.cpp keeps keys and values as F16, which is worth about this much.
    for (qsizetype i = 0; i < expected.size(); ++i)
        QVERIFY2(std::abs(found[i] - expected[i].toDouble()) < 0.02, qPrintable(QString::number(i)));
}

void ConvertedModels::family_data() {
    QTest::addColumn<QString>("className");
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("biases");
    QTest::addColumn<bool>("llama3");
    QTest::newRow("Llama") << "LlamaForCausalLM"
                           << "llama" << false << false;
    QTest::newRow("Llama 3") << "LlamaForCausalLM"
                             << "llama" << false << true;
    QTest::newRow("Llama with biases") << "LlamaForCausalLM"
                                       << "llama" << true << false;
    QTest::newRow("Mistral") << "MistralForCausalLM"
                             << "mistral" << false << false;
    QTest::newRow("Qwen2") << "Qwen2ForCausalLM"
                           << "qwen2" << true << false;
    QTest::newRow("Qwen3") << "Qwen3ForCausalLM"
                           << "qwen3" << false << false;
    QTest::newRow("Mixtral") << "MixtralForCausalLM"
                             << "mixtral" << false << false;
    QTest::newRow("Qwen3-MoE") << "Qwen3MoeForCausalLM"
                               << "qwen3_moe" << false << false;
}

/// Made-up models: llama.cpp on the converted file and our own network on the folder know nothing of each
/// other, and must agree.
void ConvertedModels::family() {
    QFETCH(QString, className);
    QFETCH(QString, type);
    QFETCH(bool, biases);
    QFETCH(bool, llama3);
    SmallLlama small;
    small.architecture(className.toUtf8().constData(), type.toUtf8().constData());
    small.biases = biases;
    small.config["attention_bias"] = biases;
    small.qkNorms = type == "qwen3";
    small.config["head_dim"] = 16;
    if (type == "mixtral" || type == "qwen3_moe")
        small.mixture(type == "qwen3_moe");
    if (llama3)
        small.config["rope_scaling"] = QJsonObject{{"rope_type", "llama3"},
                                                   {"factor", 8.0},
                                                   {"low_freq_factor", 1.0},
                                                   {"high_freq_factor", 4.0},
                                                   {"original_max_position_embeddings", 64}};
    QTemporaryDir folder;
    small.write(folder);
    const std::filesystem::path source = folder.path().toStdString();
    const auto gguf = pathIn(folder_, "family.gguf");
    const auto written = writeF32(source, gguf);
    QVERIFY2(written, written ? "" : written.error().describe().c_str());
    std::vector<std::int32_t> ids;
    for (int i = 0; i < 40; ++i)
        ids.push_back((i * 37 + 5) % 1024);
    const auto theirs = inChild([&] { return lastLogits(gguf, ids); });
    QVERIFY2(theirs && theirs->size() == 4096, "llama.cpp refused the model");

    const auto network = buildNetwork(**openModel(source));
    QVERIFY2(network, network ? "" : network.error().describe().c_str());
    const Array input = Array::integers({1, std::int64_t(ids.size())}, ids);
    const auto hidden = hiddenStates(*network, input, Runtime(), Task());
    QVERIFY(hidden);
    const auto logits = logitsOf(*network, *hidden, Runtime(), Task());
    QVERIFY(logits);
    const auto ours = logits->values().last(1024);
    const auto* found = reinterpret_cast<const float*>(theirs->constData());
    double error = 0;
    double size = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        error += std::pow(found[i] - ours[i], 2);
        size += std::pow(ours[i], 2);
    }
    qInfo("relative difference %g", std::sqrt(error / size));
    // llama.cpp keeps keys and values as F16; without the permutation the difference is above 1.
    QVERIFY(std::sqrt(error / size) < 1e-2);
}

void ConvertedModels::tokens_data() {
    QTest::addColumn<QString>("text");
    const QString story = QString::fromUtf8(readBytes(data("text/tinystories-eval.txt")));
    // Pieces that overlap no character the vocabulary lacks.
    const auto vocabulary = QJsonDocument::fromJson(readBytes(data("tinystories-656k/tokenizer.json")))
                                .object()["model"]
                                .toObject()["vocab"]
                                .toObject();
    QString known;
    for (const QChar c : story) {
        if (c == ' ' || vocabulary.contains(QString(c)))
            known += c;
    }
    constexpr qsizetype piece = 3000;
    for (qsizetype at = 0; at < std::min(known.size(), 5 * piece); at += piece)
        QTest::addRow("story at %lld", static_cast<long long>(at)) << known.mid(at, piece);
    QTest::newRow("spaces") << "  a   b    c ";
    QTest::newRow("one") << "a";
    QTest::newRow("repeats") << "aaaaaaaaa  tttttttt \n\n\n\n";
}

void ConvertedModels::tokens() {
    QFETCH(QString, text);
    const auto tokenizer =
        QJsonDocument::fromJson(readBytes(data("tinystories-656k/tokenizer.json"))).object();
    const auto expected = mergeByRank(tokenizer, text);
    const auto ids =
        inChild([&] { return tokenize(folder_.filePath("656k.gguf").toStdString(), text.toUtf8()); });
    QVERIFY2(ids, "llama.cpp crashed");
    QCOMPARE(idsOf(*ids), expected);
}

QTEST_APPLESS_MAIN(ConvertedModels)
#include "tst_converted_models.moc"
