#include "base/clock.h"

#include <chrono>
#include <thread>

#include <doctest/doctest.h>

using namespace cohortscope;

TEST_CASE("a thread that sleeps passes time and uses less of the processor's") {
    // A virtual machine's clock of a thread jumps now and then, and a busy one wakes late.
    bool less = false;
    for (int trial = 0; trial < 20 && !less; ++trial) {
        const base::Stopwatch watch;
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        const base::Duration slept = watch.passed();
        CHECK(slept.passed_ms >= 29.9);
        less = slept.thread_ms < slept.passed_ms / 2;
    }
    CHECK(less);
}

TEST_CASE("a thread that works uses the processor's time") {
    const base::Stopwatch watch;
    volatile double sum = 0.0;
    while (watch.passed().thread_ms < 5.0)
        sum = sum + 1.0;
    CHECK(watch.passed().thread_ms >= 5.0);
    CHECK(watch.passed().passed_ms > 0.0);
}

TEST_CASE("durations are added and taken from each other") {
    base::Duration sum{10.0, 4.0};
    sum += {5.0, 1.0};
    const base::Duration less = sum - base::Duration{1.0, 0.5};
    CHECK(less.passed_ms == 14.0);
    CHECK(less.thread_ms == 4.5);
}
