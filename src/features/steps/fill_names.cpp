#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <string_view>

#include "base/buffer.h"
#include "base/parallel.h"
#include "features/rows/sorted_names.h"
#include "features/steps/impute.h"
#include "features/steps/role_tally.h"

namespace cohortscope::features {

namespace {

constexpr std::string_view kOther = "other";

// How many rows took a role from rows of the same company.
struct Filled {
    std::size_t same_experience = 0;
    std::size_t any_experience = 0;
};

// Rows of equal years have equal codes.
struct YearCodes {
    base::Buffer<std::int32_t> of_row; // n; below count
    std::size_t count = 0;
};

YearCodes codes_of(const Cleaned& cleaned, const Years& years) {
    YearCodes codes{base::Buffer<std::int32_t>(cleaned.orgyear.size()), years.codes};
    base::for_each_chunk(codes.of_row.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            codes.of_row[row] = cleaned.orgyear[row];
    });
    for (std::size_t i = 0; i < years.gaps.size(); ++i)
        codes.of_row[years.gaps[i]] = years.gap_codes[i];
    return codes;
}

// The second and third step for one company after another.
class CompanyVotes {
  public:
    // roles: how many names they have.
    CompanyVotes(std::size_t roles, const YearCodes& years, const RoleVotes& votes)
        : years_(years), votes_(votes), tally_(roles), place_of_year_(years.count, kNotNeeded),
          winners_(1) {}

    // Sets the role of the company's open rows; roles: one for each row without one.
    Filled fill(const RoleVotes::Company& company, std::vector<std::int32_t>& roles) {
        list_needed_years(company);
        count_votes(company);
        Filled filled;
        for (const std::uint32_t place : company.open_of(votes_)) {
            const std::uint32_t row = votes_.missing[place];
            const std::int32_t winner = winners_[place_of_year_[year_of(row)]];
            roles[place] = winner >= 0 ? winner : company.winner;
            ++(winner >= 0 ? filled.same_experience : filled.any_experience);
        }
        for (const std::size_t year : needed_)
            place_of_year_[year] = kNotNeeded;
        return filled;
    }

  private:
    static constexpr std::uint32_t kNotNeeded = 0; // the place of votes that nobody asks for

    std::size_t year_of(std::uint32_t row) const {
        return static_cast<std::size_t>(years_.of_row[row]);
    }

    void list_needed_years(const RoleVotes::Company& company) {
        needed_.clear();
        for (const std::uint32_t place : company.open_of(votes_)) {
            const std::size_t year = year_of(votes_.missing[place]);
            if (place_of_year_[year] != kNotNeeded)
                continue;
            needed_.push_back(year);
            place_of_year_[year] = static_cast<std::uint32_t>(needed_.size());
        }
    }

    // The winner of each needed year: the votes are brought into groups by year, then counted.
    void count_votes(const RoleVotes::Company& company) {
        const std::span<const std::uint32_t> voters = company.voters_of(votes_);
        place_of_voter_.clear();
        for (const std::uint32_t row : voters)
            place_of_voter_.push_back(place_of_year_[year_of(row)]);
        ends_.assign(needed_.size() + 2, 0);
        for (const std::uint32_t place : place_of_voter_)
            ++ends_[place + 1];
        std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
        cast_.resize(voters.size());
        const std::span<const std::int32_t> roles = company.voter_roles_of(votes_);
        for (std::size_t i = 0; i < voters.size(); ++i)
            cast_[ends_[place_of_voter_[i]]++] = roles[i];
        winners_.resize(needed_.size() + 1);
        std::size_t at = ends_[kNotNeeded];
        for (std::size_t place = 1; place <= needed_.size(); ++place) {
            for (; at < ends_[place]; ++at)
                tally_.add(cast_[at]);
            winners_[place] = tally_.take_winner();
        }
    }

    const YearCodes& years_;
    const RoleVotes& votes_;
    RoleTally tally_;
    std::vector<std::size_t> needed_;           // years of the company's rows without a role
    std::vector<std::uint32_t> place_of_year_;  // by year code: 1 + the place in needed_
    std::vector<std::uint32_t> place_of_voter_; // of the voter's year
    std::vector<std::size_t> ends_;             // of each place's votes, once cast
    std::vector<std::int32_t> cast_;            // roles voted for, place by place
    std::vector<std::int32_t> winners_;         // of each place
};

// Where the companies may be cut into tasks of about as many rows.
std::vector<std::size_t> cut_companies(const RoleVotes& votes) {
    constexpr std::size_t kRowsPerTask = 1 << 14;
    std::vector<std::size_t> cuts{0};
    std::size_t rows = 0;
    for (std::size_t i = 0; i < votes.companies.size(); ++i) {
        rows += votes.companies[i].voters_of(votes).size();
        if (rows >= kRowsPerTask || i + 1 == votes.companies.size()) {
            cuts.push_back(i + 1);
            rows = 0;
        }
    }
    return cuts;
}

// The role of each row without one after all steps, missing where none helped; counts them.
std::vector<std::int32_t> fill_in_steps(const Cleaned& cleaned, const Years& years,
                                        const RoleVotes& votes, Roles& roles) {
    std::vector<std::int32_t> filled = votes.role;
    roles.same_learner = votes.same_learner;
    const YearCodes codes = codes_of(cleaned, years);
    const std::vector<std::size_t> cuts = cut_companies(votes);
    std::vector<Filled> counts(cuts.size() - 1);
    base::for_each_task(counts.size(), [&](std::size_t task) {
        CompanyVotes companies(cleaned.role.names->size(), codes, votes);
        for (std::size_t i = cuts[task]; i < cuts[task + 1]; ++i) {
            const Filled more = companies.fill(votes.companies[i], filled);
            counts[task].same_experience += more.same_experience;
            counts[task].any_experience += more.any_experience;
        }
    });
    for (const Filled& part : counts) {
        roles.same_company_and_experience += part.same_experience;
        roles.same_company += part.any_experience;
    }
    return filled;
}

// Names with one more among them, in byte order.
struct NamesWith {
    std::shared_ptr<const data::Dictionary> names;
    std::int32_t added = data::kMissingCode; // its code
    std::int32_t first_moved =
        std::numeric_limits<std::int32_t>::max(); // codes from here are one up
};

NamesWith with_name(const std::shared_ptr<const data::Dictionary>& names, std::string_view name) {
    if (const std::int32_t code = find_name(*names, name); code != data::kMissingCode)
        return {names, code};
    auto more = std::make_shared<data::Dictionary>();
    std::int32_t added = data::kMissingCode;
    for (std::size_t i = 0; i < names->size(); ++i) {
        if (added == data::kMissingCode && names->at(i) > name)
            added = more->append(name);
        more->append(names->at(i));
    }
    if (added == data::kMissingCode)
        added = more->append(name);
    return {more, added, added};
}

// The codes of all rows: of the file, or filled in; `missing` are the rows without one, ascending.
Column<std::int32_t> complete_codes(const Column<std::int32_t>& read,
                                    std::span<const std::uint32_t> missing,
                                    std::span<const std::int32_t> filled, const NamesWith& other) {
    const auto moved = [&other](std::int32_t code) {
        return code + (code >= other.first_moved ? 1 : 0);
    };
    return Column<std::int32_t>::made(
        read.size(), [&](const base::Chunk& chunk, std::int32_t* codes) {
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                codes[row] = moved(read[row]);
            const auto first = std::lower_bound(missing.begin(), missing.end(), chunk.begin);
            for (auto row = first; row != missing.end() && *row < chunk.end; ++row) {
                const std::int32_t code = filled[static_cast<std::size_t>(row - missing.begin())];
                codes[*row] = code < 0 ? other.added : moved(code);
            }
        });
}

} // namespace

Roles impute_roles(const Cleaned& cleaned, const Years& years, const RoleVotes& votes,
                   RoleImputation mode) {
    Roles roles;
    roles.role = cleaned.role;
    roles.missing = votes.missing.size();
    if (roles.missing > 0) {
        std::vector<std::int32_t> filled(roles.missing, data::kMissingCode);
        if (mode == RoleImputation::stepwise)
            filled = fill_in_steps(cleaned, years, votes, roles);
        roles.other = roles.missing - roles.same_learner - roles.same_company_and_experience -
                      roles.same_company;
        NamesWith other{cleaned.role.names};
        if (roles.other > 0)
            other = with_name(cleaned.role.names, kOther);
        roles.role.names = other.names;
        roles.role.codes = complete_codes(cleaned.role.codes, votes.missing, filled, other);
    }
    roles.fingerprint = fingerprint_of_text(roles.role);
    return roles;
}

Roles impute_roles(const Cleaned& cleaned, const Years& years, RoleImputation mode) {
    return impute_roles(cleaned, years, vote_for_roles(cleaned), mode);
}

} // namespace cohortscope::features
