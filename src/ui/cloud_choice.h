// How the point cloud is drawn: as asked for, or by itself.
#pragma once

#include "engine/view_choices.h"

namespace cohortscope::ui {

using engine::CloudChoice;

} // namespace cohortscope::ui
