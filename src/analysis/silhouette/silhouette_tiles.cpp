#include "analysis/silhouette/silhouette_tiles.h"

#include <algorithm>

namespace cohortscope::analysis {

namespace {

std::size_t padded(std::size_t rows) {
    return (rows + kDistanceLanes - 1) / kDistanceLanes * kDistanceLanes;
}

} // namespace

std::size_t count_slots(const SilhouetteCells& cells) {
    std::size_t slots = 0;
    for (std::size_t cell = 0; cell < cells.count(); ++cell)
        slots += padded(cells.first[cell + 1] - cells.first[cell]);
    return slots;
}

Tiles::Tiles(const SumTask& task)
    : dimensions_(task.matrix.dimensions()), slot_(task.cells.merged_rows()),
      weights_(count_slots(task.cells)) {
    place(task.cells);
    copy_values(task);
    cut_pieces(task.cells);
}

void Tiles::place(const SilhouetteCells& cells) {
    std::size_t slot = 0;
    for (std::size_t cell = 0; cell < cells.count(); ++cell) {
        for (std::size_t i = cells.first[cell]; i < cells.first[cell + 1]; ++i, ++slot) {
            slot_[i] = static_cast<std::uint32_t>(slot);
            weights_[slot] = static_cast<float>(cells.weight[i]);
        }
        slot = padded(slot);
    }
}

void Tiles::copy_values(const SumTask& task) {
    columns_.resize(dimensions_ * slots());
    points_.resize(dimensions_ * slots());
    const double scale = unit_scale(task.matrix);
    for (std::size_t f = 0; f < dimensions_; ++f)
        for (std::size_t i = 0; i < slot_.size(); ++i) {
            const float from = task.matrix.columns[f]->values[task.cells.row[i]];
            const auto value = static_cast<float>(static_cast<double>(from) * scale);
            columns_[f * slots() + slot_[i]] = value;
            points_[slot_[i] * dimensions_ + f] = value;
        }
    for (std::size_t slot = 0; slot < slots(); slot += kDistanceLanes)
        for (std::size_t f = 0; f < dimensions_; ++f)
            pointers_.push_back(columns_.data() + f * slots() + slot);
}

void Tiles::cut_pieces(const SilhouetteCells& cells) {
    tile_pieces_.push_back(0);
    for (std::size_t cell = 0; cell < cells.count(); ++cell) {
        std::size_t left = cells.first[cell + 1] - cells.first[cell];
        std::size_t slot = slot_[cells.first[cell]];
        while (left > 0) {
            if (slot / kTileSlots == tile_pieces_.size())
                tile_pieces_.push_back(pieces_.size());
            const std::size_t rows = std::min(left, kTileSlots - slot % kTileSlots);
            pieces_.push_back({cell, slot, rows});
            slot += rows;
            left -= rows;
        }
    }
    tile_pieces_.push_back(pieces_.size());
    for (const Piece& piece : pieces_) {
        piece_runs_.push_back(runs_.size());
        cut_runs(piece);
        piece_blocks_.push_back(blocks_.size());
        cut_blocks(piece);
    }
    piece_runs_.push_back(runs_.size());
    piece_blocks_.push_back(blocks_.size());
}

void Tiles::cut_runs(const Piece& piece) {
    const std::size_t end = piece.begin + piece.rows;
    for (std::size_t slot = piece.begin; slot < end;) {
        std::size_t next = slot + 1;
        while (next < end && weights_[next] == weights_[slot])
            ++next;
        const auto weight = static_cast<double>(weights_[slot]);
        runs_.push_back({slot, {points_.data() + slot * dimensions_, next - slot, weight}});
        slot = next;
    }
}

void Tiles::cut_blocks(const Piece& piece) {
    for (std::size_t slot = piece.begin; slot < piece.end(); slot += kDistanceBlock) {
        const std::size_t rows = std::min(kDistanceBlock, piece.end() - slot);
        const float* weights = weights_.data() + slot;
        const bool even =
            rows == kDistanceBlock &&
            std::all_of(weights, weights + rows, [&](float w) { return w == weights[0]; });
        blocks_.push_back(
            {slot,
             {pointers_.data() + slot / kDistanceLanes * dimensions_, static_cast<int>(dimensions_),
              static_cast<int>(rows / kDistanceLanes), even ? nullptr : weights,
              even ? static_cast<double>(weights[0]) : 1.0}});
    }
}

std::size_t Tiles::size(std::size_t tile) const {
    return std::min(kTileSlots, slots() - begin(tile));
}

std::span<const Piece> Tiles::pieces(std::size_t tile) const {
    return std::span(pieces_).subspan(tile_pieces_[tile],
                                      tile_pieces_[tile + 1] - tile_pieces_[tile]);
}

std::span<const TileRun> Tiles::runs(const Piece& piece) const {
    const auto index = static_cast<std::size_t>(&piece - pieces_.data());
    return std::span(runs_).subspan(piece_runs_[index],
                                    piece_runs_[index + 1] - piece_runs_[index]);
}

std::span<const TileBlock> Tiles::blocks(const Piece& piece) const {
    const auto index = static_cast<std::size_t>(&piece - pieces_.data());
    return std::span(blocks_).subspan(piece_blocks_[index],
                                      piece_blocks_[index + 1] - piece_blocks_[index]);
}

} // namespace cohortscope::analysis
