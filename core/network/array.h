#pragma once
// What flows along the edges of a graph: a dense array of 32-bit floats, or of integers (token ids), with the
// last axis contiguous. Storage is taken from a pool, because fresh pages cost as much as a small matrix
// product.
#include "tensor/shape.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace mantissa {

/// Aligned floats that are not set to zero first.
class Storage {
public:
    Storage() = default;
    explicit Storage(std::size_t count);
    float* data() const { return data_.get(); }
    std::size_t capacity() const { return capacity_; }

private:
    struct Free {
        void operator()(float* data) const;
    };
    std::unique_ptr<float, Free> data_;
    std::size_t capacity_ = 0;
};

/// Storage that arrays gave back, for the next ones. Callable from many threads.
class StoragePool {
public:
    Storage take(std::size_t count);
    void give(Storage storage);

private:
    std::mutex mutex_;
    std::vector<Storage> free_;
};

class Array {
public:
    Array() = default;
    /// Floats, values not set. Without a pool the storage is the array's own.
    explicit Array(Shape shape, std::shared_ptr<StoragePool> pool = nullptr);
    static Array integers(Shape shape, std::vector<std::int32_t> values);

    Array(Array&&) noexcept = default;
    Array& operator=(Array&& other) noexcept;
    ~Array();

    const Shape& shape() const { return shape_; }
    bool holdsIntegers() const { return holdsIntegers_; }
    std::size_t size() const { return size_; }
    /// The last axis; 1 for a scalar.
    std::int64_t columns() const { return shape_.empty() ? 1 : shape_.back(); }
    /// The product of all other axes.
    std::int64_t rows() const;

    std::span<float> values() { return {storage_.data(), holdsIntegers_ ? 0 : size_}; }
    std::span<const float> values() const { return {storage_.data(), holdsIntegers_ ? 0 : size_}; }
    std::span<const std::int32_t> ids() const { return integers_; }

    Array clone() const;

private:
    void release();

    Shape shape_;
    std::size_t size_ = 0;
    bool holdsIntegers_ = false;
    Storage storage_;
    std::vector<std::int32_t> integers_;
    std::shared_ptr<StoragePool> pool_;
};

} // namespace mantissa
