#include "plot/why/why_card.h"

#include <algorithm>
#include <cmath>

#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/sketch.h"
#include "plot/why/why_words.h"

namespace cohortscope::plot {

namespace {

using engine::WhyColumn;
using engine::WhyRow;

// Pixels at text scale 1.
constexpr float kPad = 12.0f;
constexpr float kBand = 4.0f;   // in the group's colour, at the left
constexpr float kBar = 10.0f;   // height of a bar
constexpr float kGap = 12.0f;   // between columns
constexpr float kMarker = 5.0f; // radius
constexpr float kMarkerRoom = 16.0f;
constexpr int kMostLines = 8; // of one paragraph,
constexpr int kSideLines = 3; // of a group's name above the bars

// The card in the making: what comes next begins at `y`.
struct Card {
    Sketch sketch;
    const WhyRow& row;
    float left = 0, right = 0, y = 0;

    float width() const { return right - left; }
    const Tokens& colours() const { return sketch.colours(); }
    Colour hue(int cluster) const {
        return cluster_colour(row.colours[static_cast<std::size_t>(cluster)], sketch.options.theme);
    }
    Marker marker(int cluster) const {
        return cluster_marker(row.colours[static_cast<std::size_t>(cluster)]);
    }
    void skip(float pixels) { y += sketch.scaled(pixels); }
    void paragraph(const std::string& text, Colour colour) {
        if (!text.empty())
            y = sketch.add_paragraph({left, y}, width(), kMostLines, text, colour);
    }
};

bool takes_part(const WhyColumn& column) { return outside_words(column).empty(); }

// Columns in the distance, the strongest pull first.
std::vector<const WhyColumn*> pulling(const WhyRow& row) {
    std::vector<const WhyColumn*> columns;
    for (const WhyColumn& column : row.columns)
        if (takes_part(column))
            columns.push_back(&column);
    std::ranges::stable_sort(columns, std::greater<>(),
                             [](const WhyColumn* column) { return std::fabs(column->pull()); });
    return columns;
}

// Semibold lines of a larger size.
void add_heading(Card& card, const std::string& text, float size, float indent) {
    Text style{{card.left + indent, card.y}, {}, card.colours().text, card.sketch.scaled(size)};
    style.face = Face::semibold;
    for (const std::string& line :
         wrapped(text, card.width() - indent, 3, style, card.sketch.measure)) {
        style.text = line;
        card.sketch.add(style);
        style.at.y += style.size * kLineHeight;
    }
    card.y = style.at.y;
}

void add_head(Card& card) {
    const float size = card.sketch.scaled(kSectionSize);
    add_heading(card, row_heading(card.row), kSectionSize, 0);
    const float middle = card.y + size * kLineHeight / 2;
    add_marker_shape(card.sketch.scene, {card.left + card.sketch.scaled(kMarker), middle},
                     card.sketch.scaled(kMarker), card.marker(card.row.cluster),
                     card.hue(card.row.cluster));
    add_heading(card, card.row.name(card.row.cluster), kSectionSize,
                card.sketch.scaled(kMarkerRoom));
    card.skip(4);
    card.paragraph(silhouette_words(card.row), card.colours().text);
    card.paragraph(unmoved_words(card.row), card.colours().text);
}

// Where the bars lie, and how long the strongest pull is.
struct Bars {
    float left = 0, middle = 0, right = 0;
    double strongest = 0.0;
};

Bars bars_of(const Card& card, const std::vector<const WhyColumn*>& columns) {
    const float beside = card.sketch.width_of("100 %") + card.sketch.scaled(6);
    Bars bars{card.left + beside, 0, card.right - beside};
    bars.middle = (bars.left + bars.right) / 2;
    for (const WhyColumn* column : columns)
        bars.strongest = std::max(bars.strongest, std::fabs(column->pull()));
    return bars;
}

// A group's name with its marker at one side, in half of the width; returns where it ends.
float add_side(Card& card, int cluster, bool at_right) {
    const Sketch& sketch = card.sketch;
    const float room = card.width() / 2 - sketch.scaled(kMarkerRoom + 4);
    Text name = sketch.small({at_right ? card.right - sketch.scaled(kMarkerRoom)
                                       : card.left + sketch.scaled(kMarkerRoom),
                              card.y},
                             "", card.colours().text, at_right ? AlignX::right : AlignX::left);
    const float x =
        at_right ? card.right - sketch.scaled(kMarker) : card.left + sketch.scaled(kMarker);
    add_marker_shape(card.sketch.scene, {x, card.y + sketch.line() / 2}, sketch.scaled(kMarker),
                     card.marker(cluster), card.hue(cluster));
    for (const std::string& line :
         wrapped(card.row.name(cluster), room, kSideLines, name, sketch.measure)) {
        name.text = line;
        card.sketch.add(name);
        name.at.y += sketch.line();
    }
    return name.at.y;
}

void add_legend(Card& card) {
    card.skip(kGap);
    add_heading(card, "What pulls it to this group, and what to the next", kBodySize, 0);
    card.skip(2);
    card.y =
        std::max(add_side(card, card.row.other, false), add_side(card, card.row.cluster, true));
    card.paragraph("Beside the bars: the column's share of the squared distance to that centre.",
                   card.colours().muted);
}

// The heading, and the cell beside it or, where there is no room, below it.
void add_column_head(Card& card, const WhyColumn& column, bool is_strong) {
    const Sketch& sketch = card.sketch;
    const std::string heading = column_heading(column), cell = cell_words(column);
    const Face face = is_strong ? Face::semibold : Face::regular;
    const float room = card.width() - sketch.width_of(heading, face) - sketch.scaled(kPad);
    Text head = sketch.small({card.left, card.y}, "", card.colours().text);
    head.face = face;
    head.text = fitted(heading, card.width(), head, sketch.measure);
    card.sketch.add(head);
    const bool is_beside = sketch.width_of(cell) <= room;
    if (is_beside)
        card.sketch.add(
            sketch.small({card.right, card.y}, cell, card.colours().text, AlignX::right));
    card.y += sketch.line();
    if (!is_beside)
        card.paragraph(cell, card.colours().text);
}

void add_bar(Card& card, const WhyColumn& column, const Bars& bars) {
    Sketch& sketch = card.sketch;
    const float height = sketch.line();
    const float middle = card.y + height / 2;
    const float half = sketch.scaled(kBar) / 2;
    const double part = bars.strongest > 0.0 ? column.pull() / bars.strongest : 0.0;
    const float reach = static_cast<float>(part) * (bars.right - bars.middle);
    sketch.add(Rectangle{{bars.left, middle - half, bars.right, middle + half},
                         card.colours().panel,
                         sketch.scaled(2)});
    if (reach != 0.0f)
        sketch.add(Rectangle{{std::min(bars.middle, bars.middle + reach), middle - half,
                              std::max(bars.middle, bars.middle + reach), middle + half},
                             card.hue(part > 0.0 ? card.row.cluster : card.row.other),
                             sketch.scaled(2)});
    sketch.add_line({bars.middle, middle - half - 1}, {bars.middle, middle + half + 1},
                    card.colours().muted, sketch.scaled(1));
    sketch.add(sketch.small({card.left, middle}, percent(column.share_of_other, 0),
                            card.colours().muted, AlignX::left, AlignY::middle));
    sketch.add(sketch.small({card.right, middle}, percent(column.share_of_own, 0),
                            card.colours().muted, AlignX::right, AlignY::middle));
    card.y += height;
}

void add_mark(Card& card, const WhyColumn& column, float top) {
    card.sketch.scene.marks.push_back(
        {{card.left, top, card.right, card.y}, -1, column_tip(card.row, column)});
}

void add_column(Card& card, const WhyColumn& column, const Bars& bars) {
    card.skip(kGap);
    const float top = card.y;
    add_column_head(card, column, true);
    if (card.row.other >= 0)
        add_bar(card, column, bars);
    card.paragraph(repair_words(column), card.colours().muted);
    const bool moves = column.change.why_not == engine::Unmoved::moves;
    card.paragraph(change_words(card.row, column),
                   moves ? card.colours().text : card.colours().muted);
    add_mark(card, column, top);
}

void add_outside(Card& card) {
    bool is_first = true;
    for (const WhyColumn& column : card.row.columns) {
        if (takes_part(column))
            continue;
        if (is_first) {
            card.skip(kGap);
            add_heading(card, "Outside the distance", kBodySize, 0);
        }
        is_first = false;
        card.skip(4);
        const float top = card.y;
        add_column_head(card, column, false);
        const std::string repairs = repair_words(column);
        const bool is_plain = column.change.why_not == engine::Unmoved::not_in_distance;
        const std::string reason = is_plain ? std::string() : outside_words(column);
        card.paragraph(repairs + (repairs.empty() || reason.empty() ? "" : "; ") + reason,
                       card.colours().muted);
        add_mark(card, column, top);
    }
}

// The ground below all that was drawn, now that its height is known.
void add_ground(Card& card) {
    Scene& scene = card.sketch.scene;
    const Box all{0, 0, scene.width, scene.height};
    scene.shapes.insert(
        scene.shapes.begin(),
        {Rectangle{all, card.colours().raised, card.sketch.scaled(kStep)},
         Rectangle{{0, 0, card.sketch.scaled(kBand), scene.height}, card.hue(card.row.cluster)}});
}

} // namespace

Scene why_card(const WhyRow& row, float width, const ChartOptions& options,
               const TextMeasure& measure) {
    Card card{{options, measure}, row};
    card.sketch.scene.width = width;
    card.left = card.sketch.scaled(kBand + kPad);
    card.right = width - card.sketch.scaled(kPad);
    card.y = card.sketch.scaled(kPad);
    add_head(card);
    const std::vector<const WhyColumn*> columns = pulling(row);
    if (row.other >= 0)
        add_legend(card);
    const Bars bars = bars_of(card, columns);
    for (const WhyColumn* column : columns)
        add_column(card, *column, bars);
    add_outside(card);
    card.skip(kPad);
    card.sketch.scene.height = card.y;
    add_ground(card);
    return std::move(card.sketch.scene);
}

} // namespace cohortscope::plot
