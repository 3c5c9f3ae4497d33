#include "ui/panels/level_list.h"

#include "base/printable.h"
#include "schema/edit.h"
#include "ui/controls/widgets.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kLine = 20.0f;
constexpr float kNumber = 20.0f; // width of the level's place

bool arrow(Frame& frame, const Area& line, int from_right, Icon icon) {
    const float side = line.height();
    const float right = line.right - side * static_cast<float>(from_right);
    return icon_button(frame, icon == Icon::up ? "up" : "down",
                       {right - side, line.top, right, line.bottom}, icon);
}

} // namespace

std::optional<schema::Schema> level_list(Frame& frame, Column& column,
                                         const schema::ColumnSpec& spec) {
    if (spec.encoding != schema::Encoding::ordinal)
        return std::nullopt;
    std::optional<schema::Schema> moved;
    ImGui::PushID(spec.name.c_str());
    for (std::size_t i = 0; i < spec.levels.size(); ++i) {
        const Area line = {column.left, column.y, column.right, column.y + frame.px(kLine)};
        const float text_top = line.top + frame.px(2);
        draw_text(frame.look, {line.left, text_top}, std::to_string(i), small(frame.look));
        const float left = line.left + frame.px(kNumber);
        draw_text(frame.look, {left, text_top},
                  fitted(frame.look, base::printable(spec.levels[i]),
                         line.right - 2 * line.height() - frame.px(4) - left, small(frame.look)),
                  small(frame.look));
        ImGui::PushID(static_cast<int>(i));
        if (i > 0 && arrow(frame, line, 1, Icon::up))
            moved = schema::with_level_moved(*frame.draft.schema, spec.name, i, i - 1);
        if (i + 1 < spec.levels.size() && arrow(frame, line, 0, Icon::down))
            moved = schema::with_level_moved(*frame.draft.schema, spec.name, i, i + 1);
        ImGui::PopID();
        column.y = line.bottom;
    }
    ImGui::PopID();
    column.y += frame.px(2);
    return moved;
}

} // namespace cohortscope::ui
