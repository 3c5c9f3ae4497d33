// Files embedded at build time: schemas, shaders and fonts, by file name.
#pragma once

#include <string_view>

namespace cohortscope::base {

// The file's bytes, or empty if no file of that name was embedded. Defined by the build (see
// third_party/embed.cmake) in the library cohortscope_assets.
std::string_view find_asset(std::string_view name);

} // namespace cohortscope::base
