// Makes reports for the window, without making it wait.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/errands.h"
#include "app/host.h"
#include "app/session_desk.h"
#include "app/window_report.h"
#include "base/background.h"

namespace cohortscope::app {

// Used by the window's thread. At its end it stops what is being made; nothing is left of that.
class ReportDesk {
  public:
    // `wake` is called from another thread when there is news for follow().
    ReportDesk(Host& host, const SessionDesk& sessions, std::function<void()> wake);
    ~ReportDesk();
    ReportDesk(const ReportDesk&) = delete;
    ReportDesk& operator=(const ReportDesk&) = delete;

    // Once a frame, with what that asks for.
    void follow(const ui::FrameOutput& output);

  private:
    void find_facts(std::shared_ptr<const engine::Result> result);
    void make(const ui::FrameOutput& output);
    void take_news();
    void tell(std::string message);

    Host& host_;
    const SessionDesk& sessions_;
    const std::function<void()> wake_;
    base::BackgroundPool pool_;
    std::uint64_t asked_ = 0;                // the serial whose facts were asked for last
    std::shared_ptr<StepProgress> progress_; // null: nothing is made
    std::mutex mutex_;
    std::shared_ptr<const ui::ReportFacts> facts_;
    std::vector<std::string> news_; // how what was made ended, in a line
    Errands errands_;               // last: they use the rest
};

} // namespace cohortscope::app
