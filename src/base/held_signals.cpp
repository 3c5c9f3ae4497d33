#include "base/held_signals.h"

#include <atomic>

namespace cohortscope::base {

namespace {

// A handler is given nothing but the signal's number, so what it notes has to be found by all.
std::atomic<int> noted_signal{0};
static_assert(std::atomic<int>::is_always_lock_free); // the only kind that a handler may touch
std::mutex one_holder;

void note(int signal) { noted_signal = signal; }

} // namespace

HeldSignals::HeldSignals() : only_one_(one_holder) {
    noted_signal = 0;
    struct sigaction noting {};
    noting.sa_handler = note;
    ::sigemptyset(&noting.sa_mask);
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        ::sigaction(kSignals[i], nullptr, &before_[i]);
        if (before_[i].sa_handler != SIG_IGN)
            ::sigaction(kSignals[i], &noting, nullptr);
    }
}

HeldSignals::~HeldSignals() {
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        ::sigaction(kSignals[i], &before_[i], nullptr);
    const int signal = noted_signal;
    only_one_.unlock();
    if (signal != 0)
        ::raise(signal);
}

bool HeldSignals::arrived() const { return noted_signal != 0; }

} // namespace cohortscope::base
