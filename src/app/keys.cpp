#include "app/keys.h"

#include <GLFW/glfw3.h>

namespace cohortscope::app {

namespace {

using ui::Command;

Meaning with_control(int key, char printed, bool shift) {
    if (printed == '+' || printed == '=' || key == GLFW_KEY_KP_ADD)
        return {{Command::larger, 0}};
    if (printed == '-' || key == GLFW_KEY_KP_SUBTRACT)
        return {{Command::smaller, 0}};
    if (printed == 'z' || printed == 'Z')
        return {{shift ? Command::redo : Command::undo, 0}};
    if (shift && (printed == 'c' || printed == 'C'))
        return {{Command::copy_figure, 0}};
    if (printed == 'y' || printed == 'Y')
        return {{Command::redo, 0}};
    if (printed == 's' || printed == 'S')
        return {{Command::save_session, 0}};
    if (printed == 'o' || printed == 'O')
        return {{Command::open_recent, 0}};
    if (printed == 'e' || printed == 'E')
        return {{Command::export_report, 0}};
    if (printed == '0' || key == GLFW_KEY_0 || key == GLFW_KEY_KP_0)
        return {{Command::reset_scale, 0}};
    return {};
}

Meaning plain(char32_t letter) {
    if (letter >= U'1' && letter <= U'9')
        return {{Command::isolate_cluster, static_cast<int>(letter - U'0')}};
    switch (letter) {
    case U'[':
        return {{Command::fewer_clusters, 0}};
    case U']':
        return {{Command::more_clusters, 0}};
    case U'd':
    case U'D':
        return {{Command::toggle_points_density, 0}};
    case U'l':
    case U'L':
        return {{Command::lasso_tool, 0}};
    case U'r':
    case U'R':
        return {{Command::rectangle_tool, 0}};
    case U'v':
    case U'V':
        return {{Command::pan_tool, 0}};
    case U'b':
    case U'B':
        return {{Command::toggle_baseline, 0}};
    case U'f':
    case U'F':
        return {{Command::fit, 0}};
    case U't':
    case U'T':
        return {{Command::toggle_theme, 0}};
    default:
        return {};
    }
}

} // namespace

Meaning command_of_key(const Press& press, char printed) {
    if (press.key == GLFW_KEY_F1)
        return {{Command::show_keys, 0}};
    if (press.key == GLFW_KEY_F12)
        return {{Command::toggle_performance, 0}};
    if (press.key == GLFW_KEY_ESCAPE)
        return {{Command::clear_focus, 0}};
    constexpr int kOthers = GLFW_MOD_ALT | GLFW_MOD_SUPER;
    if ((press.modifiers & GLFW_MOD_CONTROL) != 0 && (press.modifiers & kOthers) == 0)
        return with_control(press.key, printed, (press.modifiers & GLFW_MOD_SHIFT) != 0);
    return {};
}

Meaning command_of_character(char32_t character, const Press& press) {
    constexpr int kOthers = GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER;
    if ((press.modifiers & kOthers) != 0)
        return {};
    if (const Meaning meaning = plain(character))
        return meaning;
    // GLFW numbers the printable keys by what the US layout has there. A Latin letter that means
    // nothing stays without meaning.
    const bool latin =
        (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
    if (latin || (press.modifiers & GLFW_MOD_SHIFT) != 0 || press.key < 0)
        return {};
    return plain(static_cast<char32_t>(press.key));
}

bool repeats(Command command) {
    return command == Command::fewer_clusters || command == Command::more_clusters ||
           command == Command::larger || command == Command::smaller || command == Command::undo ||
           command == Command::redo;
}

} // namespace cohortscope::app
