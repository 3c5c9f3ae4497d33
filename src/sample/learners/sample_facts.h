// The published facts that the built-in sample follows, as counts of rows in the original table.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace cohortscope::sample {

struct YearFact {
    int year = 0; // kYearMissing where the cell is empty
    std::uint64_t rows = 0;
};

inline constexpr int kYearMissing = -1;

// Start years: the published counts; the rest of the rows spread over the years before 2000 and
// after 2022, 75 rows of typing errors, and the empty cells.
std::span<const YearFact> start_year_facts();

// Years in which the pay was stated, ascending.
std::span<const YearFact> update_year_facts();

struct CountFact {
    std::uint64_t size = 0;  // rows of the entity
    std::uint64_t count = 0; // entities of that size
};

// Learners by their number of rows, most rows first.
std::span<const CountFact> learner_size_facts();

// Companies of one to five rows.
std::span<const CountFact> small_company_facts();

// Rows of the ten largest companies, and what lies between them and the small ones.
std::span<const std::uint64_t> large_company_facts();
inline constexpr std::uint64_t kMiddleCompanies = 3'159;
inline constexpr std::uint64_t kMiddleCompanyRows = 118'793;
inline constexpr std::uint64_t kCompanyMissingRows = 44;

struct RoleFact {
    std::string_view title;
    std::uint64_t rows = 0;
    double seniority = 0.0; // how its share grows with experience, per 5 years of log odds
    double pay = 0.0;       // its premium in ln pay
};

// The common roles. Then rows with one of the rare titles, and rows without a role.
std::span<const RoleFact> role_facts();
inline constexpr std::uint64_t kRareTitles = 1'000;
inline constexpr std::uint64_t kRareTitleRows = 3'743;
inline constexpr std::uint64_t kRoleMissingRows = 52'564;

struct PayFact {
    double percent = 0.0; // of the rows, pay not above
    double rupees = 0.0;
};

// Pay's distribution, ascending; linear in ln pay between the points.
std::span<const PayFact> pay_facts();

inline constexpr std::uint64_t kDuplicateRows = 58;

} // namespace cohortscope::sample
