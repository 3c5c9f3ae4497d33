#include "ui/controls/slider.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/format.h"
#include "ui/compat/compat.h"
#include "ui/controls/widgets.h"
#include "ui/places.h"

namespace cohortscope::ui {

namespace {

constexpr float kHandleRadius = 7.0f;
constexpr float kBaselineReach = 9.0f; // of its tick, up and down
constexpr double kScrollSeconds = 0.5;
constexpr double kOneGestureSeconds = 0.5; // turns of the wheel, presses of an arrow

struct Track {
    float left = 0, right = 0, y = 0;
    float at(double place) const { return left + (right - left) * static_cast<float>(place); }
    double place(float x) const { return static_cast<double>((x - left) / (right - left)); }
};

Track track_of(const Frame& frame, const Area& area) {
    const float radius = frame.px(kHandleRadius);
    return {area.left + radius, area.right - radius, (area.top + area.bottom) / 2};
}

// A line with a pointer above it: it is no default's tick, and shows beside the handle.
void draw_baseline(const Frame& frame, ImDrawList& list, const Track& track, double value,
                   const SliderSpec& spec) {
    const float x = track.at(place_of(spec.scale, value));
    const float reach = frame.px(kBaselineReach), half = frame.px(4);
    const ImU32 ink = packed(frame.look.tokens().warning);
    const float width = std::max(1.0f, frame.px(2));
    list.AddRectFilled({x - width / 2, track.y - reach}, {x + width / 2, track.y + reach}, ink);
    list.AddTriangleFilled({x - half, track.y - reach}, {x + half, track.y - reach},
                           {x, track.y - reach + half}, ink);
}

// The pointer is on the tick: what it says.
void tell_baseline(Frame& frame, const SliderSpec& spec, const Track& track, bool hovered) {
    if (!hovered || !spec.baseline)
        return;
    const float x = track.at(place_of(spec.scale, *spec.baseline));
    if (std::fabs(ImGui::GetIO().MousePos.x - x) > frame.px(kHandleRadius))
        return;
    frame.tip = {{"Baseline: " + base::shortest(*spec.baseline), ""}};
}

void draw(const Frame& frame, const SliderSpec& spec, const Track& track, double value, bool lit) {
    const plot::Tokens& t = frame.look.tokens();
    const float thickness = std::max(2.0f, frame.px(4));
    const float half = thickness / 2;
    const plot::Colour accent = spec.muted ? t.muted : t.accent;
    const float handle = track.at(place_of(spec.scale, value));
    const float tick = track.at(place_of(spec.scale, spec.reset_value));
    fill({track.left, track.y - half, track.right, track.y + half},
         plot::mix(t.faint, t.muted, 0.15f), half);
    fill({track.left, track.y - half, handle, track.y + half}, accent, half);
    const float reach = frame.px(6);
    fill({tick - 1, track.y - reach, tick - 1 + std::max(1.0f, frame.px(2)), track.y + reach},
         t.muted);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (spec.baseline && *spec.baseline != value) // else the handle is there
        draw_baseline(frame, list, track, *spec.baseline, spec);
    const float radius = frame.px(kHandleRadius);
    list.AddCircleFilled({handle, track.y}, radius + frame.px(2), packed(t.panel));
    list.AddCircleFilled({handle, track.y}, radius - (lit ? 0.0f : frame.px(1)), packed(accent));
}

// A press on the handle keeps it under the pointer; elsewhere on the track the handle comes there.
void begin_drag(Frame& frame, const SliderSpec& spec, const Track& track, double value) {
    View& view = frame.view;
    const float x = ImGui::GetIO().MousePos.x;
    const float handle = track.at(place_of(spec.scale, value));
    const float radius = frame.px(kHandleRadius + 2.0f);
    view.grab.key = spec.key;
    view.grab.resets = false;
    view.grab.offset = std::fabs(x - handle) <= radius ? x - handle : 0.0f;
    view.active_knob = spec.key;
}

double dragged(Frame& frame, const SliderSpec& spec, const Track& track, double value) {
    const Grab& grab = frame.view.grab;
    if (grab.resets)
        return value;
    const float x = ImGui::GetIO().MousePos.x - grab.offset;
    const bool still_on_handle =
        grab.offset != 0.0f && std::fabs(x - track.at(place_of(spec.scale, value))) < 0.5f;
    return still_on_handle ? value : value_at(spec.scale, track.place(x));
}

// The arrows nudge the slider in focus; one that was clicked, too, until the focus is elsewhere.
void take_keyboard(Frame& frame, const SliderSpec& spec, const Touch& touched) {
    View& view = frame.view;
    if (touched.focused) {
        view.active_knob = spec.key;
        view.key_focus.takes_arrows = true;
    } else if (view.key_focus.shown && view.active_knob == spec.key) {
        view.active_knob.clear();
    }
}

int nudges(Frame& frame, const SliderSpec& spec, bool hovered) {
    int steps = 0;
    const float wheel = ImGui::GetIO().MouseWheel;
    // A slider that a scrolling panel brings under the pointer lets the scrolling go on.
    const bool scrolling = frame.input.seconds - frame.view.scrolled_at < kScrollSeconds;
    if (hovered && wheel != 0.0f && !scrolling) {
        frame.wheel_taken = true;
        frame.view.active_knob = spec.key;
        const int turns = static_cast<int>(std::lround(wheel));
        steps = turns != 0 ? turns : (wheel > 0.0f ? 1 : -1);
    }
    if (frame.view.active_knob == spec.key && frame.view.typing.what.empty()) {
        if (compat::key_pressed(ImGuiKey_RightArrow) || compat::key_pressed(ImGuiKey_UpArrow))
            ++steps;
        if (compat::key_pressed(ImGuiKey_LeftArrow) || compat::key_pressed(ImGuiKey_DownArrow))
            --steps;
    }
    return steps;
}

} // namespace

void begin_typing(View& view, const std::string& key, const std::string& text) {
    view.typing.what = key;
    view.typing.begins = true;
    view.typing.text.fill('\0');
    const std::size_t length = std::min(text.size(), view.typing.text.size() - 1);
    std::memcpy(view.typing.text.data(), text.data(), length);
}

void resting_slider(const Frame& frame, const SliderSpec& spec, const Area& area, double value) {
    SliderSpec faint = spec;
    faint.muted = true;
    draw(frame, faint, track_of(frame, area), value, false);
}

double slider(Frame& frame, const SliderSpec& spec, const Area& area, double value) {
    View& view = frame.view;
    if (frame.before) {
        resting_slider(frame, spec, area, value);
        return value;
    }
    const Track track = track_of(frame, area);
    const Touch mouse = touch(spec.key.c_str(), area);
    tell_baseline(frame, spec, track, mouse.hovered && !mouse.held);
    double wanted = value;
    take_keyboard(frame, spec, mouse);
    if (mouse.by_key || (mouse.clicked && ImGui::GetIO().KeyCtrl)) {
        begin_typing(view, spec.key, base::shortest(value));
        view.grab.key = spec.key;
        view.grab.resets = true; // no drag until the next press
    } else if (mouse.clicked) {
        begin_drag(frame, spec, track, value);
        if (mouse.double_clicked) {
            view.grab.resets = true;
            wanted = spec.reset_value;
        }
    }
    if (mouse.held && view.grab.key == spec.key && wanted == value)
        wanted = dragged(frame, spec, track, value);
    if (mouse.held) {
        frame.out.held = true;
        view.hint_open[static_cast<std::size_t>(Hint::left)] = false;
    }
    const int steps = nudges(frame, spec, mouse.hovered);
    if (steps != 0 && !mouse.held) {
        wanted = nudged(spec.scale, value, steps);
        view.gesture_until = frame.input.seconds + kOneGestureSeconds;
    }
    tell_place(frame, ControlKind::slider, spec.key,
               {track.at(place_of(spec.scale, wanted)), track.y}, base::shortest(wanted));
    draw(frame, spec, track, wanted, mouse.hovered || mouse.held);
    return wanted;
}

} // namespace cohortscope::ui
