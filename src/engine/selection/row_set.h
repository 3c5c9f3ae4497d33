// A set of rows of the file: what a selection is, whatever becomes of cleaning and clusters.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/fingerprint.h"

namespace cohortscope::engine {

// Immutable: one bit a row of the table, row r in bit r % 64 of word r / 64. Rows are 0-based data
// rows of the file (PreparedRows::rows), not positions among the prepared ones. It travels as
// std::shared_ptr<const RowSet>; null stands for an empty set of any table.
class RowSet {
  public:
    explicit RowSet(std::size_t table_rows = 0); // holds none of them

    static RowSet all(std::size_t table_rows);
    // The rows ascend, each once, and are below table_rows.
    static RowSet of(std::span<const std::uint32_t> ascending, std::size_t table_rows);
    // ⌈table_rows / 64⌉ words; bits beyond the last row are dropped.
    static RowSet of_words(std::vector<std::uint64_t> words, std::size_t table_rows);

    std::size_t size() const { return size_; }   // rows of the table
    std::size_t count() const { return count_; } // rows in the set
    bool empty() const { return count_ == 0; }
    bool contains(std::size_t table_row) const { // false beyond the table
        return table_row < size_ && (words_[table_row / 64] >> (table_row % 64) & 1) != 0;
    }
    std::span<const std::uint64_t> words() const { return words_; }
    base::Fingerprint fingerprint() const { return fingerprint_; } // of size and rows

    // body(table row) for every row of the set, ascending. O(size / 64 + count).
    template <class Body> void for_each(const Body& body) const {
        for (std::size_t w = 0; w < words_.size(); ++w)
            for (std::uint64_t word = words_[w]; word != 0; word &= word - 1)
                body(static_cast<std::uint32_t>(w * 64) +
                     static_cast<std::uint32_t>(std::countr_zero(word)));
    }
    std::vector<std::uint32_t> ascending() const;

    friend bool operator==(const RowSet& a, const RowSet& b) {
        return a.size_ == b.size_ && a.words_ == b.words_;
    }

  private:
    RowSet(std::vector<std::uint64_t> words, std::size_t table_rows); // not yet counted

    std::vector<std::uint64_t> words_;
    std::size_t size_ = 0;
    std::size_t count_ = 0;
    base::Fingerprint fingerprint_;
};

// Of two sets of the same table. O(size / 64).
RowSet unite(const RowSet& a, const RowSet& b);
RowSet intersect(const RowSet& a, const RowSet& b);
RowSet subtract(const RowSet& a, const RowSet& b); // in a and not in b
RowSet complement(const RowSet& set);              // the table's other rows

// One line of ASCII: "205843:runs:…" or "205843:bits:…", the shorter one, of equal length the
// first. Behind the table's rows, in base64 (RFC 4648, padded): the lengths of runs, of rows not in
// the set first and then by turns, up to the last row in it, as LEB128; or the bits, byte by byte,
// the lowest first. Equal sets give equal text.
std::string to_text(const RowSet& set);

// Throws base::Error that says what is wrong where it is no such text, or of a larger table.
RowSet from_text(std::string_view text,
                 std::size_t most_rows = std::numeric_limits<std::uint32_t>::max());

// What a new shape does to what is selected: plainly, with Shift, with Alt, with both.
enum class Combine { replace, add, subtract, intersect };

// `selected` may be null: nothing is. Never returns null.
std::shared_ptr<const RowSet> combine(const std::shared_ptr<const RowSet>& selected,
                                      const std::shared_ptr<const RowSet>& rows, Combine how);

} // namespace cohortscope::engine
