#include "gl/offscreen.h"

#include <algorithm>
#include <string_view>

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>

#include "base/error.h"

namespace cohortscope::gl {

namespace {

struct Session {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
};

// An extension's name as a whole word of the list.
bool lists(const char* extensions, std::string_view name) {
    if (extensions == nullptr)
        return false;
    std::string_view rest = extensions;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (rest.substr(0, end) == name)
            return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

template <class Function> Function egl_function(const char* name) {
    return reinterpret_cast<Function>(eglGetProcAddress(name));
}

EGLDisplay platform_display(EGLenum platform, void* native) {
    const auto get = egl_function<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
    return get != nullptr ? get(platform, native, nullptr) : EGL_NO_DISPLAY;
}

// Hardware devices first; the list is empty where EGL cannot enumerate them.
std::vector<EGLDisplay> displays() {
    const char* client = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    std::vector<EGLDisplay> found;
    const auto devices_of = egl_function<PFNEGLQUERYDEVICESEXTPROC>("eglQueryDevicesEXT");
    const auto text_of = egl_function<PFNEGLQUERYDEVICESTRINGEXTPROC>("eglQueryDeviceStringEXT");
    if (lists(client, "EGL_EXT_platform_device") && devices_of != nullptr && text_of != nullptr) {
        EGLDeviceEXT devices[32] = {};
        EGLint count = 0;
        if (devices_of(32, devices, &count) == EGL_TRUE)
            for (EGLint i = 0; i < count; ++i)
                if (!lists(text_of(devices[i], EGL_EXTENSIONS), "EGL_MESA_device_software"))
                    found.push_back(platform_display(EGL_PLATFORM_DEVICE_EXT, devices[i]));
    }
    if (lists(client, "EGL_MESA_platform_surfaceless"))
        found.push_back(platform_display(EGL_PLATFORM_SURFACELESS_MESA,
                                         reinterpret_cast<void*>(EGL_DEFAULT_DISPLAY)));
    return found;
}

EGLContext make_context(EGLDisplay display) {
    if (!lists(eglQueryString(display, EGL_EXTENSIONS), "EGL_KHR_surfaceless_context") ||
        eglBindAPI(EGL_OPENGL_API) != EGL_TRUE)
        return EGL_NO_CONTEXT;
    const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(display, wanted, &config, 1, &count) != EGL_TRUE || count < 1)
        return EGL_NO_CONTEXT;
    const EGLint attributes[] = {EGL_CONTEXT_MAJOR_VERSION,
                                 3,
                                 EGL_CONTEXT_MINOR_VERSION,
                                 3,
                                 EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                 EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                 EGL_NONE};
    return eglCreateContext(display, config, EGL_NO_CONTEXT, attributes);
}

// A current context on this display, or none.
Session open_session(EGLDisplay display) {
    if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) != EGL_TRUE)
        return {};
    const EGLContext context = make_context(display);
    if (context != EGL_NO_CONTEXT) {
        if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) == EGL_TRUE)
            return {display, context};
        eglDestroyContext(display, context);
    }
    eglTerminate(display);
    return {};
}

void close_session(const Session& session) {
    eglMakeCurrent(session.display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(session.display, session.context);
    eglTerminate(session.display);
    eglReleaseThread();
}

} // namespace

struct OffscreenContext::State {
    Session session;
    ~State() {
        if (session.context != EGL_NO_CONTEXT)
            close_session(session);
    }
};

OffscreenContext::OffscreenContext() : state_(std::make_unique<State>()) {
    for (const EGLDisplay display : displays()) {
        state_->session = open_session(display);
        if (state_->session.context != EGL_NO_CONTEXT)
            break;
    }
    if (state_->session.context == EGL_NO_CONTEXT)
        throw base::Error("EGL offers no OpenGL 3.3 context without a display; install a graphics "
                          "driver or Mesa (package libegl-mesa0)");
    load_functions(
        [](const char* name) { return reinterpret_cast<void*>(eglGetProcAddress(name)); });
}

OffscreenContext::~OffscreenContext() = default;

std::string OffscreenContext::renderer() const {
    const auto* text = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    return text != nullptr ? text : "";
}

} // namespace cohortscope::gl
