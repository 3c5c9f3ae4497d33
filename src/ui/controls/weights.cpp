#include <algorithm>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "features/encode.h"
#include "plot/labels.h"
#include "ui/baseline.h"
#include "ui/controls/column_filter.h"
#include "ui/controls/knobs.h"
#include "ui/controls/slider.h"
#include "ui/controls/widgets.h"
#include "ui/places.h"

namespace cohortscope::ui {

namespace {

const SliderScale kWeightScale = {0.0, engine::kMaximumWeight, 0.01, 0.05, false};

struct WeightedFeature {
    std::string name;
    const schema::FeatureSpec* spec = nullptr; // null for an extra column that is off
    double share = 0.0;                        // of the total variance, 0 to 1

    double standard() const { return spec != nullptr ? spec->default_weight : 0.0; }
    std::string label() const { return spec != nullptr ? spec->label : schema::plain_label(name); }
    std::string brief() const { return spec != nullptr ? spec->brief : schema::plain_label(name); }
};

// A row each: the indicators of a feature are one, their shares added; then the columns that the
// schema does not know.
std::vector<WeightedFeature> weighted_features(const engine::Result& result) {
    const features::Matrix& matrix = *result.prepared.matrix;
    double total = 0.0;
    for (const auto& column : matrix.columns)
        total += column->variance;
    std::vector<WeightedFeature> list;
    const auto& columns = result.prepared.features->columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const schema::FeatureSpec& spec = *columns[i]->spec;
        if (list.empty() || list.back().name != spec.name)
            list.push_back({spec.name, &spec});
        list.back().share += total > 0.0 ? matrix.columns[i]->variance / total : 0.0;
    }
    const std::size_t on = list.size();
    for (const std::string& name : features::extra_columns(*result.prepared.bound))
        if (std::none_of(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(on),
                         [&](const WeightedFeature& feature) { return feature.name == name; }))
            list.push_back({name});
    return list;
}

double weight(const engine::Settings& settings, const WeightedFeature& feature) {
    const auto found = settings.weights.find(feature.name);
    return found == settings.weights.end() ? feature.standard() : found->second;
}

// Weights at their standard value stay out of the settings, so that equal knobs are equal settings.
void set_weight(engine::Settings& settings, const WeightedFeature& feature, double value) {
    if (value == feature.standard())
        settings.weights.erase(feature.name);
    else
        settings.weights[feature.name] = value;
}

void toggle_mute(Frame& frame, const WeightedFeature& feature) {
    const double now = weight(frame.draft, feature);
    frame.edit({}, [&](engine::Document& next) {
        std::map<std::string, double>& muted = next.view.muted;
        const auto found = muted.find(feature.name);
        const double back = found == muted.end() ? 1.0 : found->second;
        if (now > 0.0)
            muted[feature.name] = now;
        set_weight(next.settings, feature, now > 0.0 ? 0.0 : back);
    });
}

void toggle_solo(engine::Document& next, const WeightedFeature& feature,
                 const std::vector<WeightedFeature>& all) {
    engine::ViewChoices& view = next.view;
    if (view.solo == feature.name) {
        for (const WeightedFeature& each : all)
            if (const auto found = view.before_solo.find(each.name);
                found != view.before_solo.end())
                set_weight(next.settings, each, found->second);
        view.solo.clear();
        return;
    }
    if (view.solo.empty())
        for (const WeightedFeature& each : all)
            view.before_solo[each.name] = weight(next.settings, each);
    for (const WeightedFeature& each : all)
        set_weight(next.settings, each, 0.0);
    const double before = view.before_solo[feature.name];
    set_weight(next.settings, feature, before > 0.0 ? before : 1.0);
    view.solo = feature.name;
}

void change_weight(Frame& frame, const WeightedFeature& feature, double value) {
    frame.edit("weight." + feature.name,
               [&](engine::Document& next) { set_weight(next.settings, feature, value); });
}

// A letter in a small square, lit while it is on.
bool letter_button(Frame& frame, const Area& area, const std::string& letter, bool on) {
    fill(area, frame.look.tokens().raised, frame.px(4));
    return button(frame, area, letter, {on, plot::kSmallSize});
}

std::string weight_help(const WeightedFeature& feature) {
    return "Weight w of " + feature.label() +
           ": its share of the squared distance grows with w². 0 switches it off.";
}

std::string weight_text(const engine::Settings& settings, const WeightedFeature& feature) {
    return base::fixed(weight(settings, feature), 2) + " ×";
}

void typed_weight(Frame& frame, const Area& area, const WeightedFeature& feature) {
    const std::string key = "weight." + feature.name;
    std::string text = weight_text(frame.draft, feature);
    if (!typed_value(frame, area, {key}, text))
        return;
    try {
        engine::Settings candidate;
        candidate.schema = frame.draft.schema;
        engine::set_from_text(candidate, key, text);
        change_weight(frame, feature, weight(candidate, feature));
    } catch (const base::Error& error) {
        frame.view.message = error.what();
    }
}

void mute_and_solo(Frame& frame, const Area& line, const WeightedFeature& feature,
                   const std::vector<WeightedFeature>& all) {
    const float side = frame.px(20);
    const float top = line.top + (line.height() - side) / 2;
    const Area mute = {line.left, top, line.left + side, top + side};
    const Area solo = {mute.right + frame.px(2), top, mute.right + frame.px(2) + side, top + side};
    const bool muted = weight(frame.draft, feature) == 0.0,
               alone = frame.history.present().view.solo == feature.name;
    tell_switch(frame, "mute." + feature.name, mute, muted);
    tell_switch(frame, "solo." + feature.name, solo, alone);
    if (letter_button(frame, mute, "M", muted))
        toggle_mute(frame, feature);
    if (letter_button(frame, solo, "S", alone))
        frame.edit({}, [&](engine::Document& next) { toggle_solo(next, feature, all); });
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    if (ImGui::IsWindowHovered() && mute.contains(mouse))
        frame.tip = {{"Mute: weight 0, and back"}};
    if (ImGui::IsWindowHovered() && solo.contains(mouse))
        frame.tip = {{"Solo: every other weight 0, and back"}};
}

void weight_row(Frame& frame, Column& column, const WeightedFeature& feature,
                const std::vector<WeightedFeature>& all) {
    ImGui::PushID(feature.name.c_str());
    const Look& look = frame.look;
    const float line = frame.px(22);
    const float value_width = frame.px(64);
    const Area head = {column.left, column.y, column.right - value_width, column.y + line};
    const std::string label = feature.label();
    const bool fits = text_width(look, label, body(look)) <= head.width() - frame.px(4);
    const std::string shown = fits ? label : feature.brief();
    const std::string key = "weight." + feature.name;
    const std::string lack = reason_of_lack(frame, key);
    if (lack.empty()) {
        knob_label(frame, head, shown, weight_help(feature));
        typed_weight(frame, {column.right - value_width, column.y, column.right, column.y + line},
                     feature);
    } else {
        idle_label(frame, head, {key, shown, lack});
        draw_text_right(look, {column.right, column.y + frame.px(2)},
                        weight_text(frame.draft, feature), {look.tokens().muted});
    }
    column.y += line;

    const float track_height = frame.px(20);
    const Area whole = {column.left, column.y, column.right, column.y + track_height};
    if (lack.empty())
        mute_and_solo(frame, whole, feature, all);
    const float share_width = frame.px(54);
    const Area track = {column.left + frame.px(46), column.y, column.right - share_width,
                        whole.bottom};
    const double value = weight(frame.draft, feature);
    const SliderSpec spec = {key, kWeightScale, feature.standard(), value == 0.0,
                             baseline_value(frame, key)};
    if (!lack.empty())
        resting_slider(frame, spec, track, value);
    else if (const double wanted = slider(frame, spec, track, value); wanted != value)
        change_weight(frame, feature, wanted);
    draw_text_right(look, {column.right, column.y + frame.px(2)}, plot::percent(feature.share),
                    small(look));
    column.y += track_height + frame.px(4);
    ImGui::PopID();
}

} // namespace

void weight_rows(Frame& frame, Column& column) {
    if (frame.result() == nullptr)
        return;
    const std::vector<WeightedFeature> all = weighted_features(*frame.result());
    for (const WeightedFeature& feature : all)
        if (passes_filter(frame, feature.name, feature.label()))
            weight_row(frame, column, feature, all);
}

void weight_rows_of(Frame& frame, Column& column, std::string_view table_column) {
    if (frame.result() == nullptr)
        return;
    const std::vector<schema::FeatureSpec>& wanted = frame.draft.schema->features;
    const std::vector<WeightedFeature> all = weighted_features(*frame.result());
    for (const WeightedFeature& feature : all) {
        const bool known =
            std::ranges::find(wanted, feature.name, &schema::FeatureSpec::name) != wanted.end();
        const bool is_of = feature.spec != nullptr ? known && feature.spec->from == table_column
                                                   : feature.name == table_column;
        if (is_of)
            weight_row(frame, column, feature, all);
    }
}

} // namespace cohortscope::ui
