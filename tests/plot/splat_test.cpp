#include "plot/cloud/splat.h"

#include <cmath>
#include <limits>
#include <string_view>

#include <doctest/doctest.h>

#include "analysis/kernels/kernels.h"
#include "base/parallel.h"
#include "support/cloud_data.h"

using namespace cohortscope;
using plot::CloudMode;
using support::five_colours;
using support::unit_view;

namespace {

int channel(const plot::CloudImage& image, int x, int y, int c) {
    return image.rgba[static_cast<std::size_t>((y * image.width + x) * 4 + c)];
}

std::size_t pixels_drawn(const plot::CloudImage& image) {
    std::size_t drawn = 0;
    for (std::size_t i = 3; i < image.rgba.size(); i += 4)
        drawn += image.rgba[i] > 0 ? 1 : 0;
    return drawn;
}

} // namespace

TEST_CASE("one point lands at its pixel, with the coverage computed by hand") {
    support::Cloud cloud;
    cloud.add(0.305f, 0.855f,
              0); // x 30.5 of 100; y 14.5 from the top: the middle of pixel (30, 14)
    plot::CloudStyle style = five_colours();
    style.radius = 1.5f;
    const plot::CloudView view = unit_view(100, 100);
    const plot::CloudImage image = plot::splat(cloud.data(), view, style);
    CHECK(pixels_drawn(image) == 9);
    const double opacity = double(plot::point_opacity(1, view, style));
    CHECK(std::abs(channel(image, 30, 14, 3) - 255 * opacity) <= 0.51);
    CHECK(channel(image, 31, 14, 3) == channel(image, 30, 14, 3));
    // A diagonal neighbour lies at √2: coverage 2 − √2.
    CHECK(std::abs(channel(image, 31, 15, 3) - 255 * opacity * (2 - std::sqrt(2.0))) <= 1.0);
    CHECK(channel(image, 30, 14, 0) == std::lround(255 * opacity * 0.902));
    CHECK(channel(image, 30, 14, 2) == 0);
    CHECK(channel(image, 32, 14, 3) == 0);
}

TEST_CASE("two points at a pixel mix their colours and their coverage as the formula says") {
    support::Cloud cloud;
    cloud.add(0.505f, 0.505f, 0);
    cloud.add(0.505f, 0.505f, 1);
    const plot::CloudView view = unit_view(100, 100);
    plot::CloudStyle style = five_colours();
    style.exposure = 0.5f;
    const plot::CloudImage image = plot::splat(cloud.data(), view, style);
    const double opacity = double(plot::point_opacity(2, view, style));
    const double coverage = 1.0 - (1.0 - opacity) * (1.0 - opacity);
    CHECK(std::abs(channel(image, 50, 49, 3) - 255 * coverage) <= 1.0);
    CHECK(std::abs(channel(image, 50, 49, 0) - 255 * coverage * (0.902 + 0.337) / 2) <= 1.0);
    CHECK(std::abs(channel(image, 50, 49, 2) - 255 * coverage * 0.914 / 2) <= 1.0);
}

TEST_CASE("density spreads each row over nine pixels and maps counts by the ramp") {
    support::Cloud cloud;
    for (int i = 0; i < 9; ++i)
        cloud.add(0.255f + 0.0005f * static_cast<float>(i), 0.105f, i < 6 ? 0 : 1);
    plot::CloudStyle style = five_colours();
    style.mode = CloudMode::density;
    style.saturation_rows = 99.0f;
    const plot::CloudImage image = plot::splat(cloud.data(), unit_view(100, 100), style);
    CHECK(pixels_drawn(image) == 9);
    for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx) {
            const double rows = 9.0 * (2 - std::abs(dx)) * (2 - std::abs(dy)) / 16;
            const double share = std::log1p(4 * rows) / std::log1p(4 * 99.0);
            const double height = 0.15 * std::min(1.0, 4 * rows) + 0.85 * share;
            REQUIRE(height < 0.7); // below the knee: the clusters' own colours
            const double coverage = height / 0.7;
            CHECK(std::abs(channel(image, 25 + dx, 89 + dy, 3) - 255 * coverage) <= 1.0);
            // Six rows in nine are orange.
            CHECK(std::abs(channel(image, 25 + dx, 89 + dy, 0) -
                           255 * coverage * (6 * 0.902 + 3 * 0.337) / 9) <= 1.0);
        }
}

TEST_CASE("above the knee the density nears the summit, and never goes down as rows are added") {
    plot::CloudStyle style = five_colours();
    style.mode = CloudMode::density;
    style.summit = {0.0f, 0.0f, 1.0f, 1.0f};
    support::Cloud cloud;
    int alpha = 0, blue = 0;
    for (int rows = 1; rows <= 256; rows *= 2) {
        while (static_cast<int>(cloud.x.size()) < rows)
            cloud.add(0.505f, 0.505f, 0);
        const plot::CloudImage image = plot::splat(cloud.data(), unit_view(100, 100), style);
        CHECK(channel(image, 50, 49, 3) >= alpha);
        CHECK(channel(image, 50, 49, 2) >= blue);
        alpha = channel(image, 50, 49, 3);
        blue = channel(image, 50, 49, 2);
        CHECK(blue ==
              (plot::density_height(static_cast<float>(rows) / 4, style) <= 0.7f ? 0 : blue));
        // The legend's colour is the picture's.
        const plot::Colour seen =
            plot::density_colour(plot::density_height(static_cast<float>(rows) / 4, style),
                                 style.colours[0], {0, 0, 0, 1}, style.summit);
        CHECK(std::abs(channel(image, 50, 49, 0) - 255 * double(seen.r)) <= 1.0);
        CHECK(std::abs(blue - 255 * double(seen.b)) <= 1.0);
    }
    CHECK(alpha == 255);
    CHECK(std::abs(blue - 255 * double(plot::kMostSummit)) <= 1.0);
}

TEST_CASE("a point has its cluster's shape") {
    plot::CloudStyle style = five_colours();
    style.radius = 6.0f;
    style.markers = {plot::Marker::disc, plot::Marker::square, plot::Marker::triangle,
                     plot::Marker::diamond};
    const plot::CloudView view = unit_view(100, 100);
    const auto picture_of = [&](int label) {
        support::Cloud cloud;
        cloud.add(0.505f, 0.505f, label); // the middle of pixel (50, 49)
        return plot::splat(cloud.data(), view, style);
    };
    // Of a square with half a side of 0.886 · 9 = 8.0 pixels: its corner, which no disc has.
    CHECK(channel(picture_of(1), 57, 42, 3) > 200);
    CHECK(channel(picture_of(0), 55, 44, 3) == 0);
    CHECK(channel(picture_of(1), 60, 49, 3) == 0);
    const plot::CloudImage triangle = picture_of(2); // its top is a point, its foot is wide
    CHECK(channel(triangle, 50, 38, 3) > 0);
    CHECK(channel(triangle, 55, 42, 3) == 0);
    CHECK(channel(triangle, 58, 55, 3) > 200);
    CHECK(channel(triangle, 50, 58, 3) == 0);
    const plot::CloudImage diamond = picture_of(3);
    CHECK(channel(diamond, 60, 49, 3) > 0);
    CHECK(channel(diamond, 57, 42, 3) == 0);
    for (const int label : {1, 2, 3}) // mirrored left and right
        for (int dx = 0; dx < 15; ++dx)
            for (int dy = -15; dy < 15; ++dy)
                CHECK(channel(picture_of(label), 50 + dx, 49 + dy, 3) ==
                      channel(picture_of(label), 50 - dx, 49 + dy, 3));
}

TEST_CASE("a cluster's points are the same whatever shapes the others have") {
    support::Cloud cloud = support::normal_clusters(3'000, 4, 5);
    const plot::CloudView view = unit_view(211, 167);
    for (const float radius : {0.5f, 1.5f, 4.0f})
        for (const auto only : {0u, 1u, 2u, 3u}) {
            plot::CloudStyle style = five_colours();
            style.radius = radius;
            style.markers = {plot::Marker::disc, plot::Marker::square, plot::Marker::triangle,
                             plot::Marker::diamond};
            style.emphasis.assign(5, 0.0f);
            style.emphasis[only] = 1.0f;
            const plot::CloudImage alone = plot::splat(cloud.data(), view, style);
            // One row of another shape in a corner of its own makes the painter mix them.
            support::Cloud mixed = cloud;
            mixed.add(0.999f, 0.001f, 4);
            style.emphasis[4] = 1.0f;
            style.markers.push_back(only == 2 ? plot::Marker::disc : plot::Marker::triangle);
            plot::CloudImage with = plot::splat(mixed.data(), view, style);
            std::size_t others = 0;
            for (int y = 0; y < 167; ++y)
                for (int x = 0; x < 211; ++x)
                    if (x < 190 || y < 146)
                        for (int c = 0; c < 4; ++c)
                            others +=
                                std::abs(channel(alone, x, y, c) - channel(with, x, y, c)) > 1;
            CHECK(others == 0);
        }
}

TEST_CASE("the order of the rows and the number of threads change no byte") {
    support::Cloud cloud = support::normal_clusters(60'000, 5, 7);
    cloud.selected = support::every_third(cloud);
    const support::Cloud mixed = support::shuffled(cloud, 8);
    for (const CloudMode mode : {CloudMode::points, CloudMode::density}) {
        plot::CloudStyle style = five_colours();
        style.mode = mode;
        style.emphasis = {1.0f, 0.15f, 0.15f, 0.5f, 0.15f};
        const plot::CloudView view = unit_view(317, 203);
        const plot::CloudImage image = plot::splat(cloud.data(), view, style);
        CHECK(image.rgba == plot::splat(mixed.data(), view, style).rgba);
        for (const int threads : {1, 2, 7}) {
            const base::ThreadLimit limit(threads);
            CHECK(image.rgba == plot::splat(cloud.data(), view, style).rgba);
        }
    }
}

TEST_CASE("every instruction set draws the same bytes") {
    support::Cloud cloud = support::normal_clusters(60'003, 5, 7);
    for (int i = 0; i < 9'000; ++i) // a pile of several batches
        cloud.add(0.31f, 0.62f, i % 4);
    cloud.add(std::nanf(""), 0.5f, 0);
    cloud.selected = support::every_third(cloud);
    plot::CloudStyle style = five_colours();
    const analysis::KernelList sets = analysis::available_kernels();
    for (const CloudMode mode : {CloudMode::points, CloudMode::density})
        for (const float radius : {0.4f, 1.5f, 3.0f, 9.3f}) {
            style.mode = mode;
            style.radius = radius;
            const plot::CloudView view = unit_view(317, 203);
            style.markers = {plot::Marker::disc, plot::Marker::disc, plot::Marker::square};
            if (radius > 2.0f)
                style.markers.clear();
            plot::Splatter baseline(plot::splat_kernels(*sets.sets[0]));
            const std::vector<std::uint8_t> expected =
                baseline.draw(cloud.data(), view, style).rgba;
            for (int set = 1; set < sets.count; ++set) {
                const plot::SplatKernels& kernels = plot::splat_kernels(*sets.sets[set]);
                CHECK(std::string_view(kernels.name) == sets.sets[set]->name);
                CHECK(plot::Splatter(kernels).draw(cloud.data(), view, style).rgba == expected);
            }
        }
}

TEST_CASE("rows that a selection leaves out are dimmed, selected ones keep their strength") {
    support::Cloud cloud;
    cloud.add(0.25f, 0.5f, 0);
    cloud.add(0.75f, 0.5f, 0);
    const plot::CloudView view = unit_view(100, 100);
    plot::CloudStyle style = five_colours();
    style.exposure = 2.0f;
    const plot::CloudImage all = plot::splat(cloud.data(), view, style);
    cloud.selected = {1, 0};
    const plot::CloudImage first = plot::splat(cloud.data(), view, style);
    const double opacity = double(plot::point_opacity(2, view, style));
    CHECK(channel(first, 25, 50, 3) == channel(all, 25, 50, 3));
    CHECK(std::abs(channel(first, 75, 50, 3) - 255 * opacity * double(plot::kDimmedEmphasis)) <= 1);
    CHECK(channel(first, 75, 50, 3) > 0);
}

TEST_CASE("a selection of all rows is the picture without one, of none that of dimmed clusters") {
    support::Cloud cloud = support::normal_clusters(5'000, 5, 21);
    const plot::CloudView view = unit_view(200, 150);
    for (const CloudMode mode : {CloudMode::points, CloudMode::density}) {
        plot::CloudStyle style = five_colours();
        style.mode = mode;
        cloud.selected.clear();
        const plot::CloudImage without = plot::splat(cloud.data(), view, style);
        plot::CloudStyle dimmed = style;
        dimmed.emphasis.assign(5, plot::kDimmedEmphasis);
        const plot::CloudImage faint = plot::splat(cloud.data(), view, dimmed);
        cloud.selected.assign(5'000, 1);
        CHECK(plot::splat(cloud.data(), view, style).rgba == without.rgba);
        cloud.selected.assign(5'000, 0);
        const plot::CloudImage none = plot::splat(cloud.data(), view, style);
        CHECK(support::difference(none.rgba, faint.rgba).largest <= 1);
        // A cluster out of focus is not dimmed twice.
        CHECK(plot::splat(cloud.data(), view, dimmed).rgba == faint.rgba);
    }
}

TEST_CASE("the density keeps the selection: a row left out counts as a part of one") {
    support::Cloud cloud;
    for (int i = 0; i < 20; ++i)
        cloud.add(i < 10 ? 0.255f : 0.755f, 0.505f, i < 10 ? 0 : 1);
    cloud.selected.assign(20, 0);
    cloud.selected[0] = cloud.selected[1] = 1; // two of the ten at the left
    plot::CloudStyle style = five_colours();
    style.mode = CloudMode::density;
    const plot::CloudImage image = plot::splat(cloud.data(), unit_view(100, 100), style);
    const auto coverage = [&](double rows) { // a quarter of them at their own pixel
        const float height = plot::density_height(static_cast<float>(rows / 4), style);
        return 255 * std::min(1.0, double(height) / 0.7);
    };
    const double dimmed = double(plot::kDimmedEmphasis);
    CHECK(std::abs(channel(image, 25, 49, 3) - coverage(2 + 8 * dimmed)) <= 1);
    CHECK(std::abs(channel(image, 75, 49, 3) - coverage(10 * dimmed)) <= 1);
    CHECK(channel(image, 75, 49, 3) > 0);
}

TEST_CASE("a pile of many rows at one place neither overflows nor changes its colour") {
    support::Cloud cloud;
    for (int i = 0; i < 300'000; ++i)
        cloud.add(0.5f, 0.5f, i % 3 == 0 ? 1 : 0);
    plot::CloudStyle style = five_colours();
    style.exposure = 100.0f; // the strongest opacity there is
    for (const CloudMode mode : {CloudMode::points, CloudMode::density}) {
        style.mode = mode;
        const plot::CloudImage image = plot::splat(cloud.data(), unit_view(64, 64), style);
        CHECK(channel(image, 32, 32, 3) == 255);
        const double mean = (2 * 0.902 + 0.337) / 3;
        const auto summit = double(plot::kMostSummit);
        const double seen = mode == CloudMode::points ? mean : (1 - summit) * mean + summit;
        CHECK(std::abs(channel(image, 32, 32, 0) - 255 * seen) <= 1.0);
    }
}

TEST_CASE("a view in tiles is the view in one piece") {
    const support::Cloud cloud = support::normal_clusters(5'000, 5, 3);
    plot::CloudStyle style = five_colours();
    style.radius = 4.0f;
    const plot::CloudImage whole = plot::splat(cloud.data(), unit_view(256, 128), style);
    plot::CloudView half = unit_view(128, 128);
    half.max_x = 0.5f;
    half.zoom = std::sqrt(2.0f);
    const plot::CloudImage left = plot::splat(cloud.data(), half, style);
    int largest = 0;
    for (int y = 0; y < 128; ++y)
        for (int x = 0; x < 128; ++x)
            for (int c = 0; c < 4; ++c)
                largest =
                    std::max(largest, std::abs(channel(whole, x, y, c) - channel(left, x, y, c)));
    CHECK(largest <= 1);
}

TEST_CASE("dimming a cluster fades it and leaves the others as they are") {
    support::Cloud cloud;
    cloud.add(0.25f, 0.5f, 0);
    cloud.add(0.75f, 0.5f, 1);
    plot::CloudStyle style = five_colours();
    const plot::CloudView view = unit_view(100, 100);
    const plot::CloudImage full = plot::splat(cloud.data(), view, style);
    style.emphasis[1] = 0.2f;
    const plot::CloudImage dimmed = plot::splat(cloud.data(), view, style);
    CHECK(channel(dimmed, 25, 50, 3) == channel(full, 25, 50, 3));
    CHECK(channel(dimmed, 75, 50, 3) < channel(full, 75, 50, 3) / 3);
    CHECK(channel(dimmed, 75, 50, 3) > 0);
    style.emphasis[1] = 0.0f;
    CHECK(channel(plot::splat(cloud.data(), view, style), 75, 50, 3) == 0);
}

TEST_CASE(
    "nothing is drawn for no rows, for coordinates that are not finite, and outside the view") {
    const plot::CloudStyle style = five_colours();
    support::Cloud cloud;
    CHECK(pixels_drawn(plot::splat(cloud.data(), unit_view(40, 30), style)) == 0);
    const float infinite = std::numeric_limits<float>::infinity();
    cloud.add(std::nanf(""), 0.5f, 0);
    cloud.add(0.5f, infinite, 0);
    cloud.add(-infinite, 0.5f, 0);
    cloud.add(1e30f, 0.5f, 0);
    cloud.add(0.5f, -1.0f, 0);
    cloud.add(0.5f, 0.5f, 40); // a cluster without a colour
    CHECK(pixels_drawn(plot::splat(cloud.data(), unit_view(40, 30), style)) == 0);
    cloud.add(0.5f, 0.5f, 0);
    CHECK(pixels_drawn(plot::splat(cloud.data(), unit_view(40, 30), style)) > 0);
    plot::CloudView empty = unit_view(40, 30);
    empty.max_x = empty.min_x;
    CHECK(pixels_drawn(plot::splat(cloud.data(), empty, style)) == 0);
}

TEST_CASE("a point beyond the edge shows the part that reaches in") {
    support::Cloud cloud;
    cloud.add(-0.02f, 0.5f, 0);
    plot::CloudStyle style = five_colours();
    style.radius = 5.0f;
    const plot::CloudImage image = plot::splat(cloud.data(), unit_view(100, 100), style);
    CHECK(channel(image, 0, 50, 3) > 0);
    CHECK(channel(image, 4, 50, 3) == 0);
}

TEST_CASE("more rows make a point fainter, a closer view makes it stronger, within bounds") {
    const plot::CloudStyle style = five_colours();
    plot::CloudView view = unit_view(960, 700);
    float before = 1.0f;
    for (const std::size_t rows : {1u, 1'000u, 30'000u, 206'000u, 20'000'000u}) {
        const float opacity = plot::point_opacity(rows, view, style);
        CHECK(opacity <= before);
        CHECK(opacity >= 0.05f);
        before = opacity;
    }
    const float far = plot::point_opacity(206'000, view, style);
    view.zoom = 8.0f;
    CHECK(plot::point_opacity(206'000, view, style) > far);
}

TEST_CASE("a picture's memory is used again at another size") {
    const support::Cloud cloud = support::normal_clusters(500, 5, 3);
    plot::Splatter splatter;
    for (const int size : {64, 33, 130, 1}) {
        const plot::CloudImage& image =
            splatter.draw(cloud.data(), unit_view(size, size), five_colours());
        CHECK(image.rgba == plot::splat(cloud.data(), unit_view(size, size), five_colours()).rgba);
        CHECK(image.rgba.size() == static_cast<std::size_t>(size * size * 4));
    }
}
