// What the view of columns keeps from frame to frame.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/fingerprint.h"
#include "schema/column_summary.h"
#include "schema/schema.h"

namespace cohortscope::ui {

// A column of the table, of the schema, or of both.
struct ColumnCard {
    std::string name;
    const schema::ColumnSpec* spec = nullptr;       // null: the schema does not know it
    const schema::ColumnSummary* summary = nullptr; // null: the table has it not
    float height = 0.0f;                            // as drawn last, in pixels; 0: not yet
};

struct ColumnsView {
    base::Fingerprint decided;  // the table for which that was decided
    std::optional<bool> always; // what is open with any table, where that was asked for
    float width = 0.0f;         // what the heights of the cards belong to
    std::shared_ptr<const schema::Schema> schema; // what the cards point into
    std::shared_ptr<const std::vector<schema::ColumnSummary>> columns;
    std::vector<ColumnCard> cards; // in the order of the file
};

} // namespace cohortscope::ui
