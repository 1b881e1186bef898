#pragma once
// GGUF files that hold a tokenizer and nothing else, for llama.cpp's library to read.
#include <QByteArray>
#include <QFile>
#include <QString>

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

class VocabularyGguf {
public:
    VocabularyGguf() {
        set("general.architecture", std::string("llama"));
        set("llama.vocab_size", std::uint32_t{1});
    }
    template <class T>
    void set(const std::string& key, const T& value) {
        putString(pairs_, key);
        put(pairs_, typeId<T>());
        putValue(pairs_, value);
        ++count_;
    }
    template <class T>
    void setArray(const std::string& key, const std::vector<T>& values) {
        putString(pairs_, key);
        put(pairs_, std::uint32_t{9});
        put(pairs_, typeId<T>());
        put(pairs_, static_cast<std::uint64_t>(values.size()));
        for (const T& value : values)
            putValue(pairs_, value);
        ++count_;
    }
    bool write(const QString& path) const {
        QByteArray bytes("GGUF");
        put(bytes, std::uint32_t{3});
        put(bytes, std::uint64_t{0});
        put(bytes, count_);
        bytes += pairs_;
        bytes.append(32 - bytes.size() % 32, '\0');
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

private:
    template <class T>
    static std::uint32_t typeId() {
        if constexpr (std::is_same_v<T, std::string>)
            return 8;
        else if constexpr (std::is_same_v<T, bool>)
            return 7;
        else if constexpr (std::is_same_v<T, float>)
            return 6;
        else if constexpr (std::is_same_v<T, std::int32_t>)
            return 5;
        else if constexpr (std::is_same_v<T, std::int8_t>)
            return 1;
        else
            return 4;
    }
    template <class T>
    static void put(QByteArray& out, const T& value) {
        out.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    static void putString(QByteArray& out, const std::string& text) {
        put(out, static_cast<std::uint64_t>(text.size()));
        out.append(text.data(), static_cast<qsizetype>(text.size()));
    }
    template <class T>
    static void putValue(QByteArray& out, const T& value) {
        if constexpr (std::is_same_v<T, std::string>)
            putString(out, value);
        else
            put(out, value);
    }

    QByteArray pairs_;
    std::uint64_t count_ = 0;
};
