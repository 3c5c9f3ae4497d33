#include "ui/controls/knobs.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "engine/knob_effect.h"
#include "engine/settings_difference.h"
#include "plot/labels.h"
#include "ui/baseline.h"
#include "ui/controls/slider.h"
#include "ui/controls/widgets.h"

namespace cohortscope::ui {

namespace {

// How a number is turned; fields that are not listed get a slider over their whole range, if that
// is not too wide for one.
struct Turning {
    std::string_view key;
    SliderScale scale;
    bool stepper = false; // buttons for one less and one more
    bool track = true;
};

const std::array<Turning, 6> kTurnings = {{
    {"kmeans.k", {2, 15, 1, 1, false}, true},
    {"reference_year", {2000, 2040, 1, 1, false}},
    {"kmeans.restarts", {1, 100, 1, 1, true}},
    {"kmeans.max_iterations", {1, 1000, 1, 1, true}},
    {"kmeans.tolerance", {0, 0.01, 0.0001, 0.0001, false}},
    {"seed", {0, 4294967295.0, 1, 1, false}, true, false},
}};

// A column's knob by its kind: the useful part of its range.
std::optional<SliderScale> scale_of(const schema::Schema& schema, const engine::Field& field) {
    const schema::ColumnSpec* column = field.column.empty() ? nullptr : schema.find(field.column);
    const auto is = [&](engine::Knob knob) {
        return column != nullptr && engine::knob_key(*column, knob) == field.key;
    };
    if (is(engine::Knob::rare_below))
        return SliderScale{1, 1000, 1, 1, true};
    if (is(engine::Knob::low))
        return SliderScale{0, 25, 0.1, 0.5, false};
    if (is(engine::Knob::high))
        return SliderScale{75, 100, 0.1, 0.5, false};
    if (is(engine::Knob::lowest) && column->role == schema::Role::year)
        return SliderScale{1950, 2020, 1, 1, false};
    return std::nullopt;
}

Turning turning_of(const schema::Schema& schema, const engine::Field& field) {
    for (const Turning& turning : kTurnings)
        if (turning.key == field.key)
            return turning;
    if (const std::optional<SliderScale> scale = scale_of(schema, field))
        return {field.key, *scale};
    constexpr double kWidest = 1e6; // a pixel of a wider range is no value that anybody wants
    const double step = field.kind == engine::FieldKind::integer ? 1.0 : 0.01;
    Turning turning = {field.key, {field.minimum, field.maximum, step, step * 5, false}};
    turning.track = field.maximum - field.minimum <= kWidest;
    return turning;
}

Turning turning_of(const Frame& frame, const engine::Field& field) {
    return turning_of(*frame.draft.schema, field);
}

// What a double click goes back to.
double reset_value(const Frame& frame, const engine::Field& field) {
    engine::Settings defaults;
    defaults.schema = frame.draft.schema;
    return field.get(defaults);
}

const std::string& label_of(const schema::Schema& schema, const std::string& feature) {
    const auto found = std::ranges::find(schema.features, feature, &schema::FeatureSpec::name);
    return found != schema.features.end() ? found->label : feature;
}

std::string with_unit(const engine::Field& field, const std::string& text) {
    std::string unit = field.unit;
    if (text == "1" && unit.size() > 1 && unit.back() == 's')
        unit.pop_back(); // one row, one run
    return unit.empty() ? text : text + " " + unit;
}

// First letter in upper case, for choices shown to people.
std::string shown_choice(std::string_view name) {
    std::string text = engine::choice_words(name);
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

// The muted features in words: "experience and rows with the same role are muted".
std::string reason_of(const engine::Idle& idle, const schema::Schema& schema) {
    if (idle.muted.empty())
        return "the method is Ward";
    std::string text;
    for (const std::string_view feature : idle.muted)
        text += (text.empty() ? "" : " and ") + label_of(schema, std::string(feature));
    return text + (idle.muted.size() > 1 ? " are muted" : " is muted");
}

// The weights that were muted come back as they were before.
void wake(Frame& frame, const engine::Idle& idle) {
    frame.edit({}, [&](engine::Document& next) {
        engine::wake_knob(idle, next.settings);
        for (const std::string_view feature : idle.muted) {
            const auto before = next.view.muted.find(std::string(feature));
            if (before != next.view.muted.end() && before->second != 1.0 &&
                feature == idle.muted.front())
                next.settings.weights[std::string(feature)] = before->second;
        }
    });
}

// A field's name; where its knob cannot change the groups, it says so after the name (below it
// would push all other knobs away from the pointer), and a click there makes it act again.
void field_label(Frame& frame, const Area& area, const engine::Field& field) {
    const std::string& label = field.label;
    if (const std::string lack = reason_of_lack(frame, field.key); !lack.empty()) {
        idle_label(frame, area, {field.key, label, lack});
        return;
    }
    const std::optional<engine::Idle> idle = engine::idle_knob(field.key, frame.draft);
    if (!idle) {
        knob_label(frame, area, label, field.help);
        return;
    }
    const std::string way = idle->muted.empty() ? "go back to K-Means" : "unmute";
    if (idle_label(
            frame, area,
            {field.key, label,
             "This knob has no effect on the groups now: " + reason_of(*idle, *frame.draft.schema) +
                 ". Click to " + way + ". Profiles and names may follow it even so."}))
        wake(frame, *idle);
}

void choice_row(Frame& frame, Column& column, const engine::Field& field) {
    const float height = frame.px(30);
    const float list_width = std::min(frame.px(128), column.width() / 2);
    field_label(frame,
                {column.left, column.y + frame.px(1), column.right - list_width, column.y + height},
                field);
    std::vector<std::string> labels;
    for (const std::string& choice : field.choices)
        labels.push_back(shown_choice(choice));
    const int current = static_cast<int>(field.get(frame.draft));
    const int chosen = dropdown(
        frame, field.key, {column.right - list_width, column.y, column.right, column.y + height},
        labels, current);
    if (chosen != current)
        apply(frame, field, chosen);
    column.y += frame.px(34);
}

void toggle_row(Frame& frame, Column& column, const engine::Field& field) {
    const float height = frame.px(24);
    field_label(frame, {column.left, column.y, column.right - frame.px(44), column.y + height},
                field);
    const bool on = field.get(frame.draft) != 0.0;
    const float top = column.y + frame.px(3);
    const bool wanted = toggle(
        frame, field.key, {column.right - frame.px(34), top, column.right, top + frame.px(18)}, on);
    if (wanted != on)
        apply(frame, field, wanted ? 1.0 : 0.0);
    column.y += frame.px(30);
}

// Value with buttons for one less and one more; returns the value wanted.
double stepper(Frame& frame, const Area& area, const Turning& turning, double value) {
    ImGui::PushID(turning.key.data());
    const float side = area.height();
    double wanted = value;
    if (icon_button(frame, "less", {area.left, area.top, area.left + side, area.bottom},
                    Icon::minus))
        wanted = nudged(turning.scale, value, -1);
    if (icon_button(frame, "more", {area.right - side, area.top, area.right, area.bottom},
                    Icon::plus))
        wanted = nudged(turning.scale, value, 1);
    ImGui::PopID();
    return wanted;
}

// As people write it: 0.0001 and not 1e-04.
std::string plain_number(const engine::Field& field, const engine::Settings& settings) {
    const double value = field.get(settings);
    if (field.kind != engine::FieldKind::real || value < 1e-6)
        return engine::text_of(field, settings);
    std::string text = base::fixed(value, 6);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

void typed_number(Frame& frame, const Area& area, const engine::Field& field, bool centred) {
    const std::string& key = field.key;
    std::string text = with_unit(field, plain_number(field, frame.draft));
    if (!typed_value(frame, area, {key, centred}, text))
        return;
    try {
        engine::Settings candidate = frame.draft;
        engine::set_from_text(candidate, key, text);
        apply(frame, field, field.get(candidate));
    } catch (const base::Error& error) {
        frame.view.message = error.what();
    }
}

// Where the name of a number may end: where the number begins as it is shown.
float label_end(const Frame& frame, const Area& value, const engine::Field& field) {
    const std::string text = with_unit(field, plain_number(field, frame.draft));
    const bool stepper = turning_of(frame, field).stepper;
    return stepper ? value.left
                   : std::max(value.left, value.right - frame.px(8) -
                                              text_width(frame.look, text, body(frame.look)));
}

// A number of which the table has nothing: to be read, not to be turned.
void resting_row(Frame& frame, Column& column, const engine::Field& field) {
    const Turning turning = turning_of(frame, field);
    const Area line = {column.left, column.y, column.right, column.y + frame.px(22)};
    const std::string text = with_unit(field, plain_number(field, frame.draft));
    const TextStyle faint = {frame.look.tokens().muted};
    const float value_left = line.right - text_width(frame.look, text, faint);
    field_label(frame, {line.left, line.top, value_left - frame.px(8), line.bottom}, field);
    draw_text(frame.look, {value_left, line.top + frame.px(2)}, text, faint);
    column.y = line.bottom;
    if (turning.track) {
        const Area track = {column.left, column.y, column.right, column.y + frame.px(18)};
        resting_slider(frame,
                       {field.key, turning.scale, reset_value(frame, field), true,
                        baseline_value(frame, field.key)},
                       track, field.get(frame.draft));
        column.y = track.bottom;
    }
    column.y += frame.px(4);
}

void number_row(Frame& frame, Column& column, const engine::Field& field) {
    const Turning turning = turning_of(frame, field);
    const float line = frame.px(22);
    const float value_width = turning.stepper ? frame.px(turning.track ? 96 : 150) : frame.px(84);
    const Area value_area = {column.right - value_width, column.y, column.right, column.y + line};
    field_label(frame,
                {column.left, column.y, label_end(frame, value_area, field), column.y + line},
                field);
    const double value = field.get(frame.draft);
    double wanted = value;
    if (turning.stepper) {
        wanted = stepper(frame, value_area, turning, value);
        typed_number(frame, value_area.inset(frame.px(24), 0), field, true);
    } else {
        typed_number(frame, value_area, field, false);
    }
    column.y += line;
    if (turning.track) {
        const SliderSpec spec = {field.key, turning.scale, reset_value(frame, field), false,
                                 baseline_value(frame, field.key)};
        const double slid = slider(
            frame, spec, {column.left, column.y, column.right, column.y + frame.px(18)}, value);
        if (slid != value)
            wanted = slid;
        column.y += frame.px(18);
    }
    column.y += frame.px(4);
    if (wanted != value)
        apply(frame, field, wanted);
}

} // namespace

void apply(Frame& frame, const engine::Field& field, double value) {
    engine::Settings candidate = frame.draft;
    field.set(candidate, value);
    try {
        engine::check_combination(candidate);
        frame.edit(field.key, [&](engine::Document& next) { next.settings = candidate; });
    } catch (const base::Error& error) {
        frame.view.message = error.what();
    }
}

void knob_label(Frame& frame, const Area& area, const std::string& label, const std::string& help) {
    draw_text(frame.look, {area.left, area.top + frame.px(2)},
              fitted(frame.look, label, area.width() - frame.px(4), body(frame.look)),
              body(frame.look));
    if (!help.empty() && area.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
        frame.tip = {{help, "", kNobody, false}};
}

bool idle_label(Frame& frame, const Area& area, const IdleKnob& knob) {
    const Look& look = frame.look;
    const std::string mark = "no effect";
    const TextStyle faint = {look.tokens().muted};
    const TextStyle style = {look.tokens().warning, plot::kSmallSize};
    const float width = text_width(look, mark, style) + frame.px(6);
    const std::string name = fitted(look, knob.label, area.width() - width - frame.px(4), faint);
    const float end = area.left + text_width(look, name, faint) + frame.px(6);
    draw_text(look, {area.left, area.top + frame.px(2)}, name, faint);
    draw_text(look, {end, area.top + frame.px(4)}, mark, style);
    ImGui::PushID(knob.key.data(), knob.key.data() + knob.key.size());
    const Touch mouse = touch("idle", {area.left, area.top, end + width, area.bottom});
    ImGui::PopID();
    if (mouse.hovered)
        frame.tip = {{knob.why, "", kNobody, false}};
    return mouse.clicked;
}

std::string reason_of_lack(const Frame& frame, std::string_view key) {
    if (frame.result() == nullptr || frame.result()->prepared.table == nullptr)
        return "";
    const engine::Prepared& prepared = frame.result()->prepared;
    if (prepared.bound == nullptr || *prepared.bound->schema != *frame.draft.schema)
        return "";
    const std::string lack = engine::lacking_for(key, frame.draft, *prepared.bound);
    return lack.empty()
               ? ""
               : "The file has no " + lack + " column, or an empty one: this knob has no effect.";
}

bool typed_value(Frame& frame, const Area& area, const ShownValue& value, std::string& text) {
    View& view = frame.view;
    ImGui::PushID(value.key.c_str());
    bool accepted = false;
    if (view.typing.what == value.key) {
        const TypingEnd end = typing_box(frame, area, view.typing);
        if (end == TypingEnd::accepted) {
            text = view.typing.text.data();
            accepted = true;
        }
        if (end != TypingEnd::none)
            view.typing.what.clear();
    } else {
        const Touch mouse = touch("value", area);
        const float width = text_width(frame.look, text, body(frame.look));
        const float room = area.width() - width;
        const float left = area.left + (value.centred ? room / 2 : room);
        TextStyle style = body(frame.look);
        if (mouse.hovered)
            style.colour = frame.look.tokens().accent;
        draw_text(frame.look, {left, area.top + frame.px(2)}, text, style);
        if (mouse.clicked && !frame.before)
            begin_typing(view, value.key, text.substr(0, text.find(' ')));
    }
    ImGui::PopID();
    return accepted;
}

void knob_row(Frame& frame, Column& column, const engine::Field& field) {
    if (field.kind == engine::FieldKind::choice)
        choice_row(frame, column, field);
    else if (field.kind == engine::FieldKind::boolean)
        toggle_row(frame, column, field);
    else if (reason_of_lack(frame, field.key).empty())
        number_row(frame, column, field);
    else
        resting_row(frame, column, field);
}

void knob_row(Frame& frame, Column& column, std::string_view key) {
    const engine::Field* field = engine::find_field(*frame.draft.schema, key);
    ENSURE(field != nullptr);
    knob_row(frame, column, *field);
}

} // namespace cohortscope::ui
