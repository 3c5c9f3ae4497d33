// A picture without a display: an EGL context, a framebuffer to draw into, and PNG.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace cohortscope::gl {

// Makes an OpenGL 3.3 core context without a display current on this thread: hardware device
// platforms first, then Mesa's surfaceless platform. Throws base::Error if there is none. One at a
// time in a process: the end of one ends its display.
class OffscreenContext {
  public:
    OffscreenContext();
    ~OffscreenContext();
    OffscreenContext(const OffscreenContext&) = delete;
    OffscreenContext& operator=(const OffscreenContext&) = delete;
    std::string renderer() const; // GL_RENDERER

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// A colour target of 8 bits a channel.
class OffscreenTarget {
  public:
    OffscreenTarget(int width, int height); // throws base::Error when larger than the card allows
    ~OffscreenTarget();
    OffscreenTarget(const OffscreenTarget&) = delete;
    OffscreenTarget& operator=(const OffscreenTarget&) = delete;
    void bind();                                // and sets the viewport
    std::vector<std::uint8_t> read_rgb() const; // width · height · 3, rows from the top

  private:
    unsigned int framebuffer_ = 0;
    unsigned int texture_ = 0;
    int width_ = 0;
    int height_ = 0;
};

// The bound framebuffer (a window's back buffer is number 0) as width · height · 3 bytes, rows from
// the top.
std::vector<std::uint8_t> read_bound_rgb(int width, int height);

// PNG bytes of 8-bit RGB rows from the top.
std::string encode_png(int width, int height, const std::vector<std::uint8_t>& rgb);

// Loads glad for the current context; throws base::Error below 3.3. In debug builds, KHR_debug
// messages go to standard error.
void load_functions(void* (*loader)(const char*));

} // namespace cohortscope::gl
