#include "analysis/kmeans/kmeans_rows.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace cohortscope::analysis {

namespace {

constexpr int kFewColumns = 8;
constexpr std::size_t kWideChunkRows = 2048; // 320 KB of 40 columns

constexpr std::size_t kMostPoints = std::size_t{1} << 26; // floats: 256 MB
constexpr std::size_t kPointBlock = 256;                  // rows whose points stay in the cache

static_assert(base::kChunkRows % features::kRowPadding == 0);
static_assert(kWideChunkRows % features::kRowPadding == 0);
static_assert(base::kChunkRows <= kMaximumKernelRows);
static_assert(features::kRowPadding % 64 == 0, "kernels work in blocks of 64 rows");

} // namespace

ChunkedRows::ChunkedRows(const features::Matrix& matrix)
    : rows_(matrix.rows), dimensions_(static_cast<int>(matrix.dimensions())),
      chunk_rows_(dimensions_ > kFewColumns ? kWideChunkRows : base::kChunkRows) {
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
    const std::size_t size = std::min(chunk_rows_, rows_ - begin(index));
    const auto d = static_cast<std::size_t>(dimensions_);
    return {columns_.data() + index * d, dimensions_, size,
            points_.empty() ? nullptr : points_.data() + begin(index) * d,
            squares_.empty() ? nullptr : squares_.data() + begin(index)};
}

void ChunkedRows::keep_points() {
    const auto d = static_cast<std::size_t>(dimensions_);
    if (dimensions_ <= kFewColumns || rows_ * d > kMostPoints)
        return;
    points_.resize(rows_ * d);
    base::for_each_chunk(rows_, kPointBlock, [&](const base::Chunk& block) {
        for (std::size_t f = 0; f < d; ++f) {
            const float* column = columns_[f];
            for (std::size_t row = block.begin; row < block.end; ++row)
                points_[row * d + f] = column[row];
        }
    });
}

void ChunkedRows::keep_squares() {
    if (dimensions_ <= kFewColumns)
        return;
    squares_.resize(padded_rows());
    base::for_each_chunk(padded_rows(), kPointBlock, [&](const base::Chunk& block) {
        std::fill(squares_.data() + block.begin, squares_.data() + block.end, 0.0f);
        for (int f = 0; f < dimensions_; ++f)
            for (std::size_t row = block.begin; row < block.end; ++row)
                squares_[row] += at(row, f) * at(row, f);
    });
}

void throw_too_few_rows(int k, std::size_t distinct) {
    const std::string needed = std::to_string(k);
    throw base::Error("k = " + needed + " needs at least " + needed +
                      " distinct rows; the table has " + std::to_string(distinct) +
                      " after scaling");
}

} // namespace cohortscope::analysis
