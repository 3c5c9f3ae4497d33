// Which key means which command.
#pragma once

#include <optional>
#include <utility>

#include "ui/workbench.h"

namespace cohortscope::app {

// A command with its argument; nothing for keys that mean nothing.
using Meaning = std::optional<std::pair<ui::Command, int>>;

// A press as GLFW tells it: the key (GLFW_KEY_…, a place on the keyboard) and the modifiers.
struct Press {
    int key = 0;
    int modifiers = 0;
};

// Function keys, Escape and what is pressed with Ctrl. `printed` is the character that the present
// layout has on the key, 0 if none.
Meaning command_of_key(const Press& press, char printed);

// What is typed without Ctrl or Alt. The character decides, so that [ is [ wherever a layout has
// it; where it means nothing (Cyrillic letters, digits that need Shift), the key's place does.
Meaning command_of_character(char32_t character, const Press& press);

// Whether the command runs again while its key is held: stepping does, switching does not.
bool repeats(ui::Command command);

} // namespace cohortscope::app
