// The heads of the clusters' chart, and what they are called for what is shown.
#include <algorithm>
#include <cmath>

#include "plot/clusters/cluster_chart_parts.h"
#include "plot/draw.h"
#include "plot/terms.h"

namespace cohortscope::plot {

namespace {

constexpr float kHead = 25; // pixels at scale 1
constexpr float kGap = 10;
constexpr float kNarrow = 420;        // a chart, so that units take too much of its width
constexpr float kBelow = 3;           // the words
constexpr float kChooserPadding = 34; // around what the list says

const char* axis_word(const ClusterParts& c, bool brief) {
    if (c.number()->axis.logarithmic)
        return brief ? "log" : "logarithmic";
    return "linear";
}

std::string about_spread(const ClusterParts& c) {
    const std::string& label = c.spec().label;
    if (c.shares() != nullptr)
        return "The most frequent " + plural_of(c.spec()) +
               " of all rows, and their share of each cluster's rows. Greys tell names apart; the "
               "clusters have the colours.";
    if (c.means() != nullptr)
        return std::string(c.means()->rate ? "The rate of " : "The mean of ") + label +
               " in each cluster. The line reaches over its 95 % interval (" +
               (c.means()->rate ? "Wilson's" : "Student's t") +
               "): where two do not meet, the clusters differ by more than chance usually does. "
               "Upright: all rows.";
    if (has_bars(c))
        return "How the " + label +
               " of each cluster is spread: a bar for each number. Its tallest bar fills the row. "
               "Line: the median; darker: the middle half.";
    return "How the " + label + " of each cluster is spread, on one " + axis_word(c, false) +
           " axis. Each ridge has a height of its own: its peak fills the row. Line: the median; "
           "darker: the middle half.";
}

// "Median time in minutes: half of the cluster has less. Clusters are numbered by their mean time".
std::string about_last(const ClusterParts& c) {
    if (c.means() != nullptr)
        return std::string(c.means()->rate ? "Rate" : "Mean") + " of " + c.spec().label +
               " among the cluster's rows that have one";
    const features::PreparedRows& rows = *c.result.prepared.rows;
    const bool by_outcome = &rows.numbering() == &rows.outcome && rows.outcome_spec != nullptr;
    return "Median " + full_label(c.spec()) + ": half of the cluster " +
           schema_words(c.spec(), "words.has", "has") +
           " less. Clusters are numbered by their mean " +
           (by_outcome ? rows.outcome_spec->label : c.result.profiles->measure->label);
}

// "minutes, " where the list says the column's name alone.
std::string unit_of_axis(const ClusterParts& c) {
    const std::string unit = unit_behind(c.spec());
    return unit.empty() || c.room.chosen.empty() || c.room.chosen == full_label(c.spec())
               ? std::string()
               : unit + ", ";
}

// What is said of the axis, the most words first.
std::vector<std::string> words_of_axis(const ClusterParts& c) {
    if (c.shares() != nullptr)
        return {"share of the cluster's rows", "share of rows", "share"};
    if (c.means() != nullptr)
        return {"with 95 % interval", "95 % interval"};
    if (has_bars(c))
        return {"each number to its own height", "own heights"};
    const std::string axis = unit_of_axis(c) + axis_word(c, true) + " axis";
    return {axis + " · each ridge to its own height", axis + ", own heights", axis};
}

// The ridges' heading: as much as there is room for.
std::string spread_heading(const ClusterParts& c, float room) {
    std::vector<std::string> choices = words_of_axis(c);
    const std::string full = full_label(c.spec());
    if (c.room.chosen.empty()) {
        for (std::string& words : choices)
            words = full + ", " + words;
        choices.push_back(full);
    }
    for (const std::string& words : choices)
        if (c.width_of(words) <= room)
            return words;
    return c.room.chosen.empty()
               ? fitted(c.spec().label, room, c.small({}, "", c.colours().muted), c.measure)
               : std::string();
}

float chooser_width(const ClusterParts& c) {
    return std::ceil(c.measure.width(c.room.chosen, c.scaled(kBodySize), Face::regular) +
                     c.scaled(kChooserPadding));
}

// Where the list that chooses the column goes: as wide as what it says, as far as there is room.
Box chooser_box(const ClusterParts& c, const Scene& head, float room) {
    const float left = c.columns.ridge.left - c.scaled(kStep);
    return {left, 0, left + std::min(chooser_width(c), room + c.scaled(kStep)),
            head.height - c.scaled(1)};
}

} // namespace

std::string last_heading(const ClusterParts& c) {
    if (c.means() != nullptr)
        return c.means()->rate ? "rate" : "mean";
    return c.number() != nullptr ? "median" : "";
}

std::string last_words(const ClusterParts& c, int cluster) {
    const auto place = static_cast<std::size_t>(cluster);
    if (c.room.waiting || c.shares() != nullptr)
        return {};
    if (c.means() != nullptr)
        return mean_in_words(c, c.means()->clusters[place]);
    const double median = c.number()->clusters[place].median;
    // The measure keeps its unit; where there is little room, the tips have that of others.
    const bool bare = c.room.spread != nullptr && c.room.width < c.scaled(kNarrow);
    return bare ? measure_number(c.spec(), median) : c.amount(median);
}

void add_cluster_heads(const ClusterParts& c, Scene& head, Box& chooser) {
    head = {c.room.width, c.scaled(kHead), {}, {}};
    const float bottom = head.height - c.scaled(kBelow);
    Text title{{0, bottom}, "Clusters", c.colours().text, c.scaled(kSectionSize), Face::semibold};
    title.align_y = AlignY::bottom;
    head.shapes.emplace_back(title);
    const auto add = [&](float right, const std::string& text, const std::string& tip) {
        if (right <= 0)
            return;
        Text made = c.right_aligned(right, text, c.colours().muted);
        made.at.y = bottom;
        made.align_y = AlignY::bottom;
        const Box box = text_box(made, c.measure);
        head.shapes.emplace_back(made);
        head.marks.push_back({{box.left, 0, box.right, head.height}, -1, tip});
    };
    add(c.columns.share_right, "share",
        "Share of all rows; the bar is against the largest cluster");
    add(c.columns.rows_right, "rows", "Rows of the cluster");
    add(c.columns.judged_right, "stability", term_help(Term::stability));
    std::string last = last_heading(c);
    float left = c.columns.ridge.left;
    const float right = c.columns.median_right - c.room.corner;
    const auto end_before = [&] {
        return right - (last.empty() ? 0 : c.width_of(last) + c.scaled(kGap));
    };
    if (!c.room.chosen.empty()) {
        const auto fitted_box = [&] {
            return chooser_box(c, head, end_before() - left + c.scaled(kGap - kStep));
        };
        chooser = fitted_box();
        if (chooser.width() <
            chooser_width(c) - 0.5f) { // the column's name goes before the heading
            last.clear();
            chooser = fitted_box();
        }
        left = chooser.right + c.scaled(2 * kStep);
    }
    if (!last.empty())
        add(right, last, about_last(c));
    const float end = end_before();
    const std::string words = c.room.waiting ? "counting …" : spread_heading(c, end - left);
    if (words.empty())
        return;
    Text heading = c.small({left, bottom}, words, c.colours().muted);
    heading.align_y = AlignY::bottom;
    head.shapes.emplace_back(heading);
    head.marks.push_back(
        {{left, 0, text_box(heading, c.measure).right, head.height}, -1, about_spread(c)});
}

} // namespace cohortscope::plot
