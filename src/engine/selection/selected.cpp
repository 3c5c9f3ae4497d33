#include "engine/selection/selected.h"

#include "base/parallel.h"
#include "engine/shown_columns.h"

namespace cohortscope::engine {

namespace {

// The same result with the rows that are not selected in one cluster more.
Result with_rest_apart(const Result& result, const std::vector<std::uint8_t>& flags) {
    const analysis::Clustering& all = *result.clustering;
    static_assert(analysis::kMaximumClusters < 255);
    auto apart = std::make_shared<analysis::Clustering>();
    apart->k = all.k + 1;
    apart->labels.resize(all.labels.size());
    const auto rest = static_cast<analysis::Label>(all.k);
    base::for_each_chunk(flags.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            apart->labels[row] = flags[row] != 0 ? all.labels[row] : rest;
    });
    Result made = result;
    made.clustering = std::move(apart);
    return made;
}

} // namespace

std::shared_ptr<const Selected> selected_in(const std::shared_ptr<const Result>& result,
                                            const std::shared_ptr<const RowSet>& rows,
                                            const Selected* before, ColumnSpreads* spreads) {
    auto selected = std::make_shared<Selected>();
    selected->rows = rows;
    selected->of = result;
    const Prepared& prepared = result->prepared;
    const bool same_rows =
        before != nullptr && before->rows->fingerprint() == rows->fingerprint() &&
        before->of->prepared.rows->rows.fingerprint() == prepared.rows->rows.fingerprint();
    selected->flags = same_rows ? before->flags : membership(*rows, *prepared.rows);
    selected->stats = selection_stats(
        {*prepared.rows, *prepared.features, *prepared.measure_bins, *result->clustering}, *rows);
    if (spreads != nullptr && result->spread)
        selected->spread =
            spreads->of(with_rest_apart(*result, *selected->flags), result->spread->column);
    return selected;
}

} // namespace cohortscope::engine
