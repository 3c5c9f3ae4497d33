#include "analysis/kmeans/kmeans_rows.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace cohortscope::analysis {

static_assert(base::kChunkRows % features::kRowPadding == 0);
static_assert(base::kChunkRows <= kMaximumKernelRows);
static_assert(features::kRowPadding % 64 == 0, "kernels work in blocks of 64 rows");

ChunkedRows::ChunkedRows(const features::Matrix& matrix)
    : rows_(matrix.rows), dimensions_(static_cast<int>(matrix.dimensions())) {
    if (rows_ == 0)
        throw base::Error("there are no rows to cluster");
    ENSURE(dimensions_ > 0);
    for (const auto& column : matrix.columns)
        ENSURE(column->values.size() >= padded_rows());
    for (std::size_t index = 0; index < chunks(); ++index)
        for (const auto& column : matrix.columns)
            columns_.push_back(column->values.data() + begin(index));
}

std::size_t ChunkedRows::padded_rows() const {
    return (rows_ + features::kRowPadding - 1) / features::kRowPadding * features::kRowPadding;
}

KernelRows ChunkedRows::chunk(std::size_t index) const {
    const std::size_t size = std::min(base::kChunkRows, rows_ - begin(index));
    return {columns_.data() + index * static_cast<std::size_t>(dimensions_), dimensions_, size};
}

void throw_too_few_rows(int k, std::size_t distinct) {
    const std::string needed = std::to_string(k);
    throw base::Error("k = " + needed + " needs at least " + needed +
                      " distinct rows; the table has " + std::to_string(distinct) +
                      " after scaling");
}

} // namespace cohortscope::analysis
