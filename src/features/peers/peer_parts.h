// The rows in parts by their two names: a part's groups of peers fit into the cache, and no group
// is cut.
#pragma once

#include <cstdint>
#include <vector>

#include "base/buffer.h"
#include "base/parallel.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::features {

// 2^64 / golden ratio, odd: a product with it has the number's bits spread over its upper ones.
inline constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15ULL;

struct Peer {
    std::uint64_t names; // codes of the outer and the inner name
    double number;
    double measure;
};

// Each row has a place: part by part, rows of a part ascending. The same on any number of threads.
struct PeerParts {
    int bits = 0;                                         // 2^bits parts, by the names' hash
    std::vector<std::vector<std::uint32_t>> first_places; // of each chunk's rows in each part
    std::vector<std::uint32_t> begins;                    // parts + 1; places
    base::Buffer<Peer> peers;                             // n, by place

    std::size_t count() const { return std::size_t{1} << bits; }
    std::size_t part_of(std::uint64_t names) const {
        return bits == 0 ? 0 : static_cast<std::size_t>((names * kSpread) >> (64 - bits));
    }
};

// Rows of a chunk of these passes: many parts each take some of them.
inline constexpr std::size_t kPartingRows = 2 * base::kChunkRows;

// What the peers are told by.
struct PeerColumns {
    const NamesSlot& outer;
    const NamesSlot& inner;
    const Column<double>& number;
    const Column<double>& measure;

    std::uint64_t names_of(std::size_t row) const {
        return std::uint64_t{static_cast<std::uint32_t>(outer.text.codes[row])} << 32 |
               static_cast<std::uint32_t>(inner.text.codes[row]);
    }
};

PeerParts part_peers(const PeerColumns& columns);

// Calls body(row, place) for the rows of a chunk of kPartingRows, ascending.
template <class Body>
void for_each_place(const PeerParts& parts, const PeerColumns& columns, const base::Chunk& chunk,
                    const Body& body) {
    std::vector<std::uint32_t> next = parts.first_places[chunk.index];
    for (std::size_t row = chunk.begin; row < chunk.end; ++row)
        body(row, next[parts.part_of(columns.names_of(row))]++);
}

} // namespace cohortscope::features
