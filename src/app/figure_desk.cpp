#include "app/figure_desk.h"

#include <utility>

#include <imgui.h>

#include "app/carried_session.h"
#include "app/picture_clipboard.h"

namespace cohortscope::app {

FigureDesk::FigureDesk(Host& host, const SessionDesk& sessions, std::function<void()> wake)
    : host_(host), sessions_(sessions), wake_(std::move(wake)) {
    if (!find_clipboard_program(environment))
        host.set_no_pictures(missing_clipboard_program(environment));
}

void FigureDesk::take_news() {
    std::vector<Taken> news;
    {
        const std::scoped_lock lock(mutex_);
        news.swap(news_);
    }
    for (const Taken& each : news) {
        if (!each.text.empty())
            ImGui::SetClipboardText(each.text.c_str());
        host_.workbench().set_message(each.message);
    }
    if (!news.empty())
        wake_(); // the next frame shows it
}

void FigureDesk::follow(const ui::FrameOutput& output) {
    take_news();
    if (!output.taking)
        return;
    OpenSession open = sessions_.present(output.shown_column);
    engine::Settings& settings = open.session.document.settings;
    if (!(settings == output.taking->result->settings)) { // the next result is under way
        settings = output.taking->result->settings;
        open.session.shown = nullptr;
    }
    errands_.run([this, taking = output.taking, open = std::move(open)] {
        Taken taken = take_away(*taking, {carried_text(open), open.options}, environment);
        {
            const std::scoped_lock lock(mutex_);
            news_.push_back(std::move(taken));
        }
        wake_();
    });
}

} // namespace cohortscope::app
