#include "ui/input_queue.h"

#include <algorithm>
#include <cmath>

namespace cohortscope::ui {

namespace {

using Kind = InputEvent::Kind;

constexpr double kDoubleClickSeconds = 0.3;
constexpr float kDoubleClickReach = 6.0f; // device pixels
// A box that has not become active by then never will: it is out of sight.
constexpr int kMostWaits = 8;

} // namespace

// What a frame has got so far.
struct InputQueue::Taken {
    std::vector<InputEvent> events;
    bool has(Kind kind) const {
        return std::ranges::any_of(events, [&](const InputEvent& e) { return e.kind == kind; });
    }
    // A key that does something by itself: Enter, an arrow, Ctrl with a letter.
    bool acts() const {
        return std::ranges::any_of(
            events, [](const InputEvent& e) { return e.kind == Kind::key && e.down && !e.writes; });
    }
    bool has_key(int code) const {
        return std::ranges::any_of(
            events, [&](const InputEvent& e) { return e.kind == Kind::key && e.code == code; });
    }
};

void InputQueue::push(const InputEvent& event) {
    // Where the pointer came by is of no interest, only where it is at the next event.
    if (event.kind == Kind::move && !waiting_.empty() && waiting_.back().kind == Kind::move)
        waiting_.back() = event;
    else
        waiting_.push_back(event);
}

bool InputQueue::goes_with(const Taken& taken, const InputEvent& event, bool keyboard_ready) const {
    if (taken.has(Kind::button) || taken.has(Kind::focus))
        return false;
    switch (event.kind) {
    case Kind::move:
        return !taken.has(Kind::wheel);
    case Kind::wheel:
        return true;
    case Kind::button:
    case Kind::focus:
        return taken.events.empty();
    case Kind::key:
        if (!event.writes && event.down && taken.has(Kind::character))
            return false;
        return keyboard_ready && !taken.acts() && !taken.has_key(event.code);
    case Kind::character:
        return keyboard_ready && !taken.acts();
    }
    return true;
}

// A double click where the two presses may have been near enough in time.
void InputQueue::judge(InputEvent& press) {
    press.x = x_;
    press.y = y_;
    press.doubles =
        may_double_ && press.code == last_press_.code &&
        press.from - last_press_.until < kDoubleClickSeconds &&
        std::hypot(press.x - last_press_.x, press.y - last_press_.y) < kDoubleClickReach;
    may_double_ = !press.doubles;
    last_press_ = press;
}

std::vector<InputEvent> InputQueue::take(const TextTaker& taker) {
    const bool ready = taker.opened == taker.active || waits_ >= kMostWaits;
    Taken taken;
    while (!waiting_.empty() && goes_with(taken, waiting_.front(), ready)) {
        InputEvent event = waiting_.front();
        waiting_.pop_front();
        if (event.kind == Kind::move) {
            x_ = event.x;
            y_ = event.y;
        }
        if (event.kind == Kind::button && event.down)
            judge(event);
        taken.events.push_back(event);
    }
    waits_ = taken.events.empty() && !waiting_.empty() ? waits_ + 1 : 0;
    return taken.events;
}

} // namespace cohortscope::ui
