#include "plot/selection/contrast_chart.h"

#include <algorithm>
#include <cmath>

#include "analysis/contrast/contrast_words.h"
#include "base/format.h"
#include "plot/clusters/profile_rows.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/sketch.h"

namespace cohortscope::plot {

namespace {

// Pixels at text scale 1.
constexpr float kGap = 10;       // between columns
constexpr float kNarrow = 320;   // below it figures stand under the labels
constexpr float kLeastAxis = 84; // width
constexpr float kLeastLabel = 88;
constexpr float kMostFigure = 92;     // width,
constexpr float kFigureShare = 0.18f; // and of the chart's: labels need it more
constexpr float kRowPadding = 4;
constexpr float kPoint = 4; // radius
constexpr float kReach = 8; // around a paragraph
constexpr int kMostLines = 6;
constexpr int kCellLines = 2; // of each of a row's texts, at most
constexpr std::size_t kLeastLines = 2;

constexpr const char* kAboutEffect =
    "How far the sides are apart, from −1 to 1. Of a number: how much oftener a row of the first "
    "has more than one of the second, than less (Cliff's delta; 0: as often). Of a name or a rate: "
    "the difference of the shares. The line is the 95 % interval. Right of 0 the first has more.";
constexpr const char* kAboutTelling =
    "These differences are larger than chance makes them in one of twenty tables without any "
    "(Holm's p below 0.05, corrected for all tests of this comparison).";
constexpr const char* kAboutChance =
    "Rows drawn at random would often differ as much: nothing is said of these columns.";

// Of the rows from left to right.
struct Columns {
    bool narrow = false;
    float label_right = 0;
    float axis_left = 0, axis_right = 0;
    analysis::OfBoth<float> figure_right{}; // 0 where narrow
};

using Lines = std::vector<std::string>;

// The texts of a row, broken where their columns are narrow.
struct RowText {
    Lines label, what;
    analysis::OfBoth<Lines> figures, ranges;

    std::size_t lines() const {
        return std::max({label.size() + what.size(), figures[0].size() + ranges[0].size(),
                         figures[1].size() + ranges[1].size()});
    }
};

struct Chart {
    Sketch sketch;
    const engine::Contrasted& contrasted;
    const engine::Result& of;
    const ContrastSides& sides;
    std::vector<ContrastRow> rows;
    Columns columns = {};
    float y = 0;

    float width() const { return sketch.scene.width; }
    float scaled(float pixels) const { return sketch.scaled(pixels); }
    float x_of(double effect) const {
        const auto share = static_cast<float>((std::clamp(effect, -1.0, 1.0) + 1.0) / 2.0);
        const float inset = scaled(kPoint);
        return columns.axis_left + inset +
               share * (columns.axis_right - columns.axis_left - 2 * inset);
    }
};

std::string heading(const Chart& c) {
    const auto side = [&](std::size_t i) {
        return base::grouped(static_cast<long long>(c.contrasted.contrast.rows[i])) + " " +
               c.sides.behind[i];
    };
    return side(0) + " against " + side(1);
}

// Which rows are compared with nothing.
std::string left_out(const Chart& c) {
    const engine::Contrasted& contrasted = c.contrasted;
    std::string text;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
        if (contrasted.unused[side] > 0)
            text += row_count(contrasted.unused[side]) + " more " + c.sides.behind[side] +
                    ": not used, cleaning dropped them. ";
    if (contrasted.in_both > 0)
        text += row_count(contrasted.in_both) + " in both: left out of the comparison. ";
    return text;
}

void add_heading(Chart& c) {
    Text style{{0, 0}, "", c.sketch.colours().text, c.scaled(kSectionSize), Face::semibold};
    for (const std::string& line : wrapped(heading(c), c.width(), 2, style, c.sketch.measure)) {
        style.at.y = c.y;
        style.text = line;
        c.sketch.add(style);
        c.y += c.scaled(kSectionSize) * kLineHeight;
    }
    c.y += c.scaled(kReach / 2);
}

void add_sentences(Chart& c) {
    Text style{{0, 0}, "", c.sketch.colours().text, c.scaled(kBodySize)};
    const std::string said = analysis::contrast_sentence(c.contrasted.contrast, *c.contrasted.rows,
                                                         *c.of.settings.schema);
    for (const std::string& line : wrapped(said, c.width(), kMostLines, style, c.sketch.measure)) {
        style.at.y = c.y;
        style.text = line;
        c.sketch.add(style);
        c.y += c.scaled(kBodySize) * kLineHeight;
    }
    c.y = c.sketch.add_paragraph({0, c.y + c.scaled(kReach / 2)}, c.width(), 3, left_out(c),
                                 c.sketch.colours().muted);
    c.y += c.scaled(kReach);
}

float most_figure(const Chart& c) {
    return std::min(c.scaled(kMostFigure), c.width() * kFigureShare);
}

float widest_figure(const Chart& c, std::size_t side) {
    float widest = c.sketch.width_of(c.sides.heads[side]);
    for (const ContrastRow& row : c.rows)
        widest = std::max(
            {widest, c.sketch.width_of(row.figures[side]), c.sketch.width_of(row.ranges[side])});
    return std::min(std::ceil(widest), most_figure(c));
}

float widest_label(const Chart& c) {
    float widest = 0;
    for (const ContrastRow& row : c.rows)
        widest = std::max({widest, c.sketch.width_of(row.label + " " + kOutsideSign),
                           c.sketch.width_of(row.what)});
    return std::ceil(widest);
}

void lay_out(Chart& c) {
    Columns& columns = c.columns;
    const float gap = c.scaled(kGap);
    float right = c.width();
    columns.narrow = c.width() < c.scaled(kNarrow);
    if (!columns.narrow)
        for (const std::size_t side : {std::size_t{1}, std::size_t{0}}) {
            columns.figure_right[side] = right;
            right -= widest_figure(c, side) + gap;
        }
    columns.axis_right = right;
    const float most = std::max(right - c.scaled(kLeastAxis), c.scaled(kLeastLabel));
    const float wanted = std::max(c.scaled(kLeastLabel), right * 0.5f);
    columns.label_right = std::min({widest_label(c), wanted, most});
    columns.axis_left = std::min(columns.label_right + gap, right - 1);
}

void add_heads(Chart& c) {
    const Colour muted = c.sketch.colours().muted;
    const auto add = [&](float x, const std::string& text, AlignX align) {
        c.sketch.add(c.sketch.small({x, c.y}, text, muted, align));
    };
    add(c.x_of(0), "0", AlignX::centre);
    const float half = c.x_of(1) - c.x_of(0);
    const bool roomy = half > c.scaled(70);
    add(c.columns.axis_left, std::string(kMinus) + "1" + (roomy ? " · less" : ""), AlignX::left);
    add(c.columns.axis_right, std::string(roomy ? "more · " : "") + "1", AlignX::right);
    if (!c.columns.narrow)
        for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
            Text head = c.sketch.small({c.columns.figure_right[side], c.y}, "", muted);
            head.align_x = AlignX::right;
            head.text = fitted(c.sides.heads[side], widest_figure(c, side), head, c.sketch.measure);
            c.sketch.add(head);
        }
    const float bottom = c.y + c.sketch.line() + c.scaled(2);
    c.sketch.scene.marks.push_back(
        {{c.columns.axis_left, c.y, c.columns.axis_right, bottom}, -1, kAboutEffect});
    c.y = bottom;
}

// "Beyond chance", "May be chance": over the rows of which it holds.
void add_section(Chart& c, bool telling) {
    Text title = c.sketch.small({0, c.y + c.scaled(2)}, telling ? "Beyond chance" : "May be chance",
                                c.sketch.colours().muted);
    title.face = Face::semibold;
    const Box box = text_box(title, c.sketch.measure);
    c.sketch.add(title);
    c.sketch.scene.marks.push_back({box, -1, telling ? kAboutTelling : kAboutChance});
    c.y = box.bottom + c.scaled(2);
    c.sketch.add_line({0, c.y}, {c.width(), c.y}, c.sketch.colours().faint);
}

Lines broken(const Chart& c, const std::string& text, float width) {
    return wrapped(text, width, kCellLines, c.sketch.small({}, "", c.sketch.colours().text),
                   c.sketch.measure);
}

// The brief label is for where the whole one does not fit into a line.
RowText text_of(const Chart& c, const ContrastRow& row) {
    const float room = c.columns.label_right;
    const std::string mark = row.outside ? std::string(" ") + kOutsideSign : std::string();
    const bool whole = c.sketch.width_of(row.label + mark) <= room;
    const bool shortened = c.columns.narrow && !row.figures[0].empty();
    RowText text;
    text.label = broken(c, (whole ? row.label : row.brief) + mark, room);
    text.what =
        broken(c, shortened ? row.figures[0] + " against " + row.figures[1] : row.what, room);
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}})
        if (!c.columns.narrow) {
            text.figures[side] = broken(c, row.figures[side], most_figure(c));
            text.ranges[side] = broken(c, row.ranges[side], most_figure(c));
        }
    return text;
}

// Downwards from `at`; returns where they end.
float add_lines(Chart& c, Point at, const Lines& lines, const Text& style) {
    for (const std::string& line : lines) {
        Text text = style;
        text.at = at;
        text.text = line;
        c.sketch.add(text);
        at.y += c.sketch.line();
    }
    return at.y;
}

void add_label(Chart& c, const RowText& text, Colour ink) {
    const float below =
        add_lines(c, {0, c.y + c.scaled(kRowPadding)}, text.label, c.sketch.small({}, "", ink));
    add_lines(c, {0, below}, text.what, c.sketch.small({}, "", c.sketch.colours().muted));
}

void add_effect(Chart& c, const ContrastRow& row, float middle, Colour ink) {
    const float from = c.x_of(row.interval.low), to = c.x_of(row.interval.high);
    c.sketch.add_line({from, middle}, {to, middle}, ink, c.scaled(2));
    c.sketch.add(Disc{{c.x_of(row.effect), middle}, c.scaled(kPoint), ink});
}

void add_figures(Chart& c, const RowText& text, float middle, Colour ink) {
    const Text figure = c.sketch.small({}, "", ink, AlignX::right);
    const Text range = c.sketch.small({}, "", c.sketch.colours().muted, AlignX::right);
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const auto lines = static_cast<float>(text.figures[side].size() + text.ranges[side].size());
        const float right = c.columns.figure_right[side];
        const float below =
            add_lines(c, {right, middle - lines * c.sketch.line() / 2}, text.figures[side], figure);
        add_lines(c, {right, below}, text.ranges[side], range);
    }
}

void add_row(Chart& c, const ContrastRow& row) {
    const Tokens& t = c.sketch.colours();
    const Colour ink = row.telling ? t.text : t.muted;
    const RowText text = text_of(c, row);
    const float lines = static_cast<float>(std::max(text.lines(), kLeastLines));
    const float bottom = c.y + lines * c.sketch.line() + c.scaled(2 * kRowPadding);
    const float middle = (c.y + bottom) / 2;
    for (const double at : {-1.0, -0.5, 0.5, 1.0})
        c.sketch.add_line({c.x_of(at), c.y}, {c.x_of(at), bottom}, t.faint);
    c.sketch.add_line({c.x_of(0), c.y}, {c.x_of(0), bottom}, t.muted);
    add_label(c, text, ink);
    add_effect(c, row, middle, ink);
    add_figures(c, text, middle, ink);
    c.sketch.scene.marks.push_back({{0, c.y, c.width(), bottom}, -1, row.tip});
    c.y = bottom;
}

void add_rows(Chart& c) {
    for (std::size_t i = 0; i < c.rows.size(); ++i) {
        if (i == 0 || c.rows[i].telling != c.rows[i - 1].telling)
            add_section(c, c.rows[i].telling);
        add_row(c, c.rows[i]);
    }
    if (std::ranges::any_of(c.rows, &ContrastRow::outside))
        c.y = c.sketch.add_paragraph({0, c.y + c.scaled(kReach / 2)}, c.width(), 2,
                                     std::string(kOutsideSign) +
                                         " not in the distance that the groups are made by",
                                     c.sketch.colours().muted);
}

} // namespace

Scene contrast_chart(const engine::Contrasted& contrasted, const engine::Result& of,
                     const ContrastSides& sides, float width, const ChartOptions& options,
                     const TextMeasure& measure) {
    Chart c{{options, measure}, contrasted, of, sides, contrast_rows(contrasted, of, sides.heads)};
    c.sketch.scene.width = width;
    add_heading(c);
    add_sentences(c);
    if (!c.rows.empty()) {
        lay_out(c);
        add_heads(c);
        add_rows(c);
    }
    c.sketch.scene.height = std::ceil(c.y + c.scaled(kReach));
    return std::move(c.sketch.scene);
}

} // namespace cohortscope::plot
