#include "base/error.h"

#include <cstdio>
#include <cstdlib>

namespace cohortscope::base {

namespace {

// One line whatever a file put into the message: control characters would break the terminal.
std::string one_line(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    return text;
}

} // namespace

Error::Error(const std::string& message) : std::runtime_error(one_line(message)) {}

Error Error::at(std::string_view file, std::size_t line, std::string_view message) {
    return Error(std::string(file) + ":" + std::to_string(line) + ": " + std::string(message));
}

Error Error::in(std::string_view file, std::string_view message) {
    return Error(std::string(file) + ": " + std::string(message));
}

void ensure_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "broken promise: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

} // namespace cohortscope::base
