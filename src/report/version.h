// The program's version, as CMakeLists.txt alone says it.
#pragma once

namespace cohortscope::report {

// "0.1.0"
const char* version();

} // namespace cohortscope::report
