// Input in its order, whatever the frames take: what comes into one frame, and what waits.
#include "ui/input_queue.h"

#include <string>

#include <doctest/doctest.h>

using namespace cohortscope::ui;

namespace {

using Kind = InputEvent::Kind;

// What happened at a time that is known to within `spread` seconds.
struct Input {
    InputQueue queue;
    double now = 10.0, spread = 0.0;

    void push(InputEvent event) {
        event.from = now - spread;
        event.until = now;
        queue.push(event);
    }
    void move(float x) { push({.kind = Kind::move, .x = x}); }
    void button(bool down) { push({.kind = Kind::button, .down = down}); }
    void click() {
        button(true);
        button(false);
    }
    void key(int code, bool writes = false) {
        push({.kind = Kind::key, .code = code, .down = true, .writes = writes});
        push({.kind = Kind::key, .code = code, .down = false, .writes = writes});
    }
    void character(char c) { push({.kind = Kind::character, .code = c}); }
    void letter(char c) {
        push({.kind = Kind::key, .code = c, .down = true, .writes = true});
        character(c);
        push({.kind = Kind::key, .code = c, .down = false, .writes = true});
    }
};

// One frame's events: m x for a move, P and R for a button, its D for a double click, a letter for
// a character, + and − with a number for a key that acts.
std::string told(const std::vector<InputEvent>& events) {
    std::string text;
    for (const InputEvent& e : events)
        switch (e.kind) {
        case Kind::move:
            text += "m" + std::to_string(static_cast<int>(e.x));
            break;
        case Kind::button:
            text += !e.down ? "R" : e.doubles ? "D" : "P";
            break;
        case Kind::character:
            text += static_cast<char>(e.code);
            break;
        case Kind::key:
            if (!e.writes)
                text += (e.down ? "+" : "-") + std::to_string(e.code);
            break;
        default:
            text += "?";
        }
    return text;
}

// All frames until the queue is empty, with a bar between them.
std::string frames(InputQueue& queue, TextTaker taker = {}) {
    std::string text;
    while (!queue.empty())
        text += told(queue.take(taker)) + "|";
    return text;
}

} // namespace

TEST_CASE("press and release come in frames of their own, after the pointer is there") {
    Input input;
    input.move(5);
    input.move(7);
    input.click();
    input.move(9);
    CHECK(frames(input.queue) == "m7|P|R|m9|");
}

TEST_CASE("two clicks that may have been near each other in time are a double click") {
    Input input;
    input.spread = 0.25; // a frame
    input.click();
    input.now += 0.25; // told a frame later
    input.click();
    CHECK(frames(input.queue) == "P|R|D|R|");
}

TEST_CASE("the events' times decide, not the frames'") {
    Input slow; // told together, and yet far from each other
    slow.click();
    slow.now += 0.35;
    slow.click();
    CHECK(frames(slow.queue) == "P|R|P|R|");
    Input late; // taken by frames that are far from each other
    late.click();
    CHECK(frames(late.queue) == "P|R|");
    late.now += 0.1;
    late.click();
    CHECK(frames(late.queue) == "D|R|");
}

TEST_CASE("a third click begins anew, and another place or button does") {
    Input input;
    for (int i = 0; i < 4; ++i)
        input.click();
    CHECK(frames(input.queue) == "P|R|D|R|P|R|D|R|");
    input.move(50);
    input.click();
    CHECK(frames(input.queue) == "m50|P|R|");
}

TEST_CASE("letters are replayed in order, and a key that acts comes after them") {
    Input input;
    constexpr int kEnter = 257;
    for (const char c : {'a', 'b', 'b'})
        input.letter(c);
    input.key(kEnter);
    input.letter('t');
    // A key is let go before it is pressed again; the t comes after what Enter did.
    CHECK(frames(input.queue) == "a|b||b|+257|-257t||");
}

TEST_CASE("the keyboard waits while a box to type in opens or closes") {
    Input input;
    input.character('t');
    input.move(3);
    CHECK(told(input.queue.take({.opened = true, .active = false})).empty());
    CHECK(told(input.queue.take({.opened = true, .active = false})).empty());
    CHECK(told(input.queue.take({.opened = true, .active = true})) == "tm3");
    CHECK(input.queue.empty());
    input.character('d');
    CHECK(told(input.queue.take({.opened = false, .active = true})).empty());
    CHECK(told(input.queue.take({.opened = false, .active = false})) == "d");
}

TEST_CASE("the keyboard does not wait for ever for a box that is out of sight") {
    Input input;
    input.character('t');
    int waits = 0;
    while (told(input.queue.take({.opened = true, .active = false})).empty())
        REQUIRE(++waits < 20);
    CHECK(input.queue.empty());
}

TEST_CASE("a letter waits for what the click before it does") {
    Input input;
    input.click();
    input.character('t');
    CHECK(told(input.queue.take({})) == "P");
    // The press opened a box.
    CHECK(told(input.queue.take({.opened = true, .active = false})) == "R");
    CHECK(told(input.queue.take({.opened = true, .active = false})).empty());
    CHECK(told(input.queue.take({.opened = true, .active = true})) == "t");
}
