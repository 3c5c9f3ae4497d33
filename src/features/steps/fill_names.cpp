#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <string_view>

#include "base/buffer.h"
#include "base/parallel.h"
#include "features/rows/sorted_names.h"
#include "features/steps/fill.h"
#include "features/steps/name_tally.h"

namespace cohortscope::features {

namespace {

// How many rows took a name from rows of the same group.
struct Filled {
    std::size_t same_number = 0;
    std::size_t any_number = 0;
};

// Rows of equal numbers have equal codes.
struct NumberCodes {
    base::Buffer<std::int32_t> of_row; // n; below count
    std::size_t count = 0;
};

NumberCodes codes_of(const KeptNumber& read, const FilledNumber& number) {
    NumberCodes codes{base::Buffer<std::int32_t>(read.codes.size()), number.codes};
    base::for_each_chunk(codes.of_row.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            codes.of_row[row] = read.codes[row];
    });
    for (std::size_t i = 0; i < number.gaps.size(); ++i)
        codes.of_row[number.gaps[i]] = number.gap_codes[i];
    return codes;
}

// Where the rule has no number: no two rows share one.
NumberCodes one_code(std::size_t rows) {
    NumberCodes codes{base::Buffer<std::int32_t>(rows), 1};
    std::fill_n(codes.of_row.data(), rows, 0);
    return codes;
}

// The second and third step for one group after another.
class GroupVotes {
  public:
    // names: how many names they have.
    GroupVotes(std::size_t names, const NumberCodes& numbers, const Votes& votes)
        : numbers_(numbers), votes_(votes), tally_(names),
          place_of_number_(numbers.count, kNotNeeded), winners_(1) {}

    // Sets the name of the group's open rows; names: one for each row without one.
    Filled fill(const Votes::Group& group, std::vector<std::int32_t>& names) {
        list_needed_numbers(group);
        count_votes(group);
        Filled filled;
        for (const std::uint32_t place : group.open_of(votes_)) {
            const std::uint32_t row = votes_.missing[place];
            const std::int32_t winner = winners_[place_of_number_[number_of(row)]];
            names[place] = winner >= 0 ? winner : group.winner;
            ++(winner >= 0 ? filled.same_number : filled.any_number);
        }
        for (const std::size_t number : needed_)
            place_of_number_[number] = kNotNeeded;
        return filled;
    }

  private:
    static constexpr std::uint32_t kNotNeeded = 0; // the place of votes that nobody asks for

    std::size_t number_of(std::uint32_t row) const {
        return static_cast<std::size_t>(numbers_.of_row[row]);
    }

    void list_needed_numbers(const Votes::Group& group) {
        needed_.clear();
        for (const std::uint32_t place : group.open_of(votes_)) {
            const std::size_t number = number_of(votes_.missing[place]);
            if (place_of_number_[number] != kNotNeeded)
                continue;
            needed_.push_back(number);
            place_of_number_[number] = static_cast<std::uint32_t>(needed_.size());
        }
    }

    // The winner of each needed number: the votes are brought into groups by number, then counted.
    void count_votes(const Votes::Group& group) {
        const std::span<const std::uint32_t> voters = group.voters_of(votes_);
        place_of_voter_.clear();
        for (const std::uint32_t row : voters)
            place_of_voter_.push_back(place_of_number_[number_of(row)]);
        ends_.assign(needed_.size() + 2, 0);
        for (const std::uint32_t place : place_of_voter_)
            ++ends_[place + 1];
        std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
        cast_.resize(voters.size());
        const std::span<const std::int32_t> names = group.voter_names_of(votes_);
        for (std::size_t i = 0; i < voters.size(); ++i)
            cast_[ends_[place_of_voter_[i]]++] = names[i];
        winners_.resize(needed_.size() + 1);
        std::size_t at = ends_[kNotNeeded];
        for (std::size_t place = 1; place <= needed_.size(); ++place) {
            for (; at < ends_[place]; ++at)
                tally_.add(cast_[at]);
            winners_[place] = tally_.take_winner();
        }
    }

    const NumberCodes& numbers_;
    const Votes& votes_;
    NameTally tally_;
    std::vector<std::size_t> needed_;            // numbers of the group's rows without a name
    std::vector<std::uint32_t> place_of_number_; // by number code: 1 + the place in needed_
    std::vector<std::uint32_t> place_of_voter_;  // of the voter's number
    std::vector<std::size_t> ends_;              // of each place's votes, once cast
    std::vector<std::int32_t> cast_;             // names voted for, place by place
    std::vector<std::int32_t> winners_;          // of each place
};

// Where the groups may be cut into tasks of about as many rows.
std::vector<std::size_t> cut_groups(const Votes& votes) {
    constexpr std::size_t kRowsPerTask = 1 << 14;
    std::vector<std::size_t> cuts{0};
    std::size_t rows = 0;
    for (std::size_t i = 0; i < votes.groups.size(); ++i) {
        rows += votes.groups[i].voters_of(votes).size();
        if (rows >= kRowsPerTask || i + 1 == votes.groups.size()) {
            cuts.push_back(i + 1);
            rows = 0;
        }
    }
    return cuts;
}

// The name of each row without one after all votes, missing where none helped; counts them.
std::vector<std::int32_t> fill_in_steps(const Cleaned& cleaned, std::size_t slot,
                                        const NamesRule& rule, const Votes& votes,
                                        const FilledNumber* number, FilledNames& result) {
    std::vector<std::int32_t> filled = votes.name;
    result.by_id = votes.by_id;
    const NumberCodes codes = number != nullptr
                                  ? codes_of(cleaned.numbers[rule.vote_number], *number)
                                  : one_code(cleaned.rows.size());
    const std::vector<std::size_t> cuts = cut_groups(votes);
    std::vector<Filled> counts(cuts.size() - 1);
    base::for_each_task(counts.size(), [&](std::size_t task) {
        GroupVotes groups(cleaned.names[slot].names->size(), codes, votes);
        for (std::size_t i = cuts[task]; i < cuts[task + 1]; ++i) {
            const Filled more = groups.fill(votes.groups[i], filled);
            counts[task].same_number += more.same_number;
            counts[task].any_number += more.any_number;
        }
    });
    for (const Filled& part : counts) {
        (number != nullptr ? result.by_group_and_number : result.by_group) += part.same_number;
        result.by_group += part.any_number;
    }
    return filled;
}

std::vector<std::uint32_t> missing_rows(const SortedText& text) {
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < text.codes.size(); ++row)
        if (text.codes[row] < 0)
            rows.push_back(static_cast<std::uint32_t>(row));
    return rows;
}

// The most frequent name, of equal counts the first; missing where no row has one.
std::int32_t mode_of(const SortedText& text) {
    std::vector<std::size_t> counts(text.names->size(), 0);
    for (const std::int32_t code : text.codes)
        if (code >= 0)
            ++counts[static_cast<std::size_t>(code)];
    const auto most = std::max_element(counts.begin(), counts.end());
    return most == counts.end() || *most == 0 ? data::kMissingCode
                                              : static_cast<std::int32_t>(most - counts.begin());
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

FilledNames fill_names(const Cleaned& cleaned, const NamesToFill& column, const NamesRule& rule,
                       const Votes& votes, const FilledNumber* number) {
    using schema::NameFill;
    const SortedText& read = cleaned.names[column.slot];
    FilledNames result;
    result.text = read;
    std::vector<std::uint32_t> own;
    const bool known = rule.fill == NameFill::votes || !votes.missing.empty();
    if (!known)
        own = missing_rows(read);
    const std::span<const std::uint32_t> missing = known ? votes.missing : own;
    result.missing = result.other = missing.size();
    const bool voted = rule.group != kNoSlot || rule.vote_by_id; // then nothing stays missing
    if (result.missing > 0 && (voted || rule.fill != NameFill::level)) {
        std::vector<std::int32_t> filled(result.missing, data::kMissingCode);
        if (rule.fill == NameFill::votes)
            filled = fill_in_steps(cleaned, column.slot, rule, votes, number, result);
        else if (rule.fill == NameFill::mode)
            filled.assign(result.missing, mode_of(read));
        result.other =
            static_cast<std::size_t>(std::count(filled.begin(), filled.end(), data::kMissingCode));
        NamesWith other{read.names};
        if (result.other > 0)
            other = with_name(read.names, column.missing_name);
        result.text.names = other.names;
        result.text.codes = complete_codes(read.codes, missing, filled, other);
    }
    result.fingerprint = fingerprint_of_text(result.text);
    return result;
}

} // namespace cohortscope::features
