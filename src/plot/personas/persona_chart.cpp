#include "plot/personas/persona_chart.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/format.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/personas/persona_words.h"
#include "plot/personas/published_words.h"
#include "plot/sketch.h"

namespace cohortscope::plot {

namespace {

using analysis::CheckedCondition;
using analysis::PersonaFit;

constexpr int kMostLines = 12; // of a text
// At scale 1.
constexpr float kTextLeft = 34, kSignRadius = 4, kBetweenGroups = 16;

struct Cards {
    Sketch s;
    ClusterInk ink;
    const engine::Result& result;
    const std::vector<double>& stability;
    const std::string& chosen;
    std::vector<std::string> knobs = {};
    float y = 0;

    const analysis::Personas& personas() const { return *result.personas; }
    float left() const { return s.scaled(kTextLeft); }
    float right() const { return s.scene.width; }
    int knob(const std::string& key) {
        knobs.push_back(key);
        return static_cast<int>(knobs.size()) - 1;
    }
};

std::string tip_of(const Cards& c, const CheckedCondition& condition) {
    std::string tip = condition_text(c.personas(), condition) + ". " +
                      fact_help(c.personas(), condition.condition->subject) + ".";
    if (condition.fact.known()) {
        tip += " n = " + base::grouped(static_cast<long long>(condition.fact.n));
        const std::string interval =
            fact_interval(c.personas(), condition.condition->subject, condition.fact.interval);
        tip += interval.empty() ? "." : ", 95 % interval " + interval + ".";
    }
    return tip + " Click to move the threshold.";
}

// Full where it holds, a ring where it does not, a dash where it cannot be checked.
void add_sign(Cards& c, Point centre, const CheckedCondition& condition, int cluster) {
    const Tokens& colours = c.s.colours();
    const float radius = c.s.scaled(kSignRadius);
    const Colour ink = c.ink.faded(condition.holds ? colours.text : colours.warning, cluster);
    if (!condition.fact.known())
        return c.s.add_line({centre.x - radius, centre.y}, {centre.x + radius, centre.y}, ink,
                            c.s.scaled(1.5f));
    c.s.add(Disc{centre, radius, ink});
    if (!condition.holds)
        c.s.add(Disc{centre, radius - c.s.scaled(1.5f), colours.panel});
}

// Words at the left, value and threshold at the right.
void add_condition(Cards& c, int cluster, const std::string& rule, std::size_t at,
                   const CheckedCondition& condition) {
    const Tokens& colours = c.s.colours();
    const std::string key = schema::threshold_key(rule, at);
    const float row = c.s.line() + c.s.scaled(2), middle = c.y + row / 2;
    if (key == c.chosen)
        c.s.add(Rectangle{
            {c.left() - c.s.scaled(4), c.y, c.right(), c.y + row}, colours.raised, c.s.scaled(3)});
    add_sign(c, {c.left() + c.s.scaled(kSignRadius), middle}, condition, cluster);
    const std::string value =
        condition.fact.known()
            ? fact_value(c.personas(), condition.condition->subject, condition.fact.value)
            : "cannot be checked";
    const std::string threshold = threshold_text(c.personas(), condition);
    const float gap = c.s.scaled(8);
    const float threshold_width =
        std::max(c.s.width_of(threshold), std::min(c.s.scaled(104), c.right() * 0.27f));
    const float value_right = c.right() - threshold_width - gap;
    const float words_left = c.left() + c.s.scaled(2 * kSignRadius + 6);
    const bool two_lines = c.s.width_of(condition.condition->words) >
                           value_right - c.s.width_of(value) - gap - words_left;
    const float words_room =
        two_lines ? c.right() - words_left : value_right - c.s.width_of(value) - gap - words_left;
    const float below = two_lines ? middle + row : middle; // where the numbers stand
    Text words = c.s.small({words_left, middle}, "", c.ink.faded(colours.text, cluster),
                           AlignX::left, AlignY::middle);
    words.text = fitted(condition.condition->words, words_room, words, c.s.measure);
    c.s.add(words);
    c.s.add(c.s.small({value_right, below}, value, c.ink.faded(colours.text, cluster),
                      AlignX::right, AlignY::middle));
    c.s.add(c.s.small({value_right + gap, below}, threshold, c.ink.faded(colours.muted, cluster),
                      AlignX::left, AlignY::middle));
    c.s.scene.marks.push_back({{c.left(), c.y, c.right(), c.y + (two_lines ? 2 * row : row)},
                               -1,
                               tip_of(c, condition),
                               c.knob(key)});
    c.y += two_lines ? 2 * row : row;
}

// The words of the name that conditions carry are underlined, and tell their numbers.
void add_name_words(Cards& c, const std::string& name, Text style, const PersonaFit& fit) {
    const schema::PersonaRule& rule = c.personas().rules->personas[fit.persona];
    std::vector<std::string> done;
    for (std::size_t i = 0; i < fit.conditions.size(); ++i) {
        const std::string& word = rule.conditions[i].word;
        const std::size_t begin = word.empty() ? std::string::npos : name.find(word);
        if (begin == std::string::npos || std::ranges::find(done, word) != done.end())
            continue;
        done.push_back(word);
        const float before = c.s.measure.width(name.substr(0, begin), style.size, style.face);
        const float width = c.s.measure.width(word, style.size, style.face);
        const Box box = text_box(style, c.s.measure);
        const Box place = {style.at.x + before, box.top, style.at.x + before + width, box.bottom};
        c.s.add_dashes({place.left, place.bottom}, {place.right, place.bottom}, c.s.colours().muted,
                       c.s.scaled(2));
        std::string tip;
        for (std::size_t j = i; j < fit.conditions.size(); ++j)
            if (rule.conditions[j].word == word)
                tip += (tip.empty() ? "“" + word + "”: " : "; ") +
                       condition_text(c.personas(), fit.conditions[j]);
        c.s.scene.marks.push_back({place, -1, tip + ". Click to move the threshold.",
                                   c.knob(schema::threshold_key(rule.key, i))});
    }
}

std::string below_name(const engine::Result& result, int cluster) {
    const auto at = static_cast<std::size_t>(cluster);
    const analysis::ClusterProfile& profile = result.profiles->clusters[at];
    std::string text = row_count(profile.size) + ", " + percent(profile.share);
    const std::string& persona = result.persona_names[at];
    if (persona.empty())
        return text + " · no persona's conditions all hold: the measured name stays";
    if (result.name(cluster) != persona)
        text += " · persona: " + persona;
    return text + " · measured: " + profile.name;
}

void add_head(Cards& c, int cluster, const PersonaFit* own) {
    const Tokens& colours = c.s.colours();
    const float height = c.s.scaled(kBodySize) * kLineHeight + c.s.scaled(2);
    const float middle = c.y + height / 2;
    c.s.add(c.s.small({c.s.scaled(kNumberRight), middle}, std::to_string(cluster + 1),
                      c.ink.faded(colours.muted, cluster), AlignX::right, AlignY::middle));
    add_marker_shape(c.s.scene, {c.s.scaled(kSwatch), middle}, c.s.scaled(5), c.ink.marker(cluster),
                     c.ink.hue(cluster));
    const std::string fits = own != nullptr ? "fits " + percent(own->score, 0) : std::string();
    const float room = c.right() - c.left() - c.s.width_of(fits) - c.s.scaled(8);
    Text name{{c.left(), middle}, "", c.ink.faded(colours.text, cluster), c.s.scaled(kBodySize)};
    name.face = Face::semibold;
    name.align_y = AlignY::middle;
    name.text = fitted(c.result.name(cluster), room, name, c.s.measure);
    c.s.add(c.s.small({c.right(), middle}, fits, c.ink.faded(colours.muted, cluster), AlignX::right,
                      AlignY::middle));
    c.s.add(name);
    c.s.scene.marks.push_back({{0, c.y, c.right(), c.y + height},
                               cluster,
                               own == nullptr ? ""
                                              : "How far the numbers lie beyond the thresholds, on "
                                                "average: 50 % is just on them"});
    if (own != nullptr && name.text == c.result.name(cluster))
        add_name_words(c, name.text, name, *own);
    c.y = c.s.add_paragraph({c.left(), c.y + height}, c.right() - c.left(), kMostLines,
                            below_name(c.result, cluster), c.ink.faded(colours.muted, cluster)) +
          c.s.scaled(4);
}

void add_fit(Cards& c, int cluster, const PersonaFit& fit, bool only_lacking) {
    const schema::PersonaRule& rule = c.personas().rules->personas[fit.persona];
    for (std::size_t i = 0; i < fit.conditions.size(); ++i)
        if (!only_lacking || !fit.conditions[i].holds)
            add_condition(c, cluster, rule.key, i, fit.conditions[i]);
}

// The next best persona, and what it lacks.
void add_next(Cards& c, int cluster, const PersonaFit* next) {
    if (next == nullptr)
        return;
    const schema::PersonaRule& rule = c.personas().rules->personas[next->persona];
    const std::size_t lacks = next->conditions.size() - next->held;
    std::string text = "Next best: " + rule.name + ", ";
    if (lacks == 0)
        text += "whose conditions all hold, but another persona or group fits better";
    else
        text += counted(lacks, "condition does", "conditions do") + " not hold of " +
                std::to_string(next->conditions.size());
    c.y += c.s.scaled(4);
    c.y = c.s.add_paragraph({c.left(), c.y}, c.right() - c.left(), 3, text,
                            c.ink.faded(c.s.colours().muted, cluster));
    add_fit(c, cluster, *next, true);
}

void add_action(Cards& c, int cluster, const analysis::TriggeredAction& action) {
    const auto at = static_cast<std::size_t>(cluster);
    const schema::ActionRule& rule = c.personas().rules->actions[action.action];
    const Tokens& colours = c.s.colours();
    const std::size_t rows = c.result.profiles->clusters[at].size;
    const std::optional<double> stability =
        at < c.stability.size() ? std::optional(c.stability[at]) : std::nullopt;
    const analysis::ActionStanding standing = analysis::action_standing(rows, stability);
    const bool refused = standing == analysis::ActionStanding::too_few ||
                         standing == analysis::ActionStanding::shaky;
    const float width = c.right() - c.left();
    const std::string head =
        std::string(schema::kActionFieldNames[static_cast<std::size_t>(rule.field)]) +
        ": priority " + std::string(schema::kGradeNames[static_cast<std::size_t>(rule.priority)]) +
        ", effort " + std::string(schema::kGradeNames[static_cast<std::size_t>(rule.effort)]);
    c.y += c.s.scaled(6);
    Text style = c.s.small({c.left(), c.y}, "", c.ink.faded(colours.text, cluster));
    style.face = Face::semibold;
    for (const std::string& line : wrapped(head, width, 2, style, c.s.measure)) {
        Text text = style;
        text.at.y = c.y;
        text.text = line;
        c.s.add(text);
        c.y += c.s.line();
    }
    if (!refused)
        c.y = c.s.add_paragraph({c.left(), c.y}, width, kMostLines,
                                filled_text(c.personas(), rule.text, at),
                                c.ink.faded(colours.text, cluster));
    for (std::size_t i = 0; i < action.conditions.size(); ++i)
        add_condition(c, cluster, rule.key, i, action.conditions[i]);
    const bool sure = standing == analysis::ActionStanding::given;
    c.y = c.s.add_paragraph({c.left(), c.y}, width, 3,
                            "n = " + base::grouped(static_cast<long long>(rows)) + ", " +
                                standing_words(rows, stability),
                            c.ink.faded(sure ? colours.muted : colours.warning, cluster));
}

void add_group(Cards& c, int cluster) {
    const analysis::GroupPersona& group = c.personas().groups[static_cast<std::size_t>(cluster)];
    const PersonaFit* own = group.fit_of(group.persona);
    if (cluster > 0) {
        c.s.add_line({0, c.y}, {c.right(), c.y}, c.s.colours().faint);
        c.y += c.s.scaled(kBetweenGroups / 2);
    }
    add_head(c, cluster, own);
    if (own != nullptr) {
        c.y = c.s.add_paragraph({c.left(), c.y}, c.right() - c.left(), kMostLines,
                                description_of(c.personas(), static_cast<std::size_t>(cluster)),
                                c.ink.faded(c.s.colours().text, cluster)) +
              c.s.scaled(4);
        add_fit(c, cluster, *own, false);
    }
    add_next(c, cluster, group.next_best());
    for (const analysis::TriggeredAction& action : group.actions)
        add_action(c, cluster, action);
    c.y += c.s.scaled(kBetweenGroups / 2);
}

// Where the settings are those of a published recipe: its numbers beside ours.
void add_published(Cards& c) {
    const engine::Preset* preset = engine::preset_of(c.result.settings);
    if (preset == nullptr)
        return;
    const Tokens& colours = c.s.colours();
    const auto say = [&](const std::string& text, float left, Colour colour) {
        c.y = c.s.add_paragraph({left, c.y}, c.right() - left, kMostLines, text, colour);
    };
    c.s.add_line({0, c.y}, {c.right(), c.y}, colours.faint);
    c.y += c.s.scaled(kBetweenGroups / 2);
    say(preset->label, 0, colours.text);
    for (const PublishedLine& line : published_lines(*preset, c.result)) {
        c.y += c.s.scaled(4);
        say(line.cluster < 0 ? line.name
                             : line.name + " = " + std::to_string(line.cluster + 1) + " " +
                                   c.result.name(line.cluster),
            0, colours.text);
        for (const PublishedNumber& number : line.numbers)
            say(published_text(number), c.s.scaled(kStep * 3), colours.muted);
    }
    c.y += c.s.scaled(4);
    for (const std::string& difference : preset->differences)
        say(difference, 0, colours.muted);
}

} // namespace

PersonaChart persona_chart(const engine::Result& result, const std::vector<double>& stability,
                           const std::string& chosen, float width, const ChartOptions& options,
                           const TextMeasure& measure) {
    ENSURE(result.personas != nullptr);
    Cards c{{options, measure}, {result, options}, result, stability, chosen};
    c.s.scene.width = width;
    for (int cluster = 0; cluster < result.clustering->k; ++cluster)
        add_group(c, cluster);
    add_published(c);
    c.s.scene.height = c.y;
    return {std::move(c.s.scene), std::move(c.knobs)};
}

} // namespace cohortscope::plot
