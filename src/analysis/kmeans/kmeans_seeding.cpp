#include "analysis/kmeans/kmeans_seeding.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "base/error.h"
#include "base/random.h"

namespace cohortscope::analysis {

namespace {

// 2 + ⌊ln k⌋; the powers of e between the whole numbers up to 50.
int candidates_a_step(int k) {
    int count = 2;
    for (const int power : {3, 8, 21})
        count += k >= power;
    return count;
}

// One restart on its way: its centres so far and every row's distance to the nearest of them. The
// newest centre is not yet in `distances`: the next pass takes it in.
struct Seeder {
    base::Random random;
    std::vector<float> centres;         // k × d
    std::vector<float> distances;       // padded rows; 0 behind the last row
    std::vector<double> potentials;     // chunks: Σ of distances with every centre taken in
    std::vector<float> candidates;      // candidates × d
    std::vector<double> candidate_sums; // chunks × candidates
};

class BatchSeeding {
  public:
    BatchSeeding(const ChunkedRows& rows, const Seeding& seeding);

    std::vector<float> run(base::Progress& progress);

  private:
    void draw_first(Seeder& seeder);
    void draw_candidates(Seeder& seeder, int chosen);
    std::size_t draw_row(Seeder& seeder, double total, const float* newest);
    void weigh(int chosen);
    void choose(Seeder& seeder, int chosen);
    float* centre(Seeder& seeder, int j) const {
        return seeder.centres.data() + j * rows_.dimensions();
    }
    void copy_row(std::size_t row, float* to) const;

    const ChunkedRows& rows_;
    const Kernels& kernels_;
    int k_;
    int candidate_count_;
    std::vector<Seeder> seeders_;
};

BatchSeeding::BatchSeeding(const ChunkedRows& rows, const Seeding& seeding)
    : rows_(rows), kernels_(kernels()), k_(seeding.k),
      candidate_count_(candidates_a_step(seeding.k)) {
    const auto d = static_cast<std::size_t>(rows.dimensions());
    const auto count = static_cast<std::size_t>(candidate_count_);
    for (int r = 0; r < seeding.restarts; ++r) {
        const auto stream = static_cast<std::uint64_t>(seeding.first_restart + r);
        Seeder seeder{base::Random(seeding.seed, stream), {}, {}, {}, {}, {}};
        seeder.centres.resize(static_cast<std::size_t>(k_) * d);
        seeder.distances.resize(rows.padded_rows());
        seeder.potentials.resize(rows.chunks());
        seeder.candidates.resize(count * d);
        seeder.candidate_sums.resize(rows.chunks() * count);
        seeders_.push_back(std::move(seeder));
    }
}

void BatchSeeding::copy_row(std::size_t row, float* to) const {
    for (int f = 0; f < rows_.dimensions(); ++f)
        to[f] = rows_.at(row, f);
}

void BatchSeeding::draw_first(Seeder& seeder) {
    copy_row(seeder.random.below(rows_.rows()), centre(seeder, 0));
    std::fill_n(seeder.distances.begin(), rows_.rows(), std::numeric_limits<float>::max());
}

// The row where the running sum of the potential passes a uniform draw: first the chunk, then the
// row within. A row at distance 0 is never drawn.
std::size_t BatchSeeding::draw_row(Seeder& seeder, double total, const float* newest) {
    double left = seeder.random.uniform() * total;
    std::size_t chunk = 0;
    std::size_t last = 0; // the last chunk with anything in it, should rounding lead past all
    for (; chunk < rows_.chunks(); ++chunk) {
        if (seeder.potentials[chunk] > 0.0)
            last = chunk;
        if (left < seeder.potentials[chunk])
            break;
        left -= seeder.potentials[chunk];
    }
    chunk = std::min(chunk, last);
    const KernelRows rows = rows_.chunk(chunk);
    float* distances = seeder.distances.data() + rows_.begin(chunk);
    kernels_.lower_distances(rows, newest, distances);
    std::size_t drawn = 0;
    for (std::size_t i = 0; i < rows.rows; ++i) {
        if (distances[i] <= 0.0f)
            continue;
        drawn = i;
        left -= static_cast<double>(distances[i]);
        if (left < 0.0)
            break;
    }
    return rows_.begin(chunk) + drawn;
}

// `chosen` centres stand; their last is the one that `distances` lacks.
void BatchSeeding::draw_candidates(Seeder& seeder, int chosen) {
    double total = 0.0;
    for (const double potential : seeder.potentials)
        total += potential;
    if (!(total > 0.0))
        throw_too_few_rows(k_, static_cast<std::size_t>(chosen));
    for (int c = 0; c < candidate_count_; ++c)
        copy_row(draw_row(seeder, total, centre(seeder, chosen - 1)),
                 seeder.candidates.data() + c * rows_.dimensions());
}

void BatchSeeding::weigh(int chosen) {
    base::for_each_task(rows_.chunks(), [&](std::size_t chunk) {
        const std::size_t begin = rows_.begin(chunk);
        for (Seeder& seeder : seeders_) {
            const float* newest = centre(seeder, chosen - 1);
            float* distances = seeder.distances.data() + begin;
            double* sums =
                seeder.candidate_sums.data() + chunk * static_cast<std::size_t>(candidate_count_);
            kernels_.weigh_candidates(rows_.chunk(chunk), newest, distances,
                                      seeder.candidates.data(), candidate_count_, sums);
        }
    });
}

void BatchSeeding::choose(Seeder& seeder, int chosen) {
    const auto count = static_cast<std::size_t>(candidate_count_);
    std::size_t best = 0;
    double best_total = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < count; ++c) {
        double total = 0.0;
        for (std::size_t chunk = 0; chunk < rows_.chunks(); ++chunk)
            total += seeder.candidate_sums[chunk * count + c];
        if (total < best_total) {
            best_total = total;
            best = c;
        }
    }
    for (std::size_t chunk = 0; chunk < rows_.chunks(); ++chunk)
        seeder.potentials[chunk] = seeder.candidate_sums[chunk * count + best];
    const float* winner = seeder.candidates.data() + static_cast<int>(best) * rows_.dimensions();
    std::copy_n(winner, rows_.dimensions(), centre(seeder, chosen));
}

std::vector<float> BatchSeeding::run(base::Progress& progress) {
    progress.checkpoint();
    for (Seeder& seeder : seeders_)
        draw_first(seeder);
    base::for_each_task(rows_.chunks(), [&](std::size_t chunk) {
        for (Seeder& seeder : seeders_)
            seeder.potentials[chunk] =
                kernels_.lower_distances(rows_.chunk(chunk), centre(seeder, 0),
                                         seeder.distances.data() + rows_.begin(chunk));
    });
    for (int chosen = 1; chosen < k_; ++chosen) {
        progress.checkpoint();
        base::for_each_task(seeders_.size(),
                            [&](std::size_t r) { draw_candidates(seeders_[r], chosen); });
        weigh(chosen);
        for (Seeder& seeder : seeders_)
            choose(seeder, chosen);
    }
    std::vector<float> all;
    for (const Seeder& seeder : seeders_)
        all.insert(all.end(), seeder.centres.begin(), seeder.centres.end());
    return all;
}

} // namespace

std::vector<float> seed_centres(const ChunkedRows& rows, const Seeding& seeding,
                                base::Progress& progress) {
    ENSURE(candidates_a_step(seeding.k) <= kMaximumCandidates);
    return BatchSeeding(rows, seeding).run(progress);
}

} // namespace cohortscope::analysis
