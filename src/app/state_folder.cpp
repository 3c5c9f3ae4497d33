#include "app/state_folder.h"

#include <cstdlib>

namespace cohortscope::app {

namespace fs = std::filesystem;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

fs::path base_folder(const Environment& variable, const char* name, const char* below_home) {
    const fs::path own = variable(name);
    if (own.is_absolute())
        return own;
    const fs::path home = variable("HOME");
    return home.is_absolute() ? home / below_home : fs::path();
}

fs::path state_folder(const Environment& variable) {
    const fs::path folder = base_folder(variable, "XDG_STATE_HOME", ".local/state");
    return folder.empty() ? folder : folder / "cohortscope";
}

} // namespace cohortscope::app
