#include "analysis/neighbours/kd_order.h"

#include <algorithm>
#include <bit>

#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kTaskPoints = 4096; // about 1 ms of splits

constexpr std::size_t kSample = 64; // points that tell which axis is the widest

struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t size() const { return end - begin; }
};

struct Item {
    double key = 0.0; // the coordinate that the present split goes by
    std::uint32_t point = 0;
    bool operator<(const Item& other) const {
        return key != other.key ? key < other.key : point < other.point;
    }
};

// Items on the left: the leaves there fill a complete tree, so that runs stay aligned.
std::size_t left_size(std::size_t count) {
    const std::size_t leaves = (count + kTreeLanes - 1) / kTreeLanes;
    return std::bit_floor(leaves - 1) * kTreeLanes;
}

// Without a word about the fraction: the caller knows it.
void stop_if_cancelled(const base::Progress& progress) {
    if (progress.cancelled())
        throw base::Cancelled();
}

class Splitter {
  public:
    Splitter(const WeightedPoints& points, std::vector<Item>& items)
        : points_(points), items_(items) {}

    // Where the right side begins.
    std::size_t split(Range range) const {
        const std::size_t axis = widest_axis(range);
        for (std::size_t i = range.begin; i < range.end; ++i)
            items_[i].key = coordinates(items_[i])[axis];
        const std::size_t middle = range.begin + left_size(range.size());
        const auto at = [&](std::size_t i) {
            return items_.begin() + static_cast<std::ptrdiff_t>(i);
        };
        std::nth_element(at(range.begin), at(middle), at(range.end));
        return middle;
    }

    void split_fully(Range range) const {
        if (range.size() <= kTreeLanes)
            return;
        const std::size_t middle = split(range);
        split_fully({range.begin, middle});
        split_fully({middle, range.end});
    }

  private:
    const double* coordinates(const Item& item) const {
        return points_.coordinates.data() + item.point * points_.d;
    }

    std::size_t widest_axis(Range range) const {
        const std::size_t step = std::max<std::size_t>(1, range.size() / kSample);
        const double* first = coordinates(items_[range.begin]);
        std::vector<double> low(first, first + points_.d);
        std::vector<double> high = low;
        for (std::size_t i = range.begin; i < range.end; i += step) {
            const double* x = coordinates(items_[i]);
            for (std::size_t f = 0; f < points_.d; ++f) {
                low[f] = std::min(low[f], x[f]);
                high[f] = std::max(high[f], x[f]);
            }
        }
        std::size_t widest = 0;
        for (std::size_t f = 1; f < points_.d; ++f)
            if (high[f] - low[f] > high[widest] - low[widest])
                widest = f;
        return widest;
    }

    const WeightedPoints& points_;
    std::vector<Item>& items_;
};

} // namespace

std::vector<std::uint32_t> kd_order(const WeightedPoints& points, const base::Progress& progress) {
    std::vector<Item> items(points.count());
    for (std::size_t i = 0; i < items.size(); ++i)
        items[i].point = static_cast<std::uint32_t>(i);
    const Splitter splitter(points, items);
    std::vector<Range> large, small;
    (items.size() > kTaskPoints ? large : small).push_back({0, items.size()});
    while (!large.empty()) {
        std::vector<std::size_t> middles(large.size());
        base::for_each_task(large.size(), [&](std::size_t i) {
            stop_if_cancelled(progress);
            middles[i] = splitter.split(large[i]);
        });
        std::vector<Range> halves;
        for (std::size_t i = 0; i < large.size(); ++i)
            for (const Range half :
                 {Range{large[i].begin, middles[i]}, Range{middles[i], large[i].end}})
                (half.size() > kTaskPoints ? halves : small).push_back(half);
        large = std::move(halves);
    }
    base::for_each_task(small.size(), [&](std::size_t i) {
        stop_if_cancelled(progress);
        splitter.split_fully(small[i]);
    });
    std::vector<std::uint32_t> order(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        order[i] = items[i].point;
    return order;
}

} // namespace cohortscope::analysis
