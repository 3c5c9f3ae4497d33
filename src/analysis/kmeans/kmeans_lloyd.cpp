#include "analysis/kmeans/kmeans_lloyd.h"

#include <algorithm>

#include "base/error.h"

namespace cohortscope::analysis {

namespace {

// The row farthest from its centre, and how far.
struct Farthest {
    double squared_distance = 0.0;
    std::size_t row = 0;
};

} // namespace

LloydRun::LloydRun(const ChunkedRows& rows, int k)
    : rows_(&rows), dimensions_(rows.dimensions()), labels_(rows.padded_rows()),
      chunk_changes_(rows.chunks()), sizes_(static_cast<std::size_t>(k)) {
    chunk_sums_.resize(rows.chunks() * values());
    chunk_sizes_.resize(rows.chunks() * sizes_.size());
    sums_.resize(values());
    centres_.resize(values());
    rounded_centres_.resize(values());
}

LloydRun LloydRun::from_centres(const ChunkedRows& rows, std::span<const float> centres) {
    const auto d = static_cast<std::size_t>(rows.dimensions());
    ENSURE(!centres.empty() && centres.size() % d == 0);
    LloydRun run(rows, static_cast<int>(centres.size() / d));
    std::copy(centres.begin(), centres.end(), run.centres_.begin());
    std::copy(centres.begin(), centres.end(), run.rounded_centres_.begin());
    std::fill(run.labels_.begin(), run.labels_.end(), kNoLabel);
    return run;
}

LloydRun LloydRun::from_labels(const ChunkedRows& rows, std::span<const Label> labels, int k) {
    ENSURE(labels.size() == rows.rows());
    LloydRun run(rows, k);
    std::copy(labels.begin(), labels.end(), run.labels_.begin());
    run.recompute_exactly();
    return run;
}

void LloydRun::assign(std::size_t chunk) {
    chunk_changes_[chunk] = kernels().reassign(
        rows_->chunk(chunk), rounded_centres_.data(), static_cast<int>(sizes_.size()),
        labels_.data() + rows_->begin(chunk), chunk_sums(chunk), chunk_sizes(chunk));
}

void LloydRun::combine_chunks() {
    std::fill(sums_.begin(), sums_.end(), 0.0);
    std::fill(sizes_.begin(), sizes_.end(), std::size_t{0});
    for (std::size_t chunk = 0; chunk < rows_->chunks(); ++chunk) {
        const double* sums = chunk_sums(chunk);
        const std::int32_t* sizes = chunk_sizes(chunk);
        for (std::size_t i = 0; i < sums_.size(); ++i)
            sums_[i] += sums[i];
        for (std::size_t j = 0; j < sizes_.size(); ++j)
            sizes_[j] += static_cast<std::size_t>(sizes[j]);
    }
}

// Centres take the means of their rows; returns their squared shift.
double LloydRun::move_centres() {
    double shift = 0.0;
    const auto d = static_cast<std::size_t>(dimensions_);
    for (std::size_t i = 0; i < centres_.size(); ++i) {
        if (sizes_[i / d] == 0)
            continue;
        const double mean = sums_[i] / static_cast<double>(sizes_[i / d]);
        shift += (mean - centres_[i]) * (mean - centres_[i]);
        centres_[i] = mean;
        rounded_centres_[i] = static_cast<float>(mean);
    }
    return shift;
}

void LloydRun::move_row(std::size_t row, std::size_t to) {
    const std::size_t chunk = row / rows_->chunk_rows();
    const auto from = static_cast<std::size_t>(labels_[row]);
    const auto d = static_cast<std::size_t>(dimensions_);
    for (std::size_t f = 0; f < d; ++f) {
        const double value = static_cast<double>(rows_->at(row, static_cast<int>(f)));
        chunk_sums(chunk)[from * d + f] -= value;
        chunk_sums(chunk)[to * d + f] += value;
    }
    --chunk_sizes(chunk)[from];
    ++chunk_sizes(chunk)[to];
    labels_[row] = static_cast<Label>(to);
    ++chunk_changes_[chunk];
}

void LloydRun::fill_empty_clusters() {
    for (;;) {
        const auto empty = std::find(sizes_.begin(), sizes_.end(), std::size_t{0});
        if (empty == sizes_.end())
            return;
        const auto partials = base::map_chunks<Farthest>(
            rows_->rows(), base::kChunkRows, [&](const base::Chunk& chunk) {
                Farthest farthest;
                for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                    if (sizes_[labels_[row]] < 2)
                        continue;
                    double distance = 0.0;
                    for (int f = 0; f < dimensions_; ++f) {
                        const float centre = rounded_centres_[static_cast<std::size_t>(
                            labels_[row] * dimensions_ + f)];
                        const double difference =
                            static_cast<double>(rows_->at(row, f)) - static_cast<double>(centre);
                        distance += difference * difference;
                    }
                    if (distance > farthest.squared_distance)
                        farthest = {distance, row};
                }
                return farthest;
            });
        Farthest farthest;
        for (const Farthest& partial : partials)
            if (partial.squared_distance > farthest.squared_distance)
                farthest = partial;
        if (!(farthest.squared_distance > 0.0)) {
            const auto used = std::count_if(sizes_.begin(), sizes_.end(),
                                            [](std::size_t size) { return size > 0; });
            throw_too_few_rows(static_cast<int>(sizes_.size()), static_cast<std::size_t>(used));
        }
        move_row(farthest.row, static_cast<std::size_t>(empty - sizes_.begin()));
        combine_chunks();
    }
}

void LloydRun::update() {
    combine_chunks();
    fill_empty_clusters();
    squared_shift_ = move_centres();
    settled_ = std::all_of(chunk_changes_.begin(), chunk_changes_.end(),
                           [](std::size_t changes) { return changes == 0; });
    ++iterations_;
}

bool LloydRun::recompute_exactly() {
    base::for_each_task(rows_->chunks(), [&](std::size_t chunk) {
        kernels().sum_clusters(rows_->chunk(chunk), labels_.data() + rows_->begin(chunk),
                               static_cast<int>(sizes_.size()), chunk_sums(chunk),
                               chunk_sizes(chunk));
    });
    combine_chunks();
    const std::vector<float> before = rounded_centres_;
    move_centres();
    return rounded_centres_ == before;
}

double LloydRun::inertia() const {
    std::vector<double> errors(rows_->chunks());
    base::for_each_task(rows_->chunks(), [&](std::size_t chunk) {
        errors[chunk] = kernels().sum_errors(rows_->chunk(chunk),
                                             labels_.data() + rows_->begin(chunk), centres_.data());
    });
    double inertia = 0.0;
    for (const double error : errors)
        inertia += error;
    return inertia;
}

double LloydRun::rough_inertia(double total) const {
    double between = 0.0;
    for (std::size_t i = 0; i < sums_.size(); ++i)
        between += sums_[i] * centres_[i];
    return total - between;
}

double LloydRun::quick_inertia(double total) const {
    const double inertia = rough_inertia(total);
    return inertia > 0.02 * total ? inertia : this->inertia();
}

std::vector<Label> LloydRun::take_labels() {
    labels_.resize(rows_->rows());
    return std::move(labels_);
}

double total_variance(const features::Matrix& matrix) {
    double variance = 0.0;
    for (const auto& column : matrix.columns)
        variance += column->variance;
    return variance;
}

double shift_tolerance(const features::Matrix& matrix, double tolerance) {
    return tolerance * total_variance(matrix) / static_cast<double>(matrix.dimensions());
}

void iterate(const ChunkedRows& rows, std::span<LloydRun* const> runs) {
    // All runs visit a chunk while it is in the core's cache.
    base::for_each_task(rows.chunks(), [&](std::size_t chunk) {
        for (LloydRun* run : runs)
            run->assign(chunk);
    });
    for (LloydRun* run : runs)
        run->update();
}

void settle(const ChunkedRows& rows, LloydRun& run, int max_iterations, base::Progress& progress) {
    LloydRun* const only[] = {&run};
    for (;;) {
        while (!run.settled() && run.iterations() < max_iterations) {
            progress.checkpoint();
            iterate(rows, only);
        }
        if (run.recompute_exactly() || run.iterations() >= max_iterations)
            return;
        iterate(rows, only);
    }
}

Clustering take_clustering(const features::Matrix& matrix, LloydRun& run, double inertia) {
    Clustering result;
    result.k = static_cast<int>(run.sizes().size());
    result.inertia = inertia;
    result.centres.assign(run.centres().begin(), run.centres().end());
    const std::size_t d = matrix.dimensions();
    for (std::size_t i = 0; i < result.centres.size(); ++i)
        result.centres[i] += matrix.columns[i % d]->offset;
    result.sizes.assign(run.sizes().begin(), run.sizes().end());
    result.iterations = run.iterations();
    result.converged = run.settled();
    result.labels = run.take_labels();
    return result;
}

} // namespace cohortscope::analysis
