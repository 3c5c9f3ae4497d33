// The prepared rows: everything about a row that features, flags, profiles and charts read, by
// slot.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "features/rows/clean.h"
#include "features/steps/bound_measure.h"
#include "features/steps/fill.h"
#include "features/steps/rare_names.h"
#include "schema/bind.h"

namespace cohortscope::features {

// A column of numbers after filling and bounding; of a year that is an age, the age.
struct NumberSlot {
    std::shared_ptr<const schema::ColumnSpec> spec;
    Column<double> values;  // n; never NaN
    int reference_year = 0; // of a year
};

// A column of names after filling and lumping: the names of the missing and of the rare are names
// like any other.
struct NamesSlot {
    std::shared_ptr<const schema::ColumnSpec> spec;
    SortedText text;                      // n
    std::vector<std::uint32_t> name_rows; // rows of each code
    std::size_t names = 0;                // distinct before lumping
    std::size_t rare_names = 0;
    std::size_t rare_rows = 0;
};

// n rows after S8. All columns hold n entries, in the order of the slots of schema::Bound.
struct PreparedRows {
    Column<std::uint32_t> rows; // 0-based data row of the file, ascending
    std::vector<NumberSlot> numbers;
    std::vector<NamesSlot> names;
    Column<double> id_rows; // rows of the row's id after S4; empty without an id
    // The measure after S7. Of a table without one: the number of the first feature that is made of
    // one and no ordinal, else the first number, else 1 in every row; has_measure is false then.
    Column<double> measure;
    std::shared_ptr<const schema::ColumnSpec> measure_spec; // never null
    bool has_measure = false;
    Column<std::uint32_t> by_measure; // positions by ascending measure, ties by position
    Column<double> outcome;           // NaN where missing; empty without an outcome
    std::shared_ptr<const schema::ColumnSpec> outcome_spec; // null without one
    base::Fingerprint fingerprint;

    // What orders the clusters: the measure, else the outcome where no value is missing, else as
    // measure.
    const Column<double>& numbering() const;

    // What the columns were made from: the next value borrows those whose origin is the same.
    struct Origins {
        base::Fingerprint rows, id_rows, measure;
        std::vector<base::Fingerprint> numbers;
    } origins;
    struct TextOrigin {
        base::Fingerprint read; // the text before S8
        std::shared_ptr<const NameCounts> counts;
        std::size_t threshold = 0;
        std::shared_ptr<const Lumped> lumped;
    };
    std::vector<TextOrigin> text_origins;
};

struct RowSources {
    const schema::Bound& bound;
    const Cleaned& cleaned;
    std::span<const Column<double>> numbers; // FilledNumber::values by slot
    std::span<const NumberRule> number_rules;
    std::span<const std::shared_ptr<const FilledNames>> names; // by slot
    std::span<const NamesRule> names_rules;
    const MeasureBounds& bounds;
    const Column<std::uint32_t>& by_measure; // order_by_measure of `cleaned`; empty without one
};

// S7's effect and S8 on top of the earlier steps. A rare threshold of 1 lumps nothing. `previous`,
// if given, lends the columns that stay the same.
PreparedRows prepare_rows(const RowSources& from, const PreparedRows* previous = nullptr);

} // namespace cohortscope::features
