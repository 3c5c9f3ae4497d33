#include "report/version.h"

namespace cohortscope::report {

const char* version() { return COHORTSCOPE_VERSION; }

} // namespace cohortscope::report
