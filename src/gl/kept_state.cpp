#include "gl/kept_state.h"

namespace cohortscope::gl {

namespace {

constexpr GLenum kCapabilities[] = {
    GL_BLEND,        GL_SCISSOR_TEST,       GL_DEPTH_TEST,        GL_CULL_FACE,
    GL_STENCIL_TEST, GL_PROGRAM_POINT_SIZE, GL_RASTERIZER_DISCARD};

} // namespace

KeptState::KeptState() {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &draw_framebuffer_);
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &read_framebuffer_);
    glGetIntegerv(GL_VIEWPORT, viewport_);
    glGetIntegerv(GL_BLEND_SRC_RGB, &blend_functions_[0]);
    glGetIntegerv(GL_BLEND_DST_RGB, &blend_functions_[1]);
    glGetIntegerv(GL_BLEND_SRC_ALPHA, &blend_functions_[2]);
    glGetIntegerv(GL_BLEND_DST_ALPHA, &blend_functions_[3]);
    glGetIntegerv(GL_BLEND_EQUATION_RGB, &blend_equations_[0]);
    glGetIntegerv(GL_BLEND_EQUATION_ALPHA, &blend_equations_[1]);
    glGetIntegerv(GL_CURRENT_PROGRAM, &program_);
    glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &vertex_array_);
    glGetIntegerv(GL_ARRAY_BUFFER_BINDING, &array_buffer_);
    glGetIntegerv(GL_UNPACK_ALIGNMENT, &unpack_alignment_);
    glGetIntegerv(GL_UNPACK_ROW_LENGTH, &unpack_row_length_);
    glGetIntegerv(GL_PIXEL_UNPACK_BUFFER_BINDING, &unpack_buffer_);
    glGetBooleanv(GL_COLOR_WRITEMASK, colour_mask_);
    glGetFloatv(GL_COLOR_CLEAR_VALUE, clear_colour_);
    glGetIntegerv(GL_ACTIVE_TEXTURE, &active_texture_);
    for (GLuint unit = 0; unit < 2; ++unit) {
        glActiveTexture(GL_TEXTURE0 + unit);
        glGetIntegerv(GL_TEXTURE_BINDING_2D, &textures_[unit]);
    }
    for (int i = 0; i < 7; ++i)
        switches_[i] = {kCapabilities[i], glIsEnabled(kCapabilities[i])};
}

KeptState::~KeptState() {
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_framebuffer_));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_framebuffer_));
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
    glBlendFuncSeparate(
        static_cast<GLenum>(blend_functions_[0]), static_cast<GLenum>(blend_functions_[1]),
        static_cast<GLenum>(blend_functions_[2]), static_cast<GLenum>(blend_functions_[3]));
    glBlendEquationSeparate(static_cast<GLenum>(blend_equations_[0]),
                            static_cast<GLenum>(blend_equations_[1]));
    glUseProgram(static_cast<GLuint>(program_));
    glBindVertexArray(static_cast<GLuint>(vertex_array_));
    glBindBuffer(GL_ARRAY_BUFFER, static_cast<GLuint>(array_buffer_));
    glPixelStorei(GL_UNPACK_ALIGNMENT, unpack_alignment_);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, unpack_row_length_);
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, static_cast<GLuint>(unpack_buffer_));
    glColorMask(colour_mask_[0], colour_mask_[1], colour_mask_[2], colour_mask_[3]);
    glClearColor(clear_colour_[0], clear_colour_[1], clear_colour_[2], clear_colour_[3]);
    for (GLuint unit = 0; unit < 2; ++unit) {
        glActiveTexture(GL_TEXTURE0 + unit);
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(textures_[unit]));
    }
    glActiveTexture(static_cast<GLenum>(active_texture_));
    for (const Switch& kept : switches_) {
        if (kept.on == GL_TRUE)
            glEnable(kept.capability);
        else
            glDisable(kept.capability);
    }
}

} // namespace cohortscope::gl
