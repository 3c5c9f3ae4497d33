#include "report/tables/export_columns.h"

#include <functional>

#include "plot/labels.h"
#include "report/tables/cells.h"

namespace cohortscope::report {

namespace {

using OfCluster = std::function<Cell(std::size_t)>;

void add(Sheet& sheet, SheetColumn column, const OfCluster& cell) {
    sheet.columns.push_back(std::move(column));
    for (std::size_t c = 0; c < sheet.rows.size(); ++c)
        sheet.rows[c].push_back(cell(c));
}

std::string name_in(const schema::ColumnSpec& column, const char* key) {
    return plot::schema_words(column, key, "");
}

void add_clusters(const schema::Schema& schema, const Figures& figures, Sheet& sheet) {
    if (const std::string name = export_name(schema, "export.cluster"); !name.empty())
        add(sheet, {.name = name, .label = "cluster", .kind = CellKind::whole}, whole);
    if (const std::string name = export_name(schema, "export.size"); !name.empty())
        add(sheet, {.name = name, .label = "rows", .kind = CellKind::whole}, [&](std::size_t c) {
            return unless(figures.hidden[c] != 0, static_cast<long long>(figures.sizes[c]));
        });
    if (const std::string name = export_name(schema, "export.percentage"); !name.empty())
        add(sheet, {.name = name, .label = "of all rows", .kind = CellKind::real, .unit = "%"},
            [&](std::size_t c) {
                return unless(figures.hidden[c] != 0, 100.0 *
                                                          static_cast<double>(figures.sizes[c]) /
                                                          static_cast<double>(figures.rows));
            });
}

void add_outcome(const Figures& figures, Sheet& sheet) {
    if (!figures.outcome)
        return;
    const OutcomeFigures& outcome = *figures.outcome;
    if (const std::string name = name_in(*outcome.spec, "export.rate"); !name.empty())
        add(sheet, {.name = name, .label = outcome.spec->label + " rate", .kind = CellKind::share},
            [&](std::size_t c) {
                return rate_cell(outcome.mask, c, outcome.means.clusters[c].mean);
            });
}

Cell dominant(const LevelFigures& levels, std::size_t cluster) {
    const std::size_t named = levels.levels.size() - (levels.other_levels > 0 ? 1 : 0);
    std::size_t best = 0;
    for (std::size_t level = 1; level < named; ++level)
        if (levels.rows(level, cluster) > levels.rows(best, cluster))
            best = level;
    if (named == 0 || levels.mask.at(best, cluster))
        return Suppressed{};
    return levels.levels[best];
}

} // namespace

std::string export_name(const schema::Schema& schema, const std::string& key) {
    for (const schema::ColumnSpec& column : schema.columns)
        if (const auto found = column.keys.find(key); found != column.keys.end())
            return found->second;
    return {};
}

void add_export_columns(const schema::Schema& schema, const Figures& figures, Sheet& sheet) {
    add_clusters(schema, figures, sheet);
    for (const NumberFigures& number : figures.numbers)
        if (const std::string name = name_in(*number.spec, "export.mean"); !name.empty())
            add(sheet,
                {.name = name,
                 .label = "mean " + number.label,
                 .kind = number.kind,
                 .unit = number.unit},
                [&](std::size_t c) { return rate_cell(number.mean, c, number.clusters[c].mean); });
    add_outcome(figures, sheet);
    for (const LevelFigures& levels : figures.levels)
        if (const std::string name = name_in(*levels.spec, "export.dominant"); !name.empty())
            add(sheet, {.name = name, .label = "most frequent " + levels.spec->label},
                [&](std::size_t c) { return dominant(levels, c); });
}

} // namespace cohortscope::report
