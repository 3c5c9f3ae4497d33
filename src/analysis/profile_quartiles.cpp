#include "analysis/profile_quartiles.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// The percentile of m values of which value_at(rank) is the ascending one number `rank`.
template <class ValueAt> double percentile(std::size_t m, double percent, const ValueAt& value_at) {
    const double h = static_cast<double>(m - 1) * percent / 100.0;
    const double floor = std::floor(h);
    const auto rank = static_cast<std::size_t>(floor);
    const double low = value_at(rank);
    if (rank + 1 >= m || h == floor)
        return low;
    return low + (h - floor) * (value_at(rank + 1) - low);
}

template <class ValueAt> Quartiles quartiles(std::size_t m, const ValueAt& value_at) {
    if (m == 0)
        return {};
    return {percentile(m, 25.0, value_at), percentile(m, 50.0, value_at),
            percentile(m, 75.0, value_at)};
}

// The rows of one cluster in the order by pay, found by way of the slots' counts.
class ClusterByPay {
  public:
    ClusterByPay(const PaidRows& paid, std::span<const Label> labels, std::size_t cluster,
                 std::span<const std::uint32_t> slot_begins)
        : paid_(paid), labels_(labels), cluster_(cluster), slot_begins_(slot_begins) {}

    // `counts`: the cluster's rows in each slot.
    void set_counts(const CodeCounts& counts) {
        ends_.reserve(counts.codes());
        std::uint32_t end = 0;
        for (std::size_t slot = 0; slot < counts.codes(); ++slot)
            ends_.push_back(end += counts.at(slot, cluster_));
    }
    std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }

    // Pay of the cluster's row number `rank`, which exists.
    double pay_at(std::size_t rank) const {
        const auto found = std::upper_bound(ends_.begin(), ends_.end(), rank);
        const auto slot = static_cast<std::size_t>(found - ends_.begin());
        const std::size_t begin = slot_begins_[slot];
        // Much pay is a round number, which may fill its slot alone.
        const double lowest = paid_.ctc[paid_.by_pay[begin]];
        if (lowest == paid_.ctc[paid_.by_pay[slot_begins_[slot + 1] - 1]])
            return lowest;
        std::size_t left = rank - (slot == 0 ? 0 : ends_[slot - 1]);
        for (std::size_t place = begin;; ++place)
            if (labels_[paid_.by_pay[place]] == cluster_ && left-- == 0)
                return paid_.ctc[paid_.by_pay[place]];
    }

  private:
    const PaidRows& paid_;
    std::span<const Label> labels_;
    std::size_t cluster_;
    std::span<const std::uint32_t> slot_begins_; // slots + 1; places in the order by pay
    std::vector<std::uint32_t> ends_;            // rows of the cluster up to and with each slot
};

std::vector<std::uint32_t> begins_of(const CodeCounts& slots) {
    std::vector<std::uint32_t> begins{0};
    begins.reserve(slots.codes() + 1);
    for (std::size_t slot = 0; slot < slots.codes(); ++slot) {
        std::uint32_t end = begins.back();
        for (std::size_t cluster = 0; cluster < slots.clusters(); ++cluster)
            end += slots.at(slot, cluster);
        begins.push_back(end);
    }
    return begins;
}

} // namespace

std::vector<Quartiles> quartiles_by_cluster(const PaidRows& paid, std::span<const Label> labels,
                                            const CodeCounts& slots) {
    ENSURE(paid.by_pay.size() == labels.size() && paid.ctc.size() == labels.size());
    const std::vector<std::uint32_t> slot_begins = begins_of(slots);
    ENSURE(slot_begins.back() == labels.size());
    std::vector<Quartiles> result(slots.clusters());
    base::for_each_task(result.size(), [&](std::size_t cluster) {
        ClusterByPay rows(paid, labels, cluster, slot_begins);
        rows.set_counts(slots);
        result[cluster] =
            quartiles(rows.size(), [&](std::size_t rank) { return rows.pay_at(rank); });
    });
    return result;
}

Quartiles quartiles_of_all(const PaidRows& paid) {
    return quartiles(paid.by_pay.size(),
                     [&](std::size_t rank) { return paid.ctc[paid.by_pay[rank]]; });
}

} // namespace cohortscope::analysis
