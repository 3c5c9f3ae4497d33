#include "analysis/profile/profile_quartiles.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Two neighbours in an ascending order; equal where only the first is wanted.
struct Neighbours {
    double low = 0.0;
    double high = 0.0;
};

// The percentile of m values; neighbours_at(rank) are the ascending ones number `rank` and
// `rank` + 1, or the last twice.
template <class NeighboursAt>
double percentile(std::size_t m, double percent, const NeighboursAt& neighbours_at) {
    const double h = static_cast<double>(m - 1) * percent / 100.0;
    const double floor = std::floor(h);
    const Neighbours found = neighbours_at(static_cast<std::size_t>(floor));
    if (h == floor)
        return found.low;
    return found.low + (h - floor) * (found.high - found.low);
}

template <class NeighboursAt>
Quartiles quartiles(std::size_t m, const NeighboursAt& neighbours_at) {
    if (m == 0)
        return {};
    return {percentile(m, 25.0, neighbours_at), percentile(m, 50.0, neighbours_at),
            percentile(m, 75.0, neighbours_at)};
}

// The rows of one cluster in the order by measure, found by way of the slots' counts.
class ClusterByPay {
  public:
    ClusterByPay(const OrderedRows& ordered, std::span<const Label> labels, std::size_t cluster,
                 std::span<const std::uint32_t> slot_begins)
        : ordered_(ordered), labels_(labels), cluster_(cluster), slot_begins_(slot_begins) {}

    // `counts`: the cluster's rows in each slot.
    void set_counts(const CodeCounts& counts) {
        ends_.reserve(counts.codes());
        std::uint32_t end = 0;
        for (std::size_t slot = 0; slot < counts.codes(); ++slot)
            ends_.push_back(end += counts.at(slot, cluster_));
    }
    std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }

    // Pay of the cluster's rows number `rank`, which exists, and `rank` + 1.
    Neighbours pay_at(std::size_t rank) const {
        const std::size_t slot = slot_of(rank);
        const std::size_t place = place_in(slot, rank);
        const double low = ordered_.measure[ordered_.by_measure[place]];
        if (rank + 1 == size())
            return {low, low};
        if (rank + 1 == ends_[slot]) {
            const std::size_t next = slot_of(rank + 1);
            return {low, ordered_.measure[ordered_.by_measure[place_in(next, rank + 1)]]};
        }
        if (low == ordered_.measure[ordered_.by_measure[slot_begins_[slot + 1] - 1]])
            return {low, low};
        std::size_t next = place + 1;
        while (!is_here(next))
            ++next;
        return {low, ordered_.measure[ordered_.by_measure[next]]};
    }

  private:
    bool is_here(std::size_t place) const {
        return labels_[ordered_.by_measure[place]] == cluster_;
    }
    std::size_t slot_of(std::size_t rank) const {
        return static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), rank) -
                                        ends_.begin());
    }

    // Place in the order by measure of the row number `rank`, which lies in the slot, or of another
    // one of an equal one.
    std::size_t place_in(std::size_t slot, std::size_t rank) const {
        std::size_t place = slot_begins_[slot];
        // Many are round numbers, which may fill its slot alone.
        if (ordered_.measure[ordered_.by_measure[place]] ==
            ordered_.measure[ordered_.by_measure[slot_begins_[slot + 1] - 1]])
            return place;
        // Whole blocks are counted without a branch on labels, which no processor could predict.
        std::size_t left = rank - (slot == 0 ? 0 : ends_[slot - 1]);
        for (; place + kBlock <= slot_begins_[slot + 1]; place += kBlock) {
            std::size_t here = 0;
            for (std::size_t i = 0; i < kBlock; ++i)
                here += is_here(place + i) ? 1 : 0;
            if (here > left)
                break;
            left -= here;
        }
        while (!is_here(place) || left-- > 0)
            ++place;
        return place;
    }

    static constexpr std::size_t kBlock = 16;

    const OrderedRows& ordered_;
    std::span<const Label> labels_;
    std::size_t cluster_;
    std::span<const std::uint32_t> slot_begins_; // slots + 1; places in the order by measure
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

std::vector<Quartiles> quartiles_by_cluster(const OrderedRows& ordered,
                                            std::span<const Label> labels,
                                            const CodeCounts& slots) {
    ENSURE(ordered.by_measure.size() == labels.size() && ordered.measure.size() == labels.size());
    const std::vector<std::uint32_t> slot_begins = begins_of(slots);
    ENSURE(slot_begins.back() == labels.size());
    std::vector<Quartiles> result(slots.clusters());
    base::for_each_task(result.size(), [&](std::size_t cluster) {
        ClusterByPay rows(ordered, labels, cluster, slot_begins);
        rows.set_counts(slots);
        result[cluster] =
            quartiles(rows.size(), [&](std::size_t rank) { return rows.pay_at(rank); });
    });
    return result;
}

Quartiles quartiles_of_all(const OrderedRows& ordered) {
    const std::size_t n = ordered.by_measure.size();
    return quartiles(n, [&](std::size_t rank) {
        return Neighbours{ordered.measure[ordered.by_measure[rank]],
                          ordered.measure[ordered.by_measure[std::min(rank + 1, n - 1)]]};
    });
}

} // namespace cohortscope::analysis
