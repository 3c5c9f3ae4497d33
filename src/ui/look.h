// How a frame looks: theme, scale and fonts, with text drawn and measured in device pixels.
#pragma once

#include <string>

#include <imgui.h>

#include "plot/palette.h"
#include "ui/text/fonts.h"

namespace cohortscope::ui {

struct Look {
    plot::Theme theme = plot::Theme::dark;
    float scale = 1.0f;
    const Fonts* fonts = nullptr;
    ImDrawList* list = nullptr; // where text goes; null: the current window's list

    const plot::Tokens& tokens() const { return plot::tokens(theme); }
    // Device pixels of a length at scale 1, whole, so that edges are sharp.
    float px(float length) const {
        return static_cast<float>(static_cast<int>(length * scale + 0.5f));
    }
};

struct TextStyle {
    plot::Colour colour;
    float size = plot::kBodySize;
    plot::Face face = plot::Face::regular;
};

// Usual styles.
TextStyle body(const Look& look);
TextStyle small(const Look& look);       // muted
TextStyle small_plain(const Look& look); // in the text's own colour
TextStyle section(const Look& look);

ImU32 packed(plot::Colour colour);

// Device pixels.
float text_width(const Look& look, const std::string& text, const TextStyle& style);
float text_height(const Look& look, const TextStyle& style);

void draw_text(const Look& look, ImVec2 at, const std::string& text, const TextStyle& style);
void draw_text_right(const Look& look, ImVec2 right_top, const std::string& text,
                     const TextStyle& style);

// The longest start of `text` that fits `width`, with "…" where something was cut.
std::string fitted(const Look& look, const std::string& text, float width, const TextStyle& style);

// Draws `text` broken at spaces to `width`; returns the height used.
float draw_wrapped(const Look& look, ImVec2 at, float width, const std::string& text,
                   const TextStyle& style);

// ImGui's own widgets (inputs, lists, scroll bars) in the tokens' colours, sized for the scale.
void apply_style(const Look& look);

} // namespace cohortscope::ui
