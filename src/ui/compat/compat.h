// Every test of Dear ImGui's version (1.86 to 1.92): the rest of the program calls these instead.
#pragma once

#include <array>
#include <cstdint>

#include <imgui.h>
#include <imgui_internal.h> // how a combo names its list

namespace cohortscope::ui::compat {

// OpenGL texture names as ImGui's texture type: a pointer until 1.91.3, an integer since.
inline ImTextureID texture_id(unsigned int name) {
#if IMGUI_VERSION_NUM >= 19140
    return static_cast<ImTextureID>(name);
#else
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name));
#endif
}

// Whether a draw command shows the font atlas (tests look for letters in draw lists).
inline bool draws_font_atlas(const ImDrawCmd& command) {
#if IMGUI_VERSION_NUM >= 19200
    return command.TexRef._TexData != nullptr;
#else
    return command.TextureId == ImGui::GetIO().Fonts->TexID;
#endif
}

// Fonts have a fixed size until 1.91; since 1.92 the size is given when the font is pushed.
inline void push_font(ImFont* font, float size) {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::PushFont(font, size);
#else
    (void)size;
    ImGui::PushFont(font);
#endif
}

// Whether each letter is rasterised when it is first drawn (since 1.92), so that fonts of another
// scale cost nothing, or all of them together, in an atlas that may be made on any thread.
#if IMGUI_VERSION_NUM >= 19200
inline constexpr bool kLettersComeAsDrawn = true;
#else
inline constexpr bool kLettersComeAsDrawn = false;
#endif

// Forgets every font; since 1.92 the backend follows by itself.
inline void clear_fonts(ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM >= 19200
    atlas.ClearFonts();
#else
    atlas.Clear();
#endif
}

// Rasterises the letters, as the backend's texture wants them; since 1.92 they come as drawn.
inline void rasterise(ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM >= 19200
    (void)atlas;
#else
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
#endif
}

// The context takes `atlas` and deletes the one it had. Between frames, before 1.92.
inline void replace_atlas(ImFontAtlas* atlas) {
    ImGuiIO& io = ImGui::GetIO();
    IM_DELETE(io.Fonts);
    io.Fonts = atlas;
}

// The width of the letters' texture; since 1.92 it grows as letters are asked for.
inline void set_atlas_width(ImFontAtlas& atlas, int width) {
#if IMGUI_VERSION_NUM >= 19200
    (void)atlas;
    (void)width;
#else
    atlas.TexDesiredWidth = width;
#endif
}

// Whether the font has the character; before 1.92 only once the atlas is built.
inline bool has_glyph(ImFont& font, ImWchar character) {
#if IMGUI_VERSION_NUM >= 19200
    return font.IsGlyphInFont(character);
#else
    return font.FindGlyphNoFallback(character) != nullptr;
#endif
}

// Rasterises the letters where no backend does it (headless tests).
inline void build_atlas(ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM >= 19200
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    (void)atlas;
#else
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    atlas.SetTexID(texture_id(1));
#endif
}

// Keys pressed in this frame, repeats included. Until 1.86 keys went by the backend's own numbers.
inline bool key_pressed(ImGuiKey key) {
#if IMGUI_VERSION_NUM >= 18700
    return ImGui::IsKeyPressed(key);
#else
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key));
#endif
}

// Enter, on either side of the keyboard.
inline bool enter_pressed() {
#if IMGUI_VERSION_NUM >= 18700
    return key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeypadEnter);
#else
    return key_pressed(ImGuiKey_Enter) || key_pressed(ImGuiKey_KeyPadEnter);
#endif
}

// Opens the list of a combo whose own id is given, as a click on it does.
inline void open_combo(ImGuiID combo) { ImGui::OpenPopup(ImHashStr("##ComboPopup", 0, combo)); }

// Mouse input from outside a backend (tests and synthetic drags). Before 1.87 there is no queue.
inline void add_mouse_position(ImGuiIO& io, float x, float y) {
#if IMGUI_VERSION_NUM >= 18700
    io.AddMousePosEvent(x, y);
#else
    io.MousePos = ImVec2(x, y);
#endif
}

inline void add_mouse_button(ImGuiIO& io, int button, bool down) {
#if IMGUI_VERSION_NUM >= 18700
    io.AddMouseButtonEvent(button, down);
#else
    io.MouseDown[button] = down;
#endif
}

inline void add_mouse_wheel(ImGuiIO& io, float steps) {
#if IMGUI_VERSION_NUM >= 18700
    io.AddMouseWheelEvent(0.0f, steps);
#else
    io.MouseWheel += steps;
#endif
}

// Shift, Ctrl, Alt and Super as they are held.
inline void hold_modifiers(ImGuiIO& io, const std::array<bool, 4>& held) {
#if IMGUI_VERSION_NUM >= 18900
    io.AddKeyEvent(ImGuiMod_Shift, held[0]);
    io.AddKeyEvent(ImGuiMod_Ctrl, held[1]);
    io.AddKeyEvent(ImGuiMod_Alt, held[2]);
    io.AddKeyEvent(ImGuiMod_Super, held[3]);
#elif IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiKey_ModShift, held[0]);
    io.AddKeyEvent(ImGuiKey_ModCtrl, held[1]);
    io.AddKeyEvent(ImGuiKey_ModAlt, held[2]);
    io.AddKeyEvent(ImGuiKey_ModSuper, held[3]);
#else
    io.KeyShift = held[0];
    io.KeyCtrl = held[1];
    io.KeyAlt = held[2];
    io.KeySuper = held[3];
#endif
}

// All events of a frame at once: the caller has spread them over frames (ui/input_queue.h). ImGui
// itself does so since 1.87, by rules of its own.
inline void take_events_as_given(ImGuiIO& io) {
#if IMGUI_VERSION_NUM >= 18700
    io.ConfigInputTrickleEventQueue = false;
#else
    (void)io;
#endif
}

inline void add_control_key(ImGuiIO& io, bool down) {
#if IMGUI_VERSION_NUM >= 18900
    io.AddKeyEvent(ImGuiMod_Ctrl, down);
#elif IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(ImGuiKey_ModCtrl, down);
#else
    io.KeyCtrl = down;
#endif
}

// `down` of a named key. Before 1.87 the context must map it (map_keys).
inline void add_key(ImGuiIO& io, ImGuiKey key, bool down) {
#if IMGUI_VERSION_NUM >= 18700
    io.AddKeyEvent(key, down);
#else
    io.KeysDown[io.KeyMap[key]] = down;
#endif
}

// Gives every named key a number where no backend did.
inline void map_keys(ImGuiIO& io) {
#if IMGUI_VERSION_NUM >= 18700
    (void)io;
#else
    for (int key = 0; key < ImGuiKey_COUNT; ++key)
        io.KeyMap[key] = key;
#endif
}

// A child area without a frame.
inline bool begin_child(const char* id, ImVec2 size, ImGuiWindowFlags flags) {
    return ImGui::BeginChild(id, size, false, flags);
}

} // namespace cohortscope::ui::compat
