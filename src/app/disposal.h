// Destroys large values on a thread of its own: giving back the memory of millions of rows takes
// longer than a frame.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace cohortscope::app {

class Disposal {
  public:
    // The same object. When the last copy of what is returned goes, on any thread, this one's
    // thread lets go of `value`. It has to outlive every copy.
    template <class Value> std::shared_ptr<Value> later(std::shared_ptr<Value> value) {
        Value* const object = value.get();
        return std::shared_ptr<Value>(
            object, [this, kept = std::shared_ptr<const void>(std::move(value))](Value*) mutable {
                take(std::move(kept));
            });
    }

  private:
    void take(std::shared_ptr<const void> value);
    void run(const std::stop_token& stop);

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::vector<std::shared_ptr<const void>> waiting_;
    std::jthread thread_{[this](const std::stop_token& stop) { run(stop); }}; // last: uses the rest
};

} // namespace cohortscope::app
