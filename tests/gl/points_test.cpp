#include "gl/points.h"

#include <cmath>
#include <cstdio>

#include <doctest/doctest.h>

#include "gl/gl_context.h"
#include "plot/cloud/splat.h"
#include "support/cloud_data.h"

using namespace cohortscope;
using gl::PointRenderer;
using plot::CloudMode;
using support::five_colours;
using support::unit_view;
using support::WatchedContext;

namespace {

std::vector<std::uint8_t> on_card(const plot::CloudData& data, const plot::CloudView& view,
                                  const plot::CloudStyle& style) {
    PointRenderer renderer;
    renderer.choose(PointRenderer::Path::card);
    return support::texture_bytes(renderer.draw(data, view, style), view.width, view.height);
}

void check_same(const plot::CloudData& data, const plot::CloudView& view,
                const plot::CloudStyle& style) {
    const std::vector<std::uint8_t> card = on_card(data, view, style);
    const support::Difference difference =
        support::difference(card, plot::splat(data, view, style).rgba);
    CAPTURE(style.radius);
    CAPTURE(difference.largest);
    // A centre on the border of two steps may fall to either side, which moves a rim by 1/8 pixel.
    CHECK(difference.share_beyond_2 <= 1e-3);
}

} // namespace

TEST_CASE("points on the card are the picture of the processor at every radius") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    const support::Cloud cloud = support::normal_clusters(20'000, 5, 11);
    plot::CloudStyle style = five_colours();
    for (const float radius : {0.3f, 0.5f, 1.0f, 1.5f, 2.25f, 3.0f, 7.7f}) {
        style.radius = radius;
        check_same(cloud.data(), unit_view(301, 199), style);
    }
}

TEST_CASE("squares, triangles and diamonds on the card are the picture of the processor") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    const support::Cloud cloud = support::normal_clusters(5'000, 5, 31);
    plot::CloudStyle style = five_colours();
    style.markers = {plot::Marker::triangle, plot::Marker::square, plot::Marker::disc,
                     plot::Marker::diamond};
    for (const float radius : {0.5f, 1.5f, 3.0f, 7.7f}) {
        style.radius = radius;
        check_same(cloud.data(), unit_view(301, 199), style);
    }
}

TEST_CASE("dimmed clusters and exposure look the same on card and processor") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    const support::Cloud cloud = support::normal_clusters(20'000, 5, 12);
    plot::CloudStyle style = five_colours();
    style.emphasis = {0.15f, 1.0f, 0.15f, 0.0f, 0.15f};
    for (const CloudMode mode : {CloudMode::points, CloudMode::density})
        for (const float exposure : {0.2f, 1.0f, 8.0f}) {
            style.mode = mode;
            style.exposure = exposure;
            check_same(cloud.data(), unit_view(256, 200), style);
        }
}

TEST_CASE("a selection of rows looks the same on card and processor") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    support::Cloud cloud = support::normal_clusters(20'000, 5, 18);
    cloud.selected = support::every_third(cloud);
    plot::CloudStyle style = five_colours();
    style.emphasis = {1.0f, 0.02f, 1.0f, 0.5f, 1.0f};
    for (const CloudMode mode : {CloudMode::points, CloudMode::density}) {
        style.mode = mode;
        check_same(cloud.data(), unit_view(256, 200), style);
    }
}

TEST_CASE("density on the card is the picture of the processor") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    const support::Cloud cloud = support::normal_clusters(50'000, 5, 13);
    plot::CloudStyle style = five_colours();
    style.mode = CloudMode::density;
    check_same(cloud.data(), unit_view(320, 240), style);
    plot::CloudView part = unit_view(640, 480);
    part.min_x = 0.21f;
    part.max_x = 0.47f;
    part.min_y = 0.4f;
    part.max_y = 0.7f;
    check_same(cloud.data(), part, style);
}

TEST_CASE("a point of the card lands at its pixel, rows from the top") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    support::Cloud cloud;
    cloud.add(0.305f, 0.855f, 0);
    for (const CloudMode mode : {CloudMode::points, CloudMode::density}) {
        plot::CloudStyle style = five_colours();
        style.mode = mode;
        style.radius = 0.5f;
        const std::vector<std::uint8_t> bytes = on_card(cloud.data(), unit_view(100, 100), style);
        std::size_t drawn = 0;
        for (std::size_t i = 3; i < bytes.size(); i += 4)
            drawn += bytes[i] > 0 ? 1 : 0;
        CHECK(drawn == (mode == CloudMode::points ? 1 : 9));
        CHECK(bytes[(14 * 100 + 30) * 4 + 3] > 0);
    }
}

TEST_CASE("only what changed is uploaded, and nothing is drawn when nothing did") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    const support::Cloud cloud = support::normal_clusters(1'000, 5, 14);
    PointRenderer renderer;
    renderer.choose(PointRenderer::Path::card);
    plot::CloudView view = unit_view(64, 64);
    plot::CloudStyle style = five_colours();
    const unsigned int texture = renderer.draw(cloud.data(1, 1), view, style);
    CHECK(renderer.bytes_uploaded() == 9'000);
    // What somebody else left in the texture stays: nothing was drawn.
    const std::vector<std::uint8_t> mark(64 * 64 * 4, 77);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, 64, 64, GL_RGBA, GL_UNSIGNED_BYTE, mark.data());
    CHECK(support::texture_bytes(renderer.draw(cloud.data(1, 1), view, style), 64, 64) == mark);
    CHECK(renderer.bytes_uploaded() == 9'000);
    style.emphasis[0] = 0.2f;
    style.colours[1] = {1, 0, 0, 1};
    view.max_x = 0.8f;
    CHECK(support::texture_bytes(renderer.draw(cloud.data(1, 1), view, style), 64, 64) != mark);
    CHECK(renderer.bytes_uploaded() == 9'000);
    renderer.draw(cloud.data(1, 2), view, style);
    CHECK(renderer.bytes_uploaded() == 10'000);
    renderer.draw(cloud.data(2, 2), view, style);
    CHECK(renderer.bytes_uploaded() == 18'000);
}

TEST_CASE(
    "a selection is uploaded alone, when its key differs, and taking it away uploads nothing") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    support::Cloud cloud = support::normal_clusters(1'000, 5, 14);
    PointRenderer renderer;
    renderer.choose(PointRenderer::Path::card);
    const plot::CloudView view = unit_view(64, 64);
    const plot::CloudStyle style = five_colours();
    const auto draw = [&] {
        return support::texture_bytes(renderer.draw(cloud.data(), view, style), 64, 64);
    };
    const std::vector<std::uint8_t> without = draw();
    CHECK(renderer.bytes_uploaded() == 9'000);
    cloud.selected = support::every_third(cloud);
    const std::vector<std::uint8_t> third = draw();
    CHECK(third != without);
    CHECK(renderer.bytes_uploaded() == 10'000);
    CHECK(draw() == third);
    CHECK(renderer.bytes_uploaded() == 10'000);
    cloud.selected.assign(1'000, 0);
    cloud.selected_key = 2;
    CHECK(draw() != third);
    CHECK(renderer.bytes_uploaded() == 11'000);
    cloud.selected.clear();
    CHECK(draw() == without);
    CHECK(renderer.bytes_uploaded() == 11'000);
}

TEST_CASE("a software renderer gets the processor's picture, byte for byte") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    const support::Cloud cloud = support::normal_clusters(5'000, 5, 15);
    const plot::CloudView view = unit_view(90, 70);
    PointRenderer renderer;
    if (context->renderer().find("llvmpipe") != std::string::npos)
        CHECK(renderer.draws_on_processor());
    renderer.choose(PointRenderer::Path::processor);
    CHECK(renderer.draws_on_processor());
    const unsigned int texture = renderer.draw(cloud.data(), view, five_colours());
    CHECK(support::texture_bytes(texture, 90, 70) ==
          plot::splat(cloud.data(), view, five_colours()).rgba);
    const std::uint64_t bytes = renderer.bytes_uploaded();
    CHECK(bytes == 90 * 70 * 4);
    renderer.draw(cloud.data(), view, five_colours());
    CHECK(renderer.bytes_uploaded() == bytes);
}

TEST_CASE("no rows, an empty view and rows outside the view give an empty picture") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    support::Cloud cloud;
    const std::vector<std::uint8_t> empty(40 * 30 * 4, 0);
    CHECK(on_card(cloud.data(), unit_view(40, 30), five_colours()) == empty);
    cloud.add(std::nanf(""), 0.5f, 0);
    cloud.add(3.0f, 0.5f, 0);
    cloud.add(0.5f, 0.5f, 40);
    CHECK(on_card(cloud.data(), unit_view(40, 30), five_colours()) == empty);
    cloud.add(0.5f, 0.5f, 0);
    plot::CloudView none = unit_view(40, 30);
    none.max_y = none.min_y;
    CHECK(on_card(cloud.data(), none, five_colours()) == empty);
}

TEST_CASE("drawing leaves the state of others as it found it") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    gl::OffscreenTarget target(50, 40);
    target.bind();
    glViewport(3, 4, 20, 10);
    glEnable(GL_BLEND);
    glEnable(GL_SCISSOR_TEST);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glBlendEquation(GL_FUNC_REVERSE_SUBTRACT);
    GLint framebuffer = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer);
    const support::Cloud cloud = support::normal_clusters(100, 5, 16);
    for (const auto path : {PointRenderer::Path::card, PointRenderer::Path::processor}) {
        PointRenderer renderer;
        renderer.choose(path);
        renderer.draw(cloud.data(), unit_view(30, 30), five_colours());
        GLint value[4] = {};
        glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, value);
        CHECK(value[0] == framebuffer);
        glGetIntegerv(GL_VIEWPORT, value);
        CHECK((value[0] == 3 && value[1] == 4 && value[2] == 20 && value[3] == 10));
        CHECK(glIsEnabled(GL_BLEND) == GL_TRUE);
        CHECK(glIsEnabled(GL_SCISSOR_TEST) == GL_TRUE);
        CHECK(glIsEnabled(GL_PROGRAM_POINT_SIZE) == GL_FALSE);
        glGetIntegerv(GL_BLEND_SRC_RGB, value);
        CHECK(value[0] == GL_SRC_ALPHA);
        glGetIntegerv(GL_BLEND_DST_ALPHA, value);
        CHECK(value[0] == GL_ONE_MINUS_SRC_ALPHA);
        glGetIntegerv(GL_BLEND_EQUATION_RGB, value);
        CHECK(value[0] == GL_FUNC_REVERSE_SUBTRACT);
        glGetIntegerv(GL_VERTEX_ARRAY_BINDING, value);
        CHECK(value[0] == 0);
        glGetIntegerv(GL_CURRENT_PROGRAM, value);
        CHECK(value[0] == 0);
    }
}

TEST_CASE("a picture larger than the card allows is refused") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    PointRenderer renderer;
    renderer.choose(PointRenderer::Path::card);
    const support::Cloud cloud = support::normal_clusters(10, 5, 17);
    CHECK_THROWS_AS(renderer.draw(cloud.data(), unit_view(largest + 1, 10), five_colours()),
                    base::Error);
    CHECK_NOTHROW(renderer.draw(cloud.data(), unit_view(10, 10), five_colours()));
}
