#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "base/error.h"
#include "base/parallel.h"
#include "features/impute.h"
#include "features/nearest_years.h"
#include "features/order_statistics.h"

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

// Writes the valid years into `years` (n), NaN elsewhere.
Survey survey_chunk(const Cleaned& cleaned, const YearSettings& settings, const base::Chunk& chunk,
                    std::span<double> years) {
    const double first = settings.first_year;
    const double last = settings.reference_year;
    Survey survey;
    survey.valid = ValueCounter(first, last);
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        const double year = cleaned.orgyear[row];
        const bool valid = year >= first && year <= last;
        years[row] = valid ? year : kNone;
        if (valid) {
            survey.valid.add(year);
            survey.sum += year;
            continue;
        }
        ++(std::isnan(year) ? survey.missing : survey.invalid);
        survey.gaps.push_back(static_cast<std::uint32_t>(row));
    }
    return survey;
}

Survey survey_years(const Cleaned& cleaned, const YearSettings& settings, std::span<double> years) {
    const auto parts =
        base::map_chunks<Survey>(years.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            return survey_chunk(cleaned, settings, chunk, years);
        });
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

double median_of_sorted(std::span<const double> sorted) {
    return percentile_at(sorted.size(), 50.0, [&](std::size_t i) { return sorted[i]; });
}

// The median of each gap's company, NaN without a company or a valid year in it.
std::vector<double> company_medians(const Cleaned& cleaned, std::span<const double> years,
                                    std::span<const std::uint32_t> gaps) {
    std::vector<std::vector<double>> valid(cleaned.company.names->size());
    std::vector<std::uint8_t> needed(valid.size(), 0);
    const auto company_of = [&](std::size_t row) {
        return static_cast<std::size_t>(cleaned.company.codes[row]);
    };
    for (const std::uint32_t row : gaps)
        if (cleaned.company.codes[row] >= 0)
            needed[company_of(row)] = 1;
    for (std::size_t row = 0; row < years.size(); ++row)
        if (cleaned.company.codes[row] >= 0 && needed[company_of(row)] != 0 &&
            !std::isnan(years[row]))
            valid[company_of(row)].push_back(years[row]);
    std::vector<double> medians(valid.size(), kNone);
    for (std::size_t company = 0; company < valid.size(); ++company) {
        std::sort(valid[company].begin(), valid[company].end());
        if (!valid[company].empty())
            medians[company] = median_of_sorted(valid[company]);
    }
    std::vector<double> result;
    for (const std::uint32_t row : gaps)
        result.push_back(cleaned.company.codes[row] < 0 ? kNone : medians[company_of(row)]);
    return result;
}

// A year for each gap; NaN where the overall median is to serve.
std::vector<double> years_for_gaps(const Cleaned& cleaned, YearImputation imputation,
                                   const Survey& survey, std::span<const double> years) {
    switch (imputation) {
    case YearImputation::mean:
        return std::vector<double>(survey.gaps.size(),
                                   survey.sum /
                                       static_cast<double>(years.size() - survey.gaps.size()));
    case YearImputation::company:
        return company_medians(cleaned, years, survey.gaps);
    case YearImputation::neighbours:
        return nearest_years(cleaned, years, survey.gaps);
    case YearImputation::median:
        break;
    }
    return std::vector<double>(survey.gaps.size(), kNone);
}

} // namespace

Years impute_years(const Cleaned& cleaned, const YearSettings& settings) {
    Years result;
    result.orgyear.resize(cleaned.orgyear.size());
    const Survey survey = survey_years(cleaned, settings, result.orgyear);
    if (survey.gaps.size() == result.orgyear.size())
        throw base::Error("no row has an orgyear between " + std::to_string(settings.first_year) +
                          " and " + std::to_string(settings.reference_year));
    result.invalid = survey.invalid;
    result.missing = survey.missing;
    const double median = survey.valid.counted().percentile(50.0);
    const std::vector<double> filled =
        years_for_gaps(cleaned, settings.imputation, survey, result.orgyear);
    for (std::size_t i = 0; i < filled.size(); ++i)
        result.orgyear[survey.gaps[i]] = std::isnan(filled[i]) ? median : filled[i];
    result.fingerprint = base::fingerprint_of(std::span<const double>(result.orgyear));
    return result;
}

} // namespace cohortscope::features
