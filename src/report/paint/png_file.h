// Pictures as PNG, packed for speed.
#pragma once

#include <string>

typedef struct _cairo_surface cairo_surface_t;

namespace cohortscope::report {

// The image surface (ARGB32 or RGB24) with 8 bits a channel; with opacity where it has that. Packs
// less than libpng does by default, in a third of the time: reports have dozens of pictures. Throws
// base::Error.
std::string png_of(cairo_surface_t* surface);

} // namespace cohortscope::report
