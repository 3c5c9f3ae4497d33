#include "ui/camera/camera.h"

#include <vector>

#include "ui/controls/menu.h"
#include "ui/controls/widgets.h"
#include "ui/places.h"

namespace cohortscope::ui {

namespace {

constexpr const char* kTabCamera = "camera.tab";

plot::StudyValues study_values(const Frame& frame) {
    plot::StudyValues values;
    for (const engine::Study study : engine::kAllStudies)
        if (const engine::StudyView& view = frame.studies[study]; view.current && view.complete)
            values[static_cast<std::size_t>(study)] = view.value;
    return values;
}

void take(Frame& frame, const Subject& subject, TakenAs as) {
    frame.out.taking = std::make_shared<const Taking>(
        Taking{as, subject.figure, subject.sheet, subject.column, frame.live.result,
               frame.live.baseline, frame.history.present().selection, study_values(frame)});
}

struct Choice {
    TakenAs as;
    MenuItem item;
};

std::vector<Choice> choices_of(const Frame& frame, const std::string& key, const Subject& subject) {
    std::vector<Choice> all = {
        {TakenAs::picture,
         {"Copy picture (PNG)", key == kTabCamera ? "Ctrl+Shift+C" : "", frame.input.no_pictures}},
        {TakenAs::svg, {"Save SVG"}},
        {TakenAs::pdf, {"Save PDF"}},
        {TakenAs::png, {"Save PNG, 300 dpi"}}};
    if (!subject.sheet.empty())
        all.push_back({TakenAs::table, {"Copy table"}});
    all.push_back({TakenAs::command, {"Copy as command"}});
    return all;
}

void show_menu(Frame& frame, const std::string& key, const Area& place, const Subject& subject) {
    const std::string waits = waits_for(frame, subject);
    const std::vector<Choice> choices = choices_of(frame, key, subject);
    std::vector<MenuItem> items;
    for (const Choice& choice : choices)
        items.push_back(choice.item);
    const int taken = menu(frame, key, place, waits, items);
    if (taken >= 0)
        take(frame, subject, choices[static_cast<std::size_t>(taken)].as);
}

} // namespace

void camera(Frame& frame, const std::string& key, const Area& place,
            const std::function<Subject(Frame&)>& subject) {
    tell_place(frame, ControlKind::choice, key,
               {(place.left + place.right) / 2, (place.top + place.bottom) / 2}, "");
    if (icon_button(frame, key.c_str(), place, Icon::camera))
        open_menu(frame.view, key);
    else if (ImGui::IsItemHovered() && frame.view.list.key.empty()) {
        frame.tip = {{"Take this figure away: as a picture, a file, a table or a command", ""}};
        frame.tip_beside = place;
    }
    if (is_menu_open(frame.view, key))
        show_menu(frame, key, place, subject(frame));
}

void copy_open_tab(Frame& frame) {
    const Subject subject = subject_of_tab(frame.view.tab);
    std::string hindrance = "this tab has no figure";
    if (!subject.figure.empty() && frame.result() != nullptr)
        hindrance = waits_for(frame, subject);
    if (hindrance.empty())
        hindrance = frame.input.no_pictures;
    if (hindrance.empty())
        take(frame, subject, TakenAs::picture);
    else
        frame.view.message = "The picture is not copied: " + hindrance + ".";
}

} // namespace cohortscope::ui
