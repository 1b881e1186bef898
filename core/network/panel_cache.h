#pragma once
// Decoded panels (runs of rows) of weights, kept as floats while they fit a budget. A graph walks through its
// weights in the same order again and again; there the panels that came first are the ones worth keeping (a
// cache that drops the oldest would never hit), so nothing is dropped while its weight is alive.
#include "network/array.h"
#include "tensor/row_source.h"

#include <map>
#include <memory>
#include <mutex>

namespace mantissa {

class PanelCache {
public:
    using Panel = std::shared_ptr<const std::vector<float>>;
    using TiledPanel = std::shared_ptr<const Storage>;

    /// Budget in bytes of decoded floats; 0 keeps nothing.
    explicit PanelCache(std::uint64_t budget) : budget_(budget) {}

    /// Rows [first, first + count) of a weight, from the cache or decoded now. Callable from many threads.
    /// The same (first, count) should be asked for each time. Errors: what reading says.
    Result<Panel> rows(const std::shared_ptr<const RowSource>& source, std::int64_t first,
                       std::int64_t count);
    /// The same as tiles of tiled_product.h.
    Result<TiledPanel> tiles(const std::shared_ptr<const RowSource>& source, std::int64_t first,
                             std::int64_t count);

    std::uint64_t bytes() const;
    std::uint64_t decodedElements() const; ///< how much was decoded so far, for tests and figures

private:
    struct Key {
        const RowSource* source;
        std::int64_t first;
        std::int64_t count;
        bool tiled;
        auto operator<=>(const Key&) const = default;
    };
    struct Entry {
        std::weak_ptr<const RowSource> source; ///< gone: the entry belongs to a weight that no longer exists
        std::shared_ptr<const void> panel;     ///< a Panel or a TiledPanel, as the key says
        std::uint64_t bytes;
    };
    /// Null where it is not kept.
    std::shared_ptr<const void> find(const Key& key) const;
    void keep(const Key& key, Entry entry);
    void dropDead();

    const std::uint64_t budget_;
    mutable std::mutex mutex_;
    std::map<Key, Entry> entries_;
    std::uint64_t bytes_ = 0;
    std::uint64_t decoded_ = 0;
};

} // namespace mantissa
