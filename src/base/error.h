// Errors: the user's or the file's fault is thrown as Error, the programmer's stops the program.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace cohortscope::base {

// The data, a file or a setting is at fault. what() is one line that says what is wrong and what
// was expected, without a leading "error:".
class Error : public std::runtime_error {
  public:
    explicit Error(const std::string& message);

    // "FILE:LINE: message"; lines count from 1.
    static Error at(std::string_view file, std::size_t line, std::string_view message);
    // "FILE: message".
    static Error in(std::string_view file, std::string_view message);
};

// Prints the broken condition and its place to standard error and aborts.
[[noreturn]] void ensure_failed(const char* condition, const char* file, int line);

} // namespace cohortscope::base

// The programmer's promises, checked in release too. (Not CHECK: doctest owns that name.)
#define ENSURE(condition)                                                                          \
    ((condition) ? void(0) : ::cohortscope::base::ensure_failed(#condition, __FILE__, __LINE__))
