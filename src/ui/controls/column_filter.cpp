#include "ui/controls/column_filter.h"

#include <algorithm>

#include "base/format.h"

namespace cohortscope::ui {

bool has_many_columns(const Frame& frame) {
    return frame.draft.schema->columns.size() > kManyColumns;
}

void column_filter(Frame& frame, Column& column) {
    ColumnList& list = frame.view.column_list;
    if (!has_many_columns(frame)) {
        list.filter[0] = '\0';
        list.typing = false;
        return;
    }
    ImGui::SetCursorScreenPos({column.left, column.y});
    ImGui::SetNextItemWidth(column.width());
    ImGui::InputTextWithHint("###filter", "Search columns", list.filter.data(), list.filter.size());
    list.typing = ImGui::IsItemActive();
    if (list.typing) {
        constexpr double kBlinkS = 0.1;
        frame.out.next_frame_s = std::min(frame.out.next_frame_s, kBlinkS); // the cursor blinks
    }
    column.y += ImGui::GetItemRectSize().y + frame.px(8);
}

bool passes_filter(const Frame& frame, std::string_view name, std::string_view label) {
    const std::string wanted = base::lower(frame.view.column_list.filter.data());
    return wanted.empty() || base::lower(name).find(wanted) != std::string::npos ||
           base::lower(label).find(wanted) != std::string::npos;
}

} // namespace cohortscope::ui
