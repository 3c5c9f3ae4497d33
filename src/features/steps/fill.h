// Steps S5 and S6: numbers, years and names that are missing or invalid.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "features/rows/clean.h"
#include "features/steps/rules.h"

namespace cohortscope::features {

// A column of numbers in which nothing is missing.
struct FilledNumber {
    Column<double> values;   // n; valid or filled, never NaN, not rounded; clipped where asked
    std::size_t invalid = 0; // present, but outside the valid range
    std::size_t missing = 0; // missing as read
    double low = 0.0; // what values were clipped to, or rows dropped at; ∓infinity: neither
    double high = 0.0;
    std::size_t below = 0; // values that were, or whose rows go
    std::size_t above = 0;
    std::vector<std::uint32_t>
        outside; // the rows that go, ascending; empty where values are clipped

    // The rows without a valid value, ascending, and a code of the value each got: that of an equal
    // one of KeptNumber::ranked, or from its size on. Rows of equal values have equal codes.
    std::vector<std::uint32_t> gaps;
    std::vector<std::int32_t> gap_codes;
    std::size_t codes = 0;
};

// S5. by_measure: order_by_measure of `cleaned`, read by the nearest neighbours alone. Throws
// base::Error if no row has a valid value.
FilledNumber fill_number(const Cleaned& cleaned, const schema::BoundNumber& column,
                         std::size_t slot, std::span<const std::uint32_t> by_measure,
                         const NumberRule& rule);

struct FilledNames {
    SortedText text;         // n; missing only by NameFill::level
    std::size_t missing = 0; // as read
    // How many were filled at each step, and how many by none.
    std::size_t by_id = 0;
    std::size_t by_group_and_number = 0;
    std::size_t by_group = 0;
    std::size_t other = 0;
    base::Fingerprint fingerprint;
};

// What of the votes does not depend on numbers: kept by the engine, so that a knob of the numbers
// costs only the votes by group and number.
struct Votes {
    std::vector<std::uint32_t> missing; // rows without a name, ascending
    std::vector<std::int32_t> name;     // what each of them took from its id, or missing
    std::size_t by_id = 0;

    // A group with rows still without a name, and some with one.
    struct Group {
        std::span<const std::uint32_t> voters_of(const Votes& votes) const {
            return std::span(votes.voters).subspan(voters_begin, voters_end - voters_begin);
        }
        std::span<const std::int32_t> voter_names_of(const Votes& votes) const {
            return std::span(votes.voter_names).subspan(voters_begin, voters_end - voters_begin);
        }
        std::span<const std::uint32_t> open_of(const Votes& votes) const {
            return std::span(votes.open).subspan(open_begin, open_end - open_begin);
        }
        std::uint32_t voters_begin = 0, voters_end = 0;
        std::uint32_t open_begin = 0, open_end = 0;
        std::int32_t winner = data::kMissingCode; // the most frequent name of all its rows
    };
    std::vector<Group> groups;
    std::vector<std::uint32_t> voters;     // rows with a name, group by group
    std::vector<std::int32_t> voter_names; // their names
    std::vector<std::uint32_t> open;       // places in `missing`, group by group
};
Votes collect_votes(const Cleaned& cleaned, std::size_t slot, const NamesRule& rule);

// S6. Rows of equal values of the numbers slot `rule.vote_number`, filled as `number`, vote before
// the rest of the group; number: null where the rule has none. `votes` are those of `cleaned`, read
// by NameFill::votes alone. missing_name: what a row takes that no vote helps.
struct NamesToFill {
    std::size_t slot = 0;
    std::string_view missing_name;
};
FilledNames fill_names(const Cleaned& cleaned, const NamesToFill& column, const NamesRule& rule,
                       const Votes& votes, const FilledNumber* number);

} // namespace cohortscope::features
