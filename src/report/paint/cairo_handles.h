// Cairo's objects, freed by themselves.
#pragma once

#include <memory>

#include <cairo.h>

namespace cohortscope::report {

template <class T, void (*Destroy)(T*)> struct CairoDeleter {
    void operator()(T* object) const { Destroy(object); }
};
using CairoContext = std::unique_ptr<cairo_t, CairoDeleter<cairo_t, cairo_destroy>>;
using CairoSurface =
    std::unique_ptr<cairo_surface_t, CairoDeleter<cairo_surface_t, cairo_surface_destroy>>;
using CairoFontFace =
    std::unique_ptr<cairo_font_face_t, CairoDeleter<cairo_font_face_t, cairo_font_face_destroy>>;

// Throws base::Error with Cairo's words unless all is well.
void expect_drawn(cairo_status_t status);

// What Cairo writes, behind a std::string.
cairo_status_t append_to_string(void* string, const unsigned char* data, unsigned int size);

} // namespace cohortscope::report
