// Version tests of Dear ImGui's OpenGL backend; apart from compat.h, which needs no backend.
#pragma once

#include <imgui.h>
#include <imgui_impl_opengl3.h>

namespace cohortscope::ui::compat {

// After Workbench::prepare returned true: the atlas's texture is made again. Since 1.92 the backend
// does so by itself.
inline void remake_font_texture() {
#if IMGUI_VERSION_NUM < 19200
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

} // namespace cohortscope::ui::compat
