// A column of values that several stages share, with the fingerprint of its content.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/buffer.h"
#include "base/fingerprint.h"
#include "base/parallel.h"

namespace cohortscope::features {

// Immutable, cheap to copy, read like a const std::vector. Default: empty.
template <class T> class Column {
  public:
    Column() : Column(std::vector<T>()) {}

    Column(std::vector<T> values) // NOLINT(google-explicit-constructor): it stands for the vector
        : size_(values.size()) {
        const auto owner = std::make_shared<std::vector<T>>(std::move(values));
        values_ = {owner, owner->data()};
        hash([](const base::Chunk&) {});
    }

    // n values, written and hashed in one pass: fill(chunk, values) sets values[i] for every row i
    // of the chunk. It is called for chunks of base::kChunkRows in any order and in parallel.
    template <class Fill> static Column made(std::size_t n, const Fill& fill) {
        const auto values = std::make_shared<base::Buffer<T>>(n);
        Column column({values, values->data()}, n);
        column.hash([&](const base::Chunk& chunk) { fill(chunk, values->data()); });
        return column;
    }

    base::Fingerprint fingerprint() const { return fingerprint_; }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const T* data() const { return values_.get(); }
    const T& operator[](std::size_t row) const { return values_[static_cast<std::ptrdiff_t>(row)]; }
    const T& front() const { return *begin(); }
    const T& back() const { return *(end() - 1); }
    const T* begin() const { return data(); }
    const T* end() const { return data() + size_; }
    friend bool operator==(const Column& a, const Column& b) {
        return a.values_ == b.values_ || std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

  private:
    Column(std::shared_ptr<const T[]> values, std::size_t n)
        : values_(std::move(values)), size_(n) {}

    // Hashes the chunks, each after prepare(chunk).
    template <class Prepare> void hash(const Prepare& prepare) {
        const std::span<const T> all(*this);
        const auto parts =
            base::map_chunks<std::uint64_t>(size_, base::kChunkRows, [&](const base::Chunk& chunk) {
                prepare(chunk);
                return base::hash_of_bytes(std::as_bytes(all.subspan(chunk.begin, chunk.size())));
            });
        base::Hasher content;
        for (const std::uint64_t part : parts)
            content.add(part);
        fingerprint_ = content.add(size_).finish();
    }

    base::Fingerprint fingerprint_;
    std::shared_ptr<const T[]> values_;
    std::size_t size_ = 0;
};

} // namespace cohortscope::features
