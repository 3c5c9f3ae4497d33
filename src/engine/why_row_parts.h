// What the parts of why_row() share: one column of the table, and where its values lie.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/why_row.h"
#include "schema/match.h"

namespace cohortscope::engine {

// A row in the tables of the stages.
struct RowPlaces {
    std::size_t prepared = 0; // in PreparedRows
    std::size_t cleaned = 0;  // in Cleaned
    std::size_t file = 0;     // in the table
};

// A column with its slots and its features.
struct ColumnSource {
    std::shared_ptr<const schema::ColumnSpec> spec;
    schema::TableColumn cells; // none where it is absent or made of others
    std::optional<std::size_t> number, names;
    bool is_measure = false;
    bool is_id = false;
    bool is_outcome = false;
    const data::NumericColumn* extra = nullptr; // of a column that the schema does not know
    std::vector<std::size_t> features;          // numbers of the matrix' columns
    bool is_ordinal = false;                    // a feature is made of the places of its levels
};

struct WhyInput {
    const Result& result;
    RowPlaces row;
    std::vector<double> coordinates; // d, scaled and weighted
    int own = 0;
    Unmoved unmoved = Unmoved::moves; // of the row, whatever the column
};

// Fills in what the cell held, what became of it, and what was used.
void add_cell(const WhyInput& input, const ColumnSource& source, WhyColumn& column);

// The smallest change of the column alone. `column` has its cell and its features.
WhyChange change_of(const WhyInput& input, const ColumnSource& source, const WhyColumn& column);

} // namespace cohortscope::engine
