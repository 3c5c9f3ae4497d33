// Steps S1 to S4: text, duplicates, rows without pay, rows per learner.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fingerprint.h"
#include "base/radix.h"
#include "data/table.h"
#include "features/column.h"
#include "features/rows/distinct.h"
#include "features/rows/sorted_names.h"
#include "features/settings.h"

namespace cohortscope::features {

struct CleanCounts {
    std::size_t rows_read = 0;
    std::size_t emptied = 0; // names of companies and roles, a row each, of which S1 left nothing
    std::size_t duplicates = 0;
    std::size_t look_alikes = 0; // rows without an e-mail that equal an earlier one, and stay
    std::size_t rows_without_pay = 0;
    std::size_t rows_of_same_learner = 0; // dropped by person_rows = first or last
    std::size_t updated_before_start = 0; // rows read whose last update precedes the start year
};

// A column of the table at the rows kept; the table must outlive it.
template <class T> class KeptColumn {
  public:
    KeptColumn() = default;
    KeptColumn(std::span<const T> all_rows, Column<std::uint32_t> rows)
        : all_rows_(all_rows), rows_(std::move(rows)) {}
    std::size_t size() const { return rows_.size(); }
    T operator[](std::size_t i) const { return all_rows_[rows_[i]]; }

  private:
    std::span<const T> all_rows_;
    Column<std::uint32_t> rows_;
};

// n rows kept, in file order.
struct Cleaned {
    Column<std::uint32_t> rows; // n; the 0-based data row of the file
    SortedText company;         // names after S1
    SortedText role;
    KeptColumn<std::int32_t> email;   // n; codes of the table's dictionary; missing allowed
    std::size_t emails = 0;           // names in that dictionary
    KeptColumn<std::int32_t> orgyear; // n; places in orgyears, as read; negative where missing
    std::shared_ptr<const base::Ranked> orgyears; // their values; some may occur in no row
    Column<double> ctc;                           // n; > 0, rupees a year, unclipped
    KeptColumn<double> updated_year;              // n; NaN where missing
    Column<double> ctc_update_count;              // n; whole, ≥ 1
    CleanCounts counts;
    base::Fingerprint fingerprint; // of all the above
};

// S1 to S4 of one table. What the switches have in common is found once and kept, so that each of
// them costs little more than the columns it changes.
class Cleaner {
  public:
    explicit Cleaner(const data::Table& table) : table_(table) {} // the table must outlive it

    // `previous`, if given, lends the columns that stay the same. Throws base::Error if no row is
    // left.
    Cleaned clean(const CleanSettings& settings, const Cleaned* previous = nullptr);

    // Positions in `cleaned`, a value of clean(), by ascending pay, ties by position.
    std::vector<std::uint32_t> order_by_pay(const Cleaned& cleaned);

  private:
    using Rows = std::vector<std::uint32_t>; // ascending, unless said otherwise
    struct Form {
        SortedNames company;
        SortedNames role;
        std::size_t emptied = 0;
        std::optional<Rows> repeats; // rows that equal an earlier one
        Rows known;                  // those of them that have an e-mail
    };

    Form& form(bool cleaned_text);
    const Rows& repeats(Form& form);
    const std::vector<HashLink>& alike();
    const Rows& unpaid();
    std::size_t updated_before_start();
    const std::vector<std::int32_t>& paid_rows();
    std::shared_ptr<const base::Ranked> orgyears();

    const data::Table& table_;
    std::optional<Form> forms_[2];               // text as read, text cleaned
    std::optional<std::vector<HashLink>> alike_; // rows that may be equal in all but text
    std::optional<Rows> unpaid_;                 // rows without pay
    std::optional<std::size_t> updated_before_start_;
    std::shared_ptr<const base::Ranked> orgyears_; // of all rows
    std::vector<std::int32_t> paid_rows_;          // rows with pay of each e-mail
    Rows by_pay_;                                  // rows with pay, by ascending pay
};

// The same at once. The table must outlive the value.
Cleaned clean(const data::Table& table, const CleanSettings& settings);

} // namespace cohortscope::features
