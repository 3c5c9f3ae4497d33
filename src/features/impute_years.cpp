#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "base/error.h"
#include "base/parallel.h"
#include "features/impute.h"
#include "features/nearest_years.h"
#include "features/order_statistics.h"
#include "features/pay.h"

namespace cohortscope::features {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// What one chunk of rows holds.
struct Survey {
    ValueCounter valid{0.0, -1.0};
    double sum = 0.0; // of the valid years
    std::size_t invalid = 0;
    std::size_t missing = 0;
    std::vector<std::uint32_t> gaps; // rows without a valid year, ascending
};

bool is_valid(double year, const YearSettings& settings) {
    return year >= settings.first_year && year <= settings.reference_year;
}

Survey survey_chunk(const Cleaned& cleaned, const YearSettings& settings,
                    const base::Chunk& chunk) {
    Survey survey;
    survey.valid = ValueCounter(settings.first_year, settings.reference_year);
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        const double year = cleaned.orgyear[row];
        if (is_valid(year, settings)) {
            survey.valid.add(year);
            survey.sum += year;
            continue;
        }
        ++(std::isnan(year) ? survey.missing : survey.invalid);
        survey.gaps.push_back(static_cast<std::uint32_t>(row));
    }
    return survey;
}

Survey survey_years(const Cleaned& cleaned, const YearSettings& settings) {
    const auto parts = base::map_chunks<Survey>(
        cleaned.orgyear.size(), base::kChunkRows,
        [&](const base::Chunk& chunk) { return survey_chunk(cleaned, settings, chunk); });
    Survey all;
    all.valid = ValueCounter(settings.first_year, settings.reference_year);
    for (const Survey& part : parts) {
        all.valid.add(part.valid);
        all.sum += part.sum;
        all.invalid += part.invalid;
        all.missing += part.missing;
        all.gaps.insert(all.gaps.end(), part.gaps.begin(), part.gaps.end());
    }
    return all;
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
    return percentile_at(values.size(), 50.0, [&](std::size_t i) {
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
std::vector<double> valid_years(const Cleaned& cleaned, const YearSettings& settings) {
    std::vector<double> years(cleaned.orgyear.size());
    base::for_each_chunk(years.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const double year = cleaned.orgyear[row];
            years[row] = is_valid(year, settings) ? year : kNone;
        }
    });
    return years;
}

// A year for each gap.
std::vector<double> years_for_gaps(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
                                   const YearSettings& settings, const Survey& survey) {
    const std::size_t known = cleaned.orgyear.size() - survey.gaps.size();
    if (settings.imputation == YearImputation::mean)
        return std::vector<double>(survey.gaps.size(), survey.sum / static_cast<double>(known));
    const double median = survey.valid.counted().percentile(50.0);
    if (settings.imputation == YearImputation::median)
        return std::vector<double>(survey.gaps.size(), median);
    const std::vector<double> years = valid_years(cleaned, settings);
    std::vector<double> filled = settings.imputation == YearImputation::company
                                     ? company_medians(cleaned, years, survey.gaps)
                                     : nearest_years(cleaned, by_pay, years, survey.gaps);
    for (double& year : filled)
        year = std::isnan(year) ? median : year;
    return filled;
}

} // namespace

Years impute_years(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
                   const YearSettings& settings) {
    const std::size_t n = cleaned.orgyear.size();
    const Survey survey = survey_years(cleaned, settings);
    if (survey.gaps.size() == n)
        throw base::Error("no row has an orgyear between " + std::to_string(settings.first_year) +
                          " and " + std::to_string(settings.reference_year));
    const std::vector<double> filled = years_for_gaps(cleaned, by_pay, settings, survey);
    const std::vector<std::uint32_t>& gaps = survey.gaps;
    Years years;
    years.orgyear = Column<double>::made(n, [&](const base::Chunk& chunk, double* year) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            year[row] = cleaned.orgyear[row];
        const auto first = std::lower_bound(gaps.begin(), gaps.end(), chunk.begin);
        for (auto gap = first; gap != gaps.end() && *gap < chunk.end; ++gap)
            year[*gap] = filled[static_cast<std::size_t>(gap - gaps.begin())];
    });
    years.invalid = survey.invalid;
    years.missing = survey.missing;
    return years;
}

Years impute_years(const Cleaned& cleaned, const YearSettings& settings) {
    return impute_years(cleaned, order_by_pay(cleaned), settings);
}

} // namespace cohortscope::features
