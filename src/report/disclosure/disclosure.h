// The disclosure meter: what a table of rows gives away about single rows, and what to do about it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "report/disclosure/graded.h"

namespace cohortscope::report {

inline constexpr double kMostUnique =
    0.05; // share of rows that may be unique unless told otherwise

struct ColumnDisclosure {
    std::string name;                 // in the table
    Grain grain = Grain::exact;       // as it is written
    std::string how;                  // coarsened: how; empty: as it is
    std::size_t unique_without = 0;   // rows that are unique if it is left out
    std::size_t unique_coarsened = 0; // …if it is one grain coarser; equal to that of now where
                                      // there is none
    std::string coarser_how;          // how that would be; empty: it can only be left out
};

struct Disclosure {
    std::size_t rows = 0;
    std::size_t unique_rows = 0;  // on the columns together
    std::size_t rows_below_5 = 0; // rows that fewer than 5 rows equal
    std::size_t rows_below_10 = 0;
    std::size_t smallest_cell = 0; // rows of the smallest group of equal rows
    std::vector<ColumnDisclosure> columns;
    std::string advice; // one sentence; empty where few rows are unique
    double unique_share() const {
        return rows == 0 ? 0.0 : static_cast<double>(unique_rows) / static_cast<double>(rows);
    }
};

// Of some rows of a table and columns of it, at any grain: made once, asked often.
class Meter {
  public:
    // rows: of the table. Keeps the columns' addresses. O(rows · columns).
    Meter(std::vector<const engine::RowColumn*> columns, std::vector<std::uint32_t> rows);

    std::span<const std::uint32_t> rows() const { return rows_; }
    std::size_t columns() const { return columns_.size(); }
    const GradedColumn& column(std::size_t i, Grain grain) const {
        return grades_[i][static_cast<std::size_t>(grain)].column;
    }

    // grains: one a column. O(rows · columns).
    Disclosure measure(std::span<const Grain> grains) const;

    // From these grains on the fewest steps, each the one that leaves the fewest rows unique (equal
    // ones: the first column), until at most kMostUnique are. A column comes to be left out where
    // nothing else helps. O(rows · columns²).
    std::vector<Grain> coarsened(std::vector<Grain> grains) const;

  private:
    struct Grade {
        GradedColumn column;
        analysis::RowKeys keys;
    };
    analysis::RowKeys keys_at(std::span<const Grain> grains) const;
    std::size_t unique_with(const analysis::RowKeys& sums, std::size_t column, Grain now,
                            Grain then) const;

    std::vector<const engine::RowColumn*> columns_;
    std::vector<std::uint32_t> rows_;
    std::vector<std::vector<Grade>> grades_; // columns × {exact, coarse, coarser}
};

// "91.6 % of 205,785 rows (188,480) are unique on pay, year": for the terminal and the notes.
std::vector<std::string> disclosure_lines(const Disclosure& disclosure);

} // namespace cohortscope::report
