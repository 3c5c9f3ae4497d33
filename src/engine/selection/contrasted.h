// Two sets of rows that are to be told apart, and what tells them apart.
#pragma once

#include <cstddef>
#include <memory>

#include "analysis/contrast/contrast.h"
#include "base/progress.h"
#include "engine/result.h"
#include "engine/selection/row_set.h"

namespace cohortscope::engine {

struct Contrasting {
    bool wanted = false;                  // somebody looks at it
    std::shared_ptr<const RowSet> first;  // null: what is selected
    std::shared_ptr<const RowSet> second; // null: the rest of the rows used
    bool operator==(const Contrasting&) const = default;
};

// Of a result's rows that are used; rows of both sets are on neither side.
struct Contrasted {
    Contrasting of;                      // what it answers
    std::shared_ptr<const RowSet> first; // its set, or what was selected
    std::shared_ptr<const features::PreparedRows> rows;
    analysis::OfBoth<std::size_t> unused{}; // rows of each set that cleaning dropped
    std::size_t in_both = 0;                // rows used of both sets
    analysis::Contrast contrast;
};

// `first`: never null, of the result's table, as `of.second` where there is one. ranks:
// rank_columns of the result's rows. O(n · columns); the same bits on any number of threads.
// Throws base::Cancelled.
std::shared_ptr<const Contrasted> contrasted_in(const Result& result, const Contrasting& of,
                                                const std::shared_ptr<const RowSet>& first,
                                                const analysis::ContrastRanks& ranks,
                                                const base::Progress* progress = nullptr);

} // namespace cohortscope::engine
