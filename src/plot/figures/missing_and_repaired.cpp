// Of every column: which share of its cells was missing, out of its range, an outlier or a rare
// name, and what became of them.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "engine/rules.h"
#include "plot/axis.h"
#include "plot/clusters/neutral_tints.h"
#include "plot/draw.h"
#include "plot/effects.h"
#include "plot/figures/column_repairs.h"
#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr float kBar = 9, kMostBar = 22; // heights at text scale 1
constexpr float kMostLabels = 0.3f;      // of the width, beside the bars

// From the strongest: what is missing comes first.
Colour tint_of(const Sketch& s, Repair repair) {
    return neutral_tint(static_cast<std::size_t>(repair), kRepairs, s.options.theme);
}

struct RepairChart {
    Sketch s;
    std::vector<ColumnRepairs> columns;
    std::size_t rows = 0; // the shares are of these
    double longest = 0.0; // share at the end of the axis
    bool beside = true;   // labels stand left of the bars
    float left = 0, right = 0;

    double share(std::size_t cells) const {
        return static_cast<double>(cells) / static_cast<double>(std::max<std::size_t>(rows, 1));
    }
    float x_of(double part) const {
        return left + (right - left) * static_cast<float>(std::min(part / longest, 1.0));
    }
};

std::string total_words(const RepairChart& c, const ColumnRepairs& column) {
    const double share = c.share(column.cells());
    return share > 0.0 && share < 0.0005 ? "<0.1 %" : percent(share);
}

void lay_out(RepairChart& c, float width) {
    float labels = 0, totals = 0;
    for (const ColumnRepairs& column : c.columns) {
        labels = std::max(labels, std::ceil(c.s.width_of(column.label)));
        totals = std::max(totals, std::ceil(c.s.width_of(total_words(c, column))));
        c.longest = std::max(c.longest, c.share(column.cells()));
    }
    if (!(c.longest > 0.0))
        c.longest = 1.0;
    c.beside = labels <= width * kMostLabels;
    c.left = c.beside ? labels + c.s.scaled(3 * kStep) : 0;
    c.right = width - totals - c.s.scaled(2 * kStep);
}

// The bar with its parts, the share of all, and the words below.
float add_column(RepairChart& c, const ColumnRepairs& column, float top, float bar) {
    const Tokens& colours = c.s.colours();
    float y = top;
    if (!c.beside) {
        Text label = c.s.small({0, y}, "", colours.text);
        label.text = fitted(column.label, c.s.scene.width, label, c.s.measure);
        c.s.add(label);
        y += c.s.line() + c.s.scaled(1);
    }
    const float height = std::max(bar, c.s.line());
    const float middle = y + height / 2;
    if (c.beside)
        c.s.add(c.s.small({0, middle}, column.label, colours.text, AlignX::left, AlignY::middle));
    float x = c.left;
    std::size_t before = 0;
    for (const RepairedCells& part : column.parts) {
        before += part.cells;
        const float right = std::max(c.x_of(c.share(before)), x + 1);
        const Box box = {x, middle - bar / 2, std::min(right, c.right), middle + bar / 2};
        c.s.add(Rectangle{box, tint_of(c.s, part.repair), 0});
        c.s.scene.marks.push_back(
            {box, -1, column.label + ": " + part.words + ", " + percent(c.share(part.cells))});
        x = box.right;
    }
    c.s.add(c.s.small({x + c.s.scaled(1.5f * kStep), middle}, total_words(c, column), colours.text,
                      AlignX::left, AlignY::middle));
    y += height + c.s.scaled(1);
    return c.s.add_paragraph({c.left, y}, c.s.scene.width - c.left, 3, column.words(),
                             colours.muted);
}

// What the tints mean, of those that occur.
float add_key(RepairChart& c, float top) {
    const float swatch = c.s.scaled(11), gap = c.s.scaled(5);
    float x = 0, y = top;
    for (std::size_t i = 0; i < kRepairs; ++i) {
        const auto repair = static_cast<Repair>(i);
        const bool occurs = std::ranges::any_of(c.columns, [&](const ColumnRepairs& column) {
            return std::ranges::find(column.parts, repair, &RepairedCells::repair) !=
                   column.parts.end();
        });
        if (!occurs)
            continue;
        const std::string name(name_of(repair));
        const float whole = swatch + gap + c.s.width_of(name);
        if (x > 0 && x + whole > c.s.scene.width) {
            x = 0;
            y += c.s.line();
        }
        const float middle = y + c.s.line() / 2;
        c.s.add(Rectangle{
            {x, middle - swatch / 2, x + swatch, middle + swatch / 2}, tint_of(c.s, repair), 2});
        c.s.add(c.s.small({x + swatch + gap, y}, name, c.s.colours().muted));
        x += whole + c.s.scaled(14);
    }
    return x > 0 ? y + c.s.line() + c.s.scaled(2 * kStep) : top;
}

std::string whole_columns(const std::vector<ColumnRepairs>& columns) {
    std::string words;
    for (const ColumnRepairs& column : columns)
        if (column.parts.empty())
            words += (words.empty() ? "" : ", ") + column.label;
    return words;
}

float draw(RepairChart& c, const engine::Result& result, float bar, float gap) {
    c.s.scene.shapes.clear();
    c.s.scene.marks.clear();
    const Colour muted = c.s.colours().muted;
    const float width = c.s.scene.width;
    float y = add_key(c, 0);
    if (c.columns.empty())
        y = c.s.add_paragraph({0, y}, width, 2, "No cell had to be repaired.", c.s.colours().text) +
            c.s.scaled(kStep);
    for (const ColumnRepairs& column : c.columns)
        y = add_column(c, column, y, bar) + gap;
    const std::string rest = whole_columns(repairs_of(result));
    if (!rest.empty())
        y = c.s.add_paragraph({0, y}, width, 6, "Nothing to repair: " + rest, muted) +
            c.s.scaled(kStep);
    const std::string dropped = sentence_of(effects_of(result), EffectPart::rows);
    return c.s.add_paragraph(
        {0, y}, width, 4,
        "Shares of " + row_count(c.rows) + (dropped.empty() ? "" : " · " + dropped), muted);
}

Picture make(const FigureInput& input, const FigureFrame& frame) {
    const ChartOptions options = options_of(frame);
    RepairChart c{{options, frame.measure}, repairs_of(input.result)};
    std::erase_if(c.columns, [](const ColumnRepairs& column) { return column.parts.empty(); });
    c.rows = repaired_rows(input.result);
    c.s.scene.width = frame.width;
    lay_out(c, frame.width);
    const float gap = c.s.scaled(2.5f * kStep);
    c.s.scene.height = draw(c, input.result, c.s.scaled(kBar), gap);
    const float spare = frame.height - c.s.scene.height;
    if (spare > 0 && !c.columns.empty()) {
        const float more = spare / static_cast<float>(c.columns.size());
        const float bar = std::min(c.s.scaled(kBar) + more / 2, c.s.scaled(kMostBar));
        c.s.scene.height =
            draw(c, input.result, bar,
                 gap + std::min(more / 2 - (bar - c.s.scaled(kBar)) / 2, c.s.scaled(6 * kStep)));
    }
    return {std::move(c.s.scene)};
}

std::string words(const FigureInput& input) {
    const std::vector<ColumnRepairs> columns = repairs_of(input.result);
    const auto rows = static_cast<double>(std::max<std::size_t>(repaired_rows(input.result), 1));
    std::string words = "Of " + row_count(repaired_rows(input.result)) + ": ";
    bool any = false;
    for (const ColumnRepairs& column : columns) {
        if (column.parts.empty())
            continue;
        words += (any ? "; " : "") + column.label + " " +
                 percent(static_cast<double>(column.cells()) / rows) + " (" + column.words() + ")";
        any = true;
    }
    return words + (any ? "." : "no cell had to be repaired.");
}

} // namespace

Figure missing_and_repaired_figure() {
    return {"missing_and_repaired",
            "What was missing, and what became of it",
            {},
            nullptr,
            make,
            words};
}

} // namespace cohortscope::plot
