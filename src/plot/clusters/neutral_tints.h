// Greys for the names of a category: no hue, which is the clusters' alone.
#pragma once

#include <cstddef>

#include "plot/palette.h"

namespace cohortscope::plot {

// The tint of name `place` of `count`, the first the strongest; each stands apart from the next.
Colour neutral_tint(std::size_t place, std::size_t count, Theme theme);

// Of the names that are not told apart: the faintest.
Colour other_tint(Theme theme);

// Black or white: what stands out more from the tint, with a contrast ≥ 4.5:1 from any.
Colour ink_on(Colour tint);

} // namespace cohortscope::plot
