#pragma once
// bitsandbytes' tensors decoded as its functional.py defines them: QuantState.from_dict, dequantize_blockwise
// for nested maxima plus their offset, dequantize_4bit; and int8 rows as int8_vectorwise_dequant gives them.
#include "support/stored_folder.h"

struct BitsAndBytesDecoder {
    const StoredFolder& folder;
    std::string module;

    QJsonObject state(const char* kind) const {
        return QJsonDocument::fromJson(
                   folder.array(module + ".weight.quant_state.bitsandbytes__" + kind).bytes)
            .object();
    }

    std::vector<float> decode4Bit(const char* kind) const {
        const QJsonObject said = state(kind);
        const auto block = said["blocksize"].toInteger();
        const long long elements = said["shape"][0].toInteger() * said["shape"][1].toInteger();
        const StoredArray& packed = folder.array(module + ".weight");
        const StoredArray& levels = folder.array(module + ".weight.quant_map");
        std::vector<float> values;
        for (long long i = 0; i < elements; ++i) {
            const int byte = packed.at<std::uint8_t>(i / 2);
            const int code = i % 2 == 0 ? byte / 16 : byte % 16;
            values.push_back(levels.at<float>(code) * absmax(said, i / block));
        }
        return values;
    }

    std::vector<float> decode8Bit() const {
        const StoredArray& weight = folder.array(module + ".weight");
        const StoredArray& maxima = folder.array(module + ".SCB");
        std::vector<float> values;
        for (long long row = 0; row < weight.shape[0]; ++row) {
            for (long long column = 0; column < weight.shape[1]; ++column)
                values.push_back(static_cast<float>(weight.at<std::int8_t>(row * weight.shape[1] + column)) *
                                 (maxima.at<float>(row) / 127.0F));
        }
        return values;
    }

private:
    float absmax(const QJsonObject& said, long long block) const {
        const StoredArray& stored = folder.array(module + ".weight.absmax");
        if (!said.contains(QStringLiteral("nested_blocksize")))
            return stored.at<float>(block);
        const StoredArray& map = folder.array(module + ".weight.nested_quant_map");
        const StoredArray& maxima = folder.array(module + ".weight.nested_absmax");
        const float value = map.at<float>(stored.at<std::uint8_t>(block)) *
                            maxima.at<float>(block / said["nested_blocksize"].toInteger());
        return value + static_cast<float>(said["nested_offset"].toDouble());
    }
};
