#include "app/progress_bar.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <unistd.h>

namespace cohortscope::app {

namespace {

void draw(const std::string& what, double fraction) {
    constexpr int kWidth = 30;
    const int filled = static_cast<int>(fraction * kWidth);
    std::string bar(static_cast<std::size_t>(filled), '#');
    bar.resize(kWidth, '.');
    std::fprintf(stderr, "\r%s [%s] %3d %%", what.c_str(), bar.c_str(),
                 static_cast<int>(fraction * 100.0));
    std::fflush(stderr);
}

void show(const std::stop_token& stop, const std::string& what, const base::Progress& progress) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    bool drawn = false;
    const auto tick = std::chrono::milliseconds(250);
    while (!wake.wait_for(lock, stop, tick, [&] { return stop.stop_requested(); })) {
        draw(what, progress.fraction());
        drawn = true;
    }
    if (drawn)
        std::fputs("\r\033[K", stderr);
}

} // namespace

ProgressBar::ProgressBar(const std::string& what, const base::Progress& progress, bool quiet) {
    if (!quiet && isatty(STDERR_FILENO) != 0)
        thread_ =
            std::jthread([what, &progress](std::stop_token stop) { show(stop, what, progress); });
}

} // namespace cohortscope::app
