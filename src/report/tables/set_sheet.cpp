#include "report/tables/set_sheet.h"

#include "report/tables/cells.h"

namespace cohortscope::report {

namespace {

// 2 × k: rows in the set, and rows outside.
CountTable counts_of(const engine::NamedSet& set, const engine::Result& result, std::size_t k) {
    CountTable table{2, k, std::vector<std::size_t>(2 * k), {}};
    const features::Column<std::uint32_t>& rows = result.prepared.rows->rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool inside = set.rows != nullptr && set.rows->contains(rows[i]);
        ++table.counts[(inside ? 0 : k) + result.clustering->labels[i]];
    }
    return table;
}

void add_set(const engine::NamedSet& set, const engine::Result& result, const Figures& figures,
             Sheet& sheet) {
    const std::size_t k = figures.k();
    CountTable table = counts_of(set, result, k);
    const CountMask mask = mask_of(table, figures.sizes, figures.hidden, figures.smallest);
    std::size_t all = 0;
    for (std::size_t c = 0; c < k; ++c)
        all += table.counts[c];
    const bool hidden = mask.at(0, k) || mask.at(1, k);
    std::vector<Cell> row = {
        set.name, set.origin, unless(hidden, static_cast<long long>(all)),
        unless(hidden, static_cast<double>(all) / static_cast<double>(figures.rows))};
    for (std::size_t c = 0; c < k; ++c)
        row.push_back(unless(mask.at(0, c), static_cast<long long>(table.counts[c])));
    sheet.rows.push_back(std::move(row));
}

} // namespace

Sheet set_sheet(const engine::Result& result, const Figures& figures,
                std::span<const engine::NamedSet> sets) {
    Sheet sheet{.name = "sets",
                .title = "Rows that were selected, by cluster",
                .notes = {small_cells_rule(figures.smallest)},
                .columns = {{.name = "set", .label = "set"},
                            {.name = "origin", .label = "how it was selected"},
                            {.name = "rows", .label = "rows", .kind = CellKind::whole},
                            {.name = "share", .label = "share", .kind = CellKind::share}},
                .rows = {}};
    for (std::size_t c = 0; c < figures.k(); ++c)
        sheet.columns.push_back({.name = "cluster_" + std::to_string(c),
                                 .label = figures.names[c],
                                 .kind = CellKind::whole});
    for (const engine::NamedSet& set : sets)
        add_set(set, result, figures, sheet);
    name_hidden(sheet);
    return sheet;
}

} // namespace cohortscope::report
