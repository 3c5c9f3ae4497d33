// Steps S1 to S4: text, duplicates, rows without the measure, rows of an id.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/fingerprint.h"
#include "base/radix.h"
#include "data/table.h"
#include "features/column.h"
#include "features/rows/distinct.h"
#include "features/rows/sorted_names.h"
#include "features/settings.h"
#include "schema/bind.h"

namespace cohortscope::features {

struct CleanCounts {
    std::size_t rows_read = 0;
    std::size_t emptied = 0; // names, a row each, of which S1 left nothing
    std::size_t duplicates = 0;
    std::size_t look_alikes = 0; // rows without an id that equal an earlier one, and stay
    std::size_t rows_without_measure = 0;
    std::size_t rows_incomplete = 0; // that lack a value of a column that must have one
    std::size_t rows_of_same_id = 0; // dropped by person_rows = first or last
    std::vector<std::size_t> checks; // rows read that each of Bound::checks speaks of
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

// Places of a column's values among its different ones; negative where missing.
struct KeptNumber {
    KeptColumn<std::int32_t> codes;             // n; places in `ranked`, as read
    std::shared_ptr<const base::Ranked> ranked; // ascending; some may occur in no row
    double value(std::int32_t code) const { return ranked->values[static_cast<std::size_t>(code)]; }
};

// n rows kept, in file order; columns by slot of schema::Bound.
struct Cleaned {
    Column<std::uint32_t> rows;              // n; the 0-based data row of the file
    std::vector<SortedText> names;           // after S1
    KeptColumn<std::int32_t> id;             // n; codes of the ids; missing allowed
    std::size_t ids = 0;                     // different ones; 0 without an id
    std::vector<KeptNumber> numbers;         // as read
    std::vector<KeptColumn<double>> helpers; // n; NaN where missing
    Column<double> measure;                  // n; as read; empty without one
    Column<double> id_rows;                  // n; whole, ≥ 1; empty without an id
    CleanCounts counts;
    base::Fingerprint fingerprint; // of all the above
};

// A column of which no kept row may lack a value.
struct Required {
    bool names = false; // else a number
    std::size_t slot = 0;
    double lowest = 0.0, highest = 0.0; // of a number: the valid range
    bool operator==(const Required&) const = default;
};

// S1 to S4 of one table. What the switches have in common is found once and kept, so that each of
// them costs little more than the columns it changes.
class Cleaner {
  public:
    explicit Cleaner(const schema::Bound& bound); // the table must outlive it

    // `previous`, if given, lends the columns that stay the same. Throws base::Error if no row is
    // left.
    Cleaned clean(const CleanSettings& settings, std::span<const Required> required,
                  const Cleaned* previous = nullptr);

    // Positions in `rows`, those of a value of clean(), by ascending measure, ties by position.
    // Empty without a measure.
    std::vector<std::uint32_t> order_by_measure(std::span<const std::uint32_t> rows);

  private:
    using Rows = std::vector<std::uint32_t>; // ascending, unless said otherwise
    struct Form {
        std::vector<SortedNames> names; // by slot
        std::size_t emptied = 0;
        std::optional<Rows> repeats; // rows that equal an earlier one
        Rows known;                  // those of them that have an id
    };

    Form& form(bool cleaned_text);
    const Rows& repeats(Form& form);
    const std::vector<HashLink>& alike();
    const Rows& unmeasured();
    Rows incomplete(const Form& form, std::span<const Required> required);
    const std::vector<std::int32_t>& measured_rows();
    std::vector<std::int32_t> counts_of_ids(const Rows& repeated);
    const std::vector<std::size_t>& checks();
    base::Error no_row_left() const;
    std::shared_ptr<const base::Ranked> ranked(std::size_t slot);

    schema::Bound bound_;
    std::size_t rows_ = 0;
    std::optional<Form> forms_[2];               // text as read, text cleaned
    std::optional<std::vector<HashLink>> alike_; // rows that may be equal in all but text
    std::optional<Rows> unmeasured_;
    std::optional<std::vector<std::size_t>> checks_;
    std::vector<std::shared_ptr<const base::Ranked>> ranked_; // of all rows, by slot; null: not yet
    std::vector<std::int32_t> measured_rows_;                 // rows with a measure of each id
    Rows by_measure_; // rows with a measure, by ascending measure
};

// The same at once. The table must outlive the value.
Cleaned clean(const schema::Bound& bound, const CleanSettings& settings);

} // namespace cohortscope::features
