// Remembers the drawing state that a renderer changes, and puts it back.
#pragma once

#include <glad/gl.h>

namespace cohortscope::gl {

class KeptState {
  public:
    KeptState();
    ~KeptState();
    KeptState(const KeptState&) = delete;
    KeptState& operator=(const KeptState&) = delete;

  private:
    struct Switch {
        GLenum capability = 0;
        GLboolean on = GL_FALSE;
    };
    GLint draw_framebuffer_ = 0, read_framebuffer_ = 0;
    GLint viewport_[4] = {};
    GLint blend_functions_[4] = {}; // source and destination of colour, then of alpha
    GLint blend_equations_[2] = {};
    GLint program_ = 0, vertex_array_ = 0, array_buffer_ = 0;
    GLint active_texture_ = 0;
    GLint textures_[2] = {}; // of units 0 and 1
    GLint unpack_alignment_ = 4, unpack_row_length_ = 0, unpack_buffer_ = 0;
    GLboolean colour_mask_[4] = {};
    GLfloat clear_colour_[4] = {};
    Switch switches_[7];
};

} // namespace cohortscope::gl
