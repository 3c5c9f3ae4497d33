#include "report/paint/cloud_picture.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "base/parallel.h"
#include "plot/cloud/splat.h"

namespace cohortscope::report {

namespace {

void mirror_across(plot::CloudImage& image) {
    const auto width = static_cast<std::size_t>(image.width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y)
        for (std::size_t left = 0, right = width; left + 1 < right--; ++left)
            std::swap_ranges(
                image.rgba.begin() + static_cast<std::ptrdiff_t>((y * width + left) * 4),
                image.rgba.begin() + static_cast<std::ptrdiff_t>((y * width + left) * 4 + 4),
                image.rgba.begin() + static_cast<std::ptrdiff_t>((y * width + right) * 4));
}

void mirror_upright(plot::CloudImage& image) {
    const auto row = static_cast<std::ptrdiff_t>(image.width) * 4;
    for (std::ptrdiff_t top = 0, bottom = image.height; top + 1 < bottom--; ++top)
        std::swap_ranges(image.rgba.begin() + top * row, image.rgba.begin() + (top + 1) * row,
                         image.rgba.begin() + bottom * row);
}

// Where a pixel's middle lies between two of the smaller picture, the second's share in 1/256.
struct Between {
    std::size_t first = 0, second = 0;
    unsigned share = 0;
};

std::vector<Between> steps_of(int from, int to) {
    std::vector<Between> steps(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double at = std::clamp((i + 0.5) * from / to - 0.5, 0.0, from - 1.0);
        const auto first = static_cast<std::size_t>(at);
        steps[static_cast<std::size_t>(i)] = {
            first, std::min(first + 1, static_cast<std::size_t>(from) - 1),
            static_cast<unsigned>(std::lround((at - static_cast<double>(first)) * 256.0))};
    }
    return steps;
}

// Drawn smoothly between its pixels, as the screen does. Whole numbers: the same bytes everywhere.
plot::CloudImage enlarged(const plot::CloudImage& image, int width, int height) {
    plot::CloudImage large{width, height, {}};
    large.rgba.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    const std::vector<Between> across = steps_of(image.width, width);
    const std::vector<Between> down = steps_of(image.height, height);
    const auto row = static_cast<std::size_t>(image.width) * 4;
    base::for_each_chunk(down.size(), 64, [&](const base::Chunk& chunk) {
        std::size_t out = chunk.begin * across.size() * 4;
        for (std::size_t y = chunk.begin; y < chunk.end; ++y)
            for (const Between& x : across)
                for (std::size_t c = 0; c < 4; ++c) {
                    const auto mixed = [&](std::size_t line) {
                        const std::uint8_t* from = image.rgba.data() + line * row + c;
                        return from[x.first * 4] * (256 - x.share) + from[x.second * 4] * x.share;
                    };
                    const unsigned sum = mixed(down[y].first) * (256 - down[y].share) +
                                         mixed(down[y].second) * down[y].share;
                    large.rgba[out++] = static_cast<std::uint8_t>((sum + (1u << 15)) >> 16);
                }
    });
    return large;
}

plot::CloudStyle scaled(plot::CloudStyle style, double scale) {
    style.radius = static_cast<float>(static_cast<double>(style.radius) * scale);
    return style;
}

} // namespace

plot::CloudImage cloud_picture(const plot::PointCloud& cloud, const Page& page, int width,
                               int height, double scale) {
    plot::CloudView view;
    std::tie(view.min_x, view.max_x) = std::minmax({cloud.min_x, cloud.max_x});
    std::tie(view.min_y, view.max_y) = std::minmax({cloud.min_y, cloud.max_y});
    const bool density = page.picture.cloud.mode == plot::CloudMode::density;
    const double side = density ? static_cast<double>(page.picture.cloud_pixel) * scale : 1.0;
    view.width = std::max(1, static_cast<int>(std::lround(width / side)));
    view.height = std::max(1, static_cast<int>(std::lround(height / side)));
    plot::CloudImage image =
        plot::splat(page.cloud, view, scaled(page.picture.cloud, density ? 1.0 : scale));
    if (image.width != width || image.height != height)
        image = enlarged(image, width, height);
    if (cloud.min_x > cloud.max_x)
        mirror_across(image);
    if (cloud.min_y > cloud.max_y)
        mirror_upright(image);
    return image;
}

} // namespace cohortscope::report
