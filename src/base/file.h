// Whole files: read as bytes, written all at once, never half.
#pragma once

#include <string>
#include <string_view>

#include "base/buffer.h"
#include "base/progress.h"

namespace cohortscope::base {

// The bytes of a file. Throws Error for a missing file, a folder, no permission, and for a file
// that changes while it is read.
std::string read_file(const std::string& path);

// The same for large files: in parallel, into memory that nothing is written to before. "-" is
// standard input. Waits for a pipe that nobody writes to until it is cancelled; counts the bytes in
// `progress`. A stream that takes a quarter of the memory is an Error. Throws Cancelled.
Buffer<char> read_large_file(const std::string& path, Progress& progress);
Buffer<char> read_large_file(const std::string& path);

// Writes all or nothing: the bytes take the name when they are complete, and nothing else stays
// behind, on signals neither. An old file keeps its permissions; a symbolic link is followed. "-"
// is standard output. A device, a pipe or an open file (/dev/stdout) is written to directly. Throws
// Error when the folder does not exist or cannot be written; the old file then stays.
void write_file(const std::string& path, std::string_view bytes);

} // namespace cohortscope::base
