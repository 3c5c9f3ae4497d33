#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string>

#include "base/error.h"
#include "base/format.h"
#include "base/order_statistics.h"
#include "base/parallel.h"
#include "features/steps/bound_measure.h"
#include "features/steps/fill.h"
#include "features/steps/nearest_rows.h"

namespace cohortscope::features {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The codes of KeptNumber::ranked that are valid: [begin, end).
struct ValidCodes {
    std::int32_t begin = 0;
    std::int32_t end = 0;
    bool has(std::int32_t code) const { return code >= begin && code < end; }
    std::size_t count() const { return static_cast<std::size_t>(end - begin); }
};

ValidCodes codes_between(const KeptNumber& number, double lowest, double highest) {
    const auto place = [&](auto bound) { return static_cast<std::int32_t>(bound); };
    const std::span<const double> values = number.ranked->values;
    const auto begin = std::lower_bound(values.begin(), values.end(), lowest);
    const auto end = std::upper_bound(begin, values.end(), highest);
    return {place(begin - values.begin()), place(end - values.begin())};
}

// What the rows hold.
struct Survey {
    std::vector<std::size_t> counts; // of each valid code
    std::vector<std::uint32_t> gaps; // rows without a valid value, ascending
};

Survey survey_chunk(const KeptNumber& number, const ValidCodes& valid, const base::Chunk& chunk) {
    constexpr std::size_t kLanes = 4; // equal values in a row count in turn, without waiting
    std::vector<std::uint32_t> lanes(valid.count() * kLanes, 0);
    Survey survey;
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        const std::int32_t code = number.codes[row];
        if (valid.has(code))
            ++lanes[static_cast<std::size_t>(code - valid.begin) * kLanes + row % kLanes];
        else
            survey.gaps.push_back(static_cast<std::uint32_t>(row));
    }
    for (auto lane = lanes.begin(); lane != lanes.end(); lane += kLanes)
        survey.counts.push_back(std::accumulate(lane, lane + kLanes, std::size_t{0}));
    return survey;
}

Survey survey_values(const KeptNumber& number, const ValidCodes& valid) {
    const std::size_t n = number.codes.size();
    // Each part has a table of its own; they must not cost more than the rows.
    const std::size_t parts = std::clamp<std::size_t>(n / (16 * valid.count() + 16), 1, 64);
    Survey all{std::vector<std::size_t>(valid.count(), 0), {}};
    for (const Survey& part :
         base::map_chunks<Survey>(n, n / parts + 1, [&](const base::Chunk& chunk) {
             return survey_chunk(number, valid, chunk);
         })) {
        std::transform(part.counts.begin(), part.counts.end(), all.counts.begin(),
                       all.counts.begin(), std::plus<>());
        all.gaps.insert(all.gaps.end(), part.gaps.begin(), part.gaps.end());
    }
    return all;
}

base::CountedValues counted_values(const KeptNumber& number, const ValidCodes& valid,
                                   const Survey& survey) {
    std::vector<base::ValueCount> counts;
    for (std::size_t i = 0; i < survey.counts.size(); ++i)
        counts.push_back(
            {number.ranked->values[static_cast<std::size_t>(valid.begin) + i], survey.counts[i]});
    return base::CountedValues(std::move(counts));
}

double mean_of(const base::CountedValues& values) {
    double sum = 0.0;
    for (std::size_t i = 0; i < values.entries(); ++i)
        sum += static_cast<double>(values.entry(i).count) * values.entry(i).value;
    return sum / static_cast<double>(values.size());
}

// The valid values of the groups that have a gap: group after group.
struct GroupValues {
    std::vector<std::size_t> starts; // groups + 1
    std::vector<double> values;
};

GroupValues values_of_groups(std::span<const std::int32_t> group, std::size_t groups,
                             std::span<const double> values, std::span<const std::uint32_t> gaps) {
    std::vector<std::uint8_t> needed(groups, 0);
    for (const std::uint32_t row : gaps)
        if (group[row] >= 0)
            needed[static_cast<std::size_t>(group[row])] = 1;
    const auto for_each_value = [&](const auto& visit) {
        for (std::size_t row = 0; row < values.size(); ++row)
            if (group[row] >= 0 && needed[static_cast<std::size_t>(group[row])] != 0 &&
                !std::isnan(values[row]))
                visit(static_cast<std::size_t>(group[row]), values[row]);
    };
    GroupValues result;
    std::vector<std::size_t>& places = result.starts;
    places.resize(groups + 2, 0);
    for_each_value([&](std::size_t code, double) { ++places[code + 2]; });
    std::partial_sum(places.begin(), places.end(), places.begin());
    result.values.resize(places.back());
    for_each_value(
        [&](std::size_t code, double value) { result.values[places[code + 1]++] = value; });
    places.pop_back();
    return result;
}

// In any order; sorted as far as the median needs.
double median_of(std::span<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    const double below = *middle;
    const double above =
        values.size() % 2 == 0 ? *std::min_element(middle + 1, values.end()) : below;
    return base::percentile_at(values.size(), 50.0, [&](std::size_t i) {
        return i == (values.size() - 1) / 2 ? below : above;
    });
}

// The median of each gap's group, NaN without a group or a valid value in it.
std::vector<double> group_medians(const SortedText& group, std::span<const double> values,
                                  std::span<const std::uint32_t> gaps) {
    constexpr std::size_t kGroupsPerChunk = 512;
    const std::span<const std::int32_t> codes = group.codes;
    const std::size_t groups = group.names->size();
    GroupValues valid = values_of_groups(codes, groups, values, gaps);
    std::vector<double> medians(groups, kNone);
    base::for_each_chunk(groups, kGroupsPerChunk, [&](const base::Chunk& chunk) {
        for (std::size_t code = chunk.begin; code < chunk.end; ++code)
            if (const std::size_t count = valid.starts[code + 1] - valid.starts[code]; count > 0)
                medians[code] =
                    median_of(std::span(valid.values).subspan(valid.starts[code], count));
    });
    std::vector<double> result;
    for (const std::uint32_t row : gaps)
        result.push_back(codes[row] < 0 ? kNone : medians[static_cast<std::size_t>(codes[row])]);
    return result;
}

// n; NaN where a value is not valid.
std::vector<double> valid_values(const KeptNumber& number, const ValidCodes& valid) {
    std::vector<double> values(number.codes.size());
    base::for_each_chunk(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const std::int32_t code = number.codes[row];
            values[row] = valid.has(code) ? number.value(code) : kNone;
        }
    });
    return values;
}

// A column that NumberFill::nearest reads: n, NaN where it is missing or not valid.
std::vector<double> coordinate(const Cleaned& cleaned, const NearestColumn& column) {
    if (column.is_number) {
        const KeptNumber& number = cleaned.numbers[column.slot];
        return valid_values(number, codes_between(number, column.lowest, column.highest));
    }
    const auto& helper = cleaned.helpers[column.slot];
    std::vector<double> values(helper.size());
    base::for_each_chunk(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            values[row] = helper[row];
    });
    return values;
}

std::vector<double> values_of_nearest(const Cleaned& cleaned,
                                      std::span<const std::uint32_t> by_measure,
                                      const NumberRule& rule, std::span<const double> values,
                                      std::span<const std::uint32_t> gaps) {
    if (rule.nearest.size() == 1)
        return nearest_rows(cleaned, {by_measure, coordinate(cleaned, rule.nearest.front())},
                            values, gaps);
    std::vector<std::vector<double>> others;
    for (const NearestColumn& column : rule.nearest)
        others.push_back(coordinate(cleaned, column));
    return nearest_rows_in_space(cleaned, others, values, gaps);
}

// The most frequent value, of equal counts the smallest.
double mode_of(const base::CountedValues& values) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < values.entries(); ++i)
        if (values.entry(i).count > values.entry(best).count)
            best = i;
    return values.entry(best).value;
}

// A value for each gap.
std::vector<double> values_for_gaps(const Cleaned& cleaned, std::size_t slot,
                                    std::span<const std::uint32_t> by_measure,
                                    const NumberRule& rule, const ValidCodes& valid,
                                    const Survey& survey) {
    using enum schema::NumberFill;
    const std::size_t gaps = survey.gaps.size();
    if (rule.fill == constant)
        return std::vector<double>(gaps, rule.constant);
    const base::CountedValues counted = counted_values(cleaned.numbers[slot], valid, survey);
    if (rule.fill == mean)
        return std::vector<double>(gaps, mean_of(counted));
    if (rule.fill == mode)
        return std::vector<double>(gaps, mode_of(counted));
    const double middle = counted.percentile(50.0);
    const bool by_group = rule.fill == group && rule.group != kNoSlot;
    const bool by_nearest = rule.fill == nearest && !rule.nearest.empty();
    if (!by_group && !by_nearest)
        return std::vector<double>(gaps, middle);
    const std::vector<double> values = valid_values(cleaned.numbers[slot], valid);
    std::vector<double> filled =
        by_group ? group_medians(cleaned.names[rule.group], values, survey.gaps)
                 : values_of_nearest(cleaned, by_measure, rule, values, survey.gaps);
    for (double& value : filled)
        value = std::isnan(value) ? middle : value;
    return filled;
}

// FilledNumber::gap_codes and FilledNumber::codes.
void set_codes(FilledNumber& number, std::span<const double> filled,
               std::span<const double> known) {
    std::vector<double> fresh;
    for (const double value : filled)
        if (!std::binary_search(known.begin(), known.end(), value))
            fresh.push_back(value);
    std::sort(fresh.begin(), fresh.end());
    fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
    for (const double value : filled) {
        const auto place = std::lower_bound(known.begin(), known.end(), value);
        const bool is_known = place != known.end() && *place == value;
        const auto code =
            is_known ? place - known.begin()
                     : static_cast<std::ptrdiff_t>(known.size()) +
                           (std::lower_bound(fresh.begin(), fresh.end(), value) - fresh.begin());
        number.gap_codes.push_back(static_cast<std::int32_t>(code));
    }
    number.codes = known.size() + fresh.size();
}

std::string end_of_range(double end, const char* otherwise) {
    return std::isfinite(end) ? base::shortest(end) : otherwise;
}

// Where every value lies outside the range: what they look like, and what was expected.
base::Error no_valid_value(const KeptNumber& number, const schema::ColumnSpec& spec,
                           const NumberRule& rule) {
    constexpr double kTwoDigits = 100.0;
    std::size_t shortened = 0;
    std::size_t present = 0;
    for (std::size_t row = 0; row < number.codes.size(); ++row) {
        const std::int32_t code = number.codes[row];
        if (code < 0)
            continue;
        const double value = number.value(code);
        ++present;
        shortened += value >= 0.0 && value < kTwoDigits ? 1 : 0;
    }
    std::string message = "no row has an " + spec.name + " between " +
                          end_of_range(rule.lowest, "any number") + " and " +
                          end_of_range(rule.highest, "any number");
    if (present == 0)
        return base::Error(message + ": every cell is missing");
    message += present == 1
                   ? ": the only one lies outside"
                   : ": all " + base::grouped(static_cast<long long>(present)) + " lie outside";
    if (spec.role == schema::Role::year && 2 * shortened > present)
        return base::Error(message + "; most have one or two digits, expected a year such as 2016");
    const auto first = spec.keys.find("lowest");
    return base::Error(message + "; " +
                       (first != spec.keys.end() ? first->second : spec.name + ".lowest") +
                       (rule.age ? " and reference_year set the bounds" : " sets the bounds"));
}

// S7 for a number: its values within the percentiles of all, or the rows outside named.
void bound_number(FilledNumber& number, const schema::OutlierSpec& outliers) {
    number.low = -std::numeric_limits<double>::infinity();
    number.high = std::numeric_limits<double>::infinity();
    if (outliers.mode == OutlierMode::none)
        return;
    std::vector<double> sorted(number.values.begin(), number.values.end());
    std::sort(sorted.begin(), sorted.end());
    number.low = percentile(sorted, outliers.low);
    number.high = percentile(sorted, outliers.high);
    number.below = static_cast<std::size_t>(
        std::lower_bound(sorted.begin(), sorted.end(), number.low) - sorted.begin());
    number.above = static_cast<std::size_t>(
        sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), number.high));
    if (number.below + number.above == 0)
        return;
    const Column<double> all = number.values;
    if (outliers.mode == OutlierMode::drop) {
        for (std::size_t row = 0; row < all.size(); ++row)
            if (all[row] < number.low || all[row] > number.high)
                number.outside.push_back(static_cast<std::uint32_t>(row));
        return;
    }
    number.values = Column<double>::made(all.size(), [&](const base::Chunk& chunk, double* values) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            values[row] = std::clamp(all[row], number.low, number.high);
    });
}

} // namespace

FilledNumber fill_number(const Cleaned& cleaned, const schema::BoundNumber& column,
                         std::size_t slot, std::span<const std::uint32_t> by_measure,
                         const NumberRule& rule) {
    const KeptNumber& number = cleaned.numbers[slot];
    const std::size_t n = number.codes.size();
    const ValidCodes valid = codes_between(number, rule.lowest, rule.highest);
    Survey survey = survey_values(number, valid);
    if (survey.gaps.size() == n)
        throw no_valid_value(number, *column.spec, rule);
    const std::vector<double> filled =
        values_for_gaps(cleaned, slot, by_measure, rule, valid, survey);
    FilledNumber result;
    result.gaps = std::move(survey.gaps);
    set_codes(result, filled, number.ranked->values);
    const std::vector<std::uint32_t>& gaps = result.gaps;
    result.values = Column<double>::made(n, [&](const base::Chunk& chunk, double* values) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            values[row] = number.value(std::max(number.codes[row], 0));
        const auto first = std::lower_bound(gaps.begin(), gaps.end(), chunk.begin);
        for (auto gap = first; gap != gaps.end() && *gap < chunk.end; ++gap)
            values[*gap] = filled[static_cast<std::size_t>(gap - gaps.begin())];
    });
    for (const std::uint32_t row : gaps)
        ++(number.codes[row] < 0 ? result.missing : result.invalid);
    bound_number(result, rule.outliers);
    return result;
}

} // namespace cohortscope::features
