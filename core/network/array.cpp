#include "network/array.h"

#include <algorithm>
#include <new>

namespace mantissa {

namespace {
constexpr std::align_val_t alignment{64}; // a cache line and an AVX-512 register
}

Storage::Storage(std::size_t count)
    : data_(static_cast<float*>(::operator new(std::max<std::size_t>(count, 1) * sizeof(float), alignment))),
      capacity_(count) {}

void Storage::Free::operator()(float* data) const {
    ::operator delete(data, alignment);
}

Storage StoragePool::take(std::size_t count) {
    const std::scoped_lock lock(mutex_);
    auto best = free_.end();
    for (auto it = free_.begin(); it != free_.end(); ++it) {
        // More than twice what is asked would starve the large arrays of the same graph.
        const bool fits = it->capacity() >= count && it->capacity() / 2 <= count;
        if (fits && (best == free_.end() || it->capacity() < best->capacity()))
            best = it;
    }
    if (best == free_.end())
        return Storage(count);
    Storage found = std::move(*best);
    free_.erase(best);
    return found;
}

void StoragePool::give(Storage storage) {
    const std::scoped_lock lock(mutex_);
    free_.push_back(std::move(storage));
}

Array::Array(Shape shape, std::shared_ptr<StoragePool> pool)
    : shape_(std::move(shape)), size_(elementCount(shape_).value_or(0)), pool_(std::move(pool)) {
    storage_ = pool_ ? pool_->take(size_) : Storage(size_);
}

Array Array::integers(Shape shape, std::vector<std::int32_t> values) {
    Array array;
    array.shape_ = std::move(shape);
    array.size_ = values.size();
    array.holdsIntegers_ = true;
    array.integers_ = std::move(values);
    return array;
}

Array& Array::operator=(Array&& other) noexcept {
    if (this == &other)
        return *this;
    release();
    shape_ = std::move(other.shape_);
    size_ = other.size_;
    holdsIntegers_ = other.holdsIntegers_;
    storage_ = std::move(other.storage_);
    integers_ = std::move(other.integers_);
    pool_ = std::move(other.pool_);
    return *this;
}

Array::~Array() {
    release();
}

void Array::release() {
    if (pool_ && storage_.data() != nullptr)
        pool_->give(std::move(storage_));
}

std::int64_t Array::rows() const {
    const std::int64_t width = columns();
    return width == 0 ? 0 : static_cast<std::int64_t>(size_) / width;
}

Array Array::clone() const {
    if (holdsIntegers_)
        return integers(shape_, integers_);
    Array copy(shape_, pool_);
    std::copy(values().begin(), values().end(), copy.values().begin());
    return copy;
}

} // namespace mantissa
