// The files a command reads and writes: checked before it starts, so that none is lost.
#pragma once

#include <string>
#include <vector>

namespace cohortscope::app {

struct Files {
    std::vector<std::string> inputs;  // "" is none, "-" standard input
    std::vector<std::string> outputs; // "" is none, "-" standard output
};

// Throws base::Error unless each output can be written and none is an input or another output, by
// whatever name: nothing is then computed for nothing, and nothing overwritten. Devices may be both
// and may take several; a pipe and standard output take one.
void expect_sound(const Files& files);

} // namespace cohortscope::app
