// What every picture of the window must keep to: no letter cut, none over another, none missing.
#pragma once

#include "support/headless_ui.h"

namespace cohortscope::tests {

// How many are cut at the left or right; rows of scrolled lists may end at their edge.
int letters_cut(const std::vector<Letter>& letters);

// Checks all of it in the last frame.
void check_layout(const HeadlessUi& ui);

} // namespace cohortscope::tests
