#include "report/tables/profile_sheets.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "plot/labels.h"
#include "report/tables/cells.h"
#include "report/tables/export_columns.h"

namespace cohortscope::report {

namespace {

struct NumberPart {
    const char* name;
    const char* label;
    double (*of)(const analysis::NumberProfile&);
};
constexpr std::array<NumberPart, 6> kNumberParts = {{
    {"mean", "mean", [](const analysis::NumberProfile& p) { return p.mean; }},
    {"median", "median", [](const analysis::NumberProfile& p) { return p.median; }},
    {"median_low", "median, low end of 95 %",
     [](const analysis::NumberProfile& p) { return p.median_interval.low; }},
    {"median_high", "median, high end of 95 %",
     [](const analysis::NumberProfile& p) { return p.median_interval.high; }},
    {"q1", "first quartile", [](const analysis::NumberProfile& p) { return p.q1; }},
    {"q3", "third quartile", [](const analysis::NumberProfile& p) { return p.q3; }},
}};

double ratio(std::size_t part, std::size_t all) {
    return static_cast<double>(part) / static_cast<double>(all);
}

bool is_mean(const NumberPart& part) { return &part == kNumberParts.data(); }

Cell part_cell(const Figures& figures, const NumberFigures& number, const NumberPart& part,
               std::size_t cluster) {
    const double value = part.of(number.clusters[cluster]);
    return is_mean(part) ? rate_cell(number.mean, cluster, value)
                         : unless(figures.hidden[cluster] != 0, value);
}

void add_numbers(const Figures& figures, Sheet& sheet) {
    for (const NumberFigures& number : figures.numbers)
        for (const NumberPart& part : kNumberParts) {
            sheet.columns.push_back({.name = number.name + "_" + part.name,
                                     .label = number.label + ", " + part.label,
                                     .kind = number.kind,
                                     .unit = number.unit});
            for (std::size_t c = 0; c < figures.k(); ++c)
                sheet.rows[c].push_back(part_cell(figures, number, part, c));
        }
}

// The cluster's levels, the most frequent first, equal ones in the list's order; the others
// together are none.
std::vector<std::size_t> top_levels(const LevelFigures& levels, std::size_t cluster) {
    std::vector<std::size_t> order(levels.levels.size() - (levels.other_levels > 0 ? 1 : 0));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return levels.rows(a, cluster) > levels.rows(b, cluster);
    });
    std::erase_if(order, [&](std::size_t level) { return levels.rows(level, cluster) == 0; });
    return order;
}

std::size_t rows_of_level(const LevelFigures& levels, std::size_t level) {
    std::size_t rows = 0;
    for (std::size_t c = 0; c < levels.table.columns; ++c)
        rows += levels.rows(level, c);
    return rows;
}

// Share within the cluster over the share within all rows.
double lift_of(const Figures& figures, const LevelFigures& levels, std::size_t level,
               std::size_t cluster) {
    return ratio(levels.rows(level, cluster), figures.sizes[cluster]) /
           ratio(rows_of_level(levels, level), figures.rows);
}

void add_levels(const Figures& figures, Sheet& sheet) {
    for (const LevelFigures& levels : figures.levels) {
        const std::string& name = levels.spec->name;
        const std::string& label = levels.spec->label;
        const std::size_t named = levels.levels.size() - (levels.other_levels > 0 ? 1 : 0);
        const std::size_t shown = std::min(kTopLevels, named);
        for (std::size_t place = 1; place <= shown; ++place) {
            const std::string number = std::to_string(place);
            sheet.columns.push_back({.name = name + "_" + number, .label = label + " " + number});
            sheet.columns.push_back({.name = name + "_" + number + "_share",
                                     .label = label + " " + number + ", share",
                                     .kind = CellKind::share});
            sheet.columns.push_back({.name = name + "_" + number + "_lift",
                                     .label = label + " " + number + ", times the share of all",
                                     .kind = CellKind::real});
        }
        for (std::size_t c = 0; c < figures.k(); ++c) {
            const std::vector<std::size_t> order = top_levels(levels, c);
            std::vector<Cell>& row = sheet.rows[c];
            for (std::size_t place = 0; place < shown; ++place) {
                if (place >= order.size()) {
                    row.insert(row.end(), 3, Cell());
                    continue;
                }
                const std::size_t level = order[place];
                const bool hidden = levels.mask.at(level, c);
                row.push_back(unless(hidden, levels.levels[level]));
                row.push_back(unless(hidden, ratio(levels.rows(level, c), figures.sizes[c])));
                row.push_back(unless(hidden || levels.mask.at(level, figures.k()),
                                     lift_of(figures, levels, level, c)));
            }
        }
    }
}

void add_outcome(const Figures& figures, Sheet& sheet) {
    if (!figures.outcome)
        return;
    const OutcomeFigures& outcome = *figures.outcome;
    const schema::ColumnSpec& spec = *outcome.spec;
    const bool rate = outcome.means.rate;
    const std::string name = spec.name + (rate ? "_rate" : "_mean");
    const std::string label = spec.label + (rate ? ", rate" : ", mean");
    const CellKind kind = rate ? CellKind::share : CellKind::real;
    sheet.columns.insert(
        sheet.columns.end(),
        {{.name = name, .label = label, .kind = kind},
         {.name = name + "_low", .label = label + ", low end of 95 %", .kind = kind},
         {.name = name + "_high", .label = label + ", high end of 95 %", .kind = kind},
         {.name = spec.name + "_rows", .label = "rows with it", .kind = CellKind::whole}});
    for (std::size_t c = 0; c < figures.k(); ++c) {
        const analysis::OutcomeMean& mean = outcome.means.clusters[c];
        const bool no_interval = outcome.mask.hides(c) || outcome.mask.codes(c);
        std::vector<Cell>& row = sheet.rows[c];
        row.push_back(rate_cell(outcome.mask, c, mean.mean));
        row.push_back(unless(no_interval, mean.interval.low));
        row.push_back(unless(no_interval, mean.interval.high));
        row.push_back(unless(outcome.rows_hidden[c] != 0, static_cast<long long>(mean.rows)));
    }
}

// `has_size`: under a name of the schema's own.
void add_clusters(const Figures& figures, bool has_size, Sheet& sheet) {
    sheet.columns.push_back({.name = "cluster", .label = "cluster", .kind = CellKind::whole});
    sheet.columns.push_back({.name = "name", .label = "name"});
    if (!has_size)
        sheet.columns.push_back({.name = "size", .label = "rows", .kind = CellKind::whole});
    sheet.columns.push_back({.name = "share", .label = "share of rows", .kind = CellKind::share});
    for (std::size_t c = 0; c < figures.k(); ++c) {
        const bool hidden = figures.hidden[c] != 0;
        std::vector<Cell>& row = sheet.rows[c];
        row.push_back(whole(c));
        row.emplace_back(figures.names[c]);
        if (!has_size)
            row.push_back(unless(hidden, static_cast<long long>(figures.sizes[c])));
        row.push_back(unless(hidden, ratio(figures.sizes[c], figures.rows)));
    }
}

std::vector<std::string> notes_of(const Figures& figures) {
    std::vector<std::string> notes = {
        small_cells_rule(figures.smallest),
        "Numbers are those that the clusters were found with: cleaned, filled and bounded as "
        "the settings say. Medians have a binomial 95 % interval, rates Wilson's, means Student's.",
        "Lift: a level's share in the cluster over its share in all rows."};
    return notes;
}

} // namespace

Sheet profile_sheet(const engine::Result& result, const Figures& figures) {
    Sheet sheet{.name = "cluster_profiles",
                .title = "What each cluster is like: one row a cluster",
                .notes = notes_of(figures),
                .columns = {},
                .rows = std::vector<std::vector<Cell>>(figures.k())};
    const schema::Schema& schema = *result.settings.schema;
    add_export_columns(schema, figures, sheet);
    add_clusters(figures, !export_name(schema, "export.size").empty(), sheet);
    add_numbers(figures, sheet);
    add_levels(figures, sheet);
    add_outcome(figures, sheet);
    name_hidden(sheet);
    return sheet;
}

Sheet level_sheet(const Figures& figures) {
    Sheet sheet{
        .name = "category_levels",
        .title = "How often each level of a category is in each cluster",
        .notes = notes_of(figures),
        .columns = {{.name = "column", .label = "category"},
                    {.name = "level", .label = "level"},
                    {.name = "cluster", .label = "cluster", .kind = CellKind::whole},
                    {.name = "name", .label = "name"},
                    {.name = "rows", .label = "rows", .kind = CellKind::whole},
                    {.name = "share", .label = "share of the cluster", .kind = CellKind::share},
                    {.name = "lift", .label = "times the share of all", .kind = CellKind::real},
                    {.name = "all_rows", .label = "rows of all", .kind = CellKind::whole}},
        .rows = {}};
    for (const LevelFigures& levels : figures.levels)
        for (std::size_t level = 0; level < levels.levels.size(); ++level) {
            const std::string& own = levels.levels[level];
            const bool others = levels.other_levels > 0 && level + 1 == levels.levels.size();
            const std::string words =
                others ? plot::counted(levels.other_levels, "other level", "other levels") : own;
            const bool all_hidden = levels.mask.at(level, figures.k());
            for (std::size_t c = 0; c < figures.k(); ++c) {
                const bool hidden = levels.mask.at(level, c);
                const std::size_t rows = levels.rows(level, c);
                sheet.rows.push_back(
                    {levels.spec->name, words, whole(c), figures.names[c],
                     unless(hidden, static_cast<long long>(rows)),
                     unless(hidden, ratio(rows, figures.sizes[c])),
                     unless(hidden || all_hidden, lift_of(figures, levels, level, c)),
                     unless(all_hidden, static_cast<long long>(rows_of_level(levels, level)))});
            }
        }
    name_hidden(sheet);
    return sheet;
}

Sheet number_sheet(const Figures& figures) {
    Sheet sheet{.name = "numbers",
                .title = "Every number, cluster by cluster and of all rows",
                .notes = notes_of(figures),
                .columns = {{.name = "column", .label = "number"},
                            {.name = "unit", .label = "unit"},
                            {.name = "cluster", .label = "cluster", .kind = CellKind::whole},
                            {.name = "name", .label = "name"}},
                .rows = {}};
    for (const NumberPart& part : kNumberParts)
        sheet.columns.push_back({.name = part.name, .label = part.label, .kind = CellKind::real});
    for (const NumberFigures& number : figures.numbers) {
        const bool few = is_small(figures.rows, figures.smallest);
        std::vector<Cell> all = {number.name, number.unit, Cell(), std::string("all rows")};
        for (const NumberPart& part : kNumberParts)
            all.push_back(
                unless(few || (is_mean(part) && number.mean.all_hidden), part.of(number.all)));
        sheet.rows.push_back(std::move(all));
        for (std::size_t c = 0; c < figures.k(); ++c) {
            std::vector<Cell> row = {number.name, number.unit, whole(c), figures.names[c]};
            for (const NumberPart& part : kNumberParts)
                row.push_back(part_cell(figures, number, part, c));
            sheet.rows.push_back(std::move(row));
        }
    }
    name_hidden(sheet);
    return sheet;
}

} // namespace cohortscope::report
