// Progress of a task of several steps, each with its own words and its own part of the whole.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "base/progress.h"

namespace cohortscope::app {

// Shared by the thread that works (begin) and the one that watches (now, cancel).
class StepProgress {
  public:
    struct Now {
        double fraction = 0.0;
        std::string doing;
    };

    // What follows is this part of the whole. The progress is that of the step; it lives until the
    // next one begins. Throws base::Cancelled.
    base::Progress& begin(std::string doing, double from, double to) {
        const std::scoped_lock lock(mutex_);
        if (cancelled_)
            throw base::Cancelled();
        step_ = std::make_unique<base::Progress>();
        doing_ = std::move(doing);
        from_ = from;
        to_ = to;
        return *step_;
    }
    void cancel() {
        const std::scoped_lock lock(mutex_);
        cancelled_ = true;
        if (step_)
            step_->cancel();
    }
    Now now() const {
        const std::scoped_lock lock(mutex_);
        return {from_ + (step_ ? step_->fraction() : 0.0) * (to_ - from_), doing_};
    }

  private:
    mutable std::mutex mutex_;
    bool cancelled_ = false;
    std::unique_ptr<base::Progress> step_;
    std::string doing_;
    double from_ = 0.0, to_ = 0.0;
};

} // namespace cohortscope::app
