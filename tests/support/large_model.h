#pragma once
// Large models made for tests: llama's names in a safetensors file, filled with the same mebibyte of noise
// over and over, so that writing takes no longer than the disk does.
#include "support/byte_file.h"

#include <random>
#include <vector>

struct LargeModel {
    int layers = 10;
    int width = 1024;
    int forward = 2048; ///< of the feed-forward network
    int experts = 0;    ///< in every layer, each with a feed-forward network of its own; 0: a dense model

    int tensors() const { return layers * (4 + 3 * std::max(1, experts)); }
    std::uint64_t elements() const {
        return std::uint64_t(layers) * std::uint64_t(width) *
               std::uint64_t(4 * width + 3 * forward * std::max(1, experts));
    }
    std::uint64_t bytes() const { return 4 * elements(); }

    std::filesystem::path write(const QTemporaryDir& folder, const char* name) const {
        QByteArray header("{");
        std::uint64_t offset = 0;
        for (int layer = 0; layer < layers; ++layer) {
            for (const char* part : {"q", "k", "v", "o"})
                add(header, offset, layer, QByteArray("self_attn.") + part + "_proj", width, width);
            for (int expert = 0; expert < std::max(1, experts); ++expert) {
                const QByteArray mlp =
                    experts == 0 ? "mlp." : "mlp.experts." + QByteArray::number(expert) + '.';
                for (const char* part : {"gate_proj", "up_proj"})
                    add(header, offset, layer, mlp + part, forward, width);
                add(header, offset, layer, mlp + "down_proj", width, forward);
            }
        }
        header += '}';
        header = header.leftJustified((header.size() + 7) / 8 * 8, ' ');
        const std::filesystem::path path = writeBytes(pathIn(folder, name), safetensorsBytes(header, {}));
        QFile file(QString::fromStdString(path.string()));
        if (!file.open(QIODevice::Append))
            qFatal("cannot write %s", path.c_str());
        const QByteArray block = noise();
        for (std::uint64_t left = offset; left > 0;) {
            const qint64 part = std::min<qint64>(block.size(), static_cast<qint64>(left));
            if (file.write(block.constData(), part) != part)
                qFatal("cannot write %s", path.c_str());
            left -= static_cast<std::uint64_t>(part);
        }
        return path;
    }

private:
    static void add(QByteArray& header, std::uint64_t& offset, int layer, const QByteArray& name, int rows,
                    int columns) {
        const std::uint64_t end = offset + 4 * std::uint64_t(rows) * std::uint64_t(columns);
        header += (header.size() > 1 ? ",\"" : "\"") + QByteArray("model.layers.") +
                  QByteArray::number(layer) + '.' + name + ".weight\":{\"dtype\":\"F32\",\"shape\":[" +
                  QByteArray::number(rows) + ',' + QByteArray::number(columns) + "],\"data_offsets\":[" +
                  QByteArray::number(offset) + ',' + QByteArray::number(end) + "]}";
        offset = end;
    }
    static QByteArray noise() {
        std::vector<float> values((1 << 18) + 64); // not a divisor of the rows, so that these differ
        std::mt19937 random(1);
        std::normal_distribution<float> normal(0, 0.02F);
        for (float& value : values)
            value = normal(random);
        return {reinterpret_cast<const char*>(values.data()), static_cast<qsizetype>(4 * values.size())};
    }
};
