// The K-Means passes over one chunk of rows, compiled once for each instruction set.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cohortscope::analysis {

// Candidates of one seeding step at most: 2 + ⌊ln 50⌋.
inline constexpr int kMaximumCandidates = 5;

// Of a row that has no cluster yet.
inline constexpr std::uint8_t kNoLabel = 255;

inline constexpr std::size_t kMaximumKernelRows = 8192;

// One chunk of the matrix, at most kMaximumKernelRows: d column pointers to the chunk's first row.
// `rows` are the real ones; memory holds them padded with zeros to a multiple of 64, and every
// array a kernel writes a row's value to must be padded alike.
struct KernelRows {
    const float* const* columns;
    int d;
    std::size_t rows;
    // The same values row by row (rows × d), or null. Where they are there, the clusters' sums are
    // taken from them, in the order of the rows.
    const float* points = nullptr;
    // Σ over columns of a row's squares (padded), or null. Where they are there, wide tables take a
    // quicker way to the same labels.
    const float* squares = nullptr;
};

// Plain pointers: the files behind this are compiled for one instruction set each and may hold no
// templates from headers and no Eigen. All sets give the same bits: every row's arithmetic and
// every order of addition is the same. Centres are row-major, less the columns' offsets.
struct Kernels {
    const char* name; // "baseline", "x86-64-v3", "x86-64-v4"

    // labels[i] and distances[i] (squared) of the nearest of k centres for rows [0, rows), rows a
    // multiple of 64. Equal distances: the lower number.
    void (*assign)(const float* const* columns, int d, std::size_t rows, const float* centres,
                   int k, std::uint8_t* labels, float* distances);

    // The same labels alone, at no more cost. They are padded as the rows are.
    void (*nearest)(const KernelRows& rows, const float* centres, int k, std::uint8_t* labels);

    // Gives each row the label of its nearest centre (k × d) and returns how many real rows changed
    // theirs. sums (k × d) and counts (k), the clusters' sums of rows and sizes, follow. Before,
    // they must be those of the labels; or every label kNoLabel.
    std::size_t (*reassign)(const KernelRows& rows, const float* centres, int k,
                            std::uint8_t* labels, double* sums, std::int32_t* counts);

    // sums (k × d) and counts (k) of the rows of each label.
    void (*sum_clusters)(const KernelRows& rows, const std::uint8_t* labels, int k, double* sums,
                         std::int32_t* counts);

    // Σ over rows of the squared distance to the centre (double, k × d) of the row's label.
    double (*sum_errors)(const KernelRows& rows, const std::uint8_t* labels, const double* centres);

    // distances[i] = min(distances[i], squared distance to `centre`); returns their sum. Padding
    // rows must hold 0, and do so afterwards.
    double (*lower_distances)(const KernelRows& rows, const float* centre, float* distances);

    // lower_distances, then for each candidate (count × d) what their sum would be if it became a
    // centre too: potentials[c] = Σ min(distances[i], squared distance to candidate c).
    void (*weigh_candidates)(const KernelRows& rows, const float* centre, float* distances,
                             const float* candidates, int count, double* potentials);

    // x[i] = Σ over columns of (columns[f][i] · loadings[f]), for the projection; rows a multiple
    // of 64.
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
