#pragma once
// A Hugging Face folder read a second time, by nothing of the program's: safetensors cut open with Qt's JSON
// and the format's definition, for decoders that are to find the program's mistakes.
#include "support/byte_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <cstring>
#include <map>
#include <vector>

struct StoredArray {
    QString dtype;
    std::vector<long long> shape;
    QByteArray bytes;

    template <class T>
    T at(long long index) const {
        T value{};
        if (index < 0 || (index + 1) * static_cast<long long>(sizeof(T)) > bytes.size())
            qFatal("element %lld of %lld bytes", index, static_cast<long long>(bytes.size()));
        std::memcpy(&value, bytes.constData() + index * static_cast<long long>(sizeof(T)), sizeof value);
        return value;
    }
};

class StoredFolder {
public:
    explicit StoredFolder(const std::filesystem::path& folder) {
        config_ = QJsonDocument::fromJson(readBytes(folder / "config.json")).object();
        const QByteArray file = readBytes(folder / "model.safetensors");
        quint64 length = 0;
        std::memcpy(&length, file.constData(), sizeof length);
        const auto head = static_cast<qsizetype>(length);
        const QJsonObject header = QJsonDocument::fromJson(file.mid(8, head)).object();
        for (auto entry = header.begin(); entry != header.end(); ++entry) {
            if (entry.key() == QLatin1String("__metadata__"))
                continue;
            const QJsonObject said = entry.value().toObject();
            const QJsonArray range = said["data_offsets"].toArray();
            StoredArray array{said["dtype"].toString(), {}, {}};
            for (const auto axis : said["shape"].toArray())
                array.shape.push_back(axis.toInteger());
            array.bytes =
                file.mid(8 + head + range[0].toInteger(), range[1].toInteger() - range[0].toInteger());
            arrays_.emplace(entry.key().toStdString(), std::move(array));
        }
    }

    const QJsonObject& config() const { return config_; }
    QJsonObject quantization() const { return config_["quantization_config"].toObject(); }
    bool has(const std::string& name) const { return arrays_.contains(name); }
    const StoredArray& array(const std::string& name) const {
        if (!has(name))
            qFatal("no tensor %s", name.c_str());
        return arrays_.at(name);
    }
    const std::map<std::string, StoredArray>& arrays() const { return arrays_; }

private:
    QJsonObject config_;
    std::map<std::string, StoredArray> arrays_;
};

/// IEEE 754 binary16, from its fields.
inline float halfValue(std::uint16_t bits) {
    const int exponent = bits >> 10 & 31;
    const int fraction = bits & 1023;
    const double sign = bits >> 15 != 0 ? -1.0 : 1.0;
    if (exponent == 31)
        return static_cast<float>(fraction == 0 ? sign * HUGE_VAL : std::nan(""));
    if (exponent == 0)
        return static_cast<float>(sign * std::ldexp(fraction, -24));
    return static_cast<float>(sign * std::ldexp(1024 + fraction, exponent - 25));
}
