#include "base/error.h"

#include <cstdio>
#include <cstdlib>

#include "base/printable.h"

namespace cohortscope::base {

Error::Error(const std::string& message) : std::runtime_error(printable(message)) {}

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
