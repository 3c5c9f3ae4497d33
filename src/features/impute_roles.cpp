#include <algorithm>
#include <array>
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

// For each row whose role is missing (`unknown` in `roles`): the most frequent role among the rows
// with the same `groups`, or kMissingCode. Ordered by (groups, role), the votes for a role are a
// run and the rows that need one come last.
std::vector<std::int32_t> guess_roles(std::vector<GroupKey> groups, const GroupKey &roles) {
    const auto level = static_cast<std::uint8_t>(groups.size());
    const auto unknown = static_cast<std::int32_t>(roles.count - 1);
    groups.push_back(roles);
    const GroupOrder order = order_by_keys(groups);
    std::vector<std::int32_t> guesses(roles.codes.size(), data::kMissingCode);
    Vote vote;
    for (std::size_t i = 0; i < order.rows.size(); ++i) {
        if (order.changed[i] < level)
            vote = Vote();
        const std::int32_t role = roles.codes[order.rows[i]];
        if (role == unknown)
            guesses[order.rows[i]] = vote.winner();
        else
            vote.add(role);
    }
    return guesses;
}

// The guesses of the three steps, in their order.
using Guesses = std::array<std::vector<std::int32_t>, 3>;

Guesses guess_in_steps(const Cleaned &cleaned, const Years &years) {
    const std::size_t names = cleaned.role.names->size();
    std::vector<std::int32_t> codes = cleaned.role.codes;
    for (std::int32_t &code : codes)
        code = code < 0 ? static_cast<std::int32_t>(names) : code;
    const GroupKey roles{codes, names + 1};
    const GroupKey companies{cleaned.company.codes, cleaned.company.names->size()};
    Guesses guesses;
    base::for_each_task(guesses.size(), [&](std::size_t step) {
        if (step == 0) {
            guesses[step] = guess_roles({{cleaned.email, code_count(cleaned.email)}}, roles);
        } else if (step == 1) {
            const Ranked year = rank_values(years.orgyear);
            guesses[step] = guess_roles({companies, {year.codes, year.values.size()}}, roles);
        } else {
            guesses[step] = guess_roles({companies}, roles);
        }
    });
    return guesses;
}

// The text with `name` among its names, in byte order.
SortedText with_name(const SortedText &text, std::string_view name) {
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
    for (std::int32_t &code : result.codes)
        code += code >= inserted ? 1 : 0;
    return result;
}

} // namespace

Roles impute_roles(const Cleaned &cleaned, const Years &years, RoleImputation mode) {
    Roles roles;
    roles.role = cleaned.role;
    for (const std::int32_t code : cleaned.role.codes)
        roles.missing += code < 0 ? 1 : 0;
    if (roles.missing > 0 && mode == RoleImputation::stepwise) {
        const Guesses guesses = guess_in_steps(cleaned, years);
        std::array<std::size_t *, 3> filled{&roles.same_learner, &roles.same_company_and_experience,
                                            &roles.same_company};
        for (std::size_t row = 0; row < roles.role.codes.size(); ++row)
            for (std::size_t step = 0; step < 3 && roles.role.codes[row] < 0; ++step) {
                roles.role.codes[row] = guesses[step][row];
                *filled[step] += guesses[step][row] >= 0 ? 1 : 0;
            }
    }
    roles.other =
        roles.missing - roles.same_learner - roles.same_company_and_experience - roles.same_company;
    if (roles.other > 0) {
        roles.role = with_name(roles.role, kOther);
        const std::int32_t other = find_name(*roles.role.names, kOther);
        for (std::int32_t &code : roles.role.codes)
            code = code < 0 ? other : code;
    }
    roles.fingerprint = fingerprint_of_text(roles.role);
    return roles;
}

} // namespace cohortscope::features
