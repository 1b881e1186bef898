#include "network/panel_cache.h"

namespace mantissa {

Result<PanelCache::Panel> PanelCache::rows(const std::shared_ptr<const RowSource>& source, std::int64_t first,
                                           std::int64_t count) {
    const Key key{source.get(), first, count};
    {
        const std::scoped_lock lock(mutex_);
        const auto found = entries_.find(key);
        // A new weight may lie where an old one lay: only a living entry is its own.
        if (found != entries_.end() && !found->second.source.expired())
            return found->second.panel;
    }
    auto values = std::make_shared<std::vector<float>>(static_cast<std::size_t>(count * source->columns()));
    MANTISSA_CHECK(source->read(first, count, *values));
    const std::uint64_t size = values->size() * sizeof(float);

    const std::scoped_lock lock(mutex_);
    decoded_ += values->size();
    if (bytes_ + size > budget_ || entries_.contains(key))
        dropDead();
    if (bytes_ + size <= budget_ && entries_.try_emplace(key, Entry{source, values}).second)
        bytes_ += size;
    return values;
}

void PanelCache::dropDead() {
    for (auto it = entries_.begin(); it != entries_.end();) {
        if (!it->second.source.expired()) {
            ++it;
            continue;
        }
        bytes_ -= it->second.panel->size() * sizeof(float);
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
