// Owners of OpenGL objects: they move, never copy; a moved-from one holds 0.
#pragma once

#include <utility>

#include <glad/gl.h>

namespace cohortscope::gl {

// Kind::create() makes a name, Kind::destroy(name) frees it, with the context current.
template <class Kind> class Handle {
  public:
    Handle() = default;
    ~Handle() { reset(); }
    Handle(Handle&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
    Handle& operator=(Handle&& other) noexcept {
        if (this != &other) {
            reset();
            name_ = std::exchange(other.name_, 0);
        }
        return *this;
    }
    static Handle make() {
        Handle handle;
        handle.name_ = Kind::create();
        return handle;
    }
    GLuint name() const { return name_; }
    // Gives the name away: the caller frees it.
    GLuint release() { return std::exchange(name_, 0); }
    void reset() {
        if (name_ != 0)
            Kind::destroy(std::exchange(name_, 0));
    }

  private:
    GLuint name_ = 0;
};

struct BufferKind {
    static GLuint create() {
        GLuint name = 0;
        glGenBuffers(1, &name);
        return name;
    }
    static void destroy(GLuint name) { glDeleteBuffers(1, &name); }
};

struct VertexArrayKind {
    static GLuint create() {
        GLuint name = 0;
        glGenVertexArrays(1, &name);
        return name;
    }
    static void destroy(GLuint name) { glDeleteVertexArrays(1, &name); }
};

struct TextureKind {
    static GLuint create() {
        GLuint name = 0;
        glGenTextures(1, &name);
        return name;
    }
    static void destroy(GLuint name) { glDeleteTextures(1, &name); }
};

struct FramebufferKind {
    static GLuint create() {
        GLuint name = 0;
        glGenFramebuffers(1, &name);
        return name;
    }
    static void destroy(GLuint name) { glDeleteFramebuffers(1, &name); }
};

struct ProgramKind {
    static GLuint create() { return glCreateProgram(); }
    static void destroy(GLuint name) { glDeleteProgram(name); }
};

using Buffer = Handle<BufferKind>;
using VertexArray = Handle<VertexArrayKind>;
using Texture = Handle<TextureKind>;
using Framebuffer = Handle<FramebufferKind>;
using ProgramHandle = Handle<ProgramKind>;

} // namespace cohortscope::gl
