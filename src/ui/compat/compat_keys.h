// Keys held with others, and whether any key of the keyboard was pressed: their numbers differ
// between versions of Dear ImGui (1.86 to 1.92).
#pragma once

#include <imgui.h>

namespace cohortscope::ui::compat {

inline void add_shift_key(ImGuiIO& io, bool down) {
#if IMGUI_VERSION_NUM >= 18900
    io.AddKeyEvent(ImGuiMod_Shift, down);
#elif IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiKey_ModShift, down);
#else
    io.KeyShift = down;
#endif
}

inline void add_alt_key(ImGuiIO& io, bool down) {
#if IMGUI_VERSION_NUM >= 18900
    io.AddKeyEvent(ImGuiMod_Alt, down);
#elif IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiKey_ModAlt, down);
#else
    io.KeyAlt = down;
#endif
}

// In this frame, by itself or typed; Ctrl, Shift, Alt and Super alone do not count.
inline bool any_key_pressed() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.InputQueueCharacters.Size > 0)
        return true;
#if IMGUI_VERSION_NUM >= 18700
    for (int key = ImGuiKey_Tab; key <= ImGuiKey_KeypadEqual; ++key) {
        const bool modifier = key >= ImGuiKey_LeftCtrl && key <= ImGuiKey_RightSuper;
        if (!modifier && ImGui::IsKeyPressed(static_cast<ImGuiKey>(key), false))
            return true;
    }
#else
    // Modifiers are keys by the backend's own numbers here: what is pressed with one does not
    // count.
    if (io.KeyCtrl || io.KeyShift || io.KeyAlt || io.KeySuper)
        return false;
    for (int key = 0; key < IM_ARRAYSIZE(io.KeysDown); ++key)
        if (ImGui::IsKeyPressed(key, false))
            return true;
#endif
    return false;
}

} // namespace cohortscope::ui::compat
