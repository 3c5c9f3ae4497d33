// Rows that leave the program: each with its cluster, and with as little else as was asked for.
//
// By default a row's number, its cluster with its name, its flags and the selections that it is in:
// no column of the table; and of rows that few others equal in these neither flags nor selections.
// Columns that are named come along, coarsened until at most 5 % of the rows are unique on them,
// unless they are wanted exactly. Ids come only when asked for.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "engine/row_columns.h"
#include "engine/selection/named_set.h"
#include "report/disclosure/disclosure.h"

namespace cohortscope::report {

struct RowOptions {
    std::vector<std::string> columns; // of the table, by name or label
    bool all_columns = false;         // …or all of them but the id
    std::vector<std::string> coarsen; // of these: one grain coarser at least
    bool exact = false;               // nothing is coarsened but these, and nothing left out
    bool with_ids = false;
    std::shared_ptr<const engine::RowSet> only; // null: every row used
    std::vector<engine::NamedSet> sets;         // a column of 0 and 1 each: "set_A"
    // The table's columns first, then cluster and name by the schema's own names for them
    // ("export.row_cluster", "export.row_label"), nothing else.
    bool as_schema_has_it = false;
};

// What will be written, and what it gives away.
class RowExport {
  public:
    // Throws base::Error for a column that the table does not have, and for the id's. O(rows ·
    // columns²).
    RowExport(std::shared_ptr<const engine::Result> result, RowOptions options);
    RowExport(const RowExport&) = delete; // its columns look into it
    RowExport& operator=(const RowExport&) = delete;

    const Disclosure& as_chosen() const { return as_chosen_; } // exactly as asked for
    const Disclosure& as_written() const { return as_written_; }
    // What was done and what the file gives away: lines for people.
    const std::vector<std::string>& notes() const { return notes_; }
    // On the program's own columns but the row's number. O(rows).
    analysis::Uniqueness own_uniqueness() const { return analysis::uniqueness_of(own_keys_); }
    std::size_t rows() const { return positions_.size(); }

    // The CSV in pieces, in order. O(rows · columns), a piece at a time in memory.
    void write(const std::function<void(std::string_view)>& take) const;

  private:
    struct Column {
        std::string head;
        std::function<void(std::size_t i, std::string& text)> append; // of the i-th row
    };
    void choose_rows();
    void choose_columns();
    void add_own_columns();
    void add_table_columns();
    void add_id();
    void add_flags();
    void make_notes();
    void withhold_marks();
    // A column of the program's own: 0, 1, 2 … a row.
    void add_number(std::string head, std::function<std::size_t(std::size_t i)> number_of);
    // The same of what rows keep for themselves where few others have it.
    void add_mark(std::string head, std::function<std::size_t(std::size_t i)> number_of);
    std::uint32_t table_row(std::size_t i) const;

    std::shared_ptr<const engine::Result> result_;
    RowOptions options_;
    engine::RowColumns table_columns_;
    std::vector<std::uint32_t> positions_; // of PreparedRows
    std::unique_ptr<const Meter> meter_;
    std::vector<Grain> grains_;
    std::vector<Column> columns_;
    analysis::RowKeys own_keys_; // on the program's own columns but the row's number
    std::vector<char> withheld_; // rows whose marks stay out; empty: none
    Disclosure as_chosen_, as_written_;
    std::vector<std::string> notes_;
};

} // namespace cohortscope::report
