// Merged rows laid out for the distance kernels, and cut into tiles.
#pragma once

#include "analysis/kernels/distance_kernels.h"
#include "analysis/silhouette/silhouette_sums.h"

namespace cohortscope::analysis {

// Slots of a tile: a pair of tiles is about a million distances, half a millisecond.
inline constexpr std::size_t kTileSlots = 1024;

// The slots of one cell in one tile. Real rows come first, then those of padding.
struct Piece {
    std::size_t cell;
    std::size_t begin; // first slot, a multiple of 16
    std::size_t rows;  // real ones
    std::size_t end() const { return begin + padded(); }
    std::size_t padded() const {
        return (rows + kDistanceLanes - 1) / kDistanceLanes * kDistanceLanes;
    }
};

// Rows of a piece as kernels read them, broadcast or as lanes.
struct TileRun {
    std::size_t begin; // slot
    DistanceRun run;
};
struct TileBlock {
    std::size_t begin; // slot
    DistanceBlock block;
};

// Everything by slot; cells begin at multiples of 16 slots and the slots between are padding, with
// coordinates and weight 0. Pointers in runs and blocks lead into this object, so it stays where it
// is.
class Tiles {
  public:
    explicit Tiles(const SumTask& task);
    Tiles(const Tiles&) = delete;
    Tiles& operator=(const Tiles&) = delete;

    std::size_t slots() const { return weights_.size(); }
    std::size_t count() const { return (slots() + kTileSlots - 1) / kTileSlots; }
    std::size_t begin(std::size_t tile) const { return tile * kTileSlots; }
    std::size_t size(std::size_t tile) const;

    std::span<const Piece> pieces(std::size_t tile) const;
    std::span<const TileRun> runs(const Piece& piece) const;
    std::span<const TileBlock> blocks(const Piece& piece) const;

    // Takes the slots of the merged rows; once.
    std::vector<std::uint32_t> take_slots() { return std::move(slot_); }

  private:
    void place(const SilhouetteCells& cells);
    void copy_values(const SumTask& task);
    void cut_pieces(const SilhouetteCells& cells);
    void cut_runs(const Piece& piece);
    void cut_blocks(const Piece& piece);

    std::size_t dimensions_;
    std::vector<std::uint32_t> slot_;    // m
    std::vector<float> weights_;         // slots
    std::vector<float> columns_;         // d × slots
    std::vector<float> points_;          // slots × d
    std::vector<const float*> pointers_; // slots / 16 × d: the columns at every group
    std::vector<Piece> pieces_;
    std::vector<std::size_t> tile_pieces_; // tiles + 1: first piece of each
    std::vector<TileRun> runs_;
    std::vector<TileBlock> blocks_;
    std::vector<std::size_t> piece_runs_, piece_blocks_; // pieces + 1: first one of each
};

} // namespace cohortscope::analysis
