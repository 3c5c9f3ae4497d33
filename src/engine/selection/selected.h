// Rows that a user picks out, and what the window shows of them.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/result.h"
#include "engine/selection/row_set.h"
#include "engine/selection/selection_stats.h"
#include "engine/selection/shapes.h"

namespace cohortscope::engine {

class ColumnSpreads; // engine/shown_columns.h

// A shape in the making, of which the rows are wanted.
struct Picking {
    std::uint64_t serial = 0; // above 0, greater than that of the picking before
    Shape shape;
    Combine how = Combine::replace;
    std::shared_ptr<const RowSet> from; // what was selected before; may be null
};

struct Picked {
    std::uint64_t serial = 0;           // of the picking that it answers
    std::shared_ptr<const RowSet> rows; // null where the shape could not be looked up
};

// The selected rows of one result.
struct Selected {
    std::shared_ptr<const RowSet> rows;
    std::shared_ptr<const Result> of;
    std::shared_ptr<const std::vector<std::uint8_t>> flags; // n of the result: 1 where selected
    SelectionStats stats;
    // Of the column beside the clusters: the selected rows of each cluster, and as one more cluster
    // all other rows. Null where that is the measure, of which the stats tell.
    std::shared_ptr<const analysis::ColumnSpread> spread;
};

// O(n); `before`, if given, lends the flags where rows and set are the same. Without `spreads`
// there is no spread.
std::shared_ptr<const Selected> selected_in(const std::shared_ptr<const Result>& result,
                                            const std::shared_ptr<const RowSet>& rows,
                                            const Selected* before = nullptr,
                                            ColumnSpreads* spreads = nullptr);

} // namespace cohortscope::engine
