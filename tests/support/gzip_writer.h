// Packs bytes as gzip, for tests of what is read from it.
#pragma once

#include <string>

namespace cohortscope::tests {

std::string gzipped(const std::string& bytes);

} // namespace cohortscope::tests
