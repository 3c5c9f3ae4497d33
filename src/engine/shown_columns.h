// The columns that can be shown beside the clusters, and their spread in them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/spread/column_spread.h"
#include "engine/memo.h"
#include "engine/result.h"

namespace cohortscope::engine {

enum class ShownKind { measure, number, names, outcome };

struct ShownColumn {
    ShownKind kind = ShownKind::measure;
    std::size_t slot = 0;                           // of numbers or of names
    std::string name;                               // of the column
    std::shared_ptr<const schema::ColumnSpec> spec; // of a year that is an age, the words for it
};

// The measure first, then the other numbers, the categories and the outcome, each in the schema's
// order. O(columns).
std::vector<ShownColumn> shown_columns(const Prepared& prepared);

// Spreads of one table's columns. Used by one thread at a time.
class ColumnSpreads {
  public:
    // Null for the measure, and for a column that is not among shown_columns(). What does not
    // depend on the clusters is remembered.
    std::shared_ptr<const analysis::ColumnSpread> of(const Result& result, std::string_view column);

  private:
    analysis::Distribution distribution(const Result& result, const ShownColumn& column);

    Memo<analysis::OrderedNumber> numbers_{4};
};

} // namespace cohortscope::engine
