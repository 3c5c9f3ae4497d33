// The K-Means passes over one chunk of rows, compiled once for each instruction set.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cohortscope::analysis {

// Plain pointers: the files behind this are compiled for one instruction set each and may hold no
// templates or Eigen. Rows come in multiples of features::kRowPadding; the padding behind the last row is
// computed and ignored. All sets give the same bits: every row's arithmetic and every order of
// addition is the same.
struct Kernels {
    const char* name; // "baseline", "x86-64-v3", "x86-64-v4"

    // labels[i] and distances[i] (squared) of the nearest of k centres for rows [0, rows).
    // columns: d pointers to the chunk's first row; centres: k × d row-major, less the offsets.
    void (*assign)(const float* const* columns, int d, std::size_t rows, const float* centres, int k,
                   std::uint8_t* labels, float* distances);

    // distances[i] = min(distances[i], squared distance to `centre`); returns Σ over the first
    // `rows` (need not be padded) of the result, in double precision.
    double (*lower_distances)(const float* const* columns, int d, std::size_t rows,
                              const float* centre, float* distances);

    // Σ over rows of min(distances[i], squared distance to `centre`), without storing.
    double (*potential)(const float* const* columns, int d, std::size_t rows, const float* centre,
                        const float* distances);

    // x[i] = Σ over columns of (columns[f][i] · loadings[f]), for the projection.
    void (*project)(const float* const* columns, int d, std::size_t rows, const float* loadings,
                    float* x);
};

// The set this processor runs, or the one COHORTSCOPE_ISA names (baseline, v3, v4) if it can; read
// once.
const Kernels& kernels();

// Every set this processor runs, baseline first; for tests.
struct KernelList {
    const Kernels* sets[3];
    int count;
};
KernelList available_kernels();

} // namespace cohortscope::analysis
