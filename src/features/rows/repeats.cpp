#include "features/rows/repeats.h"

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "schema/match.h"

namespace cohortscope::features {

namespace {

using Rows = std::vector<std::uint32_t>;

// The name as S2 compares it: after S1, or as read where S1 left nothing of it.
std::int32_t compared(const SortedNames& names, std::int32_t code) {
    const std::int32_t after = code_after(names, code);
    if (after >= 0 || code < 0)
        return after;
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(names.names->size()) +
                                     static_cast<std::uint32_t>(code));
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

std::uint64_t pair_of(std::int32_t high, std::int32_t low) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32 |
           static_cast<std::uint32_t>(low);
}

using Values = std::vector<double>;

// What S2 compares beside the names of categories.
struct Compared {
    std::vector<const Values*> numbers;
    std::vector<const std::vector<std::int32_t>*> texts; // of ids and ignored columns, as read
};

// Ignored columns, too: rows that differ in one of them are not the same row.
Compared compared_columns(const schema::Bound& bound) {
    Compared columns;
    std::vector<const Values*>& numbers = columns.numbers;
    if (bound.id)
        columns.texts.push_back(&bound.id->column->codes);
    if (bound.measure)
        numbers.push_back(bound.measure->values.get());
    if (bound.outcome)
        numbers.push_back(bound.outcome->values.get());
    for (const auto* list : {&bound.numbers, &bound.helpers})
        for (const schema::BoundNumber& column : *list)
            numbers.push_back(column.values.get());
    const std::vector<schema::TableColumn> there =
        schema::match_columns(*bound.schema, *bound.table);
    for (std::size_t i = 0; i < there.size(); ++i) {
        if (bound.schema->columns[i].role != schema::Role::ignored)
            continue;
        if (there[i].numeric != nullptr)
            numbers.push_back(&there[i].numeric->values);
        else if (there[i].text != nullptr)
            columns.texts.push_back(&there[i].text->codes);
    }
    return columns;
}

bool same_but_for_names(const Compared& columns, std::size_t a, std::size_t b) {
    return std::ranges::all_of(columns.texts,
                               [&](const auto* codes) { return (*codes)[a] == (*codes)[b]; }) &&
           std::ranges::all_of(columns.numbers, [&](const Values* values) {
               return same_number((*values)[a], (*values)[b]);
           });
}

// Rows alike in all but text that are compared one by one.
constexpr std::uint32_t kMostCompared = 32;

// The rows that equal an earlier one, each compared with the earlier ones of its hash.
template <class Same> Rows repeats_by_links(const std::vector<HashLink>& links, const Same& same) {
    const auto is_repeat = [&](std::size_t at) {
        const std::uint32_t row = links[at].row;
        for (;;) {
            if (same(row, links[at].before))
                return true;
            if (links[at].before_link == HashLink::kNone)
                return false;
            at = links[at].before_link;
        }
    };
    const auto parts =
        base::map_chunks<Rows>(links.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Rows repeated;
            for (std::size_t at = chunk.begin; at < chunk.end; ++at)
                if (is_repeat(at))
                    repeated.push_back(links[at].row);
            return repeated;
        });
    Rows all;
    for (const Rows& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

// The same where many rows differ in nothing but text.
template <class Same>
Rows repeats_by_hash(const schema::Bound& bound, std::span<const SortedNames> names,
                     const Same& same) {
    std::vector<std::uint64_t> hashes = hashes_without_text(bound);
    for (std::size_t slot = 0; slot < names.size(); ++slot) {
        const std::vector<std::int32_t>& codes = bound.names[slot].column->codes;
        for (std::size_t row = 0; row < hashes.size(); ++row)
            hashes[row] = folded(hashes[row], pair_of(0, compared(names[slot], codes[row])));
    }
    Rows repeated;
    find_repeats(hashes, same,
                 [&](std::size_t row) { repeated.push_back(static_cast<std::uint32_t>(row)); });
    return repeated;
}

} // namespace

std::vector<std::uint64_t> hashes_without_text(const schema::Bound& bound) {
    std::vector<std::uint64_t> hashes(bound.table->rows, 0);
    const Compared columns = compared_columns(bound);
    base::for_each_chunk(hashes.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (const auto* codes : columns.texts)
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                hashes[row] = folded(hashes[row], pair_of(0, (*codes)[row]));
        for (const Values* values : columns.numbers)
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                hashes[row] = folded(hashes[row], (*values)[row]);
    });
    return hashes;
}

// Found among the rows that are alike in all but text.
std::vector<std::uint32_t> find_equal_rows(const schema::Bound& bound,
                                           std::span<const SortedNames> names,
                                           const std::vector<HashLink>& links) {
    const Compared columns = compared_columns(bound);
    const auto same = [&](std::size_t a, std::size_t b) {
        for (std::size_t slot = names.size(); slot-- > 0;) {
            const std::vector<std::int32_t>& codes = bound.names[slot].column->codes;
            if (compared(names[slot], codes[a]) != compared(names[slot], codes[b]))
                return false;
        }
        return same_but_for_names(columns, a, b);
    };
    const bool deep = std::any_of(links.begin(), links.end(),
                                  [](const HashLink& link) { return link.depth > kMostCompared; });
    return deep ? repeats_by_hash(bound, names, same) : repeats_by_links(links, same);
}

} // namespace cohortscope::features
