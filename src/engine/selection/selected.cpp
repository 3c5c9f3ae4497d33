#include "engine/selection/selected.h"

namespace cohortscope::engine {

std::shared_ptr<const Selected> selected_in(const std::shared_ptr<const Result>& result,
                                            const std::shared_ptr<const RowSet>& rows,
                                            const Selected* before) {
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
    return selected;
}

} // namespace cohortscope::engine
