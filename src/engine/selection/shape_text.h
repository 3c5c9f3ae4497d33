// A shape written on the command line.
#pragma once

#include <string_view>

#include "engine/selection/shapes.h"

namespace cohortscope::engine {

// "COLUMN=low..high", a range of numbers, else "COLUMN=NAME". Throws base::Error that says so where
// it is neither.
Shape shape_of_text(std::string_view text);

} // namespace cohortscope::engine
