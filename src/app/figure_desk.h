// Takes figures away for the window, without making it wait.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "app/errands.h"
#include "app/host.h"
#include "app/session_desk.h"
#include "app/taken.h"

namespace cohortscope::app {

// Used by the window's thread, in which ImGui's context is that of the host. At its end it waits
// for what is being written.
class FigureDesk {
  public:
    // `wake` is called from another thread when there is news for follow().
    FigureDesk(Host& host, const SessionDesk& sessions, std::function<void()> wake);
    FigureDesk(const FigureDesk&) = delete;
    FigureDesk& operator=(const FigureDesk&) = delete;

    // Once a frame, with what that asks for.
    void follow(const ui::FrameOutput& output);

  private:
    void take_news();

    Host& host_;
    const SessionDesk& sessions_;
    const std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<Taken> news_;
    Errands errands_; // last: they use the rest
};

} // namespace cohortscope::app
