// The part of S6 that no knob of the years changes: votes of the same learner's rows, and the rows
// of each company that has to vote.
#include <algorithm>
#include <numeric>

#include "base/parallel.h"
#include "base/radix.h"
#include "features/steps/impute.h"
#include "features/steps/role_tally.h"

namespace cohortscope::features {

namespace {

// Which codes one of `rows` has.
template <class Codes>
std::vector<std::uint8_t> codes_of(std::span<const std::uint32_t> rows, const Codes& codes,
                                   std::size_t count) {
    std::vector<std::uint8_t> present(count, 0);
    for (const std::uint32_t row : rows)
        if (codes[row] >= 0)
            present[static_cast<std::size_t>(codes[row])] = 1;
    return present;
}

// The rows that belong(row) says, ascending. Without a branch on the answer, which no processor
// could predict.
template <class Belongs>
std::vector<std::uint32_t> rows_that(std::size_t rows, const Belongs& belongs) {
    using Rows = std::vector<std::uint32_t>;
    const auto parts =
        base::map_chunks<Rows>(rows, base::kChunkRows, [&](const base::Chunk& chunk) {
            Rows part(chunk.size() + 1);
            std::size_t count = 0;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                part[count] = static_cast<std::uint32_t>(row);
                count += belongs(row) ? 1 : 0;
            }
            part.resize(count);
            return part;
        });
    Rows all;
    for (const Rows& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

// The rows that have a role and a code which one of `missing` has.
template <class Codes>
std::vector<std::uint32_t> voters_of(const Cleaned& cleaned, const Codes& codes, std::size_t count,
                                     std::span<const std::uint32_t> missing) {
    if (count == 0)
        return {};
    const std::vector<std::uint8_t> needed = codes_of(missing, codes, count);
    const std::int32_t* role = cleaned.role.codes.data();
    return rows_that(codes.size(), [&](std::size_t row) {
        const std::int32_t code = codes[row];
        return ((role[row] | code) >= 0) &
               (needed[static_cast<std::size_t>(std::max(code, 0))] != 0);
    });
}

// The votes of each learner that needs them, as learner << role_bits | role, in ascending order.
std::vector<std::uint64_t> learner_votes(const Cleaned& cleaned, std::size_t learners,
                                         std::span<const std::uint32_t> missing, int role_bits) {
    const KeptColumn<std::int32_t>& email = cleaned.email;
    const std::int32_t* role = cleaned.role.codes.data();
    std::vector<std::uint64_t> votes;
    for (const std::uint32_t row : voters_of(cleaned, cleaned.email, learners, missing))
        votes.push_back(static_cast<std::uint64_t>(email[row]) << role_bits |
                        static_cast<std::uint64_t>(role[row]));
    base::radix_sort(votes, 0, role_bits + base::bits_for(learners));
    return votes;
}

// The role that each learner's rows vote for; the longest run of votes wins, the first of equal
// ones.
std::vector<std::int32_t> learner_winners(const std::vector<std::uint64_t>& votes,
                                          std::size_t learners, int role_bits) {
    std::vector<std::int32_t> winners(learners, data::kMissingCode);
    const std::uint64_t role_mask = (std::uint64_t{1} << role_bits) - 1;
    std::size_t most = 0;
    for (std::size_t begin = 0; begin < votes.size();) {
        std::size_t end = begin + 1;
        while (end < votes.size() && votes[end] == votes[begin])
            ++end;
        const std::size_t learner = votes[begin] >> role_bits;
        if (begin == 0 || votes[begin - 1] >> role_bits != learner)
            most = 0;
        if (end - begin > most) {
            most = end - begin;
            winners[learner] = static_cast<std::int32_t>(votes[begin] & role_mask);
        }
        begin = end;
    }
    return winners;
}

// The first step of S6: role and same_learner of `votes`.
void ask_learners(const Cleaned& cleaned, RoleVotes& votes) {
    const std::size_t learners = cleaned.emails;
    const int role_bits = base::bits_for(cleaned.role.names->size());
    const std::vector<std::int32_t> winners = learner_winners(
        learner_votes(cleaned, learners, votes.missing, role_bits), learners, role_bits);
    for (const std::uint32_t row : votes.missing) {
        const std::int32_t email = cleaned.email[row];
        votes.role.push_back(email < 0 ? data::kMissingCode
                                       : winners[static_cast<std::size_t>(email)]);
        votes.same_learner += votes.role.back() >= 0 ? 1 : 0;
    }
}

// Items by code, each group in its first order.
struct Groups {
    std::vector<std::uint32_t> starts; // codes + 1
    std::vector<std::uint32_t> items;
};

// visit_all(visit) calls visit(item, code) for every item, the same each time.
template <class VisitAll> Groups grouped(std::size_t codes, const VisitAll& visit_all) {
    Groups groups;
    groups.starts.resize(codes + 2, 0);
    visit_all([&](std::size_t, std::size_t code) { ++groups.starts[code + 2]; });
    std::partial_sum(groups.starts.begin(), groups.starts.end(), groups.starts.begin());
    groups.items.resize(groups.starts.back());
    visit_all([&](std::size_t item, std::size_t code) {
        groups.items[groups.starts[code + 1]++] = static_cast<std::uint32_t>(item);
    });
    groups.starts.pop_back();
    return groups;
}

// The rows with a role of each company that has a row without one.
Groups company_voters(const Cleaned& cleaned, std::span<const std::uint32_t> missing) {
    const std::size_t companies = cleaned.company.names->size();
    const std::int32_t* company = cleaned.company.codes.data();
    const std::vector<std::uint32_t> voters =
        voters_of(cleaned, cleaned.company.codes, companies, missing);
    return grouped(companies, [&](const auto& visit) {
        for (const std::uint32_t row : voters)
            visit(row, static_cast<std::size_t>(company[row]));
    });
}

// The rows that their learners' rows could not help, by company; places in votes.missing.
Groups open_rows(const Cleaned& cleaned, const RoleVotes& votes) {
    return grouped(cleaned.company.names->size(), [&](const auto& visit) {
        for (std::size_t i = 0; i < votes.missing.size(); ++i) {
            const std::int32_t company = cleaned.company.codes[votes.missing[i]];
            if (votes.role[i] < 0 && company >= 0)
                visit(i, static_cast<std::size_t>(company));
        }
    });
}

void list_companies(const Groups& voters, const Groups& open, RoleVotes& votes) {
    for (std::size_t code = 0; code + 1 < open.starts.size(); ++code)
        if (open.starts[code] < open.starts[code + 1] &&
            voters.starts[code] < voters.starts[code + 1])
            votes.companies.push_back({voters.starts[code], voters.starts[code + 1],
                                       open.starts[code], open.starts[code + 1],
                                       data::kMissingCode});
}

} // namespace

RoleVotes vote_for_roles(const Cleaned& cleaned) {
    RoleVotes votes;
    const std::int32_t* role = cleaned.role.codes.data();
    votes.missing =
        rows_that(cleaned.rows.size(), [role](std::size_t row) { return role[row] < 0; });
    if (votes.missing.empty())
        return votes;
    Groups voters;
    base::for_each_task(2, [&](std::size_t task) {
        if (task == 0)
            ask_learners(cleaned, votes);
        else
            voters = company_voters(cleaned, votes.missing);
    });
    Groups open = open_rows(cleaned, votes);
    list_companies(voters, open, votes);
    votes.voters = std::move(voters.items);
    votes.voter_roles.resize(votes.voters.size());
    votes.open = std::move(open.items);
    constexpr std::size_t kCompaniesPerChunk = 512;
    const std::size_t roles = cleaned.role.names->size();
    base::for_each_chunk(votes.companies.size(), kCompaniesPerChunk, [&](const base::Chunk& chunk) {
        RoleTally tally(roles);
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            RoleVotes::Company& company = votes.companies[i];
            for (std::size_t voter = company.voters_begin; voter < company.voters_end; ++voter) {
                votes.voter_roles[voter] = role[votes.voters[voter]];
                tally.add(votes.voter_roles[voter]);
            }
            company.winner = tally.take_winner();
        }
    });
    return votes;
}

} // namespace cohortscope::features
