#include "plot/studies/change_chart.h"

#include <algorithm>

#include "base/format.h"
#include "engine/settings_difference.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/studies/change_parts.h"
#include "plot/studies/study_charts.h"
#include "plot/terms.h"

namespace cohortscope::plot {

namespace {

constexpr int kRadix = 64; // above kMaximumClusters and the two that are no groups
static_assert(analysis::kMaximumClusters + 2 <= kRadix);

float add_headline(ChangeParts& c, float top) {
    Text style{{0, top}, "", c.s.colours().text, c.s.scaled(kSectionSize), Face::semibold};
    for (const std::string& line :
         wrapped(unbroken(engine::headline(c.changes())), c.s.scene.width, 4, style, c.s.measure)) {
        style.text = line;
        c.s.add(style);
        style.at.y += style.size * kLineHeight;
    }
    return style.at.y;
}

float add_rand(ChangeParts& c, float top) {
    if (c.changes().common == 0)
        return top;
    const double rand = c.changes().adjusted_rand;
    std::string number = base::fixed(rand, 2);
    if (number.front() == '-')
        number = kMinus + number.substr(1);
    const float bottom = c.s.add_paragraph({0, top}, c.s.scene.width, 3,
                                           full_term(Term::adjusted_rand) + " " + number + ": " +
                                               agreement_word(rand),
                                           c.s.colours().text);
    c.s.scene.marks.push_back(
        {{0, top, c.s.scene.width, bottom}, -1, term_help(Term::adjusted_rand)});
    return bottom;
}

float add_notes(ChangeParts& c, float top) {
    std::vector<std::string> notes = engine::unused_sentences(c.changes());
    notes.push_back(engine::matching_note(c.changes()));
    for (const std::string& note : notes)
        if (!note.empty())
            top = c.s.add_paragraph({0, top}, c.s.scene.width, 5, unbroken(note),
                                    c.s.colours().muted);
    return top;
}

// Tips cannot draw an arrow.
std::string spelt(std::string words) {
    constexpr std::string_view kArrow = " → ";
    for (std::size_t at = words.find(kArrow); at != std::string::npos; at = words.find(kArrow))
        words.replace(at, kArrow.size(), " to ");
    return words;
}

} // namespace

std::string unbroken(std::string text) {
    constexpr std::string_view kUnit = " %";
    for (std::size_t at = text.find(kUnit); at != std::string::npos; at = text.find(kUnit, at))
        text.replace(at, 1, "\u00A0");
    return text;
}

bool ChangeParts::dimmed(const engine::FlowEnds& ends) const {
    if (s.options.focus < 0)
        return false;
    const bool comes_from = ends.from >= 0 && earlier(ends.from).same == s.options.focus;
    return ends.to != s.options.focus && !comes_from;
}

Scene change_chart(const ChangeView& view, float width, const ChartOptions& options,
                   const TextMeasure& measure) {
    ChangeParts c{{options, measure}, view};
    c.s.scene.width = width;
    const float gap = c.s.scaled(3 * kStep);
    float y = add_headline(c, 0) + c.s.scaled(kStep);
    y = add_rand(c, y);
    y = add_notes(c, y) + gap;
    y = add_change_flows(c, y) + gap;
    y = add_picked_flow(c, y);
    c.s.scene.height = add_change_sentences(c, y);
    return std::move(c.s.scene);
}

int flow_value(const engine::FlowEnds& ends) {
    return (ends.from - engine::kAnyGroup) * kRadix + (ends.to - engine::kAnyGroup);
}

std::optional<engine::FlowEnds> flow_of(int value) {
    if (value < 0 || value >= kRadix * kRadix)
        return std::nullopt;
    return engine::FlowEnds{value / kRadix + engine::kAnyGroup, value % kRadix + engine::kAnyGroup};
}

Scene change_strip(const engine::Settings& before, const engine::Settings& now, float width,
                   const ChartOptions& options, const TextMeasure& measure) {
    Sketch s{options, measure};
    s.scene.width = width;
    std::string then, since, tip;
    const auto append = [](std::string& list, const std::string& words, const char* between) {
        if (!words.empty())
            list += (list.empty() ? "" : between) + words;
    };
    for (const engine::SettingChange& change : engine::changed_settings(before, now)) {
        append(then, change.before, " · ");
        append(since, change.now, " · ");
        append(tip, spelt(change.words), "\n");
    }
    if (tip.empty())
        return std::move(s.scene);
    const auto side = [](const std::string& words) {
        return words.empty() ? "the defaults" : words;
    };
    const Colour ink = s.colours().text;
    Text before_text = s.small({0, s.line() / 2}, "", ink, AlignX::left, AlignY::middle);
    const std::string since_text = "now: " + side(since);
    const float room = width - s.arrow_width();
    // Each gets what it needs, and where both do not fit half the room at least.
    const float since_room = std::max(room / 2, room - s.width_of("before: " + side(then)));
    before_text.text =
        fitted("before: " + side(then), room - std::min(since_room, s.width_of(since_text)),
               before_text, measure);
    s.add(before_text);
    const float end = s.width_of(before_text.text);
    s.add_arrow({end, s.line() / 2}, ink);
    Text now_text = before_text;
    now_text.at.x = end + s.arrow_width();
    now_text.text = fitted(since_text, width - now_text.at.x, now_text, measure);
    s.add(now_text);
    s.scene.height = s.line();
    s.scene.marks.push_back({{0, 0, width, s.scene.height}, -1, tip});
    return std::move(s.scene);
}

} // namespace cohortscope::plot
