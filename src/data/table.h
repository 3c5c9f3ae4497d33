// A table in memory: columns of numbers and of dictionary-encoded text, immutable once
// read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/buffer.h"
#include "base/fingerprint.h"

namespace cohortscope::data {

inline constexpr std::int32_t kMissingCode = -1;

// Distinct strings in one block of bytes; a code is a string's position.
class Dictionary {
  public:
    // Of distinct texts, the codes in their order; faster than appending one by one.
    static Dictionary of(std::span<const std::string_view> texts);

    std::int32_t append(std::string_view text); // returns the new code; no test for duplicates
    std::size_t size() const { return ends_.size(); }
    std::string_view operator[](std::int32_t code) const;
    std::string_view at(std::size_t index) const {
        return (*this)[static_cast<std::int32_t>(index)];
    }
    base::Fingerprint fingerprint() const;

  private:
    base::Buffer<char> bytes_;
    base::Buffer<std::size_t> ends_;
};

struct NumericColumn {
    std::string name;
    std::vector<double> values; // rows; NaN where missing, else finite; never -0
};

struct TextColumn {
    std::string name;
    std::vector<std::int32_t> codes; // rows; kMissingCode where missing
    Dictionary dictionary;           // in first-seen order
};

struct Table {
    std::string source;   // file name as given, or "built-in sample"
    std::size_t rows = 0; // data rows of the file; row i is the file's data row i + 1
    std::vector<NumericColumn> numeric;
    std::vector<TextColumn> text;
    std::vector<std::string> notices; // one line each: what a reader of the results should know
    std::string hints;                // the TableHints it was bound by; empty: none
    std::vector<std::string> order;   // names of the columns in the file's order; not of those that
                                      // it lacks, whose cells are all missing; empty: the
                                      // texts, then the numbers
    base::Fingerprint fingerprint;    // of the columns' names and content, of nothing else

    const NumericColumn* find_numeric(std::string_view name) const; // null if there is none
    const TextColumn* find_text(std::string_view name) const;
};

// Computes Table::fingerprint from the columns; readers and generators call it last.
base::Fingerprint fingerprint_of_columns(const Table& table);

} // namespace cohortscope::data
