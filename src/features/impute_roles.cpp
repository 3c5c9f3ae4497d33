#include <algorithm>
#include <numeric>
#include <string_view>

#include "base/parallel.h"
#include "features/impute.h"
#include "features/radix.h"
#include "features/sorted_names.h"

namespace cohortscope::features {

namespace {

constexpr std::string_view kOther = "other";

std::size_t code_count(std::span<const std::int32_t> codes) {
    std::int32_t highest = -1;
    for (const std::int32_t code : codes)
        highest = std::max(highest, code);
    return static_cast<std::size_t>(highest + 1);
}

// The longest run of one role among the known ones; the earlier role where two are as long.
class Vote {
  public:
    void add(std::int32_t role) {
        run_ = role == role_ ? run_ + 1 : 1;
        role_ = role;
        if (run_ > votes_) {
            votes_ = run_;
            winner_ = role;
        }
    }
    std::int32_t winner() const { return winner_; }

  private:
    std::int32_t role_ = data::kMissingCode;
    std::int32_t winner_ = data::kMissingCode;
    std::size_t run_ = 0;
    std::size_t votes_ = 0;
};

// The codes, kMissingCode where no row of the same code needs a role: only groups of rows that need
// one are worth sorting.
std::vector<std::int32_t> where_needed(std::span<const std::int32_t> codes, std::size_t count,
                                       std::span<const std::int32_t> roles) {
    std::vector<std::uint8_t> needed(count, 0);
    for (std::size_t row = 0; row < codes.size(); ++row)
        if (roles[row] < 0 && codes[row] >= 0)
            needed[static_cast<std::size_t>(codes[row])] = 1;
    std::vector<std::int32_t> result(codes.size());
    base::for_each_chunk(codes.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const std::int32_t code = codes[row];
            const bool keep = code >= 0 && needed[static_cast<std::size_t>(code)] != 0;
            result[row] = keep ? code : data::kMissingCode;
        }
    });
    return result;
}

// Fills the rows of [chunk.begin, chunk.end) of the order, which hold whole groups: the votes for a
// role are a run there, and the rows without a vote come last. Returns how many it filled.
std::size_t fill_groups(const GroupOrder& order, const base::Chunk& chunk, const GroupKey& voters,
                        std::vector<std::int32_t>& roles) {
    const auto unknown = static_cast<std::int32_t>(voters.count - 1);
    const int level = order.key_count - 1;
    std::size_t filled = 0;
    Vote vote;
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        const std::uint32_t row = order.rows[i];
        if (order.changed[i] < level)
            vote = Vote();
        if (voters.codes[row] != unknown) {
            vote.add(voters.codes[row]);
        } else if (roles[row] < 0 && vote.winner() >= 0) {
            roles[row] = vote.winner();
            ++filled;
        }
    }
    return filled;
}

// Gives each row of `roles` that is still missing the most frequent role that the file knows among
// the rows with the same `groups`; returns how many it filled. `voters`: the file's roles, the code
// voters.count - 1 where it has none.
std::size_t fill_from_groups(std::vector<GroupKey> groups, const GroupKey& voters,
                             std::vector<std::int32_t>& roles) {
    const auto level = static_cast<std::uint8_t>(groups.size());
    const std::vector<std::int32_t> first =
        where_needed(groups.front().codes, groups.front().count, roles);
    groups.front().codes = first;
    groups.push_back(voters);
    const GroupOrder order = order_by_keys(groups);
    const std::vector<std::size_t> cuts = cut_between_groups(order, level);
    std::vector<std::size_t> filled(cuts.size() - 1);
    base::for_each_task(filled.size(), [&](std::size_t i) {
        filled[i] = fill_groups(order, {i, cuts[i], cuts[i + 1]}, voters, roles);
    });
    return std::accumulate(filled.begin(), filled.end(), std::size_t{0});
}

// The roles that the file knows, as votes: where it knows none, a code of its own.
struct Voters {
    explicit Voters(const Cleaned& cleaned) : codes(cleaned.role.codes) {
        const std::size_t names = cleaned.role.names->size();
        for (std::int32_t& code : codes)
            code = code < 0 ? static_cast<std::int32_t>(names) : code;
        key = {codes, names + 1};
    }
    std::vector<std::int32_t> codes;
    GroupKey key; // reads codes
    Voters(const Voters&) = delete;
    Voters& operator=(const Voters&) = delete;
};

GroupKey companies_of(const Cleaned& cleaned) {
    return {cleaned.company.codes, cleaned.company.names->size()};
}

// The second and third step; each sees the rows that the one before left.
void fill_in_steps(const Cleaned& cleaned, const Years& years, const RoleVotes& votes,
                   Roles& roles) {
    const Voters voters(cleaned);
    const Ranked year = rank_values(years.orgyear);
    std::vector<std::int32_t>& codes = roles.role.codes;
    codes = votes.after_learner;
    roles.same_learner = votes.same_learner;
    roles.same_company_and_experience = fill_from_groups(
        {companies_of(cleaned), {year.codes, year.values.size()}}, voters.key, codes);
    for (std::size_t row = 0; row < codes.size(); ++row) {
        const std::int32_t company = cleaned.company.codes[row];
        if (codes[row] >= 0 || company < 0)
            continue;
        codes[row] = votes.company_winner[static_cast<std::size_t>(company)];
        roles.same_company += codes[row] >= 0 ? 1 : 0;
    }
}

// The text with `name` among its names, in byte order.
SortedText with_name(const SortedText& text, std::string_view name) {
    if (find_name(*text.names, name) != data::kMissingCode)
        return text;
    auto names = std::make_shared<data::Dictionary>();
    std::int32_t inserted = data::kMissingCode;
    for (std::size_t i = 0; i < text.names->size(); ++i) {
        if (inserted == data::kMissingCode && text.names->at(i) > name)
            inserted = names->append(name);
        names->append(text.names->at(i));
    }
    if (inserted == data::kMissingCode)
        inserted = names->append(name);
    SortedText result{text.codes, std::move(names)};
    for (std::int32_t& code : result.codes)
        code += code >= inserted ? 1 : 0;
    return result;
}

} // namespace

RoleVotes vote_for_roles(const Cleaned& cleaned) {
    RoleVotes votes;
    votes.after_learner = cleaned.role.codes;
    votes.company_winner.assign(cleaned.company.names->size(), data::kMissingCode);
    for (const std::int32_t code : cleaned.role.codes)
        votes.missing += code < 0 ? 1 : 0;
    if (votes.missing == 0)
        return votes;
    const Voters voters(cleaned);
    const GroupKey learners{cleaned.email, code_count(cleaned.email)};
    votes.same_learner = fill_from_groups({learners}, voters.key, votes.after_learner);
    std::vector<std::int32_t> filled = votes.after_learner;
    fill_from_groups({companies_of(cleaned)}, voters.key, filled);
    for (std::size_t row = 0; row < filled.size(); ++row)
        if (votes.after_learner[row] < 0 && filled[row] >= 0)
            votes.company_winner[static_cast<std::size_t>(cleaned.company.codes[row])] =
                filled[row];
    return votes;
}

Roles impute_roles(const Cleaned& cleaned, const Years& years, const RoleVotes& votes,
                   RoleImputation mode) {
    Roles roles;
    roles.role = cleaned.role;
    roles.missing = votes.missing;
    if (roles.missing > 0 && mode == RoleImputation::stepwise)
        fill_in_steps(cleaned, years, votes, roles);
    roles.other =
        roles.missing - roles.same_learner - roles.same_company_and_experience - roles.same_company;
    if (roles.other > 0) {
        roles.role = with_name(roles.role, kOther);
        const std::int32_t other = find_name(*roles.role.names, kOther);
        for (std::int32_t& code : roles.role.codes)
            code = code < 0 ? other : code;
    }
    roles.fingerprint = fingerprint_of_text(roles.role);
    return roles;
}

Roles impute_roles(const Cleaned& cleaned, const Years& years, RoleImputation mode) {
    return impute_roles(cleaned, years, vote_for_roles(cleaned), mode);
}

} // namespace cohortscope::features
