#pragma once
// Token ids as llama.cpp's own library gives them, in a child process.
#include "support/in_child.h"
#include "support/llama_library.h"

#include <QByteArrayList>
#include <QDataStream>
#include <QList>

struct LlamaTokens {
    QList<QList<qint32>> ids; ///< one list a text
    QByteArrayList pieces;    ///< what every token of the vocabulary spells
    qint32 bos = -1;
    qint32 eos = -1;
    bool addsBos = false;
    bool addsEos = false;
};

/// Loads only the vocabulary of the GGUF at `path`. Nothing when llama.cpp refuses it or aborts.
inline std::optional<LlamaTokens> llamaTokens(const QString& path, const QByteArrayList& texts,
                                              bool addSpecial, bool parseSpecial) {
    const auto bytes = inChild([&] {
        LlamaLibrary llama;
        QByteArray out;
        if (!llama.load().isEmpty())
            return out;
        auto parameters = llama.call<LlamaModelParams>("llama_model_default_params");
        reinterpret_cast<char*>(&parameters)[0x48] = 1; // vocab_only, the first of the booleans
        void* model = llama.call<void*>("llama_model_load_from_file", path.toUtf8().constData(), parameters);
        if (model == nullptr)
            return out;
        const void* vocabulary = llama.call<const void*>("llama_model_get_vocab", model);
        QDataStream stream(&out, QIODevice::WriteOnly);
        LlamaTokens result;
        for (const QByteArray& text : texts) {
            QList<qint32> ids(text.size() * 4 + 16);
            const auto count = llama.call<std::int32_t>(
                "llama_tokenize", vocabulary, text.constData(), static_cast<std::int32_t>(text.size()),
                ids.data(), static_cast<std::int32_t>(ids.size()), addSpecial, parseSpecial);
            ids.resize(std::max(0, count));
            result.ids.append(ids);
        }
        const auto size = llama.call<std::int32_t>("llama_vocab_n_tokens", vocabulary);
        for (std::int32_t id = 0; id < size; ++id) {
            QByteArray piece(512, 0);
            const auto length = llama.call<std::int32_t>("llama_token_to_piece", vocabulary, id, piece.data(),
                                                         static_cast<std::int32_t>(piece.size()), 0, true);
            piece.truncate(std::max(0, length));
            result.pieces.append(piece);
        }
        stream << result.ids << result.pieces << llama.call<std::int32_t>("llama_vocab_bos", vocabulary)
               << llama.call<std::int32_t>("llama_vocab_eos", vocabulary)
               << llama.call<bool>("llama_vocab_get_add_bos", vocabulary)
               << llama.call<bool>("llama_vocab_get_add_eos", vocabulary);
        return out;
    });
    if (!bytes || bytes->isEmpty())
        return std::nullopt;
    LlamaTokens result;
    QDataStream stream(*bytes);
    stream >> result.ids >> result.pieces >> result.bos >> result.eos >> result.addsBos >> result.addsEos;
    return result;
}

/// Why there is nothing to compare with; empty if there is.
inline QString llamaMissing() {
    const auto reason = inChild([] { return LlamaLibrary().load().toUtf8(); });
    return reason ? QString::fromUtf8(*reason) : QStringLiteral("llama.cpp's library crashes when loaded");
}
