#include <algorithm>
#include <array>

#include "analysis/silhouette/silhouette_tiles.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

// Sums the distances between the rows of two tiles, each pair once, for both sides.
class PairOfTiles {
  public:
    PairOfTiles(const SumTask& task, const Tiles& tiles, DistanceSums& result)
        : task_(task), tiles_(tiles), kernels_(distance_kernels()), result_(result) {}

    // Rows of `lanes` to clusters of `others`, and the other way round.
    void sum(std::size_t lanes, std::size_t others) {
        for (const Piece& piece : tiles_.pieces(lanes)) {
            other_sums_.fill(0.0);
            sum_piece(piece, others);
            take_other_sums(piece, others);
        }
    }

    // Of one tile with itself every pair is computed twice, which is simpler.
    void sum_within(std::size_t tile) {
        for (const Piece& piece : tiles_.pieces(tile))
            sum_piece(piece, tile);
    }

  private:
    void sum_piece(const Piece& piece, std::size_t others) {
        for (const TileBlock& block : tiles_.blocks(piece))
            for (const Piece& other : tiles_.pieces(others))
                sum_block(block, other, tiles_.begin(others));
    }

    void sum_block(const TileBlock& block, const Piece& other, std::size_t others_begin) {
        std::array<double, kDistanceBlock> sums{};
        for (const TileRun& run : tiles_.runs(other))
            kernels_.sum_distances(block.block, run.run, sums.data(),
                                   other_sums_.data() +
                                       (run.begin - others_begin) * kDistanceParts);
        const auto rows = static_cast<std::size_t>(block.block.groups) * kDistanceLanes;
        add(other.cell, block.begin, std::span(sums).first(rows));
    }

    // What the block sides have left for the rows of `others`: distances to the cell of `piece`.
    void take_other_sums(const Piece& piece, std::size_t others) {
        std::array<double, kTileSlots> sums;
        const std::size_t size = tiles_.size(others);
        for (std::size_t i = 0; i < size; ++i) {
            const double* parts = other_sums_.data() + i * kDistanceParts;
            sums[i] = (parts[0] + parts[2]) + (parts[1] + parts[3]);
        }
        add(piece.cell, tiles_.begin(others), std::span(sums).first(size));
    }

    // Distances of the rows from slot `begin` on to one cell, for every labelling.
    void add(std::size_t cell, std::size_t begin, std::span<const double> sums) {
        const std::size_t labellings = task_.clusters.first.size();
        for (std::size_t l = 0; l < labellings; ++l) {
            const std::size_t cluster =
                task_.clusters.first[l] + task_.cells.labels[cell * labellings + l];
            double* to = result_.sums.data() + cluster * result_.stride + begin;
            for (std::size_t i = 0; i < sums.size(); ++i)
                to[i] += sums[i];
        }
    }

    const SumTask& task_;
    const Tiles& tiles_;
    const DistanceKernels& kernels_;
    DistanceSums& result_;
    std::array<double, kTileSlots * kDistanceParts> other_sums_{};
};

} // namespace

// Every pair of tiles once, in rounds of pairs that share no tile (a round-robin tournament by the
// circle method): a round's pairs run in any order on any thread, and still every row's sums take
// what the rounds bring in the same order.
DistanceSums sum_distances_fast(const SumTask& task) {
    Tiles tiles(task);
    DistanceSums result{tiles.slots(), std::vector<double>(task.clusters.count * tiles.slots()),
                        tiles.take_slots()};
    const std::size_t players = (tiles.count() + 1) / 2 * 2; // an odd one out pauses
    const std::size_t rounds = std::max<std::size_t>(players, 1) - 1;
    for (std::size_t round = 0; round < rounds; ++round)
        base::for_each_task(players / 2, [&](std::size_t pair) {
            task.checkpoint(static_cast<double>(round) / static_cast<double>(rounds));
            const std::size_t one = (round + pair) % rounds;
            const std::size_t other = pair == 0 ? rounds : (round + rounds - pair) % rounds;
            if (std::max(one, other) < tiles.count())
                PairOfTiles(task, tiles, result).sum(one, other);
        });
    base::for_each_task(tiles.count(), [&](std::size_t tile) {
        task.checkpoint(1.0);
        PairOfTiles(task, tiles, result).sum_within(tile);
    });
    return result;
}

} // namespace cohortscope::analysis
