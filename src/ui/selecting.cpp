#include "ui/selecting.h"

#include "engine/selection/named_set.h"
#include "ui/frame.h"

namespace cohortscope::ui {

namespace {

// What a shape adds to words of before, joined as it is combined.
std::string joined(const std::string& before, engine::Combine how, const std::string& shape) {
    if (before.empty() || how == engine::Combine::replace)
        return shape;
    constexpr const char* kJoints[] = {"", " and ", " without ", ", of these "};
    return before + kJoints[static_cast<int>(how)] + shape;
}

void ask(Frame& frame, engine::Shape shape) {
    Selecting& selecting = frame.view.selecting;
    const engine::Picking& wanted = selecting.wanted;
    const std::string& before = wanted.from ? frame.view.selecting_from_origin : std::string();
    selecting.origin = joined(before, wanted.how, shape_words(frame, shape));
    selecting.wanted.shape = std::move(shape);
    ++selecting.wanted.serial;
}

} // namespace

std::string shape_words(const Frame& frame, const engine::Shape& shape) {
    const engine::Result& result = *frame.result();
    const auto* group = std::get_if<engine::Group>(&shape.what);
    const int colour = group != nullptr ? group->colour : shape.colour.value_or(kNobody);
    const int cluster = colour == kNobody ? kNobody : cluster_of_colour(result, colour);
    return engine::origin_text(shape, *result.settings.schema,
                               cluster == kNobody ? std::string_view() : result.name(cluster));
}

void tell_part(Frame& frame, const PartRows& part) {
    frame.tip.push_back({(part.plainly ? "Click selects: " : "Ctrl+click selects: ") +
                             shape_words(frame, part.shape),
                         "", kNobody, true});
}

bool click_part(Frame& frame, const PartRows& part) {
    const ImGuiIO& io = ImGui::GetIO();
    const bool keyed = io.KeyCtrl || io.KeyShift || io.KeyAlt;
    if (!ImGui::IsMouseClicked(0) || (!part.plainly && !keyed))
        return false;
    begin_selecting(frame, part.shape);
    return true;
}

engine::Combine combine_by_keys() {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyShift)
        return io.KeyAlt ? engine::Combine::intersect : engine::Combine::add;
    return io.KeyAlt ? engine::Combine::subtract : engine::Combine::replace;
}

void begin_selecting(Frame& frame, engine::Shape shape) {
    if (frame.before)
        return;
    Selecting& selecting = frame.view.selecting;
    const engine::Document& present = frame.history.present();
    selecting.wanted.how = combine_by_keys();
    selecting.wanted.from = present.selection;
    frame.view.selecting_from_origin = present.selection_origin;
    ++selecting.gesture;
    ask(frame, std::move(shape));
}

void go_on_selecting(Frame& frame, engine::Shape shape) {
    if (frame.before || frame.view.selecting.wanted.shape == shape)
        return;
    ask(frame, std::move(shape));
}

void select_rows(Frame& frame, std::shared_ptr<const engine::RowSet> rows,
                 const std::string& origin) {
    frame.view.selecting.give_up();
    frame.edit({}, [&](engine::Document& next) {
        next.selection = rows && !rows->empty() ? std::move(rows) : nullptr;
        next.selection_origin = next.selection ? origin : std::string();
    });
}

void take_picked(engine::History& history, Selecting& selecting, const engine::LiveState& live) {
    const engine::Picked& picked = live.picked;
    if (!selecting.waits() || picked.serial <= selecting.taken)
        return;
    selecting.taken = picked.serial;
    const std::shared_ptr<const data::Table>& table = history.present().table;
    if (!picked.rows || !table || picked.rows->size() != table->rows)
        return;
    engine::Document next = history.present();
    next.selection = picked.rows->empty() ? nullptr : picked.rows;
    next.selection_origin = next.selection ? selecting.origin : std::string();
    history.edit(std::move(next), "select " + std::to_string(selecting.gesture));
}

const engine::Selected* selected_of(const Frame& frame) {
    const engine::Selected* selected = frame.live.selected.get();
    const std::shared_ptr<const engine::RowSet>& wanted = frame.history.present().selection;
    if (selected == nullptr || !wanted || selected->of != frame.live.result)
        return nullptr;
    return selected->rows == wanted || selected->rows->fingerprint() == wanted->fingerprint()
               ? selected
               : nullptr;
}

} // namespace cohortscope::ui
