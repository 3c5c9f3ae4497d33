// The last few values of a stage, by the fingerprint of everything the stage read.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "base/fingerprint.h"

namespace cohortscope::engine {

// Least recently used goes first. Used by one thread at a time.
template <class Value> class Memo {
  public:
    explicit Memo(std::size_t capacity) : capacity_(capacity) {}

    // The value for `key`, or null; the value counts as used.
    std::shared_ptr<const Value> find(base::Fingerprint key) {
        const auto found = std::ranges::find(entries_, key, &Entry::key);
        if (found == entries_.end())
            return nullptr;
        std::rotate(found, found + 1, entries_.end());
        return entries_.back().value;
    }

    std::shared_ptr<const Value> store(base::Fingerprint key, std::shared_ptr<const Value> value) {
        if (entries_.size() == capacity_)
            entries_.erase(entries_.begin());
        entries_.push_back({key, std::move(value)});
        return entries_.back().value;
    }

    // The most recent value, or null: a stage may borrow unchanged parts from it.
    std::shared_ptr<const Value> latest() const {
        return entries_.empty() ? nullptr : entries_.back().value;
    }

  private:
    struct Entry {
        base::Fingerprint key;
        std::shared_ptr<const Value> value;
    };
    std::size_t capacity_;
    std::vector<Entry> entries_; // oldest first
};

} // namespace cohortscope::engine
