#include "files/numpy/npy_array.h"

#include "base/byte_cursor.h"
#include "files/numpy/npy_header.h"

#include <algorithm>

namespace mantissa::numpy {

namespace {

struct Descr {
    std::string_view kind; ///< behind the byte order
    DType dtype;
};

constexpr Descr descrs[] = {{"f8", DType::F64}, {"f4", DType::F32}, {"f2", DType::F16}, {"i8", DType::I64},
                            {"i4", DType::I32}, {"i2", DType::I16}, {"i1", DType::I8},  {"u8", DType::U64},
                            {"u4", DType::U32}, {"u2", DType::U16}, {"u1", DType::U8},  {"b1", DType::Bool},
                            {"c8", DType::C64}};

Result<DType> dtypeOf(const std::string& descr) {
    for (const Descr& known : descrs) {
        if (descr.size() < 2 || std::string_view(descr).substr(1) != known.kind)
            continue;
        const char order = descr[0];
        if (order == '<' || order == '|' || order == '=' || info(known.dtype).blockBytes == 1)
            return known.dtype;
    }
    return fail(ErrorCode::Unsupported,
                sentence(MANTISSA_TR("core", "Arrays of NumPy type “%1” cannot be opened (nor can big-endian "
                                             "numbers and Python objects)."),
                         descr));
}

Result<std::uint64_t> readHeaderLength(ByteCursor& cursor) {
    MANTISSA_TRY(const auto start, cursor.take(magic.size()));
    if (std::memcmp(start.data(), magic.data(), magic.size()) != 0)
        return fail(Error(ErrorCode::Malformed,
                          sentence(MANTISSA_TR("core", "The array does not begin as .npy files do.")))
                        .atByte(0));
    MANTISSA_TRY(const auto major, cursor.read<std::uint8_t>());
    MANTISSA_TRY(const auto minor, cursor.read<std::uint8_t>());
    if (major < 1 || major > 3 || minor != 0) {
        return fail(
            Error(ErrorCode::Unsupported,
                  sentence(MANTISSA_TR("core", "Version %1.%2 of .npy is not known; 1.0, 2.0 and 3.0 can "
                                               "be opened."),
                           major, minor))
                .atByte(magic.size()));
    }
    if (major > 1)
        return cursor.read<std::uint32_t>().map([](std::uint32_t length) -> std::uint64_t { return length; });
    return cursor.read<std::uint16_t>().map([](std::uint16_t length) -> std::uint64_t { return length; });
}

bool orderMatters(const Shape& shape) {
    return std::count_if(shape.begin(), shape.end(), [](std::int64_t extent) { return extent != 1; }) > 1;
}

Result<std::uint64_t> sizeOf(DType dtype, const Shape& shape) {
    const auto elements = elementCount(shape);
    const auto size = elements ? byteSize(dtype, *elements) : std::nullopt;
    if (size)
        return *size;
    return fail(
        ErrorCode::Malformed,
        sentence(MANTISSA_TR("core", "The array's shape (%1) is larger than any file."), describe(shape)));
}

/// Dtype and shape, and the bytes that they need.
Result<std::uint64_t> describeTensor(ArrayHeader header, Tensor& tensor) {
    MANTISSA_TRY(tensor.dtype, dtypeOf(header.descr));
    if (header.fortranOrder && orderMatters(header.shape)) {
        return fail(
            ErrorCode::Unsupported,
            sentence(MANTISSA_TR("core", "The array is stored column by column (Fortran order). Save it "
                                         "through numpy.ascontiguousarray.")));
    }
    tensor.shape = std::move(header.shape);
    return sizeOf(tensor.dtype, tensor.shape);
}

} // namespace

Result<Tensor> readArray(std::span<const std::byte> bytes) {
    ByteCursor cursor(bytes);
    MANTISSA_TRY(const auto length, readHeaderLength(cursor));
    const std::uint64_t start = cursor.position();
    MANTISSA_TRY(const auto text, cursor.take(length));
    MANTISSA_TRY(auto header, parseHeader({reinterpret_cast<const char*>(text.data()), text.size()}, start));
    Tensor tensor;
    const auto size = describeTensor(std::move(header), tensor);
    if (!size)
        return fail(Error(size.error()).atByte(start));
    tensor.offset = cursor.position();
    MANTISSA_TRY(tensor.bytes, cursor.take(*size));
    if (cursor.remaining() > 0) {
        return fail(Error(ErrorCode::Malformed,
                          sentence(plural(cursor.remaining(),
                                          MANTISSA_TR("core", "%1 byte is left behind the array's data."),
                                          MANTISSA_TR("core", "%1 bytes are left behind the array's data.")),
                                   cursor.remaining()))
                        .atByte(cursor.position()));
    }
    return tensor;
}

} // namespace mantissa::numpy
