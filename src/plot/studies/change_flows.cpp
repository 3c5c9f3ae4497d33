// The rows that flow from the groups before to those now, as ribbons.
#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/studies/change_parts.h"
#include "plot/studies/flows.h"

namespace cohortscope::plot {

namespace {

using engine::FlowEnds;
using engine::kAnyGroup;
using engine::kNotUsed;

constexpr float kLeastHeight = 180; // of the columns, at scale 1
constexpr float kRibbons = 0.2f;    // of the width, at least
constexpr float kStayed = 0.24f, kMoved = 0.55f, kPicked = 0.85f, kBesidePicked = 0.14f;

// A block of either column: a group, or the rows that the other result alone uses.
struct Entry {
    int group = kNotUsed;
    std::string name;
    std::size_t rows = 0;
    Colour hue;
    FlowEnds ends; // of all its rows
};

struct Entries {
    std::vector<Entry> from, to;
    const std::vector<Entry>& side(bool left) const { return left ? from : to; }
    std::size_t longest() const { return std::max(from.size(), to.size()); }
};

std::vector<Entry> entries(const ChangeParts& c, bool left) {
    const engine::FlowCounts& flows = c.changes().flows;
    std::vector<Entry> list;
    for (int group = 0; group < (left ? flows.before_k : flows.after_k); ++group) {
        const engine::ChangedGroup& of = left ? c.earlier(group) : c.later(group);
        const FlowEnds ends = left ? FlowEnds{group, kAnyGroup} : FlowEnds{kAnyGroup, group};
        list.push_back({group, of.name, left ? flows.from(group) : flows.to(group),
                        c.faded(cluster_colour(of.colour, c.s.options.theme), ends), ends});
    }
    const std::size_t unused = left ? flows.from(kNotUsed) : flows.to(kNotUsed);
    if (unused > 0) {
        const FlowEnds ends = left ? FlowEnds{kNotUsed, kAnyGroup} : FlowEnds{kAnyGroup, kNotUsed};
        list.push_back({kNotUsed, "left out", unused, c.faded(c.s.colours().muted, ends), ends});
    }
    return list;
}

// Lines of a label, by how many labels stand below each other: the name's, and the share's.
struct LabelForm {
    int name_lines = 1;
    bool share_below = true; // else behind the name

    static LabelForm of(std::size_t labels) { return {labels <= 8 ? 2 : 1, labels <= 16}; }
    float pitch(const Sketch& s) const {
        const int lines = name_lines + (share_below ? 1 : 0);
        return s.line() * static_cast<float>(lines) + s.scaled(lines > 1 ? kStep : 1.5f);
    }
};

std::string share_of(const ChangeParts& c, const Entry& entry) {
    return engine::share_words(entry.rows, c.changes().flows.all());
}

std::string below_of(const ChangeParts& c, const Entry& entry) {
    return share_of(c, entry) + " · " + base::grouped(static_cast<long long>(entry.rows));
}

float label_width(const ChangeParts& c, const std::vector<Entry>& list, const LabelForm& form,
                  float most) {
    float widest = 0;
    for (const Entry& entry : list) {
        const float name = c.s.width_of(entry.name);
        widest =
            std::max(widest, form.share_below ? std::max(name, c.s.width_of(below_of(c, entry)))
                                              : name + c.s.width_of("  " + share_of(c, entry)));
    }
    return std::min(std::ceil(widest), most);
}

// The lines of a label from `edge` outwards, about `middle`.
void add_label(ChangeParts& c, const Entry& entry, const LabelForm& form, bool left, Point at,
               float width) {
    const AlignX align = left ? AlignX::right : AlignX::left;
    const Colour ink = c.faded(c.s.colours().text, entry.ends);
    const Colour muted = c.faded(c.s.colours().muted, entry.ends);
    const Text style = c.s.small(at, "", ink, align, AlignY::middle);
    if (!form.share_below) {
        const std::string share = share_of(c, entry);
        const float room = width - c.s.width_of(share) - c.s.scaled(1.5f * kStep);
        const float outwards = left ? -1.0f : 1.0f;
        c.s.add(c.s.small(at, share, muted, align, AlignY::middle));
        Text name = style;
        name.at.x += outwards * (width - room);
        name.text = fitted(entry.name, room, style, c.s.measure);
        c.s.add(name);
        return;
    }
    std::vector<std::string> lines =
        wrapped(entry.name, width, form.name_lines, style, c.s.measure);
    const float all = static_cast<float>(lines.size() + 1) * c.s.line();
    float y = at.y - all / 2 + c.s.line() / 2;
    for (const std::string& line : lines) {
        c.s.add(c.s.small({at.x, y}, line, ink, align, AlignY::middle));
        y += c.s.line();
    }
    Text below = c.s.small({at.x, y}, "", muted, align, AlignY::middle);
    below.text = below_of(c, entry);
    if (c.s.width_of(below.text) > width)
        below.text = share_of(c, entry);
    c.s.add(below);
}

std::string tip_of(const ChangeParts& c, const Entry& entry, bool left) {
    if (entry.group == kNotUsed)
        return c.counted(entry.rows) + (left ? " left out before" : " left out now");
    if (left)
        return c.counted(entry.rows) + ": " + engine::sentence_of_earlier(c.changes(), entry.group);
    const std::string came = engine::sentence_of_later(c.changes(), entry.group);
    return c.counted(entry.rows) + ": " + (came.empty() ? entry.name : came);
}

void add_blocks(ChangeParts& c, const Entries& list, const FlowColumns& columns,
                const LabelForm& form, bool left) {
    const float width = c.s.scaled(kFlowColumn), lead = c.s.scaled(2 * kStep);
    const float inner = left ? columns.left - width : columns.right + width;
    const float edge = left ? inner - lead : inner + lead;
    const float room = left ? edge : c.s.scene.width - edge;
    const float half = form.pitch(c.s) / 2;
    for (std::size_t i = 0; i < list.side(left).size(); ++i) {
        const Entry& entry = list.side(left)[i];
        const FlowBlock& block = left ? columns.from[i] : columns.to[i];
        add_flow_block(c.s, columns, block, left, entry.hue);
        const float near = left ? -1.0f : 1.0f;
        add_flow_lead(c.s, {inner + near, block.middle()},
                      {edge - near * c.s.scaled(1), block.label});
        add_label(c, entry, form, left, {edge, block.label}, room);
        const std::string tip = tip_of(c, entry, left);
        const float touch = std::max(block.bottom, block.top + c.s.scaled(kLeastTouch));
        const Box column = {left ? inner : columns.right, block.top, left ? columns.left : inner,
                            touch};
        const Box label = {left ? 0 : edge, block.label - half, left ? edge : c.s.scene.width,
                           block.label + half};
        for (const Box& box : {column, label})
            c.s.scene.marks.push_back({box, c.cluster_of(entry.ends), tip, flow_value(entry.ends)});
    }
}

struct Drawn {
    Ribbon ribbon;
    RibbonPath path;
    FlowEnds ends;
    bool stayed = false;
};

// Flows that are not drawn.
struct LeftOut {
    std::size_t flows = 0, rows = 0;
};

struct Ribbons {
    std::vector<Drawn> drawn;
    LeftOut left_out;
};

// The largest flow of an earlier group, or of a later one, is always drawn.
bool is_largest(const engine::FlowCounts& flows, const FlowEnds& ends) {
    const std::size_t rows = flows.rows(ends.from, ends.to);
    bool of_from = true, of_to = true;
    for (int to = kNotUsed; to < flows.after_k; ++to)
        of_from = of_from && flows.rows(ends.from, to) <= rows;
    for (int from = kNotUsed; from < flows.before_k; ++from)
        of_to = of_to && flows.rows(from, ends.to) <= rows;
    return of_from || of_to;
}

float alpha_of(const ChangeParts& c, const Drawn& drawn) {
    const auto& picked = c.view.picked;
    const auto meets = [](int group, int wanted) { return wanted == kAnyGroup || group == wanted; };
    if (picked && meets(drawn.ends.from, picked->from) && meets(drawn.ends.to, picked->to))
        return kPicked;
    return picked ? kBesidePicked : drawn.stayed ? kStayed : kMoved;
}

// All ribbons in the order of their blocks, so that they cross as little as they can.
Ribbons lay_ribbons(const ChangeParts& c, const Entries& list, FlowColumns& columns) {
    const engine::FlowCounts& flows = c.changes().flows;
    const auto least = kLeastFlow * static_cast<double>(flows.all());
    Ribbons ribbons;
    for (std::size_t from = 0; from < list.from.size(); ++from)
        for (std::size_t to = 0; to < list.to.size(); ++to) {
            const FlowEnds ends = {list.from[from].group, list.to[to].group};
            const std::size_t rows = flows.rows(ends.from, ends.to);
            if (rows == 0)
                continue;
            Drawn drawn = {{from, to, rows, list.to[to].hue, 1},
                           {},
                           ends,
                           c.changes().stays(ends.from, ends.to)};
            drawn.ribbon.alpha = alpha_of(c, drawn);
            drawn.path = take_path(columns, drawn.ribbon);
            if (static_cast<double>(rows) < least && !drawn.stayed && !is_largest(flows, ends) &&
                c.view.picked != ends) {
                ++ribbons.left_out.flows;
                ribbons.left_out.rows += rows;
                continue;
            }
            ribbons.drawn.push_back(std::move(drawn));
        }
    // Those who stayed lie behind, thin ones in front.
    std::ranges::stable_sort(ribbons.drawn, [](const Drawn& a, const Drawn& b) {
        return a.stayed != b.stayed ? a.stayed : a.ribbon.rows > b.ribbon.rows;
    });
    return ribbons;
}

std::string tip_of(const ChangeParts& c, const Drawn& drawn) {
    const engine::FlowCounts& flows = c.changes().flows;
    const std::string rows = c.counted(drawn.ribbon.rows);
    if (drawn.stayed)
        return rows + " stayed in " + c.later(drawn.ends.to).name + ", " +
               engine::share_words(drawn.ribbon.rows, flows.from(drawn.ends.from)) + " of it";
    const auto share = [&](std::size_t all, const std::string& name) {
        return engine::share_words(drawn.ribbon.rows, all) + " of " + name;
    };
    if (drawn.ends.from == kNotUsed)
        return rows + " left out before, now in " + c.later(drawn.ends.to).name;
    const std::string& from = c.earlier(drawn.ends.from).name;
    if (drawn.ends.to == kNotUsed)
        return rows + " of " + from + ", left out now";
    const std::string& to = c.later(drawn.ends.to).name;
    return rows + " from " + from + " to " + to + ": " + share(flows.from(drawn.ends.from), from) +
           " before, " + share(flows.to(drawn.ends.to), to) + " now";
}

void add_ribbon_marks(ChangeParts& c, const Drawn& drawn) {
    const std::string tip = tip_of(c, drawn);
    for (const Box& box : ribbon_boxes(c.s, drawn.path))
        c.s.scene.marks.push_back({box, c.cluster_of(drawn.ends), tip, flow_value(drawn.ends)});
}

// How many the ribbon is, where there is room for it.
void add_ribbon_label(ChangeParts& c, const Drawn& drawn) {
    const std::string text = engine::share_words(drawn.ribbon.rows, c.changes().flows.all());
    const std::vector<Point>& upper = drawn.path.upper;
    const float room = upper.back().x - upper.front().x;
    if (drawn.stayed || drawn.path.thickness < c.s.line() || c.s.width_of(text) > 0.3f * room)
        return;
    const Point begin = upper.front();
    Text label =
        c.s.small({begin.x + c.s.scaled(1.5f * kStep), begin.y + drawn.path.thickness / 2}, text,
                  c.faded(c.s.colours().text, drawn.ends), AlignX::left, AlignY::middle);
    label.halo = c.s.colours().panel;
    c.s.add(label);
}

float add_left_out(ChangeParts& c, const LeftOut& left_out, float top) {
    if (left_out.flows == 0)
        return top;
    const std::string flows =
        left_out.flows == 1 ? "1 other flow" : std::to_string(left_out.flows) + " other flows";
    return c.s.add_paragraph(
        {0, top + c.s.scaled(kStep)}, c.s.scene.width, 3,
        flows + " of less than 0.2 % " + (left_out.flows == 1 ? "is" : "each are") +
            " not drawn: " + c.counted(left_out.rows) + (left_out.flows == 1 ? "" : " together"),
        c.s.colours().muted);
}

} // namespace

float add_change_flows(ChangeParts& c, float top) {
    const Entries list = {entries(c, true), entries(c, false)};
    const LabelForm form = LabelForm::of(list.longest());
    const float width = c.s.scene.width, beside = c.s.scaled(kFlowColumn + 2 * kStep);
    const float most = (width * (1 - kRibbons) - 2 * beside) / 2;
    FlowLayout layout;
    layout.left = beside + label_width(c, list.from, form, most);
    layout.right = width - beside - label_width(c, list.to, form, most);
    layout.pitch = form.pitch(c.s);
    layout.top = top + c.s.line() + c.s.scaled(kStep);
    layout.bottom = layout.top + std::max(c.s.scaled(kLeastHeight),
                                          layout.pitch * static_cast<float>(list.longest()));
    c.s.add(c.s.small({layout.left, top}, "before", c.s.colours().muted, AlignX::right));
    c.s.add(c.s.small({layout.right, top}, "now", c.s.colours().muted));
    std::vector<std::size_t> from, to;
    for (const Entry& entry : list.from)
        from.push_back(entry.rows);
    for (const Entry& entry : list.to)
        to.push_back(entry.rows);
    FlowColumns columns = lay_out_flows(c.s, from, to, layout);
    const Ribbons ribbons = lay_ribbons(c, list, columns);
    for (const Drawn& drawn : ribbons.drawn) {
        add_ribbon(c.s, drawn.path, drawn.ribbon);
        add_ribbon_marks(c, drawn);
    }
    for (const Drawn& drawn : ribbons.drawn)
        add_ribbon_label(c, drawn);
    add_blocks(c, list, columns, form, true);
    add_blocks(c, list, columns, form, false);
    return add_left_out(c, ribbons.left_out, layout.bottom);
}

} // namespace cohortscope::plot
