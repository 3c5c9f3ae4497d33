#include "base/clock.h"

#include <chrono>
#include <thread>

#include <doctest/doctest.h>

using namespace cohortscope;

TEST_CASE("a thread that sleeps passes time and uses none of the processor's") {
    const base::Stopwatch watch;
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    const base::Duration slept = watch.passed();
    CHECK(slept.passed_ms >= 29.9);
    CHECK(slept.thread_ms < 10.0);
}

TEST_CASE("a thread that works uses the processor's time, and no more than has passed") {
    const base::Stopwatch watch;
    volatile double sum = 0.0;
    while (watch.passed().thread_ms < 5.0)
        sum = sum + 1.0;
    const base::Duration worked = watch.passed();
    CHECK(worked.thread_ms >= 5.0);
    CHECK(worked.passed_ms >= worked.thread_ms - 0.1);
}

TEST_CASE("durations are added and taken from each other") {
    base::Duration sum{10.0, 4.0};
    sum += {5.0, 1.0};
    const base::Duration less = sum - base::Duration{1.0, 0.5};
    CHECK(less.passed_ms == 14.0);
    CHECK(less.thread_ms == 4.5);
}
