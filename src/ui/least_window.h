// The smallest window that the interface is laid out for.
#pragma once

namespace cohortscope::ui {

// At scale 1. Windows do not shrink below it, pictures neither, and the user's scale ends where the
// window would measure less.
inline constexpr int kLeastWidth = 960;
inline constexpr int kLeastHeight = 540;

} // namespace cohortscope::ui
