#include "app/terminal.h"

#include <cstdio>
#include <string>

#include "base/file.h"
#include "base/printable.h"

namespace cohortscope::app {

void print_error(std::string_view message) {
    std::fprintf(stderr, "error: %s\n", base::printable(message).c_str());
}

void print_note(std::string_view message) {
    std::fprintf(stderr, "note: %s\n", base::printable(message).c_str());
}

void print_text(std::string_view lines) { base::write_file("-", base::printable_lines(lines)); }

} // namespace cohortscope::app
