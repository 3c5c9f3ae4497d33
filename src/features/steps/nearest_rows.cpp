#include "features/steps/nearest_years.h"

#include <bit>
#include <cmath>
#include <limits>

#include "base/elementary.h"
#include "base/parallel.h"
#include "base/radix.h"

namespace cohortscope::features {

namespace {

constexpr std::size_t kNeighbours = 5;
constexpr std::size_t kGapsPerChunk = 64;

// Rows of equal pay and update year. Only the lowest few can ever be among the nearest.
struct Run {
    double pay = 0.0;
    double log_pay = 0.0;
    std::size_t count = 0;
    std::uint32_t lowest[kNeighbours] = {};
    std::size_t kept() const { return std::min(count, kNeighbours); }
};

// The candidates of one update year, by ascending pay.
struct UpdateYear {
    double year = 0.0;
    std::vector<Run> runs;
};

struct Candidates {
    std::vector<UpdateYear> updates; // ascending
    double pay_deviation = 0.0;      // 0 where all are equal
    double update_deviation = 0.0;
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
    double pay = 0.0;
    std::int32_t code = -1; // of the update year
    std::uint32_t row = 0;
};

// One a row, in the order by pay.
std::vector<Candidate> in_order_of_pay(const Cleaned& cleaned,
                                       std::span<const std::uint32_t> by_pay,
                                       std::span<const double> years, const base::Ranked& updates) {
    std::vector<Candidate> by_row(by_pay.size());
    base::for_each_chunk(by_row.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        const double* ctc = cleaned.ctc.data();
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            by_row[row] = {ctc[row], std::isnan(years[row]) ? -1 : updates.codes[row],
                           static_cast<std::uint32_t>(row)};
    });
    std::vector<Candidate> ordered(by_pay.size());
    base::for_each_chunk(ordered.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            ordered[i] = by_row[by_pay[i]];
    });
    return ordered;
}

std::vector<UpdateYear> grouped_by_update(const Cleaned& cleaned,
                                          std::span<const std::uint32_t> by_pay,
                                          std::span<const double> years) {
    std::vector<double> updated_year(cleaned.updated_year.size());
    base::for_each_chunk(updated_year.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            updated_year[row] = cleaned.updated_year[row];
    });
    const base::Ranked updates = base::rank_values(updated_year);
    std::vector<UpdateYear> groups(updates.values.size());
    for (const Candidate& candidate : in_order_of_pay(cleaned, by_pay, years, updates)) {
        if (candidate.code < 0)
            continue;
        std::vector<Run>& runs = groups[static_cast<std::size_t>(candidate.code)].runs;
        if (runs.empty() || runs.back().pay != candidate.pay)
            runs.push_back({candidate.pay, 0.0, 0, {}});
        Run& run = runs.back();
        if (run.count < kNeighbours)
            run.lowest[run.count] = candidate.row;
        ++run.count;
    }
    for (std::size_t code = 0; code < groups.size(); ++code)
        groups[code].year = updates.values[code];
    std::erase_if(groups, [](const UpdateYear& group) { return group.runs.empty(); });
    base::for_each_task(groups.size(), [&](std::size_t i) {
        for (Run& run : groups[i].runs)
            run.log_pay = base::natural_log1p(run.pay);
    });
    return groups;
}

Candidates candidates_of(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
                         std::span<const double> years) {
    Candidates candidates;
    candidates.updates = grouped_by_update(cleaned, by_pay, years);
    candidates.pay_deviation = deviation([&](const auto& add) {
        for (const UpdateYear& group : candidates.updates)
            for (const Run& run : group.runs)
                add(run.log_pay, static_cast<double>(run.count));
    });
    candidates.update_deviation = deviation([&](const auto& add) {
        for (const UpdateYear& group : candidates.updates)
            for (const Run& run : group.runs)
                add(group.year, static_cast<double>(run.count));
    });
    return candidates;
}

// The nearest rows so far, by distance, then by row.
struct Nearest {
    struct Neighbour {
        double distance = 0.0; // squared
        std::uint32_t row = 0;
    };
    Neighbour best[kNeighbours];
    std::size_t size = 0;

    // Whether a row at this distance could still enter; an equal distance may, by a lower row.
    bool admits(double distance) const {
        return size < kNeighbours || distance <= best[size - 1].distance;
    }
    void offer(double distance, std::uint32_t row) {
        const auto before = [&](const Neighbour& other) {
            return distance != other.distance ? distance < other.distance : row < other.row;
        };
        if (size == kNeighbours && !before(best[size - 1]))
            return;
        std::size_t at = size < kNeighbours ? size++ : size - 1;
        for (; at > 0 && before(best[at - 1]); --at)
            best[at] = best[at - 1];
        best[at] = {distance, row};
    }
};

double squared_difference(double a, double b, double deviation_of_both) {
    const double difference = deviation_of_both > 0.0 ? (a - b) / deviation_of_both : 0.0;
    return difference * difference;
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

double nearest_mean(const Candidates& candidates, std::span<const double> years, double log_pay,
                    double update) {
    Nearest nearest;
    const auto update_at = [&](std::size_t i) { return candidates.updates[i].year; };
    visit_outwards(candidates.updates.size(), update, update_at, [&](std::size_t i) {
        const UpdateYear& group = candidates.updates[i];
        const double apart = squared_difference(group.year, update, candidates.update_deviation);
        if (!nearest.admits(apart))
            return false;
        const auto pay_at = [&](std::size_t j) { return group.runs[j].log_pay; };
        visit_outwards(group.runs.size(), log_pay, pay_at, [&](std::size_t j) {
            const Run& run = group.runs[j];
            const double distance =
                squared_difference(run.log_pay, log_pay, candidates.pay_deviation) + apart;
            if (!nearest.admits(distance))
                return false;
            for (std::size_t k = 0; k < run.kept(); ++k)
                nearest.offer(distance, run.lowest[k]);
            return true;
        });
        return true;
    });
    double sum = 0.0;
    for (std::size_t i = 0; i < nearest.size; ++i)
        sum += years[nearest.best[i].row];
    return sum / static_cast<double>(nearest.size); // NaN where nothing was near
}

} // namespace

std::vector<double> nearest_years(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
                                  std::span<const double> years,
                                  std::span<const std::uint32_t> gaps) {
    std::vector<double> result(gaps.size(), std::numeric_limits<double>::quiet_NaN());
    if (gaps.empty())
        return result;
    const Candidates candidates = candidates_of(cleaned, by_pay, years);
    if (candidates.updates.empty())
        return result;
    base::for_each_chunk(gaps.size(), kGapsPerChunk, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            const double update = cleaned.updated_year[gaps[i]];
            if (!std::isnan(update))
                result[i] = nearest_mean(candidates, years,
                                         base::natural_log1p(cleaned.ctc[gaps[i]]), update);
        }
    });
    return result;
}

} // namespace cohortscope::features
