#include "analysis/contrast/side_counts.h"

#include <algorithm>

#include "base/error.h"
#include "base/parallel.h"
#include "base/progress.h"

namespace cohortscope::analysis {

namespace {

constexpr std::size_t kPartRows = 1 << 16; // of one task at least: a fraction of a millisecond
constexpr std::size_t kMostParts = 8;
constexpr std::size_t kSides = 4; // cells a code: neither, first, second, unused

using Cells = std::vector<std::uint32_t>; // code · kSides + side

template <class Code>
void count_codes(std::span<const Code> codes, std::span<const Side> sides, Cells& cells) {
    std::uint32_t* counts = cells.data();
    for (std::size_t row = 0; row < codes.size(); ++row)
        ++counts[static_cast<std::size_t>(codes[row]) * kSides + sides[row]];
}

// Parts of the rows that are counted apart, each into a table that is small beside them.
std::size_t parts_of(std::size_t rows, std::size_t size) {
    const std::size_t least = std::max(kPartRows, 4 * kSides * size);
    return std::clamp<std::size_t>(rows / least, 1, kMostParts);
}

Cells count_part(const CountedColumn& column, std::span<const Side> sides, std::size_t part,
                 std::size_t parts) {
    const std::size_t begin = sides.size() * part / parts;
    const std::size_t length = sides.size() * (part + 1) / parts - begin;
    Cells cells((column.size + 1) * kSides); // one more for NaN
    if (column.numbers != nullptr)
        count_codes(std::span(column.numbers->codes).subspan(begin, length),
                    sides.subspan(begin, length), cells);
    else
        count_codes(column.codes.subspan(begin, length), sides.subspan(begin, length), cells);
    return cells;
}

// Along the order of the values: the rows are reached in turn, their sides lie in the cache.
void count_in_order(const RankedNumbers& numbers, std::span<const Side> sides, PairCounts& pairs) {
    base::for_each_chunk(pairs.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t code = chunk.begin; code < chunk.end; ++code) {
            std::array<std::uint32_t, kSides> counts{};
            for (std::uint32_t at = numbers.begins[code]; at < numbers.begins[code + 1]; ++at)
                ++counts[sides[numbers.order[at]]];
            pairs[code] = {counts[1], counts[2]};
        }
    });
}

struct Part {
    std::size_t column = 0, part = 0, parts = 1;
    Cells cells = {};
};

} // namespace

std::vector<PairCounts> count_sides(std::span<const CountedColumn> columns,
                                    std::span<const Side> sides, const base::Progress* progress) {
    std::vector<PairCounts> result(columns.size());
    std::vector<Part> tasks;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        result[i].resize(columns[i].size);
        const bool ordered = columns[i].numbers != nullptr && !columns[i].numbers->begins.empty();
        const std::size_t parts = ordered ? 1 : parts_of(sides.size(), columns[i].size);
        for (std::size_t part = 0; part < parts; ++part)
            tasks.push_back({i, part, parts});
    }
    base::for_each_task(tasks.size(), [&](std::size_t index) {
        if (progress != nullptr)
            progress->checkpoint();
        Part& task = tasks[index];
        const CountedColumn& column = columns[task.column];
        if (column.numbers != nullptr && !column.numbers->begins.empty())
            count_in_order(*column.numbers, sides, result[task.column]);
        else
            task.cells = count_part(column, sides, task.part, task.parts);
    });
    for (const Part& task : tasks)
        for (std::size_t code = 0; code + 1 < task.cells.size() / kSides; ++code)
            for (std::size_t side = 0; side < 2; ++side)
                result[task.column][code][side] += task.cells[code * kSides + side + 1];
    return result;
}

} // namespace cohortscope::analysis
