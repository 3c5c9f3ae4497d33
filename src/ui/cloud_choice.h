// How the point cloud is drawn: as asked for, or by itself.
#pragma once

namespace cohortscope::ui {

// automatic: density where there are more rows than pixels.
enum class CloudChoice { points, density, automatic };

} // namespace cohortscope::ui
