#include "gl/picture.h"

#include <algorithm>
#include <string>

#include "base/error.h"

namespace cohortscope::gl {

namespace {

struct Transfer {
    GLenum format = GL_RGBA, type = GL_FLOAT;
};

Transfer transfer_of(GLenum internal_format) {
    if (internal_format == GL_RGBA8)
        return {GL_RGBA, GL_UNSIGNED_BYTE};
    if (internal_format == GL_R32F)
        return {GL_RED, GL_FLOAT};
    return {GL_RGBA, GL_FLOAT};
}

} // namespace

void check_size(int width, int height) {
    GLint largest = 0;
    GLint viewport[2] = {0, 0};
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    glGetIntegerv(GL_MAX_VIEWPORT_DIMS, viewport);
    const int widest = std::min(largest, viewport[0]);
    const int highest = std::min(largest, viewport[1]);
    if (width < 1 || height < 1 || width > widest || height > highest)
        throw base::Error("a picture of " + std::to_string(width) + " × " + std::to_string(height) +
                          " pixels cannot be drawn: this graphics driver allows 1 × 1 to " +
                          std::to_string(widest) + " × " + std::to_string(highest));
}

void allocate(const Texture& texture, GLenum internal_format, int width, int height) {
    const Transfer transfer = transfer_of(internal_format);
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, static_cast<GLint>(internal_format), width, height, 0,
                 transfer.format, transfer.type, nullptr);
}

void Picture::resize(int width, int height) {
    if (texture_.name() != 0 && width == width_ && height == height_)
        return;
    check_size(width, height);
    if (texture_.name() == 0)
        texture_ = Texture::make();
    allocate(texture_, GL_RGBA8, width, height);
    width_ = width;
    height_ = height;
}

void Picture::magnify(bool smoothly) {
    glBindTexture(GL_TEXTURE_2D, texture_.name());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, smoothly ? GL_LINEAR : GL_NEAREST);
}

std::uint64_t Picture::upload(const plot::CloudImage& image) {
    resize(image.width, image.height);
    glBindTexture(GL_TEXTURE_2D, texture_.name());
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE,
                    image.rgba.data());
    return image.rgba.size();
}

void Picture::bind() {
    if (framebuffer_.name() == 0)
        framebuffer_ = Framebuffer::make();
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.name(), 0);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        throw base::Error("the graphics driver refuses to draw into a picture of 8 bits a channel");
    glViewport(0, 0, width_, height_);
}

} // namespace cohortscope::gl
