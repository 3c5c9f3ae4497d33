// Lloyd's iterations of one or several runs at once, over shared passes of the rows.
#pragma once

#include <span>
#include <vector>

#include "analysis/kmeans/kmeans.h"
#include "analysis/kmeans/kmeans_rows.h"
#include "base/progress.h"

namespace cohortscope::analysis {

// One run on its way. The clusters' sums are kept per chunk and adjusted only for the rows that
// change cluster, so an iteration near convergence costs little more than the distances.
class LloydRun {
  public:
    // From k centres (k × d, less the offsets); no row has a label yet.
    static LloydRun from_centres(const ChunkedRows& rows, std::span<const float> centres);
    // From a label in [0, k) for every row: the centres are their means, or 0 where a label has no
    // row.
    static LloydRun from_labels(const ChunkedRows& rows, std::span<const Label> labels, int k);

    // One iteration: every row goes to its nearest centre, every centre to the mean of its rows; an
    // empty cluster takes the row farthest from its centre (the lowest of equal ones) that is not
    // alone in its own. First assign() for every chunk, in any order, then update().
    void assign(std::size_t chunk);
    void update();

    // Computes sums and centres afresh from the labels, so that no rounding of the adjustments
    // stays. False if the centres moved by that, however little: then labels may not be the nearest
    // ones.
    bool recompute_exactly();

    // Σ over rows of the squared distance to the centre of their label, in double precision.
    double inertia() const;
    // The same without a pass over the rows: their squared distance to the overall mean, n times
    // total_variance, less that of the centres. Where that would cancel too many digits, as
    // inertia().
    double quick_inertia(double total) const;

    // The same without that care: fit for comparing runs, not for results.
    double rough_inertia(double total) const;

    int iterations() const { return iterations_; }
    bool settled() const { return settled_; }               // the last iteration changed no label
    double squared_shift() const { return squared_shift_; } // of the centres, in the last iteration
    std::span<const double> centres() const { return centres_; } // k × d, less the offsets
    std::span<const float> rounded_centres() const { return rounded_centres_; }
    std::span<const std::size_t> sizes() const { return sizes_; }
    std::vector<Label> take_labels(); // n; ends the run

  private:
    LloydRun(const ChunkedRows& rows, int k);

    std::size_t values() const { return sizes_.size() * static_cast<std::size_t>(dimensions_); }
    double* chunk_sums(std::size_t chunk) { return chunk_sums_.data() + chunk * values(); }
    std::int32_t* chunk_sizes(std::size_t chunk) {
        return chunk_sizes_.data() + chunk * sizes_.size();
    }
    void combine_chunks();
    void fill_empty_clusters();
    void move_row(std::size_t row, std::size_t to);
    double move_centres();

    const ChunkedRows* rows_;
    int dimensions_;
    std::vector<Label> labels_;              // padded
    std::vector<double> chunk_sums_;         // chunks × k × d
    std::vector<std::int32_t> chunk_sizes_;  // chunks × k
    std::vector<std::size_t> chunk_changes_; // chunks; labels changed in the last iteration
    std::vector<double> sums_;               // k × d
    std::vector<std::size_t> sizes_;         // k
    std::vector<double> centres_;            // k × d
    std::vector<float> rounded_centres_;     // k × d
    bool settled_ = false;
    int iterations_ = 0;
    double squared_shift_ = 0.0;
};

// Σ over columns of their variance.
double total_variance(const features::Matrix& matrix);

// `tolerance`, a share of the mean column variance, as a bound on the centres' squared shift.
double shift_tolerance(const features::Matrix& matrix, double tolerance);

// One iteration of each of `runs`, in one parallel pass.
void iterate(const ChunkedRows& rows, std::span<LloydRun* const> runs);

// Iterates until no label changes and the centres are the exact means of their rows, or until
// max_iterations (at least one) are done.
void settle(const ChunkedRows& rows, LloydRun& run, int max_iterations, base::Progress& progress);

// What a run found, with the matrix's offsets added to the centres.
Clustering take_clustering(const features::Matrix& matrix, LloydRun& run, double inertia);

} // namespace cohortscope::analysis
