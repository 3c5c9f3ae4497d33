#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include <nanoflann.hpp>

#include "base/elementary.h"
#include "base/parallel.h"
#include "features/steps/nearest_parts.h"
#include "features/steps/nearest_rows.h"

namespace cohortscope::features {

namespace {

// Rows at one place. Only the lowest few can ever be among the nearest.
struct Place {
    std::size_t count = 0;
    std::uint32_t lowest[kNeighbours] = {};
};

// The rows that have a value and all coordinates, by place.
struct Space {
    std::size_t dimensions = 0;
    std::vector<double> coordinates; // places × dimensions
    std::vector<Place> places;
    std::vector<double> deviations; // of the rows, by dimension; 0 where all are equal

    const double* at(std::size_t place) const { return coordinates.data() + place * dimensions; }

    // What nanoflann asks of a set of points.
    std::size_t kdtree_get_point_count() const { return places.size(); }
    double kdtree_get_pt(std::size_t place, std::size_t dimension) const {
        return at(place)[dimension];
    }
    template <class Bounds> bool kdtree_get_bbox(Bounds&) const { return false; }
};

// Squares of differences in deviations, added in the order of the columns.
struct StandardisedDistance {
    using ElementType = double;
    using DistanceType = double;

    explicit StandardisedDistance(const Space& of) : space(of) {}

    double evalMetric(const double* from, std::size_t place, std::size_t size) const {
        double sum = 0.0;
        for (std::size_t i = 0; i < size; ++i)
            sum += squared_difference(space.at(place)[i], from[i], space.deviations[i]);
        return sum;
    }
    double accum_dist(double a, double b, std::size_t dimension) const {
        return squared_difference(a, b, space.deviations[dimension]);
    }

    const Space& space;
};

// What nanoflann fills. It leaves out what is as far as the worst, where a lower row may stand, and
// its bounds are rounded: the limit is a little wider.
struct Found {
    using DistanceType = double; // newer releases ask for these
    using IndexType = std::uint32_t;

    const Space& space;
    Nearest nearest = {};

    bool full() const { return nearest.size == kNeighbours; }
    std::size_t size() const { return nearest.size; }
    bool empty() const { return nearest.size == 0; }
    void sort() const {}
    double worstDist() const {
        constexpr double kWider = 1.0 + 1e-9;
        return full() ? nearest.best[kNeighbours - 1].distance * kWider +
                            std::numeric_limits<double>::min()
                      : std::numeric_limits<double>::max();
    }
    bool addPoint(double distance, std::size_t index) {
        const Place& place = space.places[index];
        for (std::size_t i = 0; i < std::min(place.count, kNeighbours); ++i)
            nearest.offer(distance, place.lowest[i]);
        return true;
    }
};

// The coordinates of a row; false where one is missing.
bool locate(const Cleaned& cleaned, std::span<const std::vector<double>> others, std::size_t row,
            std::vector<double>& at) {
    at.clear();
    if (!cleaned.measure.empty())
        at.push_back(base::natural_log1p(measure_of(cleaned, row)));
    for (const std::vector<double>& other : others)
        at.push_back(other[row]);
    return std::ranges::none_of(at, [](double x) { return std::isnan(x); });
}

// The population deviation of a coordinate over the rows.
double deviation_of(const Space& space, std::size_t dimension) {
    double sum = 0.0, rows = 0.0;
    for (std::size_t i = 0; i < space.places.size(); ++i) {
        const auto count = static_cast<double>(space.places[i].count);
        sum += space.at(i)[dimension] * count;
        rows += count;
    }
    double squares = 0.0;
    bool all_equal = true;
    for (std::size_t i = 0; i < space.places.size(); ++i) {
        const double off = space.at(i)[dimension] - sum / rows;
        squares += off * off * static_cast<double>(space.places[i].count);
        all_equal = all_equal && space.at(i)[dimension] == space.at(0)[dimension];
    }
    return all_equal ? 0.0 : std::sqrt(squares / rows);
}

Space space_of(const Cleaned& cleaned, std::span<const std::vector<double>> others,
               std::span<const double> values) {
    std::map<std::vector<double>, Place> places;
    std::vector<double> at;
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (std::isnan(values[row]) || !locate(cleaned, others, row, at))
            continue;
        Place& place = places[at];
        if (place.count < kNeighbours)
            place.lowest[place.count] = static_cast<std::uint32_t>(row);
        ++place.count;
    }
    Space space;
    space.dimensions = others.size() + (cleaned.measure.empty() ? 0 : 1);
    for (const auto& [where, place] : places) {
        space.coordinates.insert(space.coordinates.end(), where.begin(), where.end());
        space.places.push_back(place);
    }
    for (std::size_t i = 0; i < space.dimensions && !space.places.empty(); ++i)
        space.deviations.push_back(deviation_of(space, i));
    return space;
}

using Tree = nanoflann::KDTreeSingleIndexAdaptor<StandardisedDistance, Space>;

// Older versions have no default for how to search, newer ones another name for it.
#if NANOFLANN_VERSION >= 0x150
using HowToSearch = nanoflann::SearchParameters;
#else
using HowToSearch = nanoflann::SearchParams;
#endif

} // namespace

std::vector<double> nearest_rows_in_space(const Cleaned& cleaned,
                                          std::span<const std::vector<double>> others,
                                          std::span<const double> values,
                                          std::span<const std::uint32_t> gaps) {
    std::vector<double> result(gaps.size(), std::numeric_limits<double>::quiet_NaN());
    if (gaps.empty())
        return result;
    const Space space = space_of(cleaned, others, values);
    if (space.places.empty())
        return result;
    const Tree tree(static_cast<int>(space.dimensions), space);
    base::for_each_chunk(gaps.size(), kGapsPerChunk, [&](const base::Chunk& chunk) {
        std::vector<double> at;
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            if (!locate(cleaned, others, gaps[i], at))
                continue;
            Found found{space};
            tree.findNeighbors(found, at.data(), HowToSearch());
            result[i] = mean_of(found.nearest, values);
        }
    });
    return result;
}

} // namespace cohortscope::features
