// Steps S5 and S6: start years and roles that are missing or invalid.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "features/clean.h"

namespace cohortscope::features {

struct Years {
    std::vector<double> orgyear;   // n; valid or imputed, never NaN, not rounded
    std::size_t invalid = 0;       // present, but outside [first_year, reference_year]
    std::size_t missing = 0;       // missing as read
    base::Fingerprint fingerprint; // of orgyear's values
};

// S5. Throws base::Error if no row has a valid start year.
Years impute_years(const Cleaned& cleaned, const YearSettings& settings);

struct Roles {
    SortedText role; // n; never missing; names include "other" where it was needed
    std::size_t missing = 0;
    std::size_t same_learner = 0; // how many were filled at each step
    std::size_t same_company_and_experience = 0;
    std::size_t same_company = 0;
    std::size_t other = 0;
    base::Fingerprint fingerprint;
};

// What of S6 does not depend on the years: kept by the engine, so that a knob of the years costs
// only the votes by company and experience.
struct RoleVotes {
    std::vector<std::int32_t> after_learner; // n; roles after the first step, missing ones left
    std::vector<std::int32_t>
        company_winner; // role by company code; missing where nobody needs one
    std::size_t missing = 0;
    std::size_t same_learner = 0;
};
RoleVotes vote_for_roles(const Cleaned& cleaned);

// S6. Rows of equal imputed orgyear are rows of equal years_of_experience. `votes` are those of
// `cleaned`.
Roles impute_roles(const Cleaned& cleaned, const Years& years, const RoleVotes& votes,
                   RoleImputation mode);
Roles impute_roles(const Cleaned& cleaned, const Years& years, RoleImputation mode);

} // namespace cohortscope::features
