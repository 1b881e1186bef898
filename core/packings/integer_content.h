#pragma once
// What every packing of integer codes holds: a code for each weight and, for each group of a row's columns, a
// scale and the code that stands for zero. value = (code - zero) * scale in 32-bit floats, which is exact (a
// 16-bit scale has at most 11 significant bits, a code 8); engines that multiply in 16-bit floats round each
// product once more.
#include "formats/integer/integer_layout.h"
#include "packings/packed_content.h"

#include <functional>

namespace mantissa::packings {

struct IntegerGeometry {
    int bits = 4;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t group = 0;  ///< columns under one scale, 1 .. columns; the last group may be shorter
    std::int64_t groups = 0; ///< scales a row
    ScaleType scaleType = ScaleType::F16;
    /// The group of each column where they do not follow each other (act-order); else empty.
    std::vector<std::int32_t> groupOf = {};
};

/// Buffers of a run of rows.
struct IntegerRows {
    std::vector<std::uint8_t> codes;  ///< rows x columns
    std::vector<integer::Step> steps; ///< rows x groups
};

class IntegerContent : public PackedContent, public std::enable_shared_from_this<IntegerContent> {
public:
    /// packing: its name, for type()
    IntegerContent(IntegerGeometry geometry, std::string packing,
                   std::vector<std::shared_ptr<const Tensor>> parts);

    const IntegerGeometry& geometry() const { return geometry_; }
    std::string type() const override;
    std::span<const std::shared_ptr<const Tensor>> parts() const override { return parts_; }
    Shape shape() const override { return {geometry_.rows, geometry_.columns}; }
    Result<std::shared_ptr<const RowSource>> rows() const override;
    /// INTn, symmetric where every zero is the middle code.
    Result<FormatPtr> format() const override;
    Result<EncodedWeight> encoded(const Task& task) const override;

    /// Rows [first, first + count). out is sized. Errors: Truncated, Mismatch where the file was changed.
    Result<void> read(std::int64_t first, std::int64_t count, IntegerRows& out) const;

protected:
    virtual void readCodes(std::int64_t first, std::int64_t count, std::span<std::uint8_t> out) const = 0;
    virtual void readSteps(std::int64_t first, std::int64_t count, std::span<integer::Step> out) const = 0;

private:
    Result<bool> symmetric() const;

    IntegerGeometry geometry_;
    std::string packing_;
    std::vector<std::shared_ptr<const Tensor>> parts_;
};

/// The scales of a file may be of any of these; others are taken for damaged.
ScaleType scaleTypeOf(DType dtype);
/// The dtype that a tensor of scales should have: its own where that is BF16 or F32, else F16.
DType scaleDType(const std::shared_ptr<const Tensor>& scales);

Error wrongShape(const Tensor& tensor, const Shape& expected);
/// Error Malformed, with both shapes.
Result<void> checkShape(const Tensor& tensor, const Shape& expected);
/// For groupOf, from a table of i32, one a column; empty where groups follow each other. Error Malformed for
/// a group that there is not.
Result<std::vector<std::int32_t>> groupTable(const Tensor& table, const IntegerGeometry& shape);

/// A weight in memory in this format's layout. Null unless the format is INTn with scales per group or row.
const integer::Layout* integerLayout(const Format& format);

/// The rows of an encoded weight: calls take(row, codes, steps) in parallel, `unit` neighbouring rows on one
/// thread.
Result<void>
eachIntegerRow(const integer::Layout& layout, std::span<const std::byte> bytes, std::int64_t rows,
               std::int64_t columns, std::int64_t unit, const Task& task,
               const std::function<Result<void>(std::int64_t row, std::span<const std::uint8_t> codes,
                                                std::span<const integer::Step> steps)>& take);

} // namespace mantissa::packings
