#include "sample/learners/sample_roles.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/elementary.h"
#include "sample/learners/sample_facts.h"
#include "sample/sample.h"
#include "sample/sample_quota.h"

namespace cohortscope::sample {

namespace {

// A table of start years × roles (the last role: any rare title), row-major.
struct RoleTable {
    std::size_t roles = 0;
    std::vector<double> shares;

    std::span<double> of_year(std::size_t year) {
        return std::span(shares).subspan(year * roles, roles);
    }
};

// Rows that have a role, by start year.
std::vector<std::uint64_t> known_by_year(const SampleRows& sample) {
    std::vector<std::uint64_t> counts(start_year_facts().size());
    for (std::size_t row = 0; row < sample.rows(); ++row)
        if (sample.role[row] != kNothing)
            ++counts[sample.start_year[row]];
    return counts;
}

void scale_rows(RoleTable& table, std::span<const std::uint64_t> totals) {
    for (std::size_t year = 0; year < totals.size(); ++year) {
        double sum = 0.0;
        for (const double share : table.of_year(year))
            sum += share;
        for (double& share : table.of_year(year))
            share *= sum > 0.0 ? static_cast<double>(totals[year]) / sum : 0.0;
    }
}

void scale_columns(RoleTable& table, std::span<const std::uint64_t> totals) {
    const std::size_t years = table.shares.size() / table.roles;
    for (std::size_t role = 0; role < table.roles; ++role) {
        double sum = 0.0;
        for (std::size_t year = 0; year < years; ++year)
            sum += table.of_year(year)[role];
        for (std::size_t year = 0; year < years && sum > 0.0; ++year)
            table.of_year(year)[role] *= static_cast<double>(totals[role]) / sum;
    }
}

// Expected rows of each year and role: log odds linear in experience, margins as given (iterative
// proportional fitting; Deming and Stephan 1940).
RoleTable expected_rows(std::span<const std::uint64_t> years,
                        std::span<const std::uint64_t> roles) {
    constexpr int kSweeps = 40;
    RoleTable table{roles.size(), std::vector<double>(years.size() * roles.size(), 1.0)};
    const auto facts = role_facts();
    for (std::size_t year = 0; year < years.size(); ++year) {
        const double experience = sample_experience(static_cast<std::uint8_t>(year));
        const double steps = std::clamp((experience - 10.0) / 5.0, -1.5, 3.0);
        for (std::size_t role = 0; role < facts.size(); ++role)
            table.of_year(year)[role] = base::exponential(facts[role].seniority * steps);
    }
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        scale_rows(table, years);
        scale_columns(table, roles);
    }
    return table;
}

// One deck of roles for each start year. Rounding runs along the years, so that each role's cards
// add up to its quota; a year's deck may be a few cards short or long.
std::vector<Deck> role_decks(RoleTable table, std::size_t years, base::Random& random) {
    std::vector<double> expected(table.roles, 0.0);
    std::vector<std::uint64_t> dealt(table.roles, 0);
    std::vector<Deck> decks;
    for (std::size_t year = 0; year < years; ++year) {
        std::vector<std::uint64_t> cards(table.roles);
        for (std::size_t role = 0; role < table.roles; ++role) {
            expected[role] += table.of_year(year)[role];
            // To the nearest, so the last year is exact in spite of the sums' tiny error.
            const auto target = static_cast<std::uint64_t>(std::floor(expected[role] + 0.5));
            cards[role] = target - dealt[role];
            dealt[role] = target;
        }
        decks.emplace_back(cards, random);
    }
    return decks;
}

// The year's own deck, or the nearest one that has cards.
Deck& deck_for(std::vector<Deck>& decks, std::size_t year) {
    for (std::size_t distance = 0; distance < decks.size(); ++distance) {
        if (year + distance < decks.size() && !decks[year + distance].empty())
            return decks[year + distance];
        if (year >= distance && !decks[year - distance].empty())
            return decks[year - distance];
    }
    return decks[year]; // no deck has cards: draw() reports it
}

// Rows of the rare titles: some people share one, most are alone.
std::vector<std::uint64_t> rare_counts(std::uint64_t rows) {
    std::vector<std::uint64_t> weights(kRareTitles);
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = 700 + 400'000 / (i + 1);
    return apportion(rows, weights);
}

void mark_missing(SampleRows& sample, std::uint64_t missing, base::Random& random) {
    sample.role.assign(sample.rows(), 0);
    std::uint64_t left = missing;
    for (std::size_t row = 0; row < sample.rows(); ++row)
        if (random.below(sample.rows() - row) < left) {
            sample.role[row] = kNothing;
            --left;
        }
}

// Roles of the rows that have one; the rare ones are all number role_facts().size().
void deal_roles(SampleRows& sample, std::vector<Deck>& decks, std::uint64_t seed) {
    constexpr std::uint64_t kKeepsRolePercent = 85;
    base::Random random = sample_stream(seed, SampleStream::role_sharing);
    const auto rare = static_cast<std::uint32_t>(role_facts().size());
    for (std::size_t learner = 0; learner < sample.learners(); ++learner) {
        std::uint32_t kept = rare;
        for (std::uint32_t row = sample.learner_begin[learner];
             row < sample.learner_begin[learner + 1]; ++row) {
            if (sample.role[row] == kNothing)
                continue;
            const std::size_t year = sample.start_year[row];
            const bool keeps = kept != rare && random.below(100) < kKeepsRolePercent;
            if (!keeps || !decks[year].take(kept))
                kept = deck_for(decks, year).draw();
            sample.role[row] = kept;
        }
    }
}

void deal_rare_titles(SampleRows& sample, std::uint64_t rare_rows, std::uint64_t seed) {
    if (rare_rows == 0)
        return;
    base::Random random = sample_stream(seed, SampleStream::titles);
    Deck titles(rare_counts(rare_rows), random);
    const auto rare = static_cast<std::uint32_t>(role_facts().size());
    for (std::uint32_t& role : sample.role)
        if (role == rare)
            role = rare + titles.draw();
}

} // namespace

void assign_roles(SampleRows& sample, std::uint64_t seed) {
    std::vector<std::uint64_t> weights;
    for (const RoleFact& fact : role_facts())
        weights.push_back(fact.rows);
    weights.push_back(kRareTitleRows);
    weights.push_back(kRoleMissingRows);
    std::vector<std::uint64_t> quotas = apportion(sample.rows(), weights);
    const std::uint64_t missing = quotas.back();
    quotas.pop_back();

    base::Random random = sample_stream(seed, SampleStream::missing_roles);
    mark_missing(sample, missing, random);
    const std::vector<std::uint64_t> years = known_by_year(sample);
    base::Random cards = sample_stream(seed, SampleStream::roles);
    std::vector<Deck> decks = role_decks(expected_rows(years, quotas), years.size(), cards);
    deal_roles(sample, decks, seed);
    deal_rare_titles(sample, quotas.back(), seed);
}

double role_premium(std::uint32_t role) {
    return role < role_facts().size() ? role_facts()[role].pay : 0.0;
}

} // namespace cohortscope::sample
