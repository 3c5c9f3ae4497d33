#include "sample/learners/sample_learners.h"

#include <algorithm>
#include <span>

#include "sample/learners/sample_facts.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

namespace {

constexpr int kReferenceYear = 2025;
constexpr int kFirstValidYear = 1970;

std::vector<std::uint64_t> rows_of(std::span<const YearFact> facts) {
    std::vector<std::uint64_t> rows;
    for (const YearFact& fact : facts)
        rows.push_back(fact.rows);
    return rows;
}

// Learners of each size, in the order of learner_size_facts(); what does not divide into learners
// of a size goes to learners of one row.
std::vector<std::uint64_t> learners_by_size(std::size_t rows) {
    const auto facts = learner_size_facts();
    std::vector<std::uint64_t> weights;
    for (const CountFact& fact : facts)
        weights.push_back(fact.size * fact.count);
    std::vector<std::uint64_t> counts = apportion(rows, weights);
    std::uint64_t rest = 0;
    for (std::size_t i = 0; i + 1 < facts.size(); ++i) {
        rest += counts[i] % facts[i].size;
        counts[i] /= facts[i].size;
    }
    counts.back() += rest;
    return counts;
}

std::vector<std::uint32_t> first_rows(std::span<const std::uint64_t> counts) {
    std::vector<std::uint32_t> begin{0};
    const auto facts = learner_size_facts();
    for (std::size_t i = 0; i < facts.size(); ++i)
        for (std::uint64_t learner = 0; learner < counts[i]; ++learner)
            begin.push_back(begin.back() + static_cast<std::uint32_t>(facts[i].size));
    return begin;
}

// Takes whole learners of `size` rows out of the years' remaining rows, in proportion to them.
std::vector<std::uint64_t> take_learners(std::uint64_t learners, std::uint64_t size,
                                         std::vector<std::uint64_t>& remaining) {
    std::vector<std::uint64_t> taken = apportion(learners, remaining);
    std::uint64_t unplaced = 0;
    for (std::size_t year = 0; year < taken.size(); ++year) {
        const std::uint64_t fits = std::min(taken[year], remaining[year] / size);
        unplaced += taken[year] - fits;
        taken[year] = fits;
        remaining[year] -= fits * size;
    }
    for (; unplaced > 0; --unplaced) {
        const auto most = std::max_element(remaining.begin(), remaining.end());
        if (*most < size)
            break; // no year has room: those learners stay for fill_years to spread
        *most -= size;
        ++taken[static_cast<std::size_t>(most - remaining.begin())];
    }
    return taken;
}

// Every learner has one start year, and every year as many rows as its quota.
std::vector<std::uint8_t> fill_years(std::size_t rows, std::span<const std::uint64_t> learners) {
    std::vector<std::uint64_t> remaining = apportion(rows, rows_of(start_year_facts()));
    std::vector<std::uint8_t> years;
    years.reserve(rows);
    const auto facts = learner_size_facts();
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (learners[i] == 0)
            continue;
        const auto size = static_cast<std::size_t>(facts[i].size);
        const std::vector<std::uint64_t> taken = take_learners(learners[i], size, remaining);
        for (std::size_t year = 0; year < taken.size(); ++year)
            years.insert(years.end(), static_cast<std::size_t>(taken[year]) * size,
                         static_cast<std::uint8_t>(year));
    }
    // Small samples: rows that found no year of their own.
    for (std::size_t year = 0; year < remaining.size(); ++year)
        years.insert(years.end(), static_cast<std::size_t>(remaining[year]),
                     static_cast<std::uint8_t>(year));
    return years;
}

// A few rows of learners with several state another start year than the others: their years change
// places among themselves, so the quotas stay.
void scatter_years(SampleRows& sample, base::Random& random) {
    constexpr std::uint64_t kOneIn = 25;
    std::vector<std::uint32_t> rows;
    for (std::size_t learner = 0; learner < sample.learners(); ++learner)
        for (std::uint32_t row = sample.learner_begin[learner] + 1;
             row < sample.learner_begin[learner + 1]; ++row)
            if (random.below(kOneIn) == 0)
                rows.push_back(row);
    std::vector<std::uint8_t> years;
    years.reserve(rows.size());
    for (const std::uint32_t row : rows)
        years.push_back(sample.start_year[row]);
    shuffle(std::span(years), random);
    for (std::size_t i = 0; i < rows.size(); ++i)
        sample.start_year[rows[i]] = years[i];
}

std::vector<std::uint8_t> deal_updates(std::size_t rows, base::Random& random) {
    const std::vector<std::uint64_t> counts = apportion(rows, rows_of(update_year_facts()));
    std::vector<std::uint8_t> updates;
    updates.reserve(rows);
    for (std::size_t year = 0; year < counts.size(); ++year)
        updates.insert(updates.end(), static_cast<std::size_t>(counts[year]),
                       static_cast<std::uint8_t>(year));
    shuffle(std::span(updates), random);
    return updates;
}

// Pay is seldom stated for a year before the first job: such rows swap their update year with a row
// that can have it, if a few tries find one.
void order_updates(SampleRows& sample, base::Random& random) {
    constexpr int kTries = 6;
    const auto too_early = [&](std::size_t row, std::uint8_t update) {
        const int start = start_year_facts()[sample.start_year[row]].year;
        return start <= kReferenceYear && start > update_year_facts()[update].year;
    };
    for (std::size_t row = 0; row < sample.rows(); ++row)
        for (int t = 0; t < kTries && too_early(row, sample.update_year[row]); ++t) {
            const auto other = static_cast<std::size_t>(random.below(sample.rows()));
            if (!too_early(row, sample.update_year[other]) &&
                !too_early(other, sample.update_year[row]))
                std::swap(sample.update_year[row], sample.update_year[other]);
        }
}

} // namespace

double sample_experience(std::uint8_t start_year) {
    const int year = start_year_facts()[start_year].year;
    return year >= kFirstValidYear && year <= kReferenceYear ? kReferenceYear - year : 10.0;
}

SampleRows make_learners(std::size_t rows, std::uint64_t seed) {
    SampleRows sample;
    const std::vector<std::uint64_t> learners = learners_by_size(rows);
    sample.learner_begin = first_rows(learners);
    sample.start_year = fill_years(rows, learners);
    base::Random years = sample_stream(seed, SampleStream::years);
    scatter_years(sample, years);

    base::Random updates = sample_stream(seed, SampleStream::updates);
    sample.update_year = deal_updates(rows, updates);
    order_updates(sample, updates);
    for (std::size_t learner = 0; learner < sample.learners(); ++learner)
        std::sort(sample.update_year.begin() + sample.learner_begin[learner],
                  sample.update_year.begin() + sample.learner_begin[learner + 1]);
    return sample;
}

} // namespace cohortscope::sample
