#include "ui/look.h"

#include <cmath>

namespace cohortscope::ui {

TextStyle body(const Look& look) { return {look.tokens().text}; }
TextStyle small(const Look& look) { return {look.tokens().muted, plot::kSmallSize}; }
TextStyle small_plain(const Look& look) { return {look.tokens().text, plot::kSmallSize}; }
TextStyle section(const Look& look) {
    return {look.tokens().text, plot::kSectionSize, plot::Face::semibold};
}

ImU32 packed(plot::Colour colour) {
    return ImGui::ColorConvertFloat4ToU32({colour.r, colour.g, colour.b, colour.a});
}

float text_width(const Look& look, const std::string& text, const TextStyle& style) {
    return look.fonts->width(text, style.size, style.face) * look.scale;
}

float text_height(const Look& look, const TextStyle& style) {
    return look.fonts->at(style.size, style.face).size;
}

void draw_text(const Look& look, ImVec2 at, const std::string& text, const TextStyle& style) {
    look.fonts->note(text);
    const SizedFont font = look.fonts->at(style.size, style.face);
    const ImVec2 whole(std::floor(at.x + 0.5f), std::floor(at.y + 0.5f));
    ImDrawList& list = look.list != nullptr ? *look.list : *ImGui::GetWindowDrawList();
    std::string made;
    const std::string_view shown = look.fonts->shown(text, made);
    list.AddText(font.font, font.size, whole, packed(style.colour), shown.data(),
                 shown.data() + shown.size());
}

void draw_text_right(const Look& look, ImVec2 right_top, const std::string& text,
                     const TextStyle& style) {
    draw_text(look, {right_top.x - text_width(look, text, style), right_top.y}, text, style);
}

std::string fitted(const Look& look, const std::string& text, float width, const TextStyle& style) {
    // More bytes than this are too wide in any script.
    constexpr float kBytesOfPixel = 16;
    const std::size_t most = 256 + static_cast<std::size_t>(kBytesOfPixel * std::max(width, 0.0f));
    if (text.size() <= most && text_width(look, text, style) <= width)
        return text;
    const auto start = [&](std::size_t end) {
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
            --end; // never cut inside a character
        return text.substr(0, end) + "…";
    };
    // The longest start that fits, by bisection: a longer one is never narrower.
    std::size_t fits = 0;
    for (std::size_t too_long = std::min(text.size(), most); fits + 1 < too_long;) {
        const std::size_t middle = (fits + too_long) / 2;
        (text_width(look, start(middle), style) <= width ? fits : too_long) = middle;
    }
    const std::string longest = start(fits);
    return text_width(look, longest, style) <= width ? longest : "";
}

float draw_wrapped(const Look& look, ImVec2 at, float width, const std::string& text,
                   const TextStyle& style) {
    const float line = text_height(look, style);
    float y = at.y;
    std::string current;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string word = text.substr(begin, end - begin);
        const std::string longer = current.empty() ? word : current + " " + word;
        if (!current.empty() && text_width(look, longer, style) > width) {
            draw_text(look, {at.x, y}, current, style);
            y += line;
            current = word;
        } else {
            current = longer;
        }
        begin = end + 1;
    }
    draw_text(look, {at.x, y}, fitted(look, current, width, style), style);
    return y + line - at.y;
}

namespace {

ImVec4 vec(plot::Colour colour) { return {colour.r, colour.g, colour.b, colour.a}; }

void apply_colours(const Look& look, ImGuiStyle& style) {
    const plot::Tokens& t = look.tokens();
    const auto set = [&](ImGuiCol slot, plot::Colour colour) { style.Colors[slot] = vec(colour); };
    if (look.theme == plot::Theme::dark)
        ImGui::StyleColorsDark(&style);
    else
        ImGui::StyleColorsLight(&style);
    set(ImGuiCol_Text, t.text);
    set(ImGuiCol_TextDisabled, t.muted);
    set(ImGuiCol_WindowBg, t.window);
    set(ImGuiCol_ChildBg, plot::with_alpha(t.panel, 0.0f));
    set(ImGuiCol_PopupBg, t.raised);
    set(ImGuiCol_Border, t.faint);
    set(ImGuiCol_FrameBg, t.raised);
    set(ImGuiCol_FrameBgHovered, plot::mix(t.raised, t.text, 0.08f));
    set(ImGuiCol_FrameBgActive, plot::mix(t.raised, t.text, 0.12f));
    set(ImGuiCol_Button, t.raised);
    set(ImGuiCol_ButtonHovered, plot::mix(t.raised, t.text, 0.08f));
    set(ImGuiCol_ButtonActive, plot::mix(t.raised, t.text, 0.12f));
    set(ImGuiCol_Header, plot::with_alpha(t.accent, 0.25f));
    set(ImGuiCol_HeaderHovered, plot::with_alpha(t.accent, 0.20f));
    set(ImGuiCol_HeaderActive, plot::with_alpha(t.accent, 0.35f));
    set(ImGuiCol_ScrollbarBg, plot::with_alpha(t.panel, 0.0f));
    set(ImGuiCol_ScrollbarGrab, plot::mix(t.faint, t.muted, 0.25f));
    set(ImGuiCol_ScrollbarGrabHovered, t.muted);
    set(ImGuiCol_ScrollbarGrabActive, t.accent);
    set(ImGuiCol_TextSelectedBg, plot::with_alpha(t.accent, 0.35f));
}

} // namespace

void apply_style(const Look& look) {
    ImGuiStyle style;
    apply_colours(look, style);
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.PopupBorderSize = std::fmax(1.0f, look.px(1));
    style.PopupRounding = look.px(plot::kCornerRadius);
    style.FrameRounding = look.px(4);
    style.FramePadding = {look.px(8), look.px(3)};
    style.ItemSpacing = {look.px(8), look.px(4)};
    style.ScrollbarSize = look.px(8);
    style.ScrollbarRounding = look.px(4);
    style.WindowMinSize = {1, 1};
    style.AntiAliasedLinesUseTex = false; // thin lines of any width look alike at every scale
    ImGui::GetStyle() = style;
}

} // namespace cohortscope::ui
