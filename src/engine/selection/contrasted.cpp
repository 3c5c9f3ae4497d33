#include "engine/selection/contrasted.h"

#include <algorithm>
#include <vector>

#include "base/parallel.h"
#include "engine/selection/shapes.h"

namespace cohortscope::engine {

namespace {

using analysis::Side;
using Flags = std::shared_ptr<const std::vector<std::uint8_t>>;

std::size_t used(const std::vector<std::uint8_t>& flags) {
    return static_cast<std::size_t>(std::ranges::count(flags, std::uint8_t{1}));
}

// 1 of the first set, 2 of the second, 0 of both and of neither.
std::vector<Side> sides_of(const std::vector<std::uint8_t>& first,
                           const std::vector<std::uint8_t>* second) {
    std::vector<Side> sides(first.size());
    base::for_each_chunk(first.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const int a = first[row];
            const int b = second != nullptr ? (*second)[row] : 1 - a;
            sides[row] = static_cast<Side>(a == b ? 0 : a + 2 * b);
        }
    });
    return sides;
}

} // namespace

std::shared_ptr<const Contrasted> contrasted_in(const Result& result, const Contrasting& of,
                                                const std::shared_ptr<const RowSet>& first,
                                                const analysis::ContrastRanks& ranks,
                                                const base::Progress* progress) {
    auto made = std::make_shared<Contrasted>();
    made->of = of;
    made->first = first;
    made->rows = result.prepared.rows;
    const Flags a = membership(*first, *made->rows);
    const Flags b = of.second ? membership(*of.second, *made->rows) : nullptr;
    made->contrast = analysis::contrast(*made->rows, ranks, sides_of(*a, b.get()), progress);
    const std::size_t first_used = used(*a);
    made->unused[0] = first->count() - first_used;
    made->in_both = first_used - made->contrast.rows[0];
    if (of.second)
        made->unused[1] = of.second->count() - used(*b);
    return made;
}

} // namespace cohortscope::engine
