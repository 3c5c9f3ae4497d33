#include "report/paint/png_file.h"

#include <cstring>
#include <memory>

#include <cairo/cairo.h>
#include <doctest/doctest.h>

#include "base/random.h"

using namespace cohortscope;

namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

Surface surface_of(cairo_format_t format, int width, int height) {
    return {cairo_image_surface_create(format, width, height), cairo_surface_destroy};
}

cairo_status_t write_on(void* bytes, const unsigned char* data, unsigned int size) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

cairo_status_t read_on(void* rest, unsigned char* data, unsigned int size) {
    auto& bytes = *static_cast<std::string_view*>(rest);
    if (bytes.size() < size)
        return CAIRO_STATUS_READ_ERROR;
    std::memcpy(data, bytes.data(), size);
    bytes.remove_prefix(size);
    return CAIRO_STATUS_SUCCESS;
}

// The pixels' bytes, row by row without what lies between rows.
std::string pixels_of(cairo_surface_t* surface) {
    cairo_surface_flush(surface);
    std::string pixels;
    for (int y = 0; y < cairo_image_surface_get_height(surface); ++y)
        pixels.append(reinterpret_cast<const char*>(cairo_image_surface_get_data(surface)) +
                          static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface),
                      static_cast<std::size_t>(cairo_image_surface_get_width(surface)) * 4);
    return pixels;
}

std::string pixels_in(std::string_view png) {
    const Surface read(cairo_image_surface_create_from_png_stream(read_on, &png),
                       cairo_surface_destroy);
    REQUIRE(cairo_surface_status(read.get()) == CAIRO_STATUS_SUCCESS);
    return pixels_of(read.get());
}

std::string by_cairo(cairo_surface_t* surface) {
    std::string png;
    cairo_surface_write_to_png_stream(surface, write_on, &png);
    return png;
}

// Grounds, lines, a slope and noise: every filter has its turn.
Surface drawn(cairo_format_t format, int width, int height) {
    Surface surface = surface_of(format, width, height);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()),
                                                                   cairo_destroy);
    base::Random random(3);
    if (format == CAIRO_FORMAT_RGB24) {
        cairo_set_source_rgb(cairo.get(), 1, 1, 1);
        cairo_paint(cairo.get());
    }
    for (int i = 0; i < 60; ++i) {
        const auto part = [&] { return static_cast<double>(random.below(256)) / 255.0; };
        cairo_set_source_rgba(cairo.get(), part(), part(), part(), part());
        cairo_arc(cairo.get(), part() * width, part() * height, 1 + part() * 9, 0, 6.3);
        cairo_fill(cairo.get());
    }
    cairo_surface_flush(surface.get());
    return surface;
}

} // namespace

TEST_CASE("a picture as PNG reads back as Cairo's own does, with opacity and without") {
    for (const cairo_format_t format : {CAIRO_FORMAT_RGB24, CAIRO_FORMAT_ARGB32})
        for (const auto& [width, height] : {std::pair{1, 1}, {7, 3}, {321, 200}, {3, 400}}) {
            const Surface surface = drawn(format, width, height);
            const std::string png = report::png_of(surface.get());
            CHECK(png.starts_with("\x89PNG\r\n\x1a\n"));
            CHECK(pixels_in(png) == pixels_in(by_cairo(surface.get())));
            CHECK(report::png_of(surface.get()) == png);
        }
}

TEST_CASE("a plain picture packs to little") {
    const Surface surface = surface_of(CAIRO_FORMAT_RGB24, 2000, 1000);
    CHECK(report::png_of(surface.get()).size() < 40'000);
}
