// Percentiles of values that are not stored in order but can be reached by rank.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cohortscope::base {

// percentile with x[i] = value_at(i), ascending in i; n > 0.
template <class ValueAt>
double percentile_at(std::size_t n, double percent, const ValueAt& value_at) {
    const double h = static_cast<double>(n - 1) * percent / 100.0;
    const double whole = std::floor(h);
    const std::size_t at = std::min(static_cast<std::size_t>(whole), n - 1);
    const double here = value_at(at);
    const double next = value_at(std::min(at + 1, n - 1));
    const double step = next - here;
    return std::isfinite(step) ? here + (h - whole) * step
                               : (1.0 - (h - whole)) * here + (h - whole) * next;
}

struct ValueCount {
    double value = 0.0;
    std::size_t count = 0;
};

// A multiset of numbers as values with counts, reached by rank in O(log entries).
class CountedValues {
  public:
    explicit CountedValues(std::vector<ValueCount> counts); // any order; equal values may repeat
    std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }
    std::size_t entries() const { return values_.size(); }
    ValueCount entry(std::size_t i) const { // ascending by value
        return {values_[i], ends_[i] - (i > 0 ? ends_[i - 1] : 0)};
    }
    double at(std::size_t rank) const;
    double percentile(double percent) const; // size() > 0

  private:
    std::vector<double> values_; // ascending
    std::vector<std::size_t> ends_;
};

// Counts whole numbers of a range in a table and remembers the others, then both make
// CountedValues.
class ValueCounter {
  public:
    ValueCounter(double low, double high); // what the table covers, where that is small enough
    void add(double value) {
        const double offset = value - low_;
        const bool in_table = offset >= 0.0 && offset < range_;
        const std::size_t index = in_table ? static_cast<std::size_t>(offset) : 0;
        // The offset of a number near 0 may be whole by rounding.
        if (in_table && low_ + static_cast<double>(index) == value)
            ++table_[kLanes * index + (lane_++ % kLanes)];
        else
            others_.push_back(value);
    }
    void add(const ValueCounter& other); // of the same range
    CountedValues counted() const;

  private:
    // Equal values in a row count in turn, so that an addition need not wait for the one before it.
    static constexpr std::size_t kLanes = 4;

    double low_;
    double range_ = 0.0; // whole numbers in the table
    std::size_t lane_ = 0;
    std::vector<std::uint32_t> table_; // range × kLanes
    std::vector<double> others_;
};

} // namespace cohortscope::base
