#include "network/panel_cache.h"

#include "network/tiled_product.h"

#include <algorithm>

namespace mantissa {

namespace {

/// Rows that are decoded before they are laid out: they should still be in the cache then.
constexpr std::int64_t stripElements = std::int64_t{1} << 16;

} // namespace

Result<PanelCache::Panel> PanelCache::rows(const std::shared_ptr<const RowSource>& source, std::int64_t first,
                                           std::int64_t count) {
    const Key key{source.get(), first, count, false};
    if (auto found = std::static_pointer_cast<const std::vector<float>>(find(key)))
        return found;
    auto values = std::make_shared<std::vector<float>>(static_cast<std::size_t>(count * source->columns()));
    MANTISSA_CHECK(source->read(first, count, *values));
    keep(key, {source, values, values->size() * sizeof(float)});
    return values;
}

Result<PanelCache::TiledPanel> PanelCache::tiles(const std::shared_ptr<const RowSource>& source,
                                                 std::int64_t first, std::int64_t count) {
    const Key key{source.get(), first, count, true};
    if (auto found = std::static_pointer_cast<const Storage>(find(key)))
        return found;
    const std::int64_t columns = source->columns();
    auto tiles = std::make_shared<const Storage>(tiledSize(count, columns));
    const std::int64_t strip =
        std::max<std::int64_t>(1, stripElements / std::max<std::int64_t>(1, columns) / tileOutputs) *
        tileOutputs;
    std::vector<float> rows;
    for (std::int64_t row = 0; row < count; row += strip) {
        const std::int64_t some = std::min(strip, count - row);
        rows.resize(static_cast<std::size_t>(some * columns));
        MANTISSA_CHECK(source->read(first + row, some, rows));
        tileRows(some, columns, {rows.data(), columns}, tiles->data() + tiledSize(row, columns));
    }
    keep(key, {source, tiles, tiles->capacity() * sizeof(float)});
    return tiles;
}

std::shared_ptr<const void> PanelCache::find(const Key& key) const {
    const std::scoped_lock lock(mutex_);
    const auto found = entries_.find(key);
    // A new weight may lie where an old one lay: only a living entry is its own.
    return found != entries_.end() && !found->second.source.expired() ? found->second.panel : nullptr;
}

void PanelCache::keep(const Key& key, Entry entry) {
    const std::uint64_t size = entry.bytes;
    const std::scoped_lock lock(mutex_);
    decoded_ += static_cast<std::uint64_t>(key.count * key.source->columns());
    if (bytes_ + size > budget_ || entries_.contains(key))
        dropDead();
    if (bytes_ + size <= budget_ && entries_.try_emplace(key, std::move(entry)).second)
        bytes_ += size;
}

void PanelCache::dropDead() {
    for (auto it = entries_.begin(); it != entries_.end();) {
        if (!it->second.source.expired()) {
            ++it;
            continue;
        }
        bytes_ -= it->second.bytes;
        it = entries_.erase(it);
    }
}

std::uint64_t PanelCache::bytes() const {
    const std::scoped_lock lock(mutex_);
    return bytes_;
}

std::uint64_t PanelCache::decodedElements() const {
    const std::scoped_lock lock(mutex_);
    return decoded_;
}

} // namespace mantissa
