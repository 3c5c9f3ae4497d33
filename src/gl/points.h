// The point cloud on the graphics card: accumulated without order, then resolved.
#pragma once

#include <cstdint>
#include <memory>

#include "plot/cloud/cloud.h"

namespace cohortscope::gl {

// Needs a current OpenGL 3.3 core context (glad loaded) during its whole life.
class PointRenderer {
  public:
    PointRenderer();
    ~PointRenderer();
    PointRenderer(const PointRenderer&) = delete;
    PointRenderer& operator=(const PointRenderer&) = delete;

    // Draws the cloud into a texture of view.width × view.height (premultiplied alpha; the row at
    // texture coordinate 0 is the top of the picture) and returns its name; valid until the next
    // call. Throws base::Error for a picture larger than the card allows. Uploads only what
    // changed; draws nothing if nothing did. On a software renderer the picture comes from
    // plot::splat. Leaves the framebuffer binding, viewport and blending as found.
    unsigned int draw(const plot::CloudData& data, const plot::CloudView& view,
                      const plot::CloudStyle& style);

    // Forces one way of drawing; for tests and benchmarks.
    enum class Path { automatic, card, processor };
    void choose(Path path);
    bool draws_on_processor() const;

    std::uint64_t bytes_uploaded() const; // since the start
    std::uint64_t pictures() const;       // drawn, not looked up, since the start

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace cohortscope::gl
