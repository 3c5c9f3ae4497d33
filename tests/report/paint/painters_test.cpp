// Shapes land where they should, by pixels of PNG and by elements of SVG.
#include <algorithm>
#include <cstring>

#include <cairo/cairo.h>
#include <doctest/doctest.h>
#include <expat.h>

#include "base/error.h"
#include "base/parallel.h"
#include "report/paint/cairo_painter.h"
#include "report/paint/svg_painter.h"

using namespace cohortscope;

namespace {

constexpr plot::Colour kWhite{1, 1, 1, 1}, kRed{1, 0, 0, 1}, kBlue{0, 0, 1, 1};

report::Page page_of(std::vector<plot::Shape> shapes) {
    report::Page page;
    page.picture.scene.width = 100;
    page.picture.scene.height = 60;
    page.picture.scene.shapes = {plot::Rectangle{{0, 0, 100, 60}, kWhite}};
    for (plot::Shape& shape : shapes)
        page.picture.scene.shapes.push_back(std::move(shape));
    return page;
}

struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint32_t> rgb;
    std::uint32_t at(int x, int y) const {
        return rgb[static_cast<std::size_t>(y * width + x)] & 0xffffff;
    }
};

cairo_status_t read_on(void* rest, unsigned char* to, unsigned int size) {
    auto& bytes = *static_cast<std::string_view*>(rest);
    if (bytes.size() < size)
        return CAIRO_STATUS_READ_ERROR;
    std::memcpy(to, bytes.data(), size);
    bytes.remove_prefix(size);
    return CAIRO_STATUS_SUCCESS;
}

Pixels pixels_of(std::string_view png) {
    cairo_surface_t* surface = cairo_image_surface_create_from_png_stream(read_on, &png);
    REQUIRE(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS);
    Pixels pixels{
        cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel,
                        cairo_image_surface_get_data(surface) +
                            y * cairo_image_surface_get_stride(surface) + 4 * x,
                        4);
            pixels.rgb.push_back(pixel);
        }
    cairo_surface_destroy(surface);
    return pixels;
}

Pixels painted(std::vector<plot::Shape> shapes, double pixels = 1) {
    report::Page page = page_of(std::move(shapes));
    page.pixels = pixels;
    return pixels_of(report::png_bytes(page, report::CairoMeasure(), {}));
}

// The box of the pixels that are not white: left, top, right, bottom, the last two excluded.
std::vector<int> inked(const Pixels& pixels) {
    std::vector<int> box = {pixels.width, pixels.height, 0, 0};
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x)
            if (pixels.at(x, y) != 0xffffff)
                box = {std::min(box[0], x), std::min(box[1], y), std::max(box[2], x + 1),
                       std::max(box[3], y + 1)};
    return box;
}

plot::Text text_at(plot::Point at, std::string words) {
    plot::Text text;
    text.at = at;
    text.text = std::move(words);
    text.size = 20;
    text.colour = {0, 0, 0, 1};
    return text;
}

bool is_xml(const std::string& bytes) {
    XML_Parser parser = XML_ParserCreate(nullptr);
    const bool good =
        XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return good;
}

report::Page cloud_page(const std::vector<float>& xs, const std::vector<std::uint8_t>& labels) {
    report::Page page = page_of({plot::PointCloud{{10, 10, 90, 50}, 0, 8, 0, 4}});
    page.picture.cloud.colours = {kRed, kBlue};
    page.picture.cloud.emphasis = {1, 1};
    page.picture.cloud.radius = 2;
    page.cloud.x = xs;
    page.cloud.y = xs;
    page.cloud.labels = labels;
    return page;
}

} // namespace

TEST_CASE("a rectangle, a line, an area and a disc are painted where they are") {
    CHECK(inked(painted({plot::Rectangle{{10, 20, 30, 25}, kRed}})) ==
          std::vector<int>{10, 20, 30, 25});
    CHECK(painted({plot::Rectangle{{10, 20, 30, 25}, kRed}}).at(29, 24) == 0xff0000);
    CHECK(inked(painted({plot::Line{{10, 20}, {40, 20}, kBlue, 1}})) ==
          std::vector<int>{10, 20, 40, 21});
    CHECK(inked(painted({plot::Line{{10, 5}, {10, 15}, kBlue, 2}})) ==
          std::vector<int>{9, 5, 11, 15});
    const plot::Area area{{{10, 10}, {30, 10}}, 40, kRed};
    CHECK(inked(painted({area})) == std::vector<int>{10, 10, 30, 40});
    const plot::Area band{{{10, 10}, {30, 10}}, 0, kRed, {20, 20}};
    CHECK(inked(painted({band})) == std::vector<int>{10, 10, 30, 20});
    CHECK(inked(painted({plot::Disc{{50, 30}, 10, kBlue}})) == std::vector<int>{40, 20, 60, 40});
}

TEST_CASE("four times the pixels are the same picture, larger") {
    CHECK(inked(painted({plot::Rectangle{{10, 20, 30, 25}, kRed}}, 4)) ==
          std::vector<int>{40, 80, 120, 100});
    CHECK(inked(painted({plot::Line{{10, 20}, {40, 20}, kBlue, 1}}, 4)) ==
          std::vector<int>{40, 78, 160, 82});
}

TEST_CASE("neighbours that meet between pixels leave no seam") {
    const Pixels pixels = painted(
        {plot::Rectangle{{10, 10, 20.4f, 20}, kRed}, plot::Rectangle{{20.4f, 10, 30, 20}, kRed}});
    for (int x = 10; x < 30; ++x)
        CHECK(pixels.at(x, 15) == 0xff0000);
}

TEST_CASE("text is as wide as it measures, stands in its line, and turns about its place") {
    const report::CairoMeasure measure;
    const float width = measure.width("HHHH", 20, plot::Face::regular);
    CHECK(width == doctest::Approx(measure.width("HHHH", 40, plot::Face::regular) / 2));
    std::vector<int> box = inked(painted({text_at({10, 10}, "HHHH")}));
    CHECK(box[0] >= 10);
    CHECK(static_cast<float>(box[2]) <= 10 + width + 1);
    CHECK(static_cast<float>(box[2]) >= 10 + width - 4);
    CHECK(box[3] == doctest::Approx(10 + plot::kAscent * 20).epsilon(0.05)); // the baseline
    plot::Text right = text_at({90, 10}, "HHHH");
    right.align_x = plot::AlignX::right;
    CHECK(inked(painted({right}))[2] <= 90);
    plot::Text turned = text_at({20, 58}, "HHHH");
    turned.turn = 1;
    box = inked(painted({turned}));
    CHECK(box[3] <= 58);
    CHECK(box[3] - box[1] > 2 * (box[2] - box[0]));
    CHECK(box[0] >= 20);
}

TEST_CASE("shapes that are not finite are left out by every painter") {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const report::Page page = page_of({plot::Line{{nan, 1}, {2, 2}, kRed, 1},
                                       plot::Polyline{{{1, 1}, {nan, 2}, {3, 3}}, kRed, 1},
                                       plot::Rectangle{{nan, 0, 5, 5}, kRed},
                                       plot::Disc{{1, nan}, 2, kRed}, text_at({nan, 2}, "H")});
    const report::CairoMeasure measure;
    CHECK(inked(pixels_of(report::png_bytes(page, measure, {})))[0] > 0);
    const std::string svg = report::svg_bytes(page, measure, {});
    CHECK(svg.find("nan") == std::string::npos);
    CHECK(is_xml(svg));
}

TEST_CASE("names of any kind are text of a sound SVG") {
    const report::CairoMeasure measure;
    const std::string odd = "a<b>&\"c'd\x01\x1b\xff\xed\xa0\x80\xef\xbf\xbe日本]]>";
    report::FileWords words{odd, odd, odd, ""};
    plot::Text haloed = text_at({5, 5}, odd);
    haloed.halo = kWhite;
    const std::string svg = report::svg_bytes(page_of({haloed}), measure, words);
    CHECK(is_xml(svg));
    CHECK(svg.find("<b>") == std::string::npos);
    CHECK(svg.find("role=\"img\"") != std::string::npos);
    CHECK(svg.find("paint-order=\"stroke\"") != std::string::npos);
    CHECK(svg.find("日本") != std::string::npos);
    const std::string plain = report::svg_bytes(page_of({text_at({5, 5}, "Hello")}), measure, {});
    CHECK(plain.find(">Hello</text>") != std::string::npos);
    CHECK(plain.find("textLength=") != std::string::npos);
}

TEST_CASE("the cloud lies in its box, upright or mirrored, the same on one thread and two") {
    const std::vector<float> xs = {1, 1, 1, 1, 1, 1};
    const std::vector<std::uint8_t> labels(xs.size(), 0);
    report::Page page = cloud_page(xs, labels);
    const report::CairoMeasure measure;
    const auto bytes = [&](int threads) {
        const base::ThreadLimit limit(threads);
        const report::Page pages[] = {page};
        return report::png_bytes(page, measure, {}) + report::svg_bytes(page, measure, {}) +
               report::pdf_bytes(pages, measure, {});
    };
    CHECK(bytes(1) == bytes(2));
    std::vector<int> box = inked(pixels_of(report::png_bytes(page, measure, {})));
    CHECK(box[0] / 2 + box[2] / 2 == doctest::Approx(20).epsilon(0.1)); // 10 + 80 · 1/8
    CHECK(box[1] / 2 + box[3] / 2 == doctest::Approx(40).epsilon(0.1)); // 50 − 40 · 1/4
    auto& cloud = std::get<plot::PointCloud>(page.picture.scene.shapes.back());
    std::swap(cloud.min_x, cloud.max_x);
    std::swap(cloud.min_y, cloud.max_y);
    box = inked(pixels_of(report::png_bytes(page, measure, {})));
    CHECK(box[0] / 2 + box[2] / 2 == doctest::Approx(80).epsilon(0.1));
    CHECK(box[1] / 2 + box[3] / 2 == doctest::Approx(20).epsilon(0.1));
    const std::string svg = report::svg_bytes(page, measure, {});
    CHECK(svg.find("href=\"data:image/png;base64,iVBORw0KGgo") != std::string::npos);
    CHECK(is_xml(svg));
}

TEST_CASE("a picture that is too large is refused, with the size that it would have") {
    report::Page page = page_of({});
    page.pixels = 400;
    CHECK_THROWS_WITH_AS(report::png_bytes(page, report::CairoMeasure(), {}),
                         doctest::Contains("40000 x 24000"), base::Error);
}
