// Puts a whole file into its place at once, and leaves nothing else behind.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::base {

// Where the bytes wait until they are complete: in a file without a name, which the system forgets
// when the program ends however it ends; or, where file systems know no such thing, in one beside.
enum class Scratch { nameless, named };

// Writes `bytes` to the regular file `target`, which may not be there; `target` is no link. An old
// file keeps its permissions and, where allowed, its owner. False with errno set when it fails: the
// old file is then as it was.
bool replace_file(const std::string& target, std::string_view bytes, Scratch scratch);

bool write_all(int fd, std::string_view bytes); // false with errno set

} // namespace cohortscope::base
