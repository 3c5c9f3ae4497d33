#include "app/keys.h"

#include <GLFW/glfw3.h>

namespace cohortscope::app {

namespace {

using ui::Command;
using Meaning = std::optional<std::pair<Command, int>>;

Meaning with_control(int key, char letter) {
    if (letter == '+' || letter == '=' || key == GLFW_KEY_KP_ADD)
        return {{Command::larger, 0}};
    if (letter == '-' || key == GLFW_KEY_KP_SUBTRACT)
        return {{Command::smaller, 0}};
    if (letter == '0' || key == GLFW_KEY_KP_0)
        return {{Command::reset_scale, 0}};
    return {};
}

Meaning plain(char letter) {
    if (letter >= '1' && letter <= '9')
        return {{Command::isolate_cluster, letter - '1'}};
    switch (letter) {
    case '[':
        return {{Command::fewer_clusters, 0}};
    case ']':
        return {{Command::more_clusters, 0}};
    case 'd':
        return {{Command::toggle_points_density, 0}};
    case 'f':
        return {{Command::fit, 0}};
    case 't':
        return {{Command::toggle_theme, 0}};
    default:
        return {};
    }
}

} // namespace

Meaning command_of_key(int key, int modifiers, char letter) {
    if (key == GLFW_KEY_F1)
        return {{Command::show_keys, 0}};
    if (key == GLFW_KEY_F12)
        return {{Command::toggle_performance, 0}};
    if (key == GLFW_KEY_ESCAPE)
        return {{Command::clear_focus, 0}};
    if ((modifiers & GLFW_MOD_CONTROL) != 0)
        return with_control(key, letter);
    if ((modifiers & (GLFW_MOD_ALT | GLFW_MOD_SUPER)) != 0)
        return {};
    return plain(letter);
}

} // namespace cohortscope::app
