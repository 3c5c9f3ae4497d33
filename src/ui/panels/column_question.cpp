#include <algorithm>

#include "base/printable.h"
#include "data/column_names.h"
#include "plot/labels.h"
#include "ui/compat/compat.h"
#include "ui/controls/knobs.h"
#include "ui/controls/widgets.h"
#include "ui/panels/loading.h"
#include "ui/panels/panels.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kWidth = 620.0f;
constexpr float kRow = 38.0f;
constexpr float kHead = 84.0f;
constexpr float kFoot = 58.0f;
constexpr float kList = 250.0f;

// What the schema calls the column; else its name.
std::string words_for(const schema::Schema& schema, const data::WantedColumn& column) {
    const schema::ColumnSpec* spec = schema.find(column.name);
    return spec == nullptr ? column.name : plot::full_label(*spec);
}

// The answers so far: the guesses, until somebody chooses.
void begin(ColumnAnswers& answers, const std::shared_ptr<const data::UnknownColumns>& question) {
    answers = {question, {}, false};
    for (const data::WantedColumn& wanted : question->wanted) {
        const auto found = std::ranges::find(question->found, wanted.guess);
        const bool none = wanted.guess.empty() || found == question->found.end();
        answers.chosen.push_back(none ? -1 : static_cast<int>(found - question->found.begin()));
    }
}

// Every column that must be there is chosen, and none twice.
bool is_whole(const ColumnAnswers& answers) {
    std::vector<int> taken;
    for (std::size_t i = 0; i < answers.chosen.size(); ++i) {
        if (answers.chosen[i] >= 0)
            taken.push_back(answers.chosen[i]);
        else if (!answers.question->wanted[i].optional)
            return false;
    }
    std::ranges::sort(taken);
    return std::ranges::adjacent_find(taken) == taken.end();
}

std::vector<std::string> options_of(const data::UnknownColumns& question) {
    std::vector<std::string> options = {"–"};
    for (const std::string& name : question.found)
        options.push_back(name.empty() ? "(no name)" : base::printable(name));
    return options;
}

void rows(Frame& frame, const Area& area) {
    ColumnAnswers& answers = frame.view.columns;
    const std::vector<std::string> options = options_of(*answers.question);
    float y = area.top;
    for (std::size_t i = 0; i < answers.chosen.size(); ++i) {
        const data::WantedColumn& wanted = answers.question->wanted[i];
        const Area list = {area.right - frame.px(kList), y, area.right, y + frame.px(30)};
        const std::string words =
            words_for(*frame.draft.schema, wanted) + (wanted.optional ? ", optional" : "");
        knob_label(frame, {area.left, y + frame.px(3), list.left, list.bottom}, words,
                   "The column " + wanted.name + " of the table.");
        answers.chosen[i] =
            dropdown(frame, "column." + wanted.name, list, options, answers.chosen[i] + 1) - 1;
        y += frame.px(kRow);
    }
}

void answer(Frame& frame) {
    ColumnAnswers& answers = frame.view.columns;
    for (std::size_t i = 0; i < answers.chosen.size(); ++i)
        if (answers.chosen[i] >= 0)
            frame.out.columns[answers.question->wanted[i].name] =
                answers.question->found[static_cast<std::size_t>(answers.chosen[i])];
    answers.closed = true;
}

void buttons(Frame& frame, const Area& area) {
    const float width = frame.px(150);
    const Area read = {area.right - width, area.top, area.right, area.bottom};
    const Area cancel = {read.left - frame.px(10) - frame.px(90), area.top,
                         read.left - frame.px(10), area.bottom};
    const bool whole = is_whole(frame.view.columns);
    if (button(frame, read, "Read the table", {whole}) && whole)
        answer(frame);
    if (button(frame, cancel, "Leave it", {}))
        frame.view.columns.closed = true;
    if (!whole)
        draw_text(frame.look, {area.left, area.top + frame.px(6)},
                  "needed: all but the optional, and no column twice", small(frame.look));
}

void draw_question(Frame& frame, const Area& box) {
    const plot::Tokens& t = frame.look.tokens();
    fill(box, t.accent, frame.px(8));
    fill(box.inset(frame.px(1), frame.px(1)), t.panel, frame.px(8));
    const Area area = box.inset(frame.px(20), frame.px(18));
    draw_text(frame.look, {area.left, area.top}, "Which column is which?", section(frame.look));
    const std::string file = shown_file_name(frame.live.unknown_path);
    draw_wrapped(frame.look, {area.left, area.top + frame.px(30)}, area.width(),
                 fitted(frame.look, file, area.width() / 2, small(frame.look)) +
                     " has other names for its columns. The old table stays until it is read.",
                 small(frame.look));
    rows(frame, {area.left, box.top + frame.px(kHead), area.right, area.bottom});
    buttons(frame, {area.left, box.bottom - frame.px(48), area.right, box.bottom - frame.px(16)});
}

} // namespace

void column_question(Frame& frame, const Area& area) {
    ColumnAnswers& answers = frame.view.columns;
    const auto& asked = frame.live.unknown_columns;
    if (asked == nullptr)
        answers = {};
    else if (answers.question != asked)
        begin(answers, asked);
    if (answers.closed)
        return;
    const float width = std::min(frame.px(kWidth), area.width());
    const float height = std::min(frame.px(kHead + kFoot) +
                                      frame.px(kRow) * static_cast<float>(answers.chosen.size()),
                                  area.height());
    const float left = std::floor((area.left + area.right - width) / 2);
    const float top = std::floor((area.top + area.bottom - height) / 2);
    // A window of its own: what lies below it takes no clicks.
    ImGui::SetCursorScreenPos({left, top});
    compat::begin_child("###columns", {width, height}, 0);
    draw_question(frame, {left, top, left + width, top + height});
    ImGui::EndChild();
}

} // namespace cohortscope::ui
