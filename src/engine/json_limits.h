// JSON from outside is looked through before anything is built from it.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::engine {

inline constexpr std::size_t kDeepestJson = 16; // objects and lists inside one another

// What is wrong with the text, in words behind a file's name: it is nested too deeply, or an object
// has a key twice, of which only one would count. Empty if neither; broken JSON is the parser's to
// tell. Time and memory in the order of the text.
std::string beyond_limits(std::string_view json);

} // namespace cohortscope::engine
