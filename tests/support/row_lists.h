// A small learner table with everything that a list of rows has to show: missing cells, clipped
// pay, rare names, ids.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/pipeline.h"
#include "engine/row_list.h"
#include "support/learner_table.h"

namespace cohortscope::tests {

inline std::shared_ptr<const engine::Result>
result_of(const std::shared_ptr<const data::Table>& table, int k = 3) {
    engine::Pipeline pipeline(table);
    engine::Settings settings;
    settings.kmeans.k = k;
    settings.kmeans.restarts = 2;
    base::Progress progress;
    return pipeline.final_result(settings, progress);
}

inline std::shared_ptr<const engine::Result> listed_result(std::size_t rows = 3000, int k = 3) {
    return result_of(random_table(rows, 11), k);
}

inline engine::RowColumns columns_of(const engine::Result& result) {
    base::Progress progress;
    return engine::row_columns(result.prepared.bound, progress);
}

inline std::vector<std::size_t> positions_of(const engine::RowListing& listing) {
    return {listing.positions->begin(), listing.positions->end()};
}

} // namespace cohortscope::tests
