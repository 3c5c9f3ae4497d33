// A context without a display whose every complaint makes the test fail.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <glad/gl.h>

#include "base/error.h"
#include "gl/offscreen.h"

namespace cohortscope::support {

class WatchedContext {
  public:
    // Empty, with a message, on a machine without EGL.
    static std::unique_ptr<WatchedContext> make() {
        try {
            return std::make_unique<WatchedContext>();
        } catch (const base::Error& error) {
            MESSAGE("skipped: " << error.what());
            return nullptr;
        }
    }

    WatchedContext() {
        if (GLAD_GL_KHR_debug == 0)
            return;
        glEnable(GL_DEBUG_OUTPUT);
        glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
        glDebugMessageCallback(note, &complaints_);
    }
    ~WatchedContext() {
        CHECK(glGetError() == static_cast<GLenum>(GL_NO_ERROR));
        for (const std::string& complaint : complaints_)
            FAIL_CHECK(complaint);
        if (GLAD_GL_KHR_debug != 0)
            glDebugMessageCallback(nullptr, nullptr);
    }
    std::string renderer() const { return context_.renderer(); }
    std::vector<std::string>& complaints() { return complaints_; }

  private:
    static void GLAD_API_PTR note(GLenum, GLenum type, GLuint, GLenum severity, GLsizei,
                                  const GLchar* message, const void* complaints) {
        if (severity == GL_DEBUG_SEVERITY_NOTIFICATION || type == GL_DEBUG_TYPE_PERFORMANCE)
            return;
        auto* list = const_cast<void*>(complaints);
        static_cast<std::vector<std::string>*>(list)->push_back(message);
    }

    gl::OffscreenContext context_;
    std::vector<std::string> complaints_;
};

// The bytes of a texture, four a pixel, its first row first.
inline std::vector<std::uint8_t> texture_bytes(unsigned int texture, int width, int height) {
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(width * height * 4));
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
    glBindTexture(GL_TEXTURE_2D, 0);
    return bytes;
}

} // namespace cohortscope::support
