#include "sample/learners/sample_companies.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <span>

#include "base/elementary.h"
#include "sample/learners/sample_facts.h"
#include "sample/sample.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

namespace {

constexpr double kSmallestMiddle = 6.0;

// Rows of the middle company at `rank` in (0, 1) of the descending order: a power law from about
// 1,950 rows down to 6, whose mean is kMiddleCompanyRows / kMiddleCompanies.
double middle_size(double rank) {
    constexpr double kShift = 0.00412828;
    constexpr double kExponent = 1.05;
    const double reach = (1.0 + kShift) / (rank + kShift);
    return kSmallestMiddle * base::exponential(kExponent * base::natural_log(reach));
}

// Puts `surplus` more (or fewer) rows on the sizes, one each from the first on, again and again.
void settle(std::vector<std::uint64_t>& sizes, std::int64_t surplus) {
    for (std::size_t i = 0; surplus != 0; i = (i + 1) % sizes.size()) {
        if (surplus < 0 && sizes[i] == 0)
            continue;
        sizes[i] = surplus > 0 ? sizes[i] + 1 : sizes[i] - 1;
        surplus += surplus > 0 ? -1 : 1;
    }
}

// Companies between the large and the small ones, none larger than `limit`.
std::vector<std::uint64_t> middle_sizes(std::uint64_t rows, double limit) {
    if (rows == 0)
        return {};
    limit = std::max(limit, kSmallestMiddle);
    const auto size_at = [&](std::uint64_t i, std::uint64_t count) {
        const double rank = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
        return std::min(limit, middle_size(rank));
    };
    double sum = 0.0;
    for (std::uint64_t i = 0; i < kMiddleCompanies; ++i)
        sum += size_at(i, kMiddleCompanies);
    const double mean = std::min(sum, static_cast<double>(kMiddleCompanyRows)) /
                        static_cast<double>(kMiddleCompanies);
    const auto count = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::floor(static_cast<double>(rows) / mean + 0.5)));
    std::vector<std::uint64_t> sizes(count);
    for (std::uint64_t i = 0; i < count; ++i)
        sizes[i] = static_cast<std::uint64_t>(size_at(i, count));
    const std::uint64_t placed = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
    settle(sizes, static_cast<std::int64_t>(rows) - static_cast<std::int64_t>(placed));
    std::sort(sizes.begin(), sizes.end(), std::greater<>());
    return sizes;
}

} // namespace

std::vector<std::uint64_t> company_sizes(std::uint64_t rows) {
    const auto large = large_company_facts();
    const auto small = small_company_facts();
    std::vector<std::uint64_t> weights(large.begin(), large.end());
    weights.push_back(kMiddleCompanyRows);
    for (const CountFact& fact : small)
        weights.push_back(fact.size * fact.count);
    const std::vector<std::uint64_t> quotas = apportion(rows, weights);

    std::vector<std::uint64_t> sizes(quotas.begin(),
                                     quotas.begin() + static_cast<std::ptrdiff_t>(large.size()));
    const auto middle =
        middle_sizes(quotas[large.size()], static_cast<double>(sizes[large.size() - 1]));
    sizes.insert(sizes.end(), middle.begin(), middle.end());
    std::uint64_t rest = 0; // rows that do not divide into companies of a size
    for (std::size_t i = small.size(); i-- > 0;) {
        const std::uint64_t quota = quotas[large.size() + 1 + i] + (i == 0 ? rest : 0);
        sizes.insert(sizes.end(), quota / small[i].size, small[i].size);
        rest += quota % small[i].size;
    }
    return sizes;
}

std::vector<std::uint64_t> assign_companies(SampleRows& sample, std::uint64_t seed) {
    const std::uint64_t weights[] = {kSampleRows - kCompanyMissingRows, kCompanyMissingRows};
    const std::vector<std::uint64_t> quotas = apportion(sample.rows(), weights);
    std::vector<std::uint64_t> sizes = company_sizes(quotas[0]);
    std::vector<std::uint64_t> cards = sizes;
    cards.push_back(quotas[1]); // rows without a company

    base::Random random = sample_stream(seed, SampleStream::companies);
    Deck deck(cards, random);
    const auto nothing = static_cast<std::uint32_t>(sizes.size());
    sample.company.resize(sample.rows());
    for (std::size_t learner = 0; learner < sample.learners(); ++learner) {
        std::uint32_t employer = nothing;
        for (std::uint32_t row = sample.learner_begin[learner];
             row < sample.learner_begin[learner + 1]; ++row) {
            const bool stays = employer != nothing && random.below(100) < 78 && deck.take(employer);
            employer = stays ? employer : deck.draw();
            sample.company[row] = employer == nothing ? kNothing : employer;
        }
    }
    return sizes;
}

std::vector<double> company_premiums(std::size_t rows, const std::vector<std::uint64_t>& sizes,
                                     std::uint64_t seed) {
    // By the size that the company would have in the original table.
    const double scale = static_cast<double>(kSampleRows) / static_cast<double>(rows);
    std::vector<double> premiums(sizes.size());
    for (std::size_t company = 0; company < sizes.size(); ++company) {
        base::Random random = entity_stream(seed, SampleStream::company_pay, company);
        const double size = static_cast<double>(sizes[company]);
        const double reach = sizes[company] > 5 ? base::natural_log(1.0 + size * scale) : 1.0;
        premiums[company] = 0.02 * (reach - 1.0) + 0.15 * random.normal();
    }
    return premiums;
}

} // namespace cohortscope::sample
