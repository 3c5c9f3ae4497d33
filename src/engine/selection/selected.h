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
};

// O(n); `before`, if given, lends the flags where rows and set are the same.
std::shared_ptr<const Selected> selected_in(const std::shared_ptr<const Result>& result,
                                            const std::shared_ptr<const RowSet>& rows,
                                            const Selected* before = nullptr);

} // namespace cohortscope::engine
