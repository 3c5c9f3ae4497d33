#include "app/keys.h"

#include <GLFW/glfw3.h>
#include <doctest/doctest.h>

using namespace cohortscope;
using app::command_of_character;
using app::command_of_key;
using ui::Command;

namespace {

bool means(const app::Meaning& meaning, Command command, int argument = 0) {
    return meaning.has_value() && meaning->first == command && meaning->second == argument;
}

} // namespace

TEST_CASE("a digit isolates the cluster of its number") {
    for (int n = 1; n <= 9; ++n) {
        CHECK(means(command_of_character(U'0' + static_cast<char32_t>(n), {GLFW_KEY_0 + n, 0}),
                    Command::isolate_cluster, n));
        CHECK(means(command_of_character(U'0' + static_cast<char32_t>(n), {GLFW_KEY_KP_0 + n, 0}),
                    Command::isolate_cluster, n));
    }
    CHECK(!command_of_character(U'0', {GLFW_KEY_0, 0}));
}

TEST_CASE("letters mean the same in both cases") {
    CHECK(means(command_of_character(U't', {GLFW_KEY_T, 0}), Command::toggle_theme));
    CHECK(means(command_of_character(U'T', {GLFW_KEY_T, GLFW_MOD_SHIFT}), Command::toggle_theme));
    CHECK(means(command_of_character(U'd', {GLFW_KEY_D, 0}), Command::toggle_points_density));
    CHECK(means(command_of_character(U'f', {GLFW_KEY_F, 0}), Command::fit));
    CHECK(means(command_of_character(U'b', {GLFW_KEY_B, 0}), Command::toggle_baseline));
}

TEST_CASE("Ctrl+Shift+C copies the open tab's figure, Ctrl+C nothing") {
    constexpr int kBoth = GLFW_MOD_CONTROL | GLFW_MOD_SHIFT;
    CHECK(means(command_of_key({GLFW_KEY_C, kBoth}, 'c'), Command::copy_figure));
    CHECK(means(command_of_key({GLFW_KEY_C, kBoth}, 'C'), Command::copy_figure));
    CHECK_FALSE(command_of_key({GLFW_KEY_C, GLFW_MOD_CONTROL}, 'c'));
    CHECK_FALSE(app::repeats(Command::copy_figure));
}

TEST_CASE("what the layout types decides, not the place of the key") {
    // A German keyboard has [ on AltGr+8, which GLFW reports without a modifier.
    CHECK(means(command_of_character(U'[', {GLFW_KEY_8, 0}), Command::fewer_clusters));
    CHECK(means(command_of_character(U']', {GLFW_KEY_9, 0}), Command::more_clusters));
    // Dvorak has an e where the US layout has its d.
    CHECK(!command_of_character(U'e', {GLFW_KEY_D, 0}));
}

TEST_CASE("where the layout types nothing known, the place of the key decides") {
    CHECK(means(command_of_character(U'в', {GLFW_KEY_D, 0}), Command::toggle_points_density));
    CHECK(means(command_of_character(U'х', {GLFW_KEY_LEFT_BRACKET, 0}), Command::fewer_clusters));
    // A French keyboard types digits with Shift only.
    CHECK(means(command_of_character(U'é', {GLFW_KEY_2, 0}), Command::isolate_cluster, 2));
    CHECK(!command_of_character(U'!', {GLFW_KEY_1, GLFW_MOD_SHIFT}));
    CHECK(!command_of_character(U'é', {GLFW_KEY_UNKNOWN, 0}));
}

TEST_CASE("Ctrl scales the interface, from the keypad too") {
    const int control = GLFW_MOD_CONTROL;
    CHECK(means(command_of_key({GLFW_KEY_EQUAL, control}, '='), Command::larger));
    CHECK(means(command_of_key({GLFW_KEY_EQUAL, control | GLFW_MOD_SHIFT}, '='), Command::larger));
    CHECK(means(command_of_key({GLFW_KEY_RIGHT_BRACKET, control}, '+'), Command::larger));
    CHECK(means(command_of_key({GLFW_KEY_KP_ADD, control}, 0), Command::larger));
    CHECK(means(command_of_key({GLFW_KEY_MINUS, control}, '-'), Command::smaller));
    CHECK(means(command_of_key({GLFW_KEY_KP_SUBTRACT, control}, 0), Command::smaller));
    CHECK(means(command_of_key({GLFW_KEY_E, control}, 'e'), Command::export_report));
    CHECK(means(command_of_key({GLFW_KEY_0, control}, '0'), Command::reset_scale));
    CHECK(means(command_of_key({GLFW_KEY_KP_0, control}, 0), Command::reset_scale));
}

TEST_CASE("keys with other modifiers are left to the desktop") {
    CHECK(!command_of_key({GLFW_KEY_MINUS, GLFW_MOD_CONTROL | GLFW_MOD_ALT}, '-'));
    CHECK(!command_of_key({GLFW_KEY_MINUS, 0}, '-'));
    CHECK(!command_of_key({GLFW_KEY_T, GLFW_MOD_CONTROL}, 't'));
    CHECK(!command_of_character(U't', {GLFW_KEY_T, GLFW_MOD_ALT}));
}

TEST_CASE("function keys and Escape mean the same with any modifier") {
    CHECK(means(command_of_key({GLFW_KEY_F1, 0}, 0), Command::show_keys));
    CHECK(means(command_of_key({GLFW_KEY_F12, GLFW_MOD_SHIFT}, 0), Command::toggle_performance));
    CHECK(means(command_of_key({GLFW_KEY_ESCAPE, GLFW_MOD_CONTROL}, 0), Command::clear_focus));
}

TEST_CASE("a held key steps but does not switch to and fro") {
    CHECK(app::repeats(Command::more_clusters));
    CHECK(app::repeats(Command::smaller));
    CHECK(!app::repeats(Command::toggle_theme));
    CHECK(!app::repeats(Command::isolate_cluster));
}
