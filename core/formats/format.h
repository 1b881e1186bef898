#pragma once
// A format: the values that can be represented, and how they are coded. One object is one format with its
// parameters bound ("INT4,group=128"). Everything is const and callable from many threads.
//
// A tensor of rows x columns is coded tile by tile. A tile is a run of whole rows whose count is a multiple
// of tileRows(columns) (the last tile may be shorter), so that no block is cut between tiles; tiles are coded
// independently and their bytes simply follow each other. What must be known of the whole tensor first
// (per-tensor scales, nested absmax) is found once by plan() and travels as TensorParameters.
#include "base/task.h"
#include "formats/parameters.h"
#include "tensor/dtype.h"
#include "tensor/row_source.h"

#include <memory>
#include <optional>

namespace mantissa {

class ScalarGrid;

/// The ways in which a format itself can choose values. Methods of the same name ask for them.
enum class Encoder {
    Rtn,    ///< absmax or min-max rounding, the textbook way
    Ggml,   ///< what ggml's own encoder does, byte for byte
    Search, ///< same layout, least sum of importance * error^2; never worse than the other two
};

struct FormatInfo {
    std::string id;     ///< "Q4_K", "INT4", "NF4"
    std::string family; ///< "GGUF", "Integer", "bitsandbytes", "Float": a group in menus
    Text description;   ///< one sentence
    std::string source; ///< paper, specification or file that defines it
    std::vector<ParameterInfo> parameters;
    std::optional<DType> dtype; ///< the GGUF type that this format is; such formats can be written to GGUF
};

/// What plan() found out about a whole tensor. Formats that need more derive from it.
struct TensorParameters {
    virtual ~TensorParameters() = default;
};
using TensorParametersPtr = std::shared_ptr<const TensorParameters>; ///< null for formats that plan nothing

/// Rows that are encoded together. values: rows x columns, row-major. importance: one weight a column (>= 0)
/// that is the same for all rows, or empty for 1.
struct RowTile {
    std::span<const float> values;
    std::int64_t firstRow = 0; ///< where the tile lies in its tensor
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::span<const float> importance;
};

/// The inside of an encoded tile, for people: which code each element got and which scales its blocks have.
struct Unpacked {
    std::vector<std::uint16_t> codes; ///< one an element, in 0 .. codeCount()-1
    std::vector<float> scales;        ///< one a (sub-)block, as decoded
    std::vector<float> offsets; ///< likewise; empty where the format has none. value = scale * level + offset
};

class Format {
public:
    virtual ~Format() = default;

    virtual const FormatInfo& info() const = 0;
    /// The canonical scheme text: id and the parameters that differ from their defaults.
    virtual std::string text() const = 0;

    /// Elements of a row that share the outermost scale; 0: a whole row, -1: the whole tensor.
    virtual std::int64_t blockElements() const = 0;
    /// Bits a weight, scales included, for a tensor of this size (exact: 8 * bytes / elements).
    double bitsPerWeight(std::int64_t rows, std::int64_t columns) const;

    /// Error InvalidArgument when a tensor of this size cannot be coded (row not a multiple of the block).
    virtual Result<void> accepts(std::int64_t rows, std::int64_t columns) const = 0;
    /// Rows that a tile must be a multiple of.
    virtual std::int64_t tileRows(std::int64_t columns) const;
    /// Bytes of `rows` rows; for rows = a multiple of tileRows also the offset of the tile that begins there.
    virtual std::uint64_t payloadBytes(std::int64_t rows, std::int64_t columns) const = 0;
    /// Bytes of TensorParameters in the file, counted in the size.
    virtual std::uint64_t parameterBytes(std::int64_t rows, std::int64_t columns) const;

    /// The encoders of its own, the best default first.
    virtual std::span<const Encoder> encoders() const = 0;
    virtual Result<TensorParametersPtr> plan(const RowSource& rows, Encoder encoder,
                                             std::span<const float> importance, const Task& task) const;
    /// Error Numeric for NaN or Inf, with row and column in the text. out: exactly payloadBytes(tile.rows,
    /// columns).
    virtual Result<void> encode(Encoder encoder, const TensorParameters* parameters, const RowTile& tile,
                                std::span<std::byte> out) const = 0;
    /// out: rows x columns. firstRow: where the tile lies in its tensor.
    virtual Result<void> decode(const TensorParameters* parameters, std::span<const std::byte> bytes,
                                std::int64_t firstRow, std::int64_t rows, std::int64_t columns,
                                std::span<float> out) const = 0;

    /// How many different codes an element can have; 0 for plain numbers (F16), which have no codes worth
    /// counting.
    virtual int codeCount() const = 0;
    /// The level of each code before scale and offset (NF4's table, 0..15 for Q4_K); empty for plain numbers.
    virtual std::vector<float> levels() const = 0;
    virtual Result<Unpacked> unpack(const TensorParameters* parameters, std::span<const std::byte> bytes,
                                    std::int64_t firstRow, std::int64_t rows, std::int64_t columns) const = 0;

    /// The capability of formats whose elements round one by one against fixed scales; null for the others.
    virtual const ScalarGrid* grid() const { return nullptr; }
    /// Likewise where plan() fixes the scales of the whole tensor first: the grid under those parameters.
    virtual bool plansGrid() const { return false; }
    virtual std::shared_ptr<const ScalarGrid> plannedGrid(const TensorParametersPtr& /*parameters*/) const {
        return nullptr;
    }
};

using FormatPtr = std::shared_ptr<const Format>;

/// value = scale * level[code] + offset for the elements of one sub-block.
struct Affine {
    float scale = 0;
    float offset = 0;
};

/// Scalar grids can fix their scales first and round column by column afterwards (GPTQ's error feedback,
/// AWQ's clip search, learned rounding drive them like this).
class ScalarGrid {
public:
    virtual ~ScalarGrid() = default;
    /// Ascending levels; the index is the code.
    virtual std::span<const float> levels() const = 0;
    /// Elements that fit() looks at together (a K-quant's 256; a row for per-channel scales).
    virtual std::int64_t fitElements(std::int64_t columns) const = 0;
    /// Elements whose bytes pack() writes together: one fit block, or more where codes are packed across
    /// blocks (a row).
    virtual std::int64_t packElements(std::int64_t columns) const { return fitElements(columns); }
    /// Elements under one Affine (a K-quant's 32).
    virtual std::int64_t scaleElements(std::int64_t columns) const = 0;
    /// Scales of one fit block, already rounded to what the format can store. importance: as many as values,
    /// or empty.
    virtual void fit(std::span<const float> values, std::span<const float> importance,
                     std::span<Affine> out) const = 0;
    /// The code of the nearest level, and its value.
    virtual int round(const Affine& affine, float value) const = 0;
    virtual float value(const Affine& affine, int code) const = 0;
    /// Writes the bytes of packElements elements (or of a shorter last run of a row) from codes and the
    /// scales that fit() gave.
    virtual void pack(std::span<const std::uint16_t> codes, std::span<const Affine> scales,
                      std::span<std::byte> out) const = 0;
};

/// "rtn", "ggml", "search"
std::string_view name(Encoder encoder);

} // namespace mantissa
