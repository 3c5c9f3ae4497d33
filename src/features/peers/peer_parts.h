// The rows in parts by company and role: a part's groups of peers fit into the cache, and no group
// is cut.
#pragma once

#include <cstdint>
#include <vector>

#include "base/buffer.h"
#include "base/parallel.h"
#include "features/rows/learners.h"

namespace cohortscope::features {

// 2^64 / golden ratio, odd: a product with it has the number's bits spread over its upper ones.
inline constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15ULL;

struct Peer {
    std::uint64_t names; // codes of company and role
    double years;
    double ctc;
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

PeerParts part_peers(const Learners& learners);

inline std::uint64_t names_of(const Learners& learners, std::size_t row) {
    return std::uint64_t{static_cast<std::uint32_t>(learners.company.codes[row])} << 32 |
           static_cast<std::uint32_t>(learners.role.codes[row]);
}

// Calls body(row, place) for the rows of a chunk of kPartingRows, ascending.
template <class Body>
void for_each_place(const PeerParts& parts, const Learners& learners, const base::Chunk& chunk,
                    const Body& body) {
    std::vector<std::uint32_t> next = parts.first_places[chunk.index];
    for (std::size_t row = chunk.begin; row < chunk.end; ++row)
        body(row, next[parts.part_of(names_of(learners, row))]++);
}

} // namespace cohortscope::features
