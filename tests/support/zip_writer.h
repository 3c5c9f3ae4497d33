// Small ZIP archives without compression, for tests of what is read from them.
#pragma once

#include <string>
#include <vector>

namespace cohortscope::tests {

struct ZipEntry {
    std::string name;
    std::string bytes;
};

// The archive's bytes, with correct check sums.
std::string stored_zip(const std::vector<ZipEntry>& entries);

} // namespace cohortscope::tests
