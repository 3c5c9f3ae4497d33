#include "plot/clusters/group_cards.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/clusters/group_words.h"
#include "plot/draw.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// Pixels at text scale 1.
constexpr float kGap = 12.0f;         // between cards
constexpr float kTallest = 190.0f;    // of a card: more room stays empty
constexpr float kPad = 12.0f;         // at the right, and between columns
constexpr float kEdge = 6.0f;         // the band in the group's colour
constexpr float kIndent = 44.0f;      // of the text, right of the marker
constexpr float kLine = 1.25f;        // of the text's size
constexpr float kSlide = 80.0f;       // how far a card comes from
constexpr float kShortestRow = 1.25f; // of the text's size: a card of one line

// How much of a card's height stays empty above and below its lines, and its bar takes.
struct Spacing {
    float pad = 12.0f;
    float bar = 10.0f;
};
constexpr Spacing kTight = {6.0f, 6.0f}; // where that leaves room for a line more

// What the cards share.
struct Cards {
    const engine::Result& result;
    const GroupCardsOptions& options;
    const TextMeasure& measure;
    Scene scene;

    const Tokens& colours() const { return tokens(options.theme); }
    float px(float length) const { return length * options.text_scale; }
};

// One card: its cluster, its place, and how strongly it is drawn.
struct Card {
    int cluster = 0;
    int colour = 0;
    Box box;
    float alpha = 1.0f;
    Spacing spacing = {};
    int lines = 0; // below the name; 0: all in one row
};

const analysis::ClusterProfile& profile(const Cards& c, int cluster) {
    return c.result.profiles->clusters[static_cast<std::size_t>(cluster)];
}

Text styled(const Cards& c, const Card& card, Point at, Colour colour) {
    return {at, {}, with_alpha(colour, card.alpha), c.px(kCardText)};
}

// The first of the texts that fits, else the last one shortened.
std::string first_fitting(const Cards& c, const std::vector<std::string>& texts, const Text& style,
                          float width) {
    for (const std::string& text : texts)
        if (c.measure.width(text, style.size, style.face) <= width)
            return text;
    return fitted(texts.back(), width, style, c.measure);
}

void add_text(Cards& c, Text text, const std::vector<std::string>& choices, float width) {
    text.text = first_fitting(c, choices, text, width);
    if (!text.text.empty())
        c.scene.shapes.emplace_back(std::move(text));
}

std::string joined(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() ? a + b : a + ", " + b;
}

struct Came {
    std::size_t rows = 0; // from other groups
    std::size_t left = 0; // to other groups
    int most_from = -1;   // colour
    bool is_new = false;  // no group had this colour before
};

Came came(const engine::Moves& moves, int colour) {
    Came found;
    std::size_t most = 0;
    for (const engine::Flow& flow : moves.flows) {
        if (flow.from == flow.to)
            continue;
        if (flow.from == colour)
            found.left += flow.rows;
        if (flow.to != colour)
            continue;
        found.rows += flow.rows;
        if (flow.rows > most) {
            most = flow.rows;
            found.most_from = flow.from;
        }
    }
    found.is_new = !moves.names.contains(colour);
    return found;
}

// "12,034 came, most from the broad middle; 310 left", and shorter forms.
std::vector<std::string> flow_words(const engine::Moves& moves, int colour) {
    const Came flow = came(moves, colour);
    const auto count = [](std::size_t rows) { return base::grouped(static_cast<long long>(rows)); };
    const auto from = moves.names.find(flow.most_from);
    if (flow.rows == 0 && flow.left == 0)
        return {"the same records as before"};
    if (flow.is_new && from != moves.names.end())
        return {"new: most were “" + from->second + "”", "a new group"};
    const std::string left = count(flow.left) + " left";
    if (flow.rows == 0)
        return {left};
    const std::string arrived = count(flow.rows) + " came";
    const std::string both = flow.left > 0 ? arrived + ", " + left : arrived;
    if (from == moves.names.end())
        return {both};
    const std::string origin = arrived + ", most from “" + from->second + "”";
    return {flow.left > 0 ? origin + "; " + left : origin, both};
}

// The lines below the name, most telling first; `room` is how many fit.
struct Facts {
    std::vector<std::vector<std::string>> lines; // each with its shorter forms
    bool last_is_flow = false;
};

// The median against the others', and the outcome: on a line of its own where there is room.
void add_median(Facts& found, const Cards& c, int cluster, bool roomy) {
    const std::string median = median_in_words(c.result, cluster);
    const std::string others = others_in_words(c.result, cluster);
    const std::string outcome = outcome_in_words(c.result, profile(c, cluster));
    const std::string compared = others.empty() ? median : median + "; " + others;
    if (outcome.empty() || roomy)
        found.lines.push_back({compared, median});
    else
        found.lines.push_back({joined(outcome, compared), joined(outcome, median), outcome});
    if (!outcome.empty() && roomy)
        found.lines.push_back({outcome});
}

Facts facts(const Cards& c, const Card& card) {
    const int room = card.lines;
    const std::string share = share_in_words(profile(c, card.cluster).size, c.result.rows());
    std::string years = years_in_words(c.result, card.cluster);
    if (c.result.name(card.cluster).find(years) != std::string::npos)
        years.clear(); // the name says it
    Facts found;
    const bool tells_flow = c.options.moves != nullptr && room > 0;
    if (room - (tells_flow ? 1 : 0) >= 2) {
        found.lines.push_back(
            {joined(share, years.empty() ? years : years + " of " + years_label(c.result)),
             joined(share, years), share});
        add_median(found, c, card.cluster, room - (tells_flow ? 1 : 0) >= 3);
    } else if (room - (tells_flow ? 1 : 0) == 1) {
        const std::string who = joined(share, years);
        const std::string median = median_in_words(c.result, card.cluster);
        found.lines.push_back({joined(who, median), joined(share, median), share});
    }
    if (tells_flow) {
        found.lines.push_back(flow_words(*c.options.moves, card.colour));
        found.last_is_flow = true;
    }
    return found;
}

// Parts of a bar as long as the group is large: first who stayed, then by where they came from.
void add_bar(Cards& c, const Card& card, const Box& track) {
    const auto& profiles = c.result.profiles->clusters;
    std::size_t largest = 1;
    for (const analysis::ClusterProfile& each : profiles)
        largest = std::max(largest, each.size);
    const std::size_t size = profile(c, card.cluster).size;
    const float per_row = track.width() / static_cast<float>(largest);
    std::vector<engine::Flow> parts;
    std::size_t told = 0;
    if (c.options.moves != nullptr)
        for (const engine::Flow& flow : c.options.moves->flows)
            if (flow.to == card.colour) {
                parts.push_back(flow);
                told += flow.rows;
            }
    std::ranges::stable_sort(parts, [&](const engine::Flow& a, const engine::Flow& b) {
        if ((a.from == a.to) != (b.from == b.to))
            return a.from == a.to;
        return a.rows > b.rows;
    });
    if (told < size) // rows that were not there before
        parts.push_back({card.colour, card.colour, size - told});
    float left = track.left;
    for (const engine::Flow& part : parts) {
        const float right = std::min(track.right, left + per_row * static_cast<float>(part.rows));
        c.scene.shapes.emplace_back(
            Rectangle{{left, track.top, right, track.bottom},
                      with_alpha(cluster_colour(part.from, c.options.theme), card.alpha),
                      0});
        left = right;
    }
}

void add_ground(Cards& c, const Card& card) {
    const Box& box = card.box;
    c.scene.shapes.emplace_back(
        Rectangle{box, with_alpha(c.colours().raised, card.alpha), c.px(kStep)});
    c.scene.shapes.emplace_back(
        Rectangle{{box.left, box.top, box.left + c.px(kEdge), box.bottom},
                  with_alpha(cluster_colour(card.colour, c.options.theme), card.alpha),
                  0});
    const float middle =
        card.lines < 1 ? (box.top + box.bottom) / 2
                       : box.top + c.px(card.spacing.pad) + c.px(kCardTitle) * kLineHeight / 2;
    add_marker_shape(c.scene, {box.left + c.px(kIndent + kEdge) / 2, middle}, c.px(8),
                     cluster_marker(card.colour),
                     with_alpha(cluster_colour(card.colour, c.options.theme), card.alpha));
}

// Name, share and median beside each other.
void add_row(Cards& c, const Card& card) {
    const float middle = (card.box.top + card.box.bottom) / 2;
    const auto text = [&](float x, AlignX align, Colour colour) {
        Text made = styled(c, card, {x, middle}, colour);
        made.align_x = align;
        made.align_y = AlignY::middle;
        return made;
    };
    const float right = card.box.right - c.px(kPad);
    const schema::ColumnSpec& measure = *c.result.profiles->measure;
    const std::string amount = rough_measure(measure, profile(c, card.cluster).measure_median);
    const float amount_left =
        right - std::max(c.measure.width("₹99,000", c.px(kCardText), Face::regular),
                         c.measure.width(amount, c.px(kCardText), Face::regular));
    std::string share = percent(profile(c, card.cluster).share, 0);
    if (c.options.moves != nullptr) {
        const Came flow = came(*c.options.moves, card.colour);
        share = flow.is_new
                    ? "new"
                    : std::string("+").append(compact_count(static_cast<double>(flow.rows)));
    }
    const float share_right = amount_left - c.px(kPad);
    const float share_left =
        share_right - c.measure.width("+99.9k", c.px(kCardText), Face::regular);
    const float left = card.box.left + c.px(kIndent);
    Text name = text(left, AlignX::left, c.colours().text);
    name.face = Face::semibold;
    add_text(c, name, {c.result.name(card.cluster)}, share_left - c.px(kPad) - left);
    add_text(c, text(share_right, AlignX::right, c.colours().muted), {share}, share_right - left);
    add_text(c, text(right, AlignX::right, c.colours().text), {amount}, right - left);
}

void add_lines(Cards& c, const Card& card) {
    const float left = card.box.left + c.px(kIndent);
    const float width = card.box.right - c.px(kPad) - left;
    float y = card.box.top + c.px(card.spacing.pad);
    Text name = styled(c, card, {left, y}, c.colours().text);
    name.size = c.px(kCardTitle);
    name.face = Face::semibold;
    add_text(c, name, {c.result.name(card.cluster)}, width);
    y += c.px(kCardTitle) * kLine;
    const Facts found = facts(c, card);
    for (std::size_t i = 0; i < found.lines.size(); ++i) {
        const bool flow = found.last_is_flow && i + 1 == found.lines.size();
        add_text(c, styled(c, card, {left, y}, flow ? c.colours().muted : c.colours().text),
                 found.lines[i], width);
        y += c.px(kCardText) * kLine;
    }
    const float bottom = card.box.bottom - c.px(card.spacing.pad);
    add_bar(c, card, {left, bottom - c.px(card.spacing.bar), left + width, bottom});
}

int lines_in(const Cards& c, float height, const Spacing& spacing) {
    const float room = height - c.px(2 * spacing.pad + spacing.bar) - c.px(kCardTitle) * kLine;
    return std::max(0, static_cast<int>(std::floor(room / (c.px(kCardText) * kLine) + 0.01f)));
}

void add_card(Cards& c, const Card& card) {
    add_ground(c, card);
    if (card.lines < 1)
        add_row(c, card);
    else
        add_lines(c, card);
    const analysis::ClusterProfile& group = profile(c, card.cluster);
    const schema::ColumnSpec& measure = *c.result.profiles->measure;
    c.scene.marks.push_back({card.box, card.cluster,
                             c.result.name(card.cluster) + ": " + row_count(group.size) + " (" +
                                 percent(group.share) + "), median " + measure.label + " " +
                                 short_measure(measure, group.measure_median) +
                                 after_comma(outcome_in_words(c.result, group))});
}

Card place_card(const Cards& c, int cluster, const Box& box) {
    const auto index = static_cast<std::size_t>(cluster);
    Card card{cluster, c.result.identity.colour[index], box};
    const float arrived = index < c.options.arrived.size() ? c.options.arrived[index] : 1.0f;
    card.box.left += (1.0f - arrived) * c.px(kSlide);
    card.box.right += (1.0f - arrived) * c.px(kSlide);
    card.alpha = arrived;
    card.lines = lines_in(c, box.height(), card.spacing);
    const int tight = lines_in(c, box.height(), kTight);
    if (card.lines < 3 && tight > card.lines) {
        card.spacing = kTight;
        card.lines = tight;
    }
    if (c.options.focus >= 0 && c.options.focus != cluster)
        card.alpha *= 0.35f;
    return card;
}

} // namespace

Scene group_cards(const engine::Result& result, float width, float height,
                  const GroupCardsOptions& options, const TextMeasure& measure) {
    Cards c{result, options, measure, {width, height, {}, {}}};
    const int k = result.clustering->k;
    const float shortest = c.px(kCardText) * kShortestRow;
    const int fitting = std::max(1, static_cast<int>(height / shortest));
    const int shown = k <= fitting ? k : fitting - 1;
    const int places = std::max(1, k <= fitting ? k : fitting);
    const float pitch = std::min(height / static_cast<float>(places), c.px(kTallest + kGap));
    const float gap = std::min(c.px(kGap), (pitch - shortest) / 2);
    for (int cluster = 0; cluster < shown; ++cluster) {
        const float top = pitch * static_cast<float>(cluster);
        const Card card = place_card(c, cluster, {0, top, width, top + pitch - gap});
        if (card.alpha > 0.0f)
            add_card(c, card);
    }
    if (shown < k) {
        Text rest{{c.px(kIndent), pitch * static_cast<float>(shown)},
                  {},
                  c.colours().muted,
                  c.px(kCardText)};
        add_text(c, rest,
                 {"and " + std::to_string(k - shown) + " more groups in the workbench",
                  "and " + std::to_string(k - shown) + " more"},
                 width - c.px(kIndent));
    }
    return std::move(c.scene);
}

} // namespace cohortscope::plot
