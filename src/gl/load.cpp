#include <cstdio>

#include <glad/gl.h>

#include "base/error.h"
#include "gl/offscreen.h"

namespace cohortscope::gl {

namespace {

#ifndef NDEBUG
void GLAD_API_PTR print_message(GLenum, GLenum type, GLuint, GLenum severity, GLsizei,
                                const GLchar* message, const void*) {
    // Notifications tell where buffers live, on some drivers for every upload.
    if (severity == GL_DEBUG_SEVERITY_NOTIFICATION)
        return;
    std::fprintf(stderr, "OpenGL%s: %s\n", type == GL_DEBUG_TYPE_ERROR ? " error" : "", message);
}

void print_messages() {
    if (GLAD_GL_KHR_debug == 0)
        return;
    glEnable(GL_DEBUG_OUTPUT);
    glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
    glDebugMessageCallback(print_message, nullptr);
}
#else
void print_messages() {}
#endif

} // namespace

void load_functions(void* (*loader)(const char*)) {
    const auto load = [](void* pointer, const char* name) {
        const auto* get = static_cast<void* (**)(const char*)>(pointer);
        return reinterpret_cast<GLADapiproc>((*get)(name));
    };
    const int version = gladLoadGLUserPtr(load, &loader);
    if (version == 0)
        throw base::Error("OpenGL could not be loaded; the program needs version 3.3 or newer");
    if (version < GLAD_MAKE_VERSION(3, 3))
        throw base::Error("this graphics driver offers OpenGL " +
                          std::to_string(GLAD_VERSION_MAJOR(version)) + "." +
                          std::to_string(GLAD_VERSION_MINOR(version)) +
                          "; the program needs version 3.3 or newer");
    print_messages();
}

} // namespace cohortscope::gl
