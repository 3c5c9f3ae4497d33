// Input in the order in which it happened, handed to frames so that slow ones lose none of it:
// press and release come in frames of their own, letters after the box that a click opened.
#pragma once

#include <deque>
#include <vector>

namespace cohortscope::ui {

struct InputEvent {
    enum class Kind { move, wheel, button, key, character, focus };
    Kind kind = Kind::move;
    // Seconds between which it happened: events are told when they are asked for.
    double from = 0.0, until = 0.0;
    float x = 0, y = 0; // of the pointer in device pixels, or turns of the wheel
    int code = 0;       // of the button, the key or the character
    int scancode = 0, modifiers = 0;
    bool down = false;     // or focused
    bool repeated = false; // the key is held
    bool writes = false;   // the key makes a character, which follows
    bool doubles = false;  // the second press of a double click; filled by the queue
};

// Who takes the keyboard: `opened` where a box to type in has been asked for, `active` where it
// takes characters. The two differ for a few frames, in which the keyboard waits.
struct TextTaker {
    bool opened = false;
    bool active = false;
};

class InputQueue {
  public:
    void push(const InputEvent& event);
    bool empty() const { return waiting_.empty(); }

    // What the next frame gets; nothing while the keyboard has to wait.
    std::vector<InputEvent> take(const TextTaker& taker);

  private:
    struct Taken;
    bool goes_with(const Taken& taken, const InputEvent& event, bool keyboard_ready) const;
    void judge(InputEvent& press);

    std::deque<InputEvent> waiting_;
    float x_ = 0, y_ = 0; // where the pointer was last
    int waits_ = 0;       // frames in which the keyboard waited
    InputEvent last_press_;
    bool may_double_ = false; // last_press_ was a first one
};

} // namespace cohortscope::ui
