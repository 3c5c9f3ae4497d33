#include "report/tables/level_figures.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace cohortscope::report {

namespace {

// codes × k.
std::vector<std::size_t> count_codes(const features::NamesSlot& slot,
                                     const analysis::Clustering& clustering) {
    const auto k = static_cast<std::size_t>(clustering.k);
    std::vector<std::size_t> counts(slot.name_rows.size() * k);
    for (std::size_t row = 0; row < clustering.labels.size(); ++row)
        ++counts[static_cast<std::size_t>(slot.text.codes[row]) * k + clustering.labels[row]];
    return counts;
}

// The codes with the most rows by `rows_of`, at most `most`; equal ones in byte order. Those
// without rows are left out.
template <class RowsOf>
std::vector<std::size_t> leading(std::size_t codes, std::size_t most, const RowsOf& rows_of) {
    std::vector<std::size_t> order(codes);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::size_t shown = std::min(most, codes);
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(shown),
                              [&](std::size_t a, std::size_t b) {
                                  const std::size_t of_a = rows_of(a), of_b = rows_of(b);
                                  return of_a != of_b ? of_a > of_b : a < b;
                              });
    order.resize(shown);
    std::erase_if(order, [&](std::size_t code) { return rows_of(code) == 0; });
    return order;
}

} // namespace

LevelFigures level_figures(const features::NamesSlot& slot, const analysis::Clustering& clustering,
                           const Figures& figures) {
    const std::size_t k = figures.k(), codes = slot.name_rows.size();
    const std::vector<std::size_t> counts = count_codes(slot, clustering);
    const auto all_rows = [&](std::size_t code) { return std::size_t{slot.name_rows[code]}; };
    std::set<std::size_t> chosen;
    for (const std::size_t code : leading(codes, kLeadingLevels, all_rows))
        chosen.insert(code);
    for (std::size_t c = 0; c < k; ++c)
        for (const std::size_t code : leading(
                 codes, kLeadingInCluster, [&](std::size_t code) { return counts[code * k + c]; }))
            chosen.insert(code);
    // That anybody has the level would tell of too few as well.
    std::erase_if(chosen,
                  [&](std::size_t code) { return is_small(all_rows(code), figures.smallest); });
    LevelFigures made;
    made.spec = slot.spec;
    std::vector<std::size_t> others = figures.sizes;
    for (const std::size_t code : leading(codes, codes, all_rows)) {
        if (!chosen.contains(code)) {
            ++made.other_levels;
            continue;
        }
        made.levels.emplace_back(slot.text.names->at(code));
        for (std::size_t c = 0; c < k; ++c) {
            made.table.counts.push_back(counts[code * k + c]);
            others[c] -= counts[code * k + c];
        }
    }
    if (made.other_levels > 0) {
        made.levels.emplace_back();
        made.table.counts.insert(made.table.counts.end(), others.begin(), others.end());
    }
    made.table.rows = made.levels.size();
    made.table.columns = k;
    made.mask = mask_of(made.table, figures.sizes, figures.hidden, figures.smallest);
    return made;
}

} // namespace cohortscope::report
