// The picked flow with its reasons, and a sentence for each group.
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/studies/change_parts.h"

namespace cohortscope::plot {

namespace {

constexpr float kIndent = 18; // of the text behind a marker, at scale 1
constexpr int kMostLines = 6;

std::string end_name(const ChangeParts& c, int group, bool before) {
    if (group == engine::kNotUsed)
        return before ? "those left out before" : "those left out now";
    return before ? c.earlier(group).name : c.later(group).name;
}

// Text beside a marker; returns where it ends. colour: of the marker; below 0: none.
float add_item(ChangeParts& c, float top, int colour, const engine::FlowEnds& ends,
               const std::string& text) {
    const float indent = c.s.scaled(kIndent);
    const Colour ink = colour < 0 ? c.s.colours().muted : cluster_colour(colour, c.s.options.theme);
    add_marker_shape(c.s.scene, {c.s.scaled(5), top + c.s.line() / 2}, c.s.scaled(5),
                     colour < 0 ? Marker::disc : cluster_marker(colour), c.faded(ink, ends));
    const float bottom = c.s.add_paragraph({indent, top}, c.s.scene.width - indent, kMostLines,
                                           unbroken(text), c.faded(c.s.colours().text, ends));
    c.s.scene.marks.push_back(
        {{0, top, c.s.scene.width, bottom}, c.cluster_of(ends), text, flow_value(ends)});
    return bottom + c.s.scaled(kStep);
}

float add_title(ChangeParts& c, float top, const std::string& title) {
    Text style{{0, top}, "", c.s.colours().text, c.s.scaled(kSmallSize), Face::semibold};
    for (const std::string& line : wrapped(title, c.s.scene.width, 4, style, c.s.measure)) {
        style.text = line;
        c.s.add(style);
        style.at.y += c.s.line();
    }
    return style.at.y;
}

} // namespace

float add_picked_flow(ChangeParts& c, float top) {
    if (!c.view.picked || c.view.picked->from == engine::kAnyGroup ||
        c.view.picked->to == engine::kAnyGroup)
        return top;
    const engine::FlowEnds ends = *c.view.picked;
    const std::size_t rows = c.changes().flows.rows(ends.from, ends.to);
    const bool stayed = c.changes().stays(ends.from, ends.to);
    float y = add_title(c, top,
                        c.counted(rows) + (stayed ? " stayed in " + c.later(ends.to).name
                                                  : " from " + end_name(c, ends.from, true) +
                                                        " to " + end_name(c, ends.to, false)));
    std::string because;
    for (const std::string& reason : c.view.why)
        because += (because.empty() ? "because " : ", and ") + reason;
    if (!because.empty())
        y = c.s.add_paragraph({0, y}, c.s.scene.width, kMostLines, unbroken(because),
                              c.s.colours().text);
    if (!c.view.contrast.empty())
        y = c.s.add_paragraph({0, y}, c.s.scene.width, kMostLines, unbroken(c.view.contrast),
                              c.s.colours().text);
    return y + c.s.scaled(3 * kStep);
}

float add_change_sentences(ChangeParts& c, float top) {
    const engine::Changes& changes = c.changes();
    for (int group = 0; group < changes.flows.before_k; ++group)
        top = add_item(c, top, c.earlier(group).colour, {group, engine::kAnyGroup},
                       engine::sentence_of_earlier(changes, group));
    for (int group = 0; group < changes.flows.after_k; ++group)
        if (const std::string words = engine::sentence_of_later(changes, group); !words.empty())
            top = add_item(c, top, c.later(group).colour, {engine::kAnyGroup, group}, words);
    return top;
}

} // namespace cohortscope::plot
