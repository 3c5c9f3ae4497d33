#include "base/order_statistics.h"

#include <numeric>

namespace cohortscope::base {

namespace {

constexpr double kLargestTable = 1024.0;

} // namespace

CountedValues::CountedValues(std::vector<ValueCount> counts) {
    const auto ascends = [](const ValueCount& a, const ValueCount& b) { return a.value < b.value; };
    if (!std::is_sorted(counts.begin(), counts.end(), ascends))
        std::sort(counts.begin(), counts.end(), ascends);
    std::size_t end = 0;
    for (const ValueCount& entry : counts) {
        if (entry.count == 0)
            continue;
        values_.push_back(entry.value);
        ends_.push_back(end += entry.count);
    }
}

double CountedValues::at(std::size_t rank) const {
    const auto end = std::upper_bound(ends_.begin(), ends_.end(), rank);
    return values_[static_cast<std::size_t>(end - ends_.begin())];
}

double CountedValues::percentile(double percent) const {
    return percentile_at(size(), percent, [this](std::size_t rank) { return at(rank); });
}

ValueCounter::ValueCounter(double low, double high) : low_(std::floor(low)) {
    if (high - low_ < kLargestTable && high >= low_) {
        range_ = std::floor(high - low_) + 1.0;
        table_.resize(static_cast<std::size_t>(range_) * kLanes, 0);
    }
}

void ValueCounter::add(const ValueCounter& other) {
    for (std::size_t i = 0; i < table_.size(); ++i)
        table_[i] += other.table_[i];
    others_.insert(others_.end(), other.others_.begin(), other.others_.end());
}

CountedValues ValueCounter::counted() const {
    std::vector<ValueCount> counts;
    double number = low_;
    for (auto lane = table_.begin(); lane != table_.end(); lane += kLanes, number += 1.0)
        counts.push_back({number, std::accumulate(lane, lane + kLanes, std::size_t{0})});
    for (const double value : others_)
        counts.push_back({value, 1});
    return CountedValues(std::move(counts));
}

} // namespace cohortscope::base
