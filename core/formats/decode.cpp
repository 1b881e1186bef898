#include "formats/decode.h"

#include "base/mapped_file.h"
#include "formats/registry.h"
#include "tensor/float_convert.h"
#include "tensor/packed_weight.h"

#include <algorithm>
#include <cstring>

namespace mantissa {

namespace {

/// Turns out.size() plain numbers that lie one after another into floats.
using Widen = void (*)(std::span<const std::byte> bytes, std::span<float> out);

template <class Number>
void widenNumbers(std::span<const std::byte> bytes, std::span<float> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        Number number;
        std::memcpy(&number, bytes.data() + i * sizeof number, sizeof number);
        out[i] = static_cast<float>(number);
    }
}

void copyFloats(std::span<const std::byte> bytes, std::span<float> out) {
    if (!out.empty())
        std::memcpy(out.data(), bytes.data(), out.size_bytes());
}

// Null: not a plain number, or one that does not stand for a weight (64-bit integers, truth values, complex
// numbers, bare exponents) or is packed.
Widen widenOf(DType dtype) {
    switch (dtype) {
    case DType::F64:
        return floatsFromDoubles;
    case DType::F32:
        return copyFloats;
    case DType::F16:
        return floatsFromHalves;
    case DType::BF16:
        return floatsFromBfloats;
    case DType::F8_E4M3:
        return floatsFromE4M3;
    case DType::F8_E5M2:
        return floatsFromE5M2;
    case DType::F8_E4M3FNUZ:
        return floatsFromE4M3Fnuz;
    case DType::F8_E5M2FNUZ:
        return floatsFromE5M2Fnuz;
    case DType::I8:
        return widenNumbers<std::int8_t>;
    case DType::U8:
        return widenNumbers<std::uint8_t>;
    case DType::I16:
        return widenNumbers<std::int16_t>;
    case DType::U16:
        return widenNumbers<std::uint16_t>;
    case DType::I32:
        return widenNumbers<std::int32_t>;
    case DType::U32:
        return widenNumbers<std::uint32_t>;
    default:
        return nullptr;
    }
}

class WeightRows : public RowSource {
public:
    explicit WeightRows(Weight weight) : weight_(std::move(weight)) {}
    std::int64_t rows() const override { return weight_.rows(); }
    std::int64_t columns() const override { return weight_.columns(); }

protected:
    const Weight& weight() const { return weight_; }
    std::span<const std::byte> bytes() const { return weight_.tensor->bytes; }

    std::int64_t firstElement(std::int64_t row) const {
        return row / weight_.outputs * weight_.expertStride + row % weight_.outputs * weight_.outputStride;
    }
    /// After reading: what came may have been zeros in place of a file that is gone.
    Result<void> stillThere() const { return MappedFile::check(bytes()); }

    // Rows that follow each other in the file without a gap.
    bool dense() const {
        return weight_.inputStride == 1 && (weight_.outputs == 1 || weight_.outputStride == weight_.inputs) &&
               (weight_.experts == 1 || weight_.expertStride == weight_.inputs * weight_.outputs);
    }

private:
    Weight weight_;
};

class NumberRows final : public WeightRows {
public:
    NumberRows(Weight weight, Widen widen) : WeightRows(std::move(weight)), widen_(widen) {}

    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override {
        const auto width = static_cast<std::size_t>(columns());
        if (dense()) {
            if (count > 0)
                run(firstElement(first), out.first(static_cast<std::size_t>(count) * width));
        } else if (weight().inputStride == 1) {
            for (std::int64_t row = 0; row < count; ++row)
                run(firstElement(first + row), out.subspan(static_cast<std::size_t>(row) * width, width));
        } else {
            for (std::int64_t row = 0; row < count;) {
                // Rows of one expert only, so that all lie outputStride apart.
                const std::int64_t left = weight().outputs - (first + row) % weight().outputs;
                const std::int64_t now = std::min(left, count - row);
                transpose(first + row, now, out.subspan(static_cast<std::size_t>(row) * width));
                row += now;
            }
        }
        return stillThere();
    }

private:
    void run(std::int64_t element, std::span<float> out) const {
        const auto size = static_cast<std::size_t>(mantissa::info(weight().tensor->dtype).blockBytes);
        widen_(bytes().subspan(static_cast<std::size_t>(element) * size, out.size() * size), out);
    }

    // Walks along the file's own direction where the outputs are what is contiguous there.
    void transpose(std::int64_t first, std::int64_t count, std::span<float> out) const {
        const std::int64_t width = columns();
        const bool outputsContiguous = weight().outputStride == 1;
        std::vector<float> line(static_cast<std::size_t>(count));
        for (std::int64_t column = 0; column < width; ++column) {
            const std::int64_t element = firstElement(first) + column * weight().inputStride;
            if (outputsContiguous)
                run(element, line);
            for (std::int64_t row = 0; row < count; ++row) {
                const auto at = static_cast<std::size_t>(row);
                if (!outputsContiguous)
                    run(element + row * weight().outputStride, std::span(line).subspan(at, 1));
                out[static_cast<std::size_t>(row * width + column)] = line[at];
            }
        }
    }

    Widen widen_;
};

class BlockRows final : public WeightRows {
public:
    BlockRows(Weight weight, const Format& format) : WeightRows(std::move(weight)), format_(format) {}

    Result<void> read(std::int64_t first, std::int64_t count, std::span<float> out) const override {
        if (count == 0)
            return {};
        const auto width = static_cast<std::size_t>(columns());
        const std::int64_t step = dense() ? count : 1;
        for (std::int64_t row = 0; row < count; row += step) {
            MANTISSA_CHECK(decode(
                first + row, step,
                out.subspan(static_cast<std::size_t>(row) * width, static_cast<std::size_t>(step) * width)));
        }
        return stillThere();
    }

private:
    Result<void> decode(std::int64_t first, std::int64_t count, std::span<float> out) const {
        const DTypeInfo& geometry = mantissa::info(weight().tensor->dtype);
        const std::int64_t begin = firstElement(first) / geometry.blockElements * geometry.blockBytes;
        const std::uint64_t size = format_.payloadBytes(count, columns());
        const auto part = bytes().subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(size));
        return format_.decode(nullptr, part, first, count, columns(),
                              out.first(static_cast<std::size_t>(count * columns())));
    }

    const Format& format_;
};

Error because(ErrorCode code, const Tensor& tensor, Text why) {
    return Error(code, std::move(why)).inFile(tensor.file).atByte(tensor.offset).ofTensor(tensor.name);
}

// Strides that reach outside of the tensor would read foreign memory.
bool staysInside(const Weight& weight) {
    const std::int64_t counts[] = {weight.experts, weight.outputs, weight.inputs};
    const std::int64_t strides[] = {weight.expertStride, weight.outputStride, weight.inputStride};
    std::int64_t last = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
        std::int64_t reach = 0;
        if (counts[axis] < 0 || strides[axis] < 0)
            return false;
        if (counts[axis] == 0)
            return true;
        if (__builtin_mul_overflow(counts[axis] - 1, strides[axis], &reach) ||
            __builtin_add_overflow(last, reach, &last))
            return false;
    }
    return static_cast<std::uint64_t>(last) < weight.tensor->elements();
}

bool keepsBlocksWhole(const Weight& weight, std::int64_t block) {
    return weight.inputStride == 1 && weight.inputs % block == 0 && weight.outputStride % block == 0 &&
           weight.expertStride % block == 0;
}

Result<std::shared_ptr<const RowSource>> openPacked(const Weight& weight) {
    const Tensor& tensor = *weight.tensor;
    if (!tensor.packed) {
        return fail(
            because(ErrorCode::Malformed, tensor,
                    sentence(MANTISSA_TR("core", "Nothing says what this packed weight is made of."))));
    }
    auto rows = tensor.packed->rows();
    if (!rows)
        return fail(std::move(rows).error().ofTensor(tensor.name));
    if (weight.inputStride != 1 || weight.outputStride != weight.inputs || (*rows)->rows() != weight.rows() ||
        (*rows)->columns() != weight.columns()) {
        return fail(
            because(ErrorCode::Unsupported, tensor,
                    sentence(MANTISSA_TR("core", "A packed weight of %1 can only be read row by row."),
                             describe(tensor.shape))));
    }
    return rows;
}

} // namespace

bool decodable(DType dtype) {
    return dtype == DType::Packed || widenOf(dtype) != nullptr || formatOf(dtype) != nullptr;
}

Result<std::shared_ptr<const RowSource>> openRows(const Weight& weight) {
    const Tensor& tensor = *weight.tensor;
    if (tensor.dtype == DType::Packed)
        return openPacked(weight);
    const DTypeInfo& geometry = info(tensor.dtype);
    if (!decodable(tensor.dtype)) {
        return fail(
            because(ErrorCode::Unsupported, tensor,
                    sentence(MANTISSA_TR("core", "Tensors of type %1 cannot be decoded."), geometry.name)));
    }
    if (byteSize(tensor.dtype, tensor.elements()) != tensor.bytes.size() || !staysInside(weight)) {
        return fail(because(ErrorCode::Malformed, tensor,
                            sentence(MANTISSA_TR("core", "%1 bytes cannot be a tensor of %2 elements of type "
                                                         "%3 that is read as %4 rows of %5."),
                                     tensor.bytes.size(), tensor.elements(), geometry.name, weight.rows(),
                                     weight.columns())));
    }
    if (const Widen widen = widenOf(tensor.dtype))
        return std::make_shared<NumberRows>(weight, widen);
    if (!keepsBlocksWhole(weight, geometry.blockElements)) {
        return fail(because(ErrorCode::Unsupported, tensor,
                            sentence(MANTISSA_TR("core", "Rows of %1 elements cut the blocks of %2 elements "
                                                         "that %3 is stored in."),
                                     weight.columns(), geometry.blockElements, geometry.name)));
    }
    return std::make_shared<BlockRows>(weight, *formatOf(tensor.dtype));
}

Result<std::shared_ptr<const RowSource>> openRows(const std::shared_ptr<const Tensor>& tensor) {
    return openRows(weightOf(tensor));
}

} // namespace mantissa
