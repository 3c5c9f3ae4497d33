#include <numeric>
#include <string_view>

#include "base/parallel.h"
#include "features/impute.h"
#include "features/radix.h"
#include "features/role_tally.h"
#include "features/sorted_names.h"

namespace cohortscope::features {

namespace {

constexpr std::string_view kOther = "other";

// How many rows took a role from rows of the same company.
struct Filled {
    std::size_t same_experience = 0;
    std::size_t any_experience = 0;
};

// The second and third step for one company after another.
class CompanyVotes {
  public:
    CompanyVotes(const Cleaned& cleaned, const Ranked& years, const RoleVotes& votes)
        : cleaned_(cleaned), years_(years), votes_(votes), tally_(cleaned.role.names->size()),
          place_of_year_(years.values.size(), kNotNeeded), winners_(1) {}

    // Fills the company's rows without a role among `roles` (n).
    Filled fill(const RoleVotes::Company& company, std::vector<std::int32_t>& roles) {
        list_needed_years(company);
        count_votes(company);
        Filled filled;
        for (const std::uint32_t place : company.open_of(votes_)) {
            const std::uint32_t row = votes_.missing[place];
            const std::int32_t winner = winners_[place_of_year_[year_of(row)]];
            roles[row] = winner >= 0 ? winner : company.winner;
            ++(winner >= 0 ? filled.same_experience : filled.any_experience);
        }
        for (const std::size_t year : needed_)
            place_of_year_[year] = kNotNeeded;
        return filled;
    }

  private:
    static constexpr std::uint32_t kNotNeeded = 0; // the place of votes that nobody asks for

    std::size_t year_of(std::uint32_t row) const {
        return static_cast<std::size_t>(years_.codes[row]);
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
        for (std::size_t i = 0; i < voters.size(); ++i)
            cast_[ends_[place_of_voter_[i]]++] = cleaned_.role.codes[voters[i]];
        winners_.resize(needed_.size() + 1);
        std::size_t at = ends_[kNotNeeded];
        for (std::size_t place = 1; place <= needed_.size(); ++place) {
            for (; at < ends_[place]; ++at)
                tally_.add(cast_[at]);
            winners_[place] = tally_.take_winner();
        }
    }

    const Cleaned& cleaned_;
    const Ranked& years_;
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

// All steps; `codes` has the file's roles.
void fill_in_steps(const Cleaned& cleaned, const Years& years, const RoleVotes& votes, Roles& roles,
                   std::vector<std::int32_t>& codes) {
    for (std::size_t i = 0; i < votes.missing.size(); ++i)
        codes[votes.missing[i]] = votes.role[i];
    roles.same_learner = votes.same_learner;
    const Ranked ranked = rank_values(years.orgyear);
    const std::vector<std::size_t> cuts = cut_companies(votes);
    std::vector<Filled> filled(cuts.size() - 1);
    base::for_each_task(filled.size(), [&](std::size_t task) {
        CompanyVotes companies(cleaned, ranked, votes);
        for (std::size_t i = cuts[task]; i < cuts[task + 1]; ++i) {
            const Filled more = companies.fill(votes.companies[i], codes);
            filled[task].same_experience += more.same_experience;
            filled[task].any_experience += more.any_experience;
        }
    });
    for (const Filled& part : filled) {
        roles.same_company_and_experience += part.same_experience;
        roles.same_company += part.any_experience;
    }
}

// `names` with `name` among them, in byte order; `codes` follow.
std::shared_ptr<const data::Dictionary> with_name(std::shared_ptr<const data::Dictionary> names,
                                                  std::string_view name,
                                                  std::vector<std::int32_t>& codes) {
    if (find_name(*names, name) != data::kMissingCode)
        return names;
    auto more = std::make_shared<data::Dictionary>();
    std::int32_t inserted = data::kMissingCode;
    for (std::size_t i = 0; i < names->size(); ++i) {
        if (inserted == data::kMissingCode && names->at(i) > name)
            inserted = more->append(name);
        more->append(names->at(i));
    }
    if (inserted == data::kMissingCode)
        inserted = more->append(name);
    for (std::int32_t& code : codes)
        code += code >= inserted ? 1 : 0;
    return more;
}

} // namespace

Roles impute_roles(const Cleaned& cleaned, const Years& years, const RoleVotes& votes,
                   RoleImputation mode) {
    Roles roles;
    roles.role = cleaned.role;
    roles.missing = votes.missing.size();
    if (roles.missing > 0) {
        std::vector<std::int32_t> codes = cleaned.role.codes;
        if (mode == RoleImputation::stepwise)
            fill_in_steps(cleaned, years, votes, roles, codes);
        roles.other = roles.missing - roles.same_learner - roles.same_company_and_experience -
                      roles.same_company;
        if (roles.other > 0) {
            roles.role.names = with_name(roles.role.names, kOther, codes);
            const std::int32_t other = find_name(*roles.role.names, kOther);
            for (const std::uint32_t row : votes.missing)
                codes[row] = codes[row] < 0 ? other : codes[row];
        }
        roles.role.codes = std::move(codes);
    }
    roles.fingerprint = fingerprint_of_text(roles.role);
    return roles;
}

Roles impute_roles(const Cleaned& cleaned, const Years& years, RoleImputation mode) {
    return impute_roles(cleaned, years, vote_for_roles(cleaned), mode);
}

} // namespace cohortscope::features
