#include "app/disposal.h"

#include <utility>

namespace cohortscope::app {

void Disposal::take(std::shared_ptr<const void> value) {
    {
        const std::scoped_lock lock(mutex_);
        waiting_.push_back(std::move(value));
    }
    changed_.notify_one();
}

void Disposal::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::vector<std::shared_ptr<const void>> taken; // destroyed without the lock
        std::unique_lock lock(mutex_);
        changed_.wait(lock, stop, [&] { return !waiting_.empty(); });
        taken.swap(waiting_);
        lock.unlock();
    }
}

} // namespace cohortscope::app
