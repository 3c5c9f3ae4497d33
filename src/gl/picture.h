// A texture of 8 bits a channel that a cloud is drawn into.
#pragma once

#include <cstdint>

#include "gl/handle.h"
#include "plot/cloud/cloud.h"

namespace cohortscope::gl {

// Throws base::Error for a size that the card does not allow.
void check_size(int width, int height);

// Makes the texture's storage and reads it without filtering or repetition. Leaves it bound.
void allocate(const Texture& texture, GLenum internal_format, int width, int height);

class Picture {
  public:
    GLuint name() const { return texture_.name(); }
    void resize(int width, int height); // keeps the content only if the size is the same
    void magnify(bool smoothly);        // between its pixels, or as squares
    std::uint64_t upload(const plot::CloudImage& image); // bytes
    void bind();                                         // as the target of drawing

  private:
    Texture texture_;
    Framebuffer framebuffer_;
    int width_ = 0, height_ = 0;
};

} // namespace cohortscope::gl
