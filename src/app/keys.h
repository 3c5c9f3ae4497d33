// Which key means which command.
#pragma once

#include <optional>
#include <utility>

#include "ui/workbench.h"

namespace cohortscope::app {

// The command of a GLFW key with its modifiers and the character it makes (0 if none), with the command's
// argument; nothing for keys that mean nothing. Letters go by what the layout prints on them.
std::optional<std::pair<ui::Command, int>> command_of_key(int key, int modifiers, char letter);

} // namespace cohortscope::app
