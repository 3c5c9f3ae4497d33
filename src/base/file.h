// Whole files: read as bytes, written beside their place and renamed, never half.
#pragma once

#include <string>
#include <string_view>

#include "base/buffer.h"

namespace cohortscope::base {

// The bytes of a regular file. Throws Error for a missing file, a folder, no permission.
std::string read_file(const std::string& path);

// The same for large files: in parallel, into memory that nothing is written to before.
Buffer<char> read_large_file(const std::string& path);

// Writes all or nothing: a temporary file in the same folder, then a rename. "-" is standard
// output. A device or a pipe is written to directly. Throws Error when the folder does not exist or
// cannot be written; the old file then stays.
void write_file(const std::string& path, std::string_view bytes);

} // namespace cohortscope::base
