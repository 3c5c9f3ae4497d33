#include <algorithm>

#include "base/format.h"
#include "plot/labels.h"
#include "ui/controls/tabs.h"
#include "ui/controls/widgets.h"
#include "ui/panels/panels.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kHeight = 26.0f;
constexpr float kPad = 9.0f;
constexpr float kCross = 18.0f;
constexpr float kGap = 6.0f;
constexpr float kLeastText = 120.0f; // of what is selected, before its buttons go

// Chips are placed from the left, as far as there is room.
class FromLeft {
  public:
    FromLeft(const Frame& frame, const Area& area) : frame_(frame), area_(area), x_(area.left) {}
    float left() const { return x_; }
    float room() const { return area_.right - x_; }
    Area take(float width) {
        const Area chip = {x_, area_.top, x_ + width, area_.top + frame_.px(kHeight)};
        x_ = chip.right + frame_.px(kGap);
        return chip;
    }

  private:
    const Frame& frame_;
    Area area_;
    float x_;
};

TextStyle chip_text(const Frame& frame) { return {frame.look.tokens().text, plot::kSmallSize}; }

std::string selected_text(const Frame& frame) {
    const engine::Document& present = frame.history.present();
    std::string text =
        base::grouped(static_cast<long long>(present.selection->count())) + " selected";
    const engine::Selected* selected = selected_of(frame);
    if (selected != nullptr && selected->stats.unused > 0)
        text += " (" + base::grouped(static_cast<long long>(selected->stats.unused)) +
                " of them not used)";
    return present.selection_origin.empty() ? text : text + " · " + present.selection_origin;
}

bool chip_button(Frame& frame, FromLeft& places, const std::string& label, const char* help) {
    const float width = text_width(frame.look, label, chip_text(frame)) + 2 * frame.px(kPad);
    if (width > places.room())
        return false;
    const Area area = places.take(width);
    const bool pressed = button(frame, area, label, {false, plot::kSmallSize});
    if (area.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
        frame.tip = {{help}};
    return pressed;
}

void keep_as_set(Frame& frame) {
    frame.edit({}, [](engine::Document& next) {
        next.sets.push_back(
            {engine::next_set_name(next.sets), next.selection, next.selection_origin});
    });
}

void selected_chip(Frame& frame, FromLeft& places) {
    const plot::Tokens& t = frame.look.tokens();
    const TextStyle style = chip_text(frame);
    const float around = frame.px(kCross + 2 * kPad);
    const std::string whole = selected_text(frame);
    const std::string text = fitted(
        frame.look, whole, std::max(frame.px(kLeastText), places.room() * 0.6f - around), style);
    const Area chip = places.take(text_width(frame.look, text, style) + around);
    fill(chip, plot::mix(t.panel, t.accent, 0.16f), frame.px(5));
    draw_text(frame.look, {chip.left + frame.px(kPad), chip.top + frame.px(5)}, text, style);
    const Area cross = {chip.right - frame.px(kCross + 4), chip.top + frame.px(4),
                        chip.right - frame.px(4), chip.top + frame.px(4 + kCross)};
    if (icon_button(frame, "let the selection go", cross, Icon::close))
        select_rows(frame, nullptr, {});
    else if (chip.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
        frame.tip = {{whole},
                     {"Shift adds, Alt takes away, both keep what is in either; Esc lets "
                      "the selection go",
                      "", kNobody, true}};
}

// A kept set: a click selects it, combined with what is selected as the keys say.
void set_chip(Frame& frame, FromLeft& places, const engine::NamedSet& set) {
    const plot::Tokens& t = frame.look.tokens();
    const TextStyle style = chip_text(frame);
    const TextStyle letter = {t.window, plot::kSmallSize, plot::Face::semibold};
    const std::string count = base::grouped(static_cast<long long>(set.rows->count()));
    const float badge =
        std::max(frame.px(18), text_width(frame.look, set.name, letter) + frame.px(8));
    const float width =
        badge + text_width(frame.look, count, style) + frame.px(kCross + 2 * kPad + 4);
    if (width > places.room())
        return;
    const Area chip = places.take(width);
    ImGui::PushID(set.name.c_str());
    const Area cross = {chip.right - frame.px(kCross + 3), chip.top + frame.px(4),
                        chip.right - frame.px(3), chip.top + frame.px(4 + kCross)};
    const Touch mouse = touch("###set", {chip.left, chip.top, cross.left, chip.bottom});
    fill(chip, mouse.hovered ? plot::mix(t.raised, t.text, 0.08f) : t.raised, frame.px(5));
    const Area square = {chip.left + frame.px(4), chip.top + frame.px(4),
                         chip.left + frame.px(4) + badge, chip.bottom - frame.px(4)};
    fill(square, t.accent, frame.px(4));
    draw_text(frame.look,
              {(square.left + square.right - text_width(frame.look, set.name, letter)) / 2,
               square.top + frame.px(1)},
              set.name, letter);
    draw_text(frame.look, {square.right + frame.px(6), chip.top + frame.px(5)}, count, style);
    if (mouse.hovered)
        frame.tip = {{"Set " + set.name + ": " + set.origin, count + " rows"},
                     {"A click selects it; Shift adds it, Alt takes it away, both keep what is in "
                      "either",
                      "", kNobody, true}};
    if (mouse.clicked)
        select_rows(frame,
                    engine::combine(frame.history.present().selection, set.rows, combine_by_keys()),
                    "set " + set.name);
    if (icon_button(frame, "remove the set", cross, Icon::close))
        frame.edit({}, [&](engine::Document& next) { std::erase(next.sets, set); });
    ImGui::PopID();
}

} // namespace

float selection_bar(Frame& frame, const Area& area) {
    const engine::Document present = frame.history.present(); // sets may go while they are drawn
    if (frame.result() == nullptr || (!present.selection && present.sets.empty()))
        return 0.0f;
    FromLeft places(frame, area);
    if (present.selection) {
        selected_chip(frame, places);
        if (chip_button(frame, places, "keep as " + engine::next_set_name(present.sets),
                        "Keeps these rows as a set with a letter, to come back to, to combine and "
                        "to compare."))
            keep_as_set(frame);
        if (frame.view.tab != kSelectedTab &&
            chip_button(frame, places, "what sets them apart",
                        "Compares every column of the selected rows with the rest, in the tab "
                        "“Selected”."))
            open_tab(frame.view, *find_tab(kSelectedTab));
    }
    for (const engine::NamedSet& set : present.sets)
        set_chip(frame, places, set);
    return frame.px(kHeight + kGap);
}

} // namespace cohortscope::ui
