#include "features/peers/peer_parts.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace cohortscope::features {

namespace {

constexpr std::size_t kRowsPerPart = 2048;
constexpr int kMostBits = 10; // as many streams as a pass may write at once

} // namespace

PeerParts part_peers(const PeerColumns& columns) {
    const std::size_t n = columns.measure.size();
    PeerParts parts;
    parts.bits = std::min(static_cast<int>(std::bit_width(n / kRowsPerPart)), kMostBits);
    parts.peers.resize(n);
    using Counts = std::vector<std::uint32_t>;
    parts.first_places = base::map_chunks<Counts>(n, kPartingRows, [&](const base::Chunk& chunk) {
        Counts counts(parts.count(), 0);
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            ++counts[parts.part_of(columns.names_of(row))];
        return counts;
    });
    std::uint32_t next = 0;
    parts.begins.push_back(0);
    for (std::size_t part = 0; part < parts.count(); ++part) {
        for (Counts& places : parts.first_places)
            next += std::exchange(places[part], next);
        parts.begins.push_back(next);
    }
    base::for_each_chunk(n, kPartingRows, [&](const base::Chunk& chunk) {
        const double* number = columns.number.data();
        const double* measure = columns.measure.data();
        for_each_place(parts, columns, chunk, [&](std::size_t row, std::uint32_t place) {
            parts.peers[place] = {columns.names_of(row), number[row], measure[row]};
        });
    });
    return parts;
}

} // namespace cohortscope::features
