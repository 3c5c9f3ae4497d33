// The matrix as the K-Means passes read it: chunks of column pointers.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/kernels/kernels.h"
#include "base/buffer.h"
#include "base/parallel.h"
#include "features/matrix.h"

namespace cohortscope::analysis {

// A view: the matrix must outlive it.
class ChunkedRows {
  public:
    // Throws base::Error when the matrix has no rows.
    explicit ChunkedRows(const features::Matrix& matrix);

    std::size_t rows() const { return rows_; }
    std::size_t padded_rows() const;
    int dimensions() const { return dimensions_; }
    // Rows of a chunk: fewer in wide tables, so that several passes find them in the core's cache.
    std::size_t chunk_rows() const { return chunk_rows_; }
    std::size_t chunks() const { return base::chunk_count(rows_, chunk_rows_); }
    std::size_t begin(std::size_t chunk) const { return chunk * chunk_rows_; }

    // Keeps the values of wide tables row by row too, for sums of single rows; not of very large
    // ones.
    void keep_points();
    // Keeps every row's sum of squares, in wide tables: assigning rows to centres then costs less.
    void keep_squares();
    const float* points() const { return points_.empty() ? nullptr : points_.data(); } // n × d

    KernelRows chunk(std::size_t index) const;
    // Coordinate f of a row, less the column's offset.
    float at(std::size_t row, int f) const { return columns_[static_cast<std::size_t>(f)][row]; }

  private:
    std::size_t rows_;
    int dimensions_;
    std::size_t chunk_rows_;
    std::vector<const float*> columns_; // chunks × d; those of the first chunk come first
    base::Buffer<float> points_;        // n × d, row-major, or empty
    base::Buffer<float> squares_;       // padded rows, or empty
};

// Throws the base::Error for more clusters than distinct rows.
[[noreturn]] void throw_too_few_rows(int k, std::size_t distinct);

} // namespace cohortscope::analysis
