// Keeps the signals that end a program waiting while a file is half-way into its place.
#pragma once

#include <array>
#include <csignal>
#include <mutex>

namespace cohortscope::base {

// While it lives, SIGINT, SIGTERM and SIGHUP are noted; its end delivers them. Those that are
// ignored stay so. One at a time: a second one waits.
class HeldSignals {
  public:
    HeldSignals();
    ~HeldSignals();
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;
    bool arrived() const; // one waits: stop and clean up

  private:
    static constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};
    std::unique_lock<std::mutex> only_one_;
    std::array<struct sigaction, kSignals.size()> before_{};
};

} // namespace cohortscope::base
