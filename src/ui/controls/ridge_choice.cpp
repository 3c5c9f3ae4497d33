#include "ui/controls/ridge_choice.h"

#include <algorithm>

#include "plot/labels.h"
#include "ui/controls/widgets.h"

namespace cohortscope::ui {

namespace {

// The measure as the heading of its ridges has it; labels that are there twice tell their column.
std::vector<std::string> labels_of(const std::vector<engine::ShownColumn>& columns) {
    std::vector<std::string> labels;
    for (const engine::ShownColumn& column : columns) {
        std::string label = column.kind == engine::ShownKind::measure
                                ? plot::full_label(*column.spec)
                                : column.spec->label;
        if (std::ranges::find(labels, label) != labels.end())
            label += " (" + column.name + ")";
        labels.push_back(std::move(label));
    }
    return labels;
}

} // namespace

const RidgeChoices& ridge_choices(Frame& frame) {
    RidgeChoices& known = frame.view.ridge_choices;
    const engine::Prepared& prepared = frame.result()->prepared;
    if (known.of != prepared.bound) {
        known.of = prepared.bound;
        known.columns = engine::shown_columns(prepared);
        known.labels = labels_of(known.columns);
    }
    return known;
}

int chosen_ridges(Frame& frame) {
    const auto& columns = ridge_choices(frame).columns;
    const auto found = std::ranges::find(columns, frame.view.ridges, &engine::ShownColumn::name);
    return found == columns.end() ? 0 : static_cast<int>(found - columns.begin());
}

void ask_for_ridges(Frame& frame) {
    if (frame.result() == nullptr) {
        frame.out.shown_column = frame.view.ridges; // of a table that is still to come
        return;
    }
    if (const int chosen = chosen_ridges(frame); chosen > 0)
        frame.out.shown_column = frame.view.ridges;
}

const analysis::ColumnSpread* ridge_spread(Frame& frame) {
    const analysis::ColumnSpread* spread = frame.result()->spread.get();
    return chosen_ridges(frame) > 0 && spread != nullptr && spread->column == frame.view.ridges
               ? spread
               : nullptr;
}

void ridge_choice(Frame& frame, const Area& area) {
    const RidgeChoices& choices = ridge_choices(frame);
    const int before = chosen_ridges(frame);
    const int chosen = dropdown(frame, "ridges", area, choices.labels, before);
    if (area.contains(ImGui::GetIO().MousePos) && frame.view.list.key.empty())
        frame.tip = {{choices.labels[static_cast<std::size_t>(before)], ""},
                     {"Which column of the table stands beside the clusters", "", kNobody, true}};
    if (chosen != before)
        frame.view.ridges =
            chosen == 0 ? std::string() : choices.columns[static_cast<std::size_t>(chosen)].name;
}

} // namespace cohortscope::ui
