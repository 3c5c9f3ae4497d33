// The prepared rows: everything about a learner that features, flags, profiles and charts read.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "features/rows/clean.h"
#include "features/settings.h"
#include "features/steps/impute.h"
#include "features/steps/pay.h"
#include "features/steps/rare_names.h"

namespace cohortscope::features {

struct RareCounts {
    std::size_t companies = 0; // distinct after S7, `unknown` included, before lumping
    std::size_t rare_companies = 0;
    std::size_t rare_rows = 0;
    std::size_t rare_roles = 0;
    std::size_t rare_role_rows = 0;
};

// n rows after S8. All columns hold n entries.
struct Learners {
    Column<std::uint32_t> rows; // 0-based data row of the file, ascending
    SortedText company;         // after S8: `unknown` and `less_occurred` are names like any other
    SortedText role;            // after S6 and S8
    Column<double> years_of_experience;
    Column<double> ctc_update_count;
    Column<double> ctc;                      // after S7, rupees a year
    Column<std::uint32_t> by_pay;            // positions by ascending ctc, ties by position
    std::vector<std::uint32_t> company_rows; // rows of each company code
    std::vector<std::uint32_t> role_rows;
    RareCounts rare;
    base::Fingerprint fingerprint;

    // What the columns were made from: the next value borrows those whose origin is the same.
    struct Origins {
        base::Fingerprint rows, years, updates, pay;
    } origins;
    struct TextOrigin {
        base::Fingerprint read; // the text before S8
        std::shared_ptr<const NameCounts> counts;
        std::size_t threshold = 0;
        std::shared_ptr<const Lumped> lumped;
    } company_origin, role_origin;
};

struct LearnerSources {
    const Cleaned& cleaned;
    const Years& years;
    int reference_year = 0;
    const Roles& roles;
    const Pay& pay;
    const Column<std::uint32_t>& by_pay; // order_by_pay of `cleaned`
    RareSettings rare;
};

// S7's effect and S8 on top of the earlier steps. A rare threshold of 1 lumps nothing. `previous`,
// if given, lends the columns that stay the same.
Learners prepare_learners(const LearnerSources& from, const Learners* previous = nullptr);

} // namespace cohortscope::features
