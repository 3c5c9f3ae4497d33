#include <string>

#include <stb_image_write.h>

#include "base/error.h"
#include "gl/handle.h"
#include "gl/offscreen.h"
#include "gl/picture.h"

namespace cohortscope::gl {

OffscreenTarget::OffscreenTarget(int width, int height) : width_(width), height_(height) {
    check_size(width, height);
    Texture texture = Texture::make();
    allocate(texture, GL_RGBA8, width, height);
    Framebuffer framebuffer = Framebuffer::make();
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.name(), 0);
    const GLenum status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    if (status != GL_FRAMEBUFFER_COMPLETE || glGetError() == GL_OUT_OF_MEMORY)
        throw base::Error("the graphics driver refuses a picture of " + std::to_string(width) +
                          " × " + std::to_string(height) + " pixels");
    texture_ = texture.release();
    framebuffer_ = framebuffer.release();
}

OffscreenTarget::~OffscreenTarget() {
    glDeleteFramebuffers(1, &framebuffer_);
    glDeleteTextures(1, &texture_);
}

void OffscreenTarget::bind() {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glViewport(0, 0, width_, height_);
}

std::vector<std::uint8_t> OffscreenTarget::read_rgb() const {
    GLint kept = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &kept);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
    std::vector<std::uint8_t> rgb = read_bound_rgb(width_, height_);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(kept));
    return rgb;
}

std::vector<std::uint8_t> read_bound_rgb(int width, int height) {
    const auto columns = static_cast<std::size_t>(width);
    const auto rows = static_cast<std::size_t>(height);
    std::vector<std::uint8_t> rgba(columns * rows * 4);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    // Four channels are what every version of OpenGL reads.
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
    std::vector<std::uint8_t> rgb(columns * rows * 3);
    for (std::size_t y = 0; y < rows; ++y) {
        const std::uint8_t* from = rgba.data() + (rows - 1 - y) * columns * 4;
        std::uint8_t* to = rgb.data() + y * columns * 3;
        for (std::size_t x = 0; x < columns; ++x)
            for (std::size_t c = 0; c < 3; ++c)
                to[x * 3 + c] = from[x * 4 + c];
    }
    return rgb;
}

std::string encode_png(int width, int height, const std::vector<std::uint8_t>& rgb) {
    ENSURE(width > 0 && height > 0 &&
           rgb.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    std::string bytes;
    const auto append = [](void* context, void* data, int size) {
        static_cast<std::string*>(context)->append(static_cast<const char*>(data),
                                                   static_cast<std::size_t>(size));
    };
    if (stbi_write_png_to_func(append, &bytes, width, height, 3, rgb.data(), width * 3) == 0)
        throw base::Error("the picture could not be written as PNG: not enough memory");
    return bytes;
}

} // namespace cohortscope::gl
