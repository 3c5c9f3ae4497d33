// The part of S6 that no knob of the numbers changes: votes of the same id's rows, and the rows of
// each group that has to vote.
#include <algorithm>
#include <numeric>

#include "base/parallel.h"
#include "base/radix.h"
#include "features/steps/fill.h"
#include "features/steps/name_tally.h"

namespace cohortscope::features {

namespace {

// What the votes read.
struct Ballot {
    const SortedText& names;
    const KeptColumn<std::int32_t>& id;
    std::size_t ids = 0;               // 0: no id votes
    const SortedText* group = nullptr; // null: no group votes
};

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

// The rows that have a name and a code which one of `missing` has.
template <class Codes>
std::vector<std::uint32_t> voters_of(const Ballot& ballot, const Codes& codes, std::size_t count,
                                     std::span<const std::uint32_t> missing) {
    if (count == 0)
        return {};
    const std::vector<std::uint8_t> needed = codes_of(missing, codes, count);
    const std::int32_t* name = ballot.names.codes.data();
    return rows_that(codes.size(), [&](std::size_t row) {
        const std::int32_t code = codes[row];
        return ((name[row] | code) >= 0) &
               (needed[static_cast<std::size_t>(std::max(code, 0))] != 0);
    });
}

// The votes of each id that needs them, as id << name_bits | name, in ascending order.
std::vector<std::uint64_t> id_votes(const Ballot& ballot, std::size_t ids,
                                    std::span<const std::uint32_t> missing, int name_bits) {
    const KeptColumn<std::int32_t>& id = ballot.id;
    const std::int32_t* name = ballot.names.codes.data();
    std::vector<std::uint64_t> votes;
    for (const std::uint32_t row : voters_of(ballot, ballot.id, ids, missing))
        votes.push_back(static_cast<std::uint64_t>(id[row]) << name_bits |
                        static_cast<std::uint64_t>(name[row]));
    base::radix_sort(votes, 0, name_bits + base::bits_for(ids));
    return votes;
}

// The name that each id's rows vote for; the longest run of votes wins, the first of equal
// ones.
std::vector<std::int32_t> id_winners(const std::vector<std::uint64_t>& votes, std::size_t ids,
                                     int name_bits) {
    std::vector<std::int32_t> winners(ids, data::kMissingCode);
    const std::uint64_t name_mask = (std::uint64_t{1} << name_bits) - 1;
    std::size_t most = 0;
    for (std::size_t begin = 0; begin < votes.size();) {
        std::size_t end = begin + 1;
        while (end < votes.size() && votes[end] == votes[begin])
            ++end;
        const std::size_t id = votes[begin] >> name_bits;
        if (begin == 0 || votes[begin - 1] >> name_bits != id)
            most = 0;
        if (end - begin > most) {
            most = end - begin;
            winners[id] = static_cast<std::int32_t>(votes[begin] & name_mask);
        }
        begin = end;
    }
    return winners;
}

// The first step of S6: name and by_id of `votes`.
void ask_ids(const Ballot& ballot, Votes& votes) {
    const std::size_t ids = ballot.ids;
    const int name_bits = base::bits_for(ballot.names.names->size());
    const std::vector<std::int32_t> winners =
        id_winners(id_votes(ballot, ids, votes.missing, name_bits), ids, name_bits);
    for (const std::uint32_t row : votes.missing) {
        const std::int32_t id = ids > 0 ? ballot.id[row] : data::kMissingCode;
        votes.name.push_back(id < 0 ? data::kMissingCode : winners[static_cast<std::size_t>(id)]);
        votes.by_id += votes.name.back() >= 0 ? 1 : 0;
    }
}

// Items by code, each group in its first order.
struct Grouped {
    std::vector<std::uint32_t> starts; // codes + 1
    std::vector<std::uint32_t> items;
};

// visit_all(visit) calls visit(item, code) for every item, the same each time.
template <class VisitAll> Grouped grouped(std::size_t codes, const VisitAll& visit_all) {
    Grouped groups;
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

// The rows with a name of each group that has a row without one.
Grouped group_voters(const Ballot& ballot, std::span<const std::uint32_t> missing) {
    if (ballot.group == nullptr)
        return {{0}, {}};
    const std::size_t groups = ballot.group->names->size();
    const std::int32_t* group = ballot.group->codes.data();
    const std::vector<std::uint32_t> voters =
        voters_of(ballot, ballot.group->codes, groups, missing);
    return grouped(groups, [&](const auto& visit) {
        for (const std::uint32_t row : voters)
            visit(row, static_cast<std::size_t>(group[row]));
    });
}

// The rows that their ids' rows could not help, by group; places in votes.missing.
Grouped open_rows(const Ballot& ballot, const Votes& votes) {
    if (ballot.group == nullptr)
        return {{0}, {}};
    return grouped(ballot.group->names->size(), [&](const auto& visit) {
        for (std::size_t i = 0; i < votes.missing.size(); ++i) {
            const std::int32_t group = ballot.group->codes[votes.missing[i]];
            if (votes.name[i] < 0 && group >= 0)
                visit(i, static_cast<std::size_t>(group));
        }
    });
}

void list_groups(const Grouped& voters, const Grouped& open, Votes& votes) {
    for (std::size_t code = 0; code + 1 < open.starts.size(); ++code)
        if (open.starts[code] < open.starts[code + 1] &&
            voters.starts[code] < voters.starts[code + 1])
            votes.groups.push_back({voters.starts[code], voters.starts[code + 1], open.starts[code],
                                    open.starts[code + 1], data::kMissingCode});
}

} // namespace

Votes collect_votes(const Cleaned& cleaned, std::size_t slot, const NamesRule& rule) {
    const Ballot ballot{cleaned.names[slot], cleaned.id, rule.vote_by_id ? cleaned.ids : 0,
                        rule.group != kNoSlot ? &cleaned.names[rule.group] : nullptr};
    Votes votes;
    const std::int32_t* name = ballot.names.codes.data();
    votes.missing =
        rows_that(cleaned.rows.size(), [name](std::size_t row) { return name[row] < 0; });
    if (votes.missing.empty())
        return votes;
    Grouped voters;
    base::for_each_task(2, [&](std::size_t task) {
        if (task == 0)
            ask_ids(ballot, votes);
        else
            voters = group_voters(ballot, votes.missing);
    });
    Grouped open = open_rows(ballot, votes);
    list_groups(voters, open, votes);
    votes.voters = std::move(voters.items);
    votes.voter_names.resize(votes.voters.size());
    votes.open = std::move(open.items);
    constexpr std::size_t kGroupsPerChunk = 512;
    const std::size_t names = ballot.names.names->size();
    base::for_each_chunk(votes.groups.size(), kGroupsPerChunk, [&](const base::Chunk& chunk) {
        NameTally tally(names);
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            Votes::Group& group = votes.groups[i];
            for (std::size_t voter = group.voters_begin; voter < group.voters_end; ++voter) {
                votes.voter_names[voter] = name[votes.voters[voter]];
                tally.add(votes.voter_names[voter]);
            }
            group.winner = tally.take_winner();
        }
    });
    return votes;
}

} // namespace cohortscope::features
