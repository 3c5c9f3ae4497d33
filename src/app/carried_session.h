// What is open as text that a figure carries away.
#pragma once

#include <string>

#include "app/session_desk.h"

namespace cohortscope::app {

// The session as JSON. It names its table, which lies beside the figure, but no folder of this
// machine. Reads the size of the table's file.
std::string carried_session_of(const SessionDesk::Present& open);

} // namespace cohortscope::app
