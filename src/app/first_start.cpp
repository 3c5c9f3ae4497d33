#include "app/first_start.h"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <system_error>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"

namespace cohortscope::app {

namespace {

namespace fs = std::filesystem;

// Whether a file of GTK's settings has the line "gtk-enable-animations = 0" (or false).
bool switches_animations_off(const fs::path& file) {
    std::error_code unknown;
    if (!fs::is_regular_file(file, unknown))
        return false;
    try {
        std::istringstream lines(base::read_file(file.string()));
        for (std::string line; std::getline(lines, line);) {
            std::erase_if(line, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
            line = base::lower(line);
            if (line == "gtk-enable-animations=0" || line == "gtk-enable-animations=false")
                return true;
        }
    } catch (const base::Error&) {
        // A file that cannot be read asks for nothing.
    }
    return false;
}

} // namespace

std::string first_minute_file(const Environment& variable) {
    const fs::path folder = state_folder(variable);
    return folder.empty() ? std::string() : (folder / "first-minute").string();
}

bool remember_first_minute(const std::string& file) {
    std::error_code failed;
    if (file.empty() || fs::exists(file, failed) || failed)
        return false;
    fs::create_directories(fs::path(file).parent_path(), failed);
    if (failed)
        return false;
    try {
        base::write_file(file,
                         "The first minute was shown. Without this file it is shown again.\n");
    } catch (const base::Error&) {
        return false;
    }
    return true;
}

bool is_plain_start(const Common& common) {
    return common.table.data.empty() && common.table.schema.empty() && common.session.empty() &&
           common.assignments.empty();
}

bool wants_motion(const Environment& variable) {
    const std::string reduced = variable("COHORTSCOPE_REDUCED_MOTION");
    if (!reduced.empty())
        return reduced == "0";
    const fs::path folder = base_folder(variable, "XDG_CONFIG_HOME", ".config");
    return folder.empty() || (!switches_animations_off(folder / "gtk-4.0" / "settings.ini") &&
                              !switches_animations_off(folder / "gtk-3.0" / "settings.ini"));
}

} // namespace cohortscope::app
