// Steps S5 and S6: start years and roles that are missing or invalid.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "features/rows/clean.h"

namespace cohortscope::features {

struct Years {
    Column<double> orgyear;  // n; valid or imputed, never NaN, not rounded
    std::size_t invalid = 0; // present, but outside [first_year, reference_year]
    std::size_t missing = 0; // missing as read

    // The rows without a valid year, ascending, and a code of the year each got: that of an equal
    // one of Cleaned::orgyears, or from orgyears.size() on. Rows of equal years have equal codes.
    std::vector<std::uint32_t> gaps;
    std::vector<std::int32_t> gap_codes;
    std::size_t codes = 0;
};

// S5. by_pay: order_by_pay of `cleaned`, read by the nearest neighbours alone. Throws base::Error
// if no row has a valid start year.
Years impute_years(const Cleaned& cleaned, std::span<const std::uint32_t> by_pay,
                   const YearSettings& settings);
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
    std::vector<std::uint32_t> missing; // rows without a role, ascending
    std::vector<std::int32_t> role;     // what each of them took from its learner, or missing
    std::size_t same_learner = 0;

    // A company with rows still without a role, and some with one.
    struct Company {
        std::span<const std::uint32_t> voters_of(const RoleVotes& votes) const {
            return std::span(votes.voters).subspan(voters_begin, voters_end - voters_begin);
        }
        std::span<const std::int32_t> voter_roles_of(const RoleVotes& votes) const {
            return std::span(votes.voter_roles).subspan(voters_begin, voters_end - voters_begin);
        }
        std::span<const std::uint32_t> open_of(const RoleVotes& votes) const {
            return std::span(votes.open).subspan(open_begin, open_end - open_begin);
        }
        std::uint32_t voters_begin = 0, voters_end = 0;
        std::uint32_t open_begin = 0, open_end = 0;
        std::int32_t winner = data::kMissingCode; // the most frequent role of all its rows
    };
    std::vector<Company> companies;
    std::vector<std::uint32_t> voters;     // rows with a role, company by company
    std::vector<std::int32_t> voter_roles; // their roles
    std::vector<std::uint32_t> open;       // places in `missing`, company by company
};
RoleVotes vote_for_roles(const Cleaned& cleaned);

// S6. Rows of equal imputed orgyear are rows of equal years_of_experience. `votes` are those of
// `cleaned`.
Roles impute_roles(const Cleaned& cleaned, const Years& years, const RoleVotes& votes,
                   RoleImputation mode);
Roles impute_roles(const Cleaned& cleaned, const Years& years, RoleImputation mode);

} // namespace cohortscope::features
