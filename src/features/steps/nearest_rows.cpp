#include "features/steps/nearest_rows.h"

#include <bit>
#include <cmath>
#include <limits>

#include "base/elementary.h"
#include "base/parallel.h"
#include "base/radix.h"
#include "features/steps/nearest_parts.h"

namespace cohortscope::features {

namespace {

// Rows of equal measure and helper. Only the lowest few can ever be among the nearest.
struct Run {
    double measure = 0.0;
    double log_measure = 0.0;
    std::size_t count = 0;
    std::uint32_t lowest[kNeighbours] = {};
    std::size_t kept() const { return std::min(count, kNeighbours); }
};

// The candidates of one helper, by ascending measure.
struct SameHelper {
    double helper = 0.0;
    std::vector<Run> runs;
};

struct Candidates {
    std::vector<SameHelper> groups; // ascending
    double measure_deviation = 0.0; // 0 where all are equal
    double helper_deviation = 0.0;
};

// The population deviation of weighted values, 0 where they are all equal.
template <class Visit> double deviation(const Visit& visit) {
    double sum = 0.0;
    double count = 0.0;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    visit([&](double value, double weight) {
        sum += value * weight;
        count += weight;
        low = std::min(low, value);
        high = std::max(high, value);
    });
    const double mean = sum / count;
    double squares = 0.0;
    visit(
        [&](double value, double weight) { squares += (value - mean) * (value - mean) * weight; });
    return high > low ? std::sqrt(squares / count) : 0.0;
}

// What the grouping reads of a row; code below 0 where it is no candidate.
struct Candidate {
    double measure = 0.0;
    std::int32_t code = -1; // of the helper
    std::uint32_t row = 0;
};

// One a row, in the order by measure.
std::vector<Candidate> in_order_of_measure(const Cleaned& cleaned,
                                           std::span<const std::uint32_t> by_measure,
                                           std::span<const double> values,
                                           const base::Ranked& helpers) {
    std::vector<Candidate> by_row(values.size());
    base::for_each_chunk(by_row.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            by_row[row] = {measure_of(cleaned, row),
                           std::isnan(values[row]) ? -1 : helpers.codes[row],
                           static_cast<std::uint32_t>(row)};
    });
    if (by_measure.empty()) // no measure: one run
        return by_row;
    std::vector<Candidate> ordered(by_measure.size());
    base::for_each_chunk(ordered.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            ordered[i] = by_row[by_measure[i]];
    });
    return ordered;
}

std::vector<SameHelper> grouped_by_helper(const Cleaned& cleaned, const NearBy& near,
                                          std::span<const double> values) {
    const base::Ranked helpers = base::rank_values(near.other);
    std::vector<SameHelper> groups(helpers.values.size());
    for (const Candidate& candidate :
         in_order_of_measure(cleaned, near.by_measure, values, helpers)) {
        if (candidate.code < 0)
            continue;
        std::vector<Run>& runs = groups[static_cast<std::size_t>(candidate.code)].runs;
        if (runs.empty() || runs.back().measure != candidate.measure)
            runs.push_back({candidate.measure, 0.0, 0, {}});
        Run& run = runs.back();
        if (run.count < kNeighbours)
            run.lowest[run.count] = candidate.row;
        ++run.count;
    }
    for (std::size_t code = 0; code < groups.size(); ++code)
        groups[code].helper = helpers.values[code];
    std::erase_if(groups, [](const SameHelper& group) { return group.runs.empty(); });
    base::for_each_task(groups.size(), [&](std::size_t i) {
        for (Run& run : groups[i].runs)
            run.log_measure = base::natural_log1p(run.measure);
    });
    return groups;
}

Candidates candidates_of(const Cleaned& cleaned, const NearBy& near,
                         std::span<const double> values) {
    Candidates candidates;
    candidates.groups = grouped_by_helper(cleaned, near, values);
    candidates.measure_deviation = deviation([&](const auto& add) {
        for (const SameHelper& group : candidates.groups)
            for (const Run& run : group.runs)
                add(run.log_measure, static_cast<double>(run.count));
    });
    candidates.helper_deviation = deviation([&](const auto& add) {
        for (const SameHelper& group : candidates.groups)
            for (const Run& run : group.runs)
                add(group.helper, static_cast<double>(run.count));
    });
    return candidates;
}

// Visits the items of an ascending sequence outwards from where `value` belongs, nearer side first,
// until visit(index) returns false on both sides.
template <class ValueAt, class Visit>
void visit_outwards(std::size_t count, double value, const ValueAt& value_at, const Visit& visit) {
    std::size_t right = 0;
    for (std::size_t step = std::bit_floor(count); step > 0; step /= 2)
        if (right + step <= count && value_at(right + step - 1) < value)
            right += step;
    std::size_t left = right;
    bool leftwards = left > 0;
    bool rightwards = right < count;
    while (leftwards || rightwards) {
        const bool go_left =
            leftwards && (!rightwards || value - value_at(left - 1) <= value_at(right) - value);
        if (go_left) {
            leftwards = visit(left - 1) && left > 1;
            --left;
        } else {
            rightwards = visit(right) && right + 1 < count;
            ++right;
        }
    }
}

double nearest_mean(const Candidates& candidates, std::span<const double> values,
                    double log_measure, double helper) {
    Nearest nearest;
    const auto helper_at = [&](std::size_t i) { return candidates.groups[i].helper; };
    visit_outwards(candidates.groups.size(), helper, helper_at, [&](std::size_t i) {
        const SameHelper& group = candidates.groups[i];
        const double apart = squared_difference(group.helper, helper, candidates.helper_deviation);
        if (!nearest.admits(apart))
            return false;
        const auto measure_at = [&](std::size_t j) { return group.runs[j].log_measure; };
        visit_outwards(group.runs.size(), log_measure, measure_at, [&](std::size_t j) {
            const Run& run = group.runs[j];
            const double distance =
                squared_difference(run.log_measure, log_measure, candidates.measure_deviation) +
                apart;
            if (!nearest.admits(distance))
                return false;
            for (std::size_t k = 0; k < run.kept(); ++k)
                nearest.offer(distance, run.lowest[k]);
            return true;
        });
        return true;
    });
    return mean_of(nearest, values);
}

} // namespace

std::vector<double> nearest_rows(const Cleaned& cleaned, const NearBy& near,
                                 std::span<const double> values,
                                 std::span<const std::uint32_t> gaps) {
    std::vector<double> result(gaps.size(), std::numeric_limits<double>::quiet_NaN());
    if (gaps.empty())
        return result;
    const Candidates candidates = candidates_of(cleaned, near, values);
    if (candidates.groups.empty())
        return result;
    base::for_each_chunk(gaps.size(), kGapsPerChunk, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            const double helper = near.other[gaps[i]];
            if (!std::isnan(helper))
                result[i] = nearest_mean(candidates, values,
                                         base::natural_log1p(measure_of(cleaned, gaps[i])), helper);
        }
    });
    return result;
}

} // namespace cohortscope::features
