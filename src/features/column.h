// A column of values that several stages share, with the fingerprint of its content.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/fingerprint.h"

namespace cohortscope::features {

// Immutable, cheap to copy, read like a const std::vector. Default: empty.
template <class T> class Column {
  public:
    Column() : Column(std::vector<T>()) {}
    Column(std::vector<T> values) // NOLINT(google-explicit-constructor): it stands for the vector
        : fingerprint_(base::fingerprint_of(std::span<const T>(values))),
          values_(std::make_shared<const std::vector<T>>(std::move(values))) {}

    operator const std::vector<T>&() const {
        return *values_;
    } // NOLINT(google-explicit-constructor)
    const std::vector<T>& vector() const { return *values_; }
    base::Fingerprint fingerprint() const { return fingerprint_; }

    std::size_t size() const { return values_->size(); }
    bool empty() const { return values_->empty(); }
    const T* data() const { return values_->data(); }
    const T& operator[](std::size_t row) const { return (*values_)[row]; }
    const T& front() const { return values_->front(); }
    const T& back() const { return values_->back(); }
    auto begin() const { return values_->begin(); }
    auto end() const { return values_->end(); }
    friend bool operator==(const Column& a, const Column& b) {
        return a.values_ == b.values_ || *a.values_ == *b.values_;
    }

  private:
    base::Fingerprint fingerprint_;
    std::shared_ptr<const std::vector<T>> values_; // never null
};

} // namespace cohortscope::features
