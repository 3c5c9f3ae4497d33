// The prepared rows: everything about a learner that features, flags, profiles and charts read.
#pragma once

#include <cstdint>
#include <vector>

#include "features/clean.h"
#include "features/impute.h"
#include "features/pay.h"

namespace cohortscope::features {

struct RareCounts {
    std::size_t companies = 0; // distinct after S7, `unknown` included, before lumping
    std::size_t rare_companies = 0;
    std::size_t rare_rows = 0;
    std::size_t rare_roles = 0;
    std::size_t rare_role_rows = 0;
};

// n rows after S8. All vectors hold n entries.
struct Learners {
    std::vector<std::uint32_t> rows; // 0-based data row of the file, ascending
    SortedText company; // after S8: `unknown` and `less_occurred` are names like any other
    SortedText role;    // after S6 and S8
    std::vector<double> years_of_experience;
    std::vector<double> ctc_update_count;
    std::vector<double> ctc;                 // after S7, rupees a year
    std::vector<std::uint32_t> by_pay;       // n; positions by ascending ctc, ties by position
    std::vector<std::uint32_t> company_rows; // rows of each company code
    std::vector<std::uint32_t> role_rows;
    RareCounts rare;
    base::Fingerprint fingerprint;
};

// S7's effect and S8 on top of the earlier steps. Lumping a rare threshold of 1 lumps nothing.
Learners prepare_learners(const Cleaned& cleaned, const Years& years, int reference_year,
                          const Roles& roles, const Pay& pay, std::span<const std::uint32_t> by_pay,
                          const RareSettings& settings);

} // namespace cohortscope::features
