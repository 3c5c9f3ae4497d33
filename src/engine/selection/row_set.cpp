#include "engine/selection/row_set.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace cohortscope::engine {

namespace {

std::size_t words_for(std::size_t table_rows) { return (table_rows + 63) / 64; }

// The set of each pair of words.
template <class Join> RowSet joined(const RowSet& a, const RowSet& b, const Join& join) {
    ENSURE(a.size() == b.size());
    std::vector<std::uint64_t> words(a.words().size());
    std::ranges::transform(a.words(), b.words(), words.begin(), join);
    return RowSet::of_words(std::move(words), a.size());
}

} // namespace

RowSet::RowSet(std::size_t table_rows)
    : RowSet(of_words(std::vector<std::uint64_t>(words_for(table_rows), 0), table_rows)) {}

RowSet RowSet::all(std::size_t table_rows) {
    return of_words(std::vector<std::uint64_t>(words_for(table_rows), ~std::uint64_t{0}),
                    table_rows);
}

RowSet RowSet::of(std::span<const std::uint32_t> ascending, std::size_t table_rows) {
    std::vector<std::uint64_t> words(words_for(table_rows), 0);
    std::size_t least = 0;
    for (const std::uint32_t row : ascending) {
        ENSURE(row >= least && row < table_rows);
        words[row / 64] |= std::uint64_t{1} << (row % 64);
        least = std::size_t{row} + 1;
    }
    return of_words(std::move(words), table_rows);
}

RowSet RowSet::of_words(std::vector<std::uint64_t> words, std::size_t table_rows) {
    ENSURE(words.size() == words_for(table_rows));
    if (table_rows % 64 != 0)
        words.back() &= (std::uint64_t{1} << (table_rows % 64)) - 1;
    RowSet set(std::move(words), table_rows);
    for (const std::uint64_t word : set.words_)
        set.count_ += static_cast<std::size_t>(std::popcount(word));
    set.fingerprint_ = base::Hasher()
                           .add(table_rows)
                           .add(base::fingerprint_of(std::span<const std::uint64_t>(set.words_)))
                           .finish();
    return set;
}

RowSet::RowSet(std::vector<std::uint64_t> words, std::size_t table_rows)
    : words_(std::move(words)), size_(table_rows) {}

std::vector<std::uint32_t> RowSet::ascending() const {
    std::vector<std::uint32_t> rows;
    rows.reserve(count_);
    for_each([&](std::uint32_t row) { rows.push_back(row); });
    return rows;
}

RowSet unite(const RowSet& a, const RowSet& b) {
    return joined(a, b, [](std::uint64_t x, std::uint64_t y) { return x | y; });
}

RowSet intersect(const RowSet& a, const RowSet& b) {
    return joined(a, b, [](std::uint64_t x, std::uint64_t y) { return x & y; });
}

RowSet subtract(const RowSet& a, const RowSet& b) {
    return joined(a, b, [](std::uint64_t x, std::uint64_t y) { return x & ~y; });
}

RowSet complement(const RowSet& set) { return subtract(RowSet::all(set.size()), set); }

std::shared_ptr<const RowSet> combine(const std::shared_ptr<const RowSet>& selected,
                                      const std::shared_ptr<const RowSet>& rows, Combine how) {
    ENSURE(rows != nullptr);
    const RowSet none(selected ? 0 : rows->size());
    const RowSet& before = selected ? *selected : none;
    switch (how) {
    case Combine::replace:
        return rows;
    case Combine::add:
        return std::make_shared<const RowSet>(unite(before, *rows));
    case Combine::subtract:
        return std::make_shared<const RowSet>(subtract(before, *rows));
    case Combine::intersect:
        return std::make_shared<const RowSet>(intersect(before, *rows));
    }
    return rows;
}

} // namespace cohortscope::engine
