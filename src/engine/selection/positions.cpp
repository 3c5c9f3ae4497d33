#include "engine/selection/positions.h"

#include <bit>
#include <memory>
#include <span>
#include <utility>

#include "base/error.h"
#include "engine/selection/shapes.h"

namespace cohortscope::engine {

namespace {

using Words = std::vector<std::uint64_t>;

// Sets the table's bits for one word of positions. `rows`: those of its positions, at most 64.
// Most rows are kept, so that the table's rows mostly stand one behind the other.
void set_rows(std::uint64_t word, std::span<const std::uint32_t> rows, Words& table) {
    if (rows.back() - rows.front() + 1 == rows.size()) {
        const std::size_t shift = rows.front() % 64;
        table[rows.front() / 64] |= word << shift;
        if (shift != 0 && word >> (64 - shift) != 0)
            table[rows.front() / 64 + 1] |= word >> (64 - shift);
        return;
    }
    for (; word != 0; word &= word - 1) {
        const std::uint32_t row = rows[static_cast<std::size_t>(std::countr_zero(word))];
        table[row / 64] |= std::uint64_t{1} << (row % 64);
    }
}

} // namespace

RowSet to_table_rows(const Positions& positions, const features::PreparedRows& rows,
                     std::size_t table_rows) {
    const std::span<const std::uint32_t> all = rows.rows;
    if (positions.empty())
        return RowSet(table_rows);
    ENSURE(positions.size() == (all.size() + 63) / 64 && all.back() < table_rows);
    Words table((table_rows + 63) / 64, 0);
    for (std::size_t w = 0; w < positions.size(); ++w)
        if (positions[w] != 0)
            set_rows(positions[w],
                     all.subspan(w * 64, std::min<std::size_t>(64, all.size() - w * 64)), table);
    return RowSet::of_words(std::move(table), table_rows);
}

std::shared_ptr<const std::vector<std::uint8_t>> membership(const RowSet& set,
                                                            const features::PreparedRows& rows) {
    const auto bytes = std::make_shared<std::vector<std::uint8_t>>(rows.rows.size());
    base::for_each_chunk(bytes->size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
            (*bytes)[i] = set.contains(rows.rows[i]) ? 1 : 0;
    });
    return bytes;
}

} // namespace cohortscope::engine
