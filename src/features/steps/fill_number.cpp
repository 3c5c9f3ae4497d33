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
#include "features/steps/impute.h"
#include "features/steps/nearest_years.h"
#include "features/steps/pay.h"

namespace cohortscope::features {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The codes of Cleaned::orgyears that are valid: [begin, end).
struct ValidCodes {
    std::int32_t begin = 0;
    std::int32_t end = 0;
    bool has(std::int32_t code) const { return code >= begin && code < end; }
    std::size_t count() const { return static_cast<std::size_t>(end - begin); }
};

ValidCodes valid_codes(const Cleaned& cleaned, const YearSettings& settings) {
    const auto place = [&](auto bound) { return static_cast<std::int32_t>(bound); };
    const std::span<const double> years = cleaned.orgyears->values;
    const auto begin = std::lower_bound(years.begin(), years.end(), settings.first_year);
    const auto end = std::upper_bound(begin, years.end(), settings.reference_year);
    return {place(begin - years.begin()), place(end - years.begin())};
}

// What the rows hold.
struct Survey {
    std::vector<std::size_t> counts; // of each valid code
    std::vector<std::uint32_t> gaps; // rows without a valid year, ascending
};

Survey survey_chunk(const Cleaned& cleaned, const ValidCodes& valid, const base::Chunk& chunk) {
    constexpr std::size_t kLanes = 4; // equal years in a row count in turn, without waiting
    std::vector<std::uint32_t> lanes(valid.count() * kLanes, 0);
    Survey survey;
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        const std::int32_t code = cleaned.orgyear[row];
        if (valid.has(code))
            ++lanes[static_cast<std::size_t>(code - valid.begin) * kLanes + row % kLanes];
        else
            survey.gaps.push_back(static_cast<std::uint32_t>(row));
    }
    for (auto lane = lanes.begin(); lane != lanes.end(); lane += kLanes)
        survey.counts.push_back(std::accumulate(lane, lane + kLanes, std::size_t{0}));
    return survey;
}

Survey survey_years(const Cleaned& cleaned, const ValidCodes& valid) {
    const std::size_t n = cleaned.orgyear.size();
    // Each part has a table of its own; they must not cost more than the rows.
    const std::size_t parts = std::clamp<std::size_t>(n / (16 * valid.count() + 16), 1, 64);
    Survey all{std::vector<std::size_t>(valid.count(), 0), {}};
    for (const Survey& part :
         base::map_chunks<Survey>(n, n / parts + 1, [&](const base::Chunk& chunk) {
             return survey_chunk(cleaned, valid, chunk);
         })) {
        std::transform(part.counts.begin(), part.counts.end(), all.counts.begin(),
                       all.counts.begin(), std::plus<>());
        all.gaps.insert(all.gaps.end(), part.gaps.begin(), part.gaps.end());
    }
    return all;
}

base::CountedValues counted_years(const Cleaned& cleaned, const ValidCodes& valid,
                                  const Survey& survey) {
    std::vector<base::ValueCount> counts;
    for (std::size_t i = 0; i < survey.counts.size(); ++i)
        counts.push_back({cleaned.orgyears->values[static_cast<std::size_t>(valid.begin) + i],
                          survey.counts[i]});
    return base::CountedValues(std::move(counts));
}

double mean_of(const base::CountedValues& years) {
    double sum = 0.0;
    for (std::size_t i = 0; i < years.entries(); ++i)
        sum += static_cast<double>(years.entry(i).count) * years.entry(i).value;
    return sum / static_cast<double>(years.size());
}

// The valid years of the companies that have a gap: company after company.
struct CompanyYears {
    std::vector<std::size_t> starts; // companies + 1
    std::vector<double> years;
};

CompanyYears years_of_companies(std::span<const std::int32_t> company, std::size_t companies,
                                std::span<const double> years,
                                std::span<const std::uint32_t> gaps) {
    std::vector<std::uint8_t> needed(companies, 0);
    for (const std::uint32_t row : gaps)
        if (company[row] >= 0)
            needed[static_cast<std::size_t>(company[row])] = 1;
    const auto for_each_year = [&](const auto& visit) {
        for (std::size_t row = 0; row < years.size(); ++row)
            if (company[row] >= 0 && needed[static_cast<std::size_t>(company[row])] != 0 &&
                !std::isnan(years[row]))
                visit(static_cast<std::size_t>(company[row]), years[row]);
    };
    CompanyYears result;
    std::vector<std::size_t>& places = result.starts;
    places.resize(companies + 2, 0);
    for_each_year([&](std::size_t code, double) { ++places[code + 2]; });
    std::partial_sum(places.begin(), places.end(), places.begin());
    result.years.resize(places.back());
    for_each_year([&](std::size_t code, double year) { result.years[places[code + 1]++] = year; });
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

// The median of each gap's company, NaN without a company or a valid year in it.
std::vector<double> company_medians(const Cleaned& cleaned, std::span<const double> years,
                                    std::span<const std::uint32_t> gaps) {
    constexpr std::size_t kCompaniesPerChunk = 512;
    const std::span<const std::int32_t> company = cleaned.company.codes;
    const std::size_t companies = cleaned.company.names->size();
    CompanyYears valid = years_of_companies(company, companies, years, gaps);
    std::vector<double> medians(companies, kNone);
    base::for_each_chunk(companies, kCompaniesPerChunk, [&](const base::Chunk& chunk) {
        for (std::size_t code = chunk.begin; code < chunk.end; ++code)
            if (const std::size_t count = valid.starts[code + 1] - valid.starts[code]; count > 0)
                medians[code] =
                    median_of(std::span(valid.years).subspan(valid.starts[code], count));
    });
    std::vector<double> result;
    for (const std::uint32_t row : gaps)
        result.push_back(company[row] < 0 ? kNone
                                          : medians[static_cast<std::size_t>(company[row])]);
    return result;
}

// n; NaN where a year is not valid.
std::vector<double> valid_years(const Cleaned& cleaned, const ValidCodes& valid) {
    std::vector<double> years(cleaned.orgyear.size());
    base::for_each_chunk(years.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const std::int32_t code = cleaned.orgyear[row];
            years[row] =
                valid.has(code) ? cleaned.orgyears->values[static_cast<std::size_t>(code)] : kNone;
        }
    });
    return years;
}

// A year for each gap.
std::vector<double> years_for_gaps(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
                                   YearImputation imputation, const ValidCodes& valid,
                                   const Survey& survey) {
    const base::CountedValues counted = counted_years(cleaned, valid, survey);
    if (imputation == YearImputation::mean)
        return std::vector<double>(survey.gaps.size(), mean_of(counted));
    const double median = counted.percentile(50.0);
    if (imputation == YearImputation::median)
        return std::vector<double>(survey.gaps.size(), median);
    const std::vector<double> years = valid_years(cleaned, valid);
    std::vector<double> filled = imputation == YearImputation::company
                                     ? company_medians(cleaned, years, survey.gaps)
                                     : nearest_years(cleaned, by_pay, years, survey.gaps);
    for (double& year : filled)
        year = std::isnan(year) ? median : year;
    return filled;
}

// Years::gap_codes and Years::codes.
void set_codes(Years& years, std::span<const double> filled, std::span<const double> known) {
    std::vector<double> fresh;
    for (const double year : filled)
        if (!std::binary_search(known.begin(), known.end(), year))
            fresh.push_back(year);
    std::sort(fresh.begin(), fresh.end());
    fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
    for (const double year : filled) {
        const auto place = std::lower_bound(known.begin(), known.end(), year);
        const bool is_known = place != known.end() && *place == year;
        const auto code =
            is_known ? place - known.begin()
                     : static_cast<std::ptrdiff_t>(known.size()) +
                           (std::lower_bound(fresh.begin(), fresh.end(), year) - fresh.begin());
        years.gap_codes.push_back(static_cast<std::int32_t>(code));
    }
    years.codes = known.size() + fresh.size();
}

// Where every start year lies outside the bounds: what they look like, and what was expected.
base::Error no_valid_year(const Cleaned& cleaned, const YearSettings& settings) {
    constexpr double kTwoDigits = 100.0;
    std::size_t shortened = 0;
    std::size_t present = 0;
    for (std::size_t row = 0; row < cleaned.orgyear.size(); ++row) {
        const std::int32_t code = cleaned.orgyear[row];
        if (code < 0)
            continue;
        const double year = cleaned.orgyears->values[static_cast<std::size_t>(code)];
        ++present;
        shortened += year >= 0.0 && year < kTwoDigits ? 1 : 0;
    }
    std::string message = "no row has an orgyear between " + std::to_string(settings.first_year) +
                          " and " + std::to_string(settings.reference_year);
    if (present == 0)
        return base::Error(message + ": every cell is missing");
    message += present == 1
                   ? ": the only one lies outside"
                   : ": all " + base::grouped(static_cast<long long>(present)) + " lie outside";
    if (2 * shortened > present)
        message += "; most have one or two digits, expected a year such as 2016";
    else
        message += "; clean.first_year and reference_year set the bounds";
    return base::Error(message);
}

} // namespace

Years impute_years(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
                   const YearSettings& settings) {
    const std::size_t n = cleaned.orgyear.size();
    const ValidCodes valid = valid_codes(cleaned, settings);
    Survey survey = survey_years(cleaned, valid);
    if (survey.gaps.size() == n)
        throw no_valid_year(cleaned, settings);
    const std::vector<double> filled =
        years_for_gaps(cleaned, by_pay, settings.imputation, valid, survey);
    Years years;
    years.gaps = std::move(survey.gaps);
    set_codes(years, filled, cleaned.orgyears->values);
    const std::vector<std::uint32_t>& gaps = years.gaps;
    years.orgyear = Column<double>::made(n, [&](const base::Chunk& chunk, double* year) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            year[row] = cleaned.orgyears
                            ->values[static_cast<std::size_t>(std::max(cleaned.orgyear[row], 0))];
        const auto first = std::lower_bound(gaps.begin(), gaps.end(), chunk.begin);
        for (auto gap = first; gap != gaps.end() && *gap < chunk.end; ++gap)
            year[*gap] = filled[static_cast<std::size_t>(gap - gaps.begin())];
    });
    for (const std::uint32_t row : gaps)
        ++(cleaned.orgyear[row] < 0 ? years.missing : years.invalid);
    return years;
}

Years impute_years(const Cleaned& cleaned, const YearSettings& settings) {
    return impute_years(cleaned, order_by_pay(cleaned), settings);
}

} // namespace cohortscope::features
