#include "gl/offscreen.h"

#include <cstdlib>

#include <doctest/doctest.h>
#include <stb/stb_image.h>

#include "gl/gl_context.h"
#include "gl/handle.h"
#include "gl/program.h"

using namespace cohortscope;
using support::WatchedContext;

TEST_CASE("what is drawn at the top of the target is read first") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    gl::OffscreenTarget target(4, 3);
    target.bind();
    glClearColor(0, 0, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glEnable(GL_SCISSOR_TEST);
    glScissor(1, 2, 1, 1); // OpenGL counts rows from the bottom
    glClearColor(1, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
    const std::vector<std::uint8_t> rgb = target.read_rgb();
    REQUIRE(rgb.size() == 4 * 3 * 3);
    CHECK((rgb[3] == 255 && rgb[5] == 0));
    CHECK((rgb[0] == 0 && rgb[2] == 255));
    CHECK(rgb == gl::read_bound_rgb(4, 3));
}

TEST_CASE("a target larger than the card allows is refused") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    CHECK_THROWS_AS(gl::OffscreenTarget(1 << 24, 16), base::Error);
    CHECK_THROWS_AS(gl::OffscreenTarget(0, 16), base::Error);
}

TEST_CASE("contexts can be made one after the other") {
    for (int i = 0; i < 3; ++i) {
        const auto context = WatchedContext::make();
        if (!context)
            return;
        CHECK(!context->renderer().empty());
    }
}

TEST_CASE("a picture survives being written as PNG") {
    std::vector<std::uint8_t> rgb(5 * 4 * 3);
    for (std::size_t i = 0; i < rgb.size(); ++i)
        rgb[i] = static_cast<std::uint8_t>(i * 37 % 256);
    const std::string png = gl::encode_png(5, 4, rgb);
    int width = 0;
    int height = 0;
    int channels = 0;
    unsigned char* read =
        stbi_load_from_memory(reinterpret_cast<const unsigned char*>(png.data()),
                              static_cast<int>(png.size()), &width, &height, &channels, 3);
    REQUIRE(read != nullptr);
    CHECK((width == 5 && height == 4 && channels == 3));
    CHECK(std::vector<std::uint8_t>(read, read + rgb.size()) == rgb);
    std::free(read);
}

TEST_CASE("a handle that was moved from holds nothing") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    gl::Buffer first = gl::Buffer::make();
    const GLuint name = first.name();
    CHECK(name != 0);
    gl::Buffer second = std::move(first);
    CHECK(first.name() == 0); // NOLINT(bugprone-use-after-move): the promise under test
    CHECK(second.name() == name);
    first = std::move(second);
    CHECK(first.name() == name);
}

TEST_CASE("a broken shader is refused with the compiler's words") {
    const auto context = WatchedContext::make();
    if (!context)
        return;
    const std::string folder = std::string(COHORTSCOPE_SOURCE_DIR) + "/tests/gl/broken_shaders";
    setenv("COHORTSCOPE_SHADERS", folder.c_str(), 1);
    std::string message;
    try {
        const gl::Program program("broken.vert", "broken.frag", {});
    } catch (const base::Error& error) {
        message = error.what();
    }
    unsetenv("COHORTSCOPE_SHADERS");
    CHECK(message.find("broken.vert") != std::string::npos);
    CHECK(message.find("no_such_name") != std::string::npos);
    context->complaints().clear(); // some drivers report the failed compilation as well
}
