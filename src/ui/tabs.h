// The tabs of the right panel.
#pragma once

#include <span>

namespace cohortscope::ui {

struct Tab {
    const char* name; // for --tab and Workbench::set_tab
    const char* label;
};

inline constexpr Tab kTabs[] = {{"profile", "Profile"}};
inline std::span<const Tab> all_tabs() { return kTabs; }

} // namespace cohortscope::ui
