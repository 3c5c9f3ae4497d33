// Points on the graphics card: their buffers, the sums in 32-bit floats, and the resolve pass.
#pragma once

#include <cstdint>
#include <optional>

#include "gl/handle.h"
#include "gl/picture.h"
#include "gl/program.h"
#include "plot/cloud/cloud.h"

namespace cohortscope::gl {

// Changes the drawing state without putting it back (see KeptState).
class CardPoints {
  public:
    CardPoints();

    // Uploads what has other keys than what is held, of positions, labels and the selection;
    // returns the bytes.
    std::uint64_t upload(const plot::CloudData& data);

    // Draws what was uploaded, at the picture's size, which is the view's.
    void draw(const plot::CloudView& view, const plot::CloudStyle& style, Picture& picture);

  private:
    struct Held {
        std::size_t rows = 0;
        std::uint64_t key = 0;
        bool operator==(const Held&) const = default;
    };
    std::uint64_t upload_selection(const plot::CloudData& data);
    void resize(int width, int height);
    void set_uniforms(const plot::CloudView& view, const plot::CloudStyle& style);
    void set_shapes(const plot::CloudStyle& style);
    void accumulate(const plot::CloudView& view, const plot::CloudStyle& style);
    void resolve(const plot::CloudStyle& style);

    Program points_;
    Program resolve_;
    VertexArray attributes_, nothing_;
    Buffer x_, y_, labels_, selected_;
    Texture colours_, depths_;
    Framebuffer sums_;
    int width_ = 0, height_ = 0;
    std::optional<Held> positions_, label_rows_, selected_rows_;
};

} // namespace cohortscope::gl
