// Which knob matters: how much a nudge of each changes the clustering.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/format.h"
#include "engine/settings_difference.h"
#include "plot/draw.h"
#include "plot/labels.h"
#include "plot/sketch.h"
#include "plot/studies/study_charts.h"

namespace cohortscope::plot {

namespace {

constexpr float kRow = 24, kBar = 8, kThinBar = 3; // heights at scale 1
constexpr float kMostLabels = 0.56f;               // of the width, beside the bars
constexpr double kLeastRange = 0.1;                // of the bars: small changes stay small

struct SensitivityChart {
    Sketch s;
    const engine::Sensitivity& sensitivity;
    const schema::Schema& schema;
    Box plot = {};
    double high = 1;
    bool beside = true; // labels beside their bars, not above

    float row_height() const {
        return beside ? s.scaled(kRow) : s.line() + s.scaled(kBar + kThinBar + 3 * kStep);
    }
    float room_for_label() const {
        return beside ? plot.left - s.scaled(2 * kStep)
                      : s.scene.width - s.width_of("0.00") - s.scaled(2 * kStep);
    }

    float x_of(double change) const {
        return plot.left + static_cast<float>(std::clamp(change / high, 0.0, 1.0)) * plot.width();
    }
};

std::string value_text(double change) {
    const std::string text = base::fixed(change, 2);
    return text.front() == '-' ? kMinus + text.substr(1) : text;
}

// A change that shows as 0.
bool is_nothing(const engine::Nudge& nudge) {
    return base::fixed(std::fabs(nudge.change), 2) == "0.00";
}

// What a feature is called where there is little room; one that the schema does not know by its
// name.
std::string feature_brief(const schema::Schema& schema, const std::string& name) {
    for (const schema::FeatureSpec& feature : schema.features)
        if (feature.name == name)
            return feature.brief;
    return schema::plain_feature(name).brief;
}

// "experience weight", "scaler", "k", "rare town".
std::string knob_name(const schema::Schema& schema, const std::string& key) {
    constexpr std::string_view kWeight = "weight.";
    if (key.rfind(kWeight, 0) == 0)
        return feature_brief(schema, key.substr(kWeight.size())) + " weight";
    const engine::Field* field = engine::find_field(schema, key);
    return field != nullptr ? engine::knob_words(*field) : key;
}

// A knob's value as people write it: 0.85 and not 0.8500000000000001.
std::string knob_value(const std::string& text) {
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && read == end && text.find('.') != std::string::npos
               ? significant(value)
               : text;
}

// Knob and change: "k 5 → 6".
struct Wording {
    std::string before; // "k 5"
    std::string after;  // "6"
};

Wording wording(const schema::Schema& schema, const engine::Nudge& nudge) {
    return {knob_name(schema, nudge.key) + " " + knob_value(nudge.from), knob_value(nudge.to)};
}

float label_width(const SensitivityChart& c, const engine::Nudge& nudge) {
    const Wording words = wording(c.schema, nudge);
    return c.s.width_of(words.before) + c.s.arrow_width() + c.s.width_of(words.after);
}

void add_label(SensitivityChart& c, const engine::Nudge& nudge, float middle, Colour ink) {
    const Wording words = wording(c.schema, nudge);
    const float room =
        c.room_for_label() - c.s.scaled(kStep) - c.s.arrow_width() - c.s.width_of(words.after);
    Text before = c.s.small({0, middle}, "", ink, AlignX::left, AlignY::middle);
    before.text = fitted(words.before, room, before, c.s.measure);
    c.s.add(before);
    const float end = c.s.width_of(before.text);
    c.s.add_arrow({end, middle}, ink);
    Text after =
        c.s.small({end + c.s.arrow_width(), middle}, "", ink, AlignX::left, AlignY::middle);
    after.text = fitted(words.after, c.room_for_label() - after.at.x, after, c.s.measure);
    c.s.add(after);
}

bool has_other(const engine::Nudge& nudge) {
    return !nudge.other_to.empty() && std::isfinite(nudge.other_change);
}

std::string tip_of(const schema::Schema& schema, const engine::Nudge& nudge) {
    std::string tip = knob_name(schema, nudge.key) + " " + knob_value(nudge.from) + " to " +
                      knob_value(nudge.to) + ": the clusters change by " +
                      base::fixed(nudge.change, 3);
    if (has_other(nudge))
        tip += ", to " + knob_value(nudge.other_to) + ": by " + base::fixed(nudge.other_change, 3);
    return tip;
}

// What the thin bar stands for.
std::string tip_of_other(const schema::Schema& schema, const engine::Nudge& nudge) {
    return knob_name(schema, nudge.key) + " " + knob_value(nudge.from) + " to " +
           knob_value(nudge.other_to) + ": the clusters change by " +
           base::fixed(nudge.other_change, 3);
}

// The larger change, and below it as a thin bar that of the other nudge. Returns where the thin bar
// begins.
float add_bars(SensitivityChart& c, const engine::Nudge& nudge, float middle) {
    const Tokens& colours = c.s.colours();
    const bool other = has_other(nudge);
    const float bar = c.s.scaled(kBar), thin = other ? c.s.scaled(kThinBar + 1) : 0;
    const float top = middle - (bar + thin) / 2;
    if (!is_nothing(nudge))
        c.s.add(Rectangle{{c.plot.left, top, c.x_of(nudge.change), top + bar},
                          mix(colours.panel, colours.text, 0.62f),
                          1});
    if (other && c.x_of(nudge.other_change) > c.plot.left + 0.5f)
        c.s.add(Rectangle{
            {c.plot.left, top + bar + c.s.scaled(1), c.x_of(nudge.other_change), top + bar + thin},
            mix(colours.panel, colours.text, 0.35f),
            1});
    return top + bar;
}

void add_row(SensitivityChart& c, const engine::Nudge& nudge, float top) {
    const Colour ink = is_nothing(nudge) ? c.s.colours().muted : c.s.colours().text;
    const float bottom = top + c.row_height();
    const float label = c.beside ? (top + bottom) / 2 : top + c.s.line() / 2 + c.s.scaled(1);
    const float bars =
        c.beside ? label : label + c.s.line() / 2 + c.s.scaled((kBar + kThinBar) / 2 + 2);
    add_label(c, nudge, label, ink);
    const float thin = add_bars(c, nudge, bars);
    c.s.add(c.s.small({c.s.scene.width, label}, value_text(nudge.change), ink, AlignX::right,
                      AlignY::middle));
    const auto place = static_cast<int>(&nudge - c.sensitivity.nudges.data());
    c.s.scene.marks.push_back(
        {{0, top, c.s.scene.width, bottom}, -1, tip_of(c.schema, nudge), place});
    if (has_other(nudge)) // the rest of the row below the bars' seam, as the bar itself is thin
        c.s.scene.marks.push_back({{c.plot.left, thin, c.plot.right, bottom},
                                   -1,
                                   tip_of_other(c.schema, nudge),
                                   place + static_cast<int>(c.sensitivity.nudges.size())});
}

// Bars take what the labels leave; where that is too little, labels stand above their bars.
void lay_out(SensitivityChart& c, float top) {
    float labels = 0;
    c.high = kLeastRange;
    for (const engine::Nudge& nudge : c.sensitivity.nudges) {
        labels = std::max(labels, std::ceil(label_width(c, nudge)));
        c.high = std::max(c.high, nudge.change);
    }
    const float width = c.s.scene.width;
    c.beside = labels <= width * kMostLabels;
    c.plot = {c.beside ? labels + c.s.scaled(3 * kStep) : 0, top,
              c.beside ? width - c.s.width_of("0.00") - c.s.scaled(2 * kStep) : width,
              top + c.row_height() * static_cast<float>(c.sensitivity.nudges.size())};
}

std::string foot_text(const engine::Sensitivity& sensitivity) {
    const bool both =
        std::any_of(sensitivity.nudges.begin(), sensitivity.nudges.end(),
                    [](const engine::Nudge& nudge) { return !nudge.other_to.empty(); });
    const std::string thin =
        both ? "thin bar: the second nudge tried, the other way or the next choice of a list" : "";
    if (sensitivity.complete)
        return thin;
    return thin + (thin.empty() ? "" : "; ") + "more knobs to come …";
}

} // namespace

Scene sensitivity_chart(const engine::Sensitivity& sensitivity, const schema::Schema& schema,
                        float width, const ChartOptions& options, const TextMeasure& measure) {
    SensitivityChart c{{options, measure}, sensitivity, schema};
    c.s.scene.width = width;
    const Tokens& colours = c.s.colours();
    float y = c.s.add_paragraph({0, 0}, width, 4,
                                "How much the clusters change when one knob is nudged: "
                                "1\u00a0−\u00a0adjusted Rand index, 0 for no change",
                                colours.muted) +
              c.s.scaled(1.5f * kStep);
    lay_out(c, y);
    if (!sensitivity.nudges.empty() && c.beside)
        c.s.add_line({c.plot.left, y}, {c.plot.left, c.plot.bottom}, colours.faint);
    for (const engine::Nudge& nudge : sensitivity.nudges) {
        add_row(c, nudge, y);
        y += c.row_height();
    }
    const std::string foot = foot_text(sensitivity);
    if (!foot.empty())
        y = c.s.add_paragraph({0, y + c.s.scaled(kStep)}, width, 3, foot, colours.muted);
    c.s.scene.height = y;
    return std::move(c.s.scene);
}

} // namespace cohortscope::plot
