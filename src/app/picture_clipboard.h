// Copies a picture by a program of the system: GLFW's clipboard holds text alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/first_start.h"

namespace cohortscope::app {

struct ClipboardProgram {
    std::string path;
    std::vector<std::string> arguments;
};

// wl-copy where the desktop is Wayland's, xclip where there is an X server, as found on PATH; none
// where neither is. Looks at files.
std::optional<ClipboardProgram> find_clipboard_program(const Environment& variable);

// What is missing, in a few words: "install wl-clipboard (wl-copy) to copy pictures".
std::string missing_clipboard_program(const Environment& variable);

// Runs it without a shell, the bytes on its standard input. Waits until it has taken them, for at
// most ten seconds. Throws base::Error where that fails.
void give_to(const ClipboardProgram& program, std::string_view bytes);

} // namespace cohortscope::app
