#include "ui/asking.h"

#include "base/format.h"
#include "ui/controls/tabs.h"
#include "ui/frame.h"

namespace cohortscope::ui {

namespace {

void ask(Frame& frame, std::optional<std::uint32_t> file_row) {
    frame.edit({}, [&](engine::Document& next) {
        next.view.row = file_row;
        next.view.pinned = frame.view.focus.pinned();
    });
}

void take_found(Frame& frame) {
    WhyView& why = frame.view.why;
    const engine::Answer& answer = frame.live.answer;
    if (answer.serial <= why.taken || answer.serial != why.wanted.serial)
        return;
    why.taken = answer.serial;
    const std::shared_ptr<const data::Table>& table = frame.history.present().table;
    if (answer.found && table && *answer.found < table->rows)
        ask_why(frame, *answer.found);
}

} // namespace

void ask_why(Frame& frame, std::uint32_t file_row) { ask(frame, file_row); }

void ask_nothing(Frame& frame) { ask(frame, std::nullopt); }

void ask_telling(Frame& frame, engine::Telling telling, int colour) {
    engine::Asking& wanted = frame.view.why.wanted;
    ++wanted.serial;
    wanted.telling = telling;
    wanted.colour = colour;
}

void follow_why(Frame& frame) {
    take_found(frame);
    const engine::Result* result = frame.result();
    const std::optional<std::uint32_t>& row = frame.history.present().view.row;
    if (result == nullptr || !result->final_result || !row || frame.view.tab != kWhyTab)
        return;
    frame.view.why.wanted.row = row;
    frame.view.why.wanted.of = result->serial;
}

std::string row_words(std::uint32_t file_row) {
    return "row " + base::grouped(static_cast<long long>(file_row) + 1);
}

} // namespace cohortscope::ui
