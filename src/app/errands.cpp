#include "app/errands.h"

#include <utility>

namespace cohortscope::app {

Errands::~Errands() {
    {
        const std::scoped_lock lock(mutex_);
        ends_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Errands::run(Errand errand) {
    {
        const std::scoped_lock lock(mutex_);
        waiting_.push_back(std::move(errand));
    }
    changed_.notify_all();
}

void Errands::run_later(Errand errand, Time after) {
    {
        const std::scoped_lock lock(mutex_);
        std::swap(later_, errand); // the old one is destroyed without the lock
        due_ = std::chrono::steady_clock::now() + after;
    }
    changed_.notify_all();
}

std::optional<Errands::Errand> Errands::next() {
    std::unique_lock lock(mutex_);
    for (;;) {
        if (!waiting_.empty()) {
            Errand errand = std::move(waiting_.front());
            waiting_.pop_front();
            return errand;
        }
        if (ends_)
            return std::nullopt;
        if (later_ && std::chrono::steady_clock::now() >= due_)
            return std::exchange(later_, nullptr);
        if (later_)
            changed_.wait_until(lock, due_);
        else
            changed_.wait(lock);
    }
}

void Errands::serve() {
    while (const std::optional<Errand> errand = next())
        (*errand)();
}

} // namespace cohortscope::app
