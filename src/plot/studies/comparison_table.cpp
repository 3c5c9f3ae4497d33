// The rows that Ward's clusters and K-Means' share, as a tinted table.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/studies/comparison_parts.h"

namespace cohortscope::plot {

namespace {

constexpr float kRowHeight = 22; // at scale 1
constexpr float kWidestCell = 96;

struct Table {
    float labels = 0; // width of the rows' heads
    float cell = 0;
    int columns = 0; // beside each other
    bool compact = false;
};

std::string count_text(std::size_t rows, bool compact) {
    return compact ? compact_count(static_cast<double>(rows))
                   : base::grouped(static_cast<long long>(rows));
}

float widest_count(const Contrast& c, bool compact) {
    float widest = c.s.scaled(28); // marker and number in the head
    for (const std::size_t rows : c.comparison.contingency)
        widest = std::max(widest, c.s.width_of(count_text(rows, compact)));
    return widest + c.s.scaled(1.5f * kStep);
}

// Exact counts if all columns fit beside each other so, else compact ones, in bands below each
// other where even those do not fit.
Table lay_out(const Contrast& c) {
    Table table;
    table.labels = c.s.width_of("Ward 15") + c.s.scaled(14 + 3 * kStep);
    const float room = c.s.scene.width - table.labels;
    const int k = c.k();
    table.compact = widest_count(c, false) * static_cast<float>(k) > room;
    const int fit = std::clamp(static_cast<int>(room / widest_count(c, table.compact)), 1, k);
    const int bands = (k + fit - 1) / fit;
    table.columns = (k + bands - 1) / bands;
    table.cell = std::min(room / static_cast<float>(table.columns), c.s.scaled(kWidestCell));
    return table;
}

void add_cell(Contrast& c, const Table& table, int ward, int kmeans, const Box& box) {
    const std::size_t rows = c.shared(ward, kmeans);
    const std::size_t of_ward = c.size(Side::ward, ward);
    const double share =
        of_ward > 0 ? static_cast<double>(rows) / static_cast<double>(of_ward) : 0.0;
    c.s.add(Rectangle{box, share_colour(share, c.s.options.theme), 2});
    c.s.add(c.s.small(
        {(box.left + box.right) / 2, (box.top + box.bottom) / 2}, count_text(rows, table.compact),
        rows > 0 ? c.s.colours().text : c.s.colours().muted, AlignX::centre, AlignY::middle));
    c.s.scene.marks.push_back(shared_mark(c, ward, kmeans, box));
}

void add_head(Contrast& c, int kmeans, float centre, float middle) {
    const std::string number = std::to_string(c.number(Side::kmeans, kmeans) + 1);
    const float marker = c.is_shown(Side::kmeans) ? c.s.scaled(10 + kStep) : 0;
    add_number(c, Side::kmeans, kmeans, {centre - (marker + c.s.width_of(number)) / 2, middle});
}

// Rows of all Ward clusters for the K-Means clusters from `first` on; returns where they end.
float add_band(Contrast& c, const Table& table, int first, float top) {
    const int last = std::min(first + table.columns, c.k());
    const auto left_of = [&](int kmeans) {
        return table.labels + table.cell * static_cast<float>(kmeans - first);
    };
    for (int kmeans = first; kmeans < last; ++kmeans)
        add_head(c, kmeans, left_of(kmeans) + table.cell / 2, top + c.s.line() / 2);
    float y = top + c.s.line() + c.s.scaled(kStep);
    const float height = c.s.scaled(kRowHeight);
    for (int ward = 0; ward < c.k(); ++ward, y += height) {
        c.s.add(c.s.small({0, y + height / 2}, "Ward", c.s.colours().text, AlignX::left,
                          AlignY::middle));
        add_number(c, Side::ward, ward, {c.s.width_of("Ward") + c.s.scaled(kStep), y + height / 2});
        for (int kmeans = first; kmeans < last; ++kmeans) {
            const float left = left_of(kmeans);
            add_cell(c, table, ward, kmeans,
                     {left + 1, y + 1, left + table.cell - 1, y + height - 1});
        }
    }
    return y;
}

} // namespace

float add_shared_rows(Contrast& c, float top) {
    const Table table = lay_out(c);
    const float gap = c.s.scaled(2 * kStep);
    float y = c.s.add_paragraph({0, top}, c.s.scene.width, 2,
                                "Rows in both, tinted by their share of the Ward cluster",
                                c.s.colours().muted) +
              c.s.scaled(kStep);
    for (int first = 0; first < c.k(); first += table.columns)
        y = add_band(c, table, first, y) + gap;
    return y - gap;
}

} // namespace cohortscope::plot
