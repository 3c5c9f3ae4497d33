#include "report/paint/cairo_image.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

#include "base/error.h"
#include "base/format.h"

namespace cohortscope::report {

void expect_drawn(cairo_status_t status) {
    if (status == CAIRO_STATUS_NO_MEMORY)
        throw base::Error("the picture cannot be drawn: not enough memory");
    if (status != CAIRO_STATUS_SUCCESS)
        throw base::Error(std::string("the picture cannot be drawn: ") +
                          cairo_status_to_string(status));
}

void expect_drawable(double width, double height) {
    const bool drawable = width >= 1 && height >= 1 && std::max(width, height) <= kLargestSide &&
                          width * height <= static_cast<double>(kMostPixels);
    if (!drawable)
        throw base::Error("the picture would measure " + base::fixed(width, 0) + " x " +
                          base::fixed(height, 0) + " pixels; expected at most " +
                          std::to_string(kLargestSide) + " on a side and " +
                          std::to_string(kMostPixels / 1'000'000) + " million in all");
}

CairoSurface surface_of(const plot::CloudImage& image) {
    CairoSurface surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, image.width, image.height));
    expect_drawn(cairo_surface_status(surface.get()));
    unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    const std::uint8_t* from = image.rgba.data();
    for (int y = 0; y < image.height; ++y) {
        unsigned char* to = data + static_cast<std::ptrdiff_t>(y) * stride;
        for (int x = 0; x < image.width; ++x, from += 4, to += 4) {
            // Premultiplied, of one 32-bit number in the machine's order.
            const std::uint32_t pixel = std::uint32_t{from[3]} << 24 |
                                        std::uint32_t{from[0]} << 16 | std::uint32_t{from[1]} << 8 |
                                        std::uint32_t{from[2]};
            std::memcpy(to, &pixel, sizeof pixel);
        }
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

cairo_status_t append_to_string(void* string, const unsigned char* data, unsigned int size) {
    try {
        static_cast<std::string*>(string)->append(reinterpret_cast<const char*>(data), size);
        return CAIRO_STATUS_SUCCESS;
    } catch (const std::bad_alloc&) { // may not pass through C
        return CAIRO_STATUS_NO_MEMORY;
    }
}

} // namespace cohortscope::report
