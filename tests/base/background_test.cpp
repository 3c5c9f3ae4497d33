#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include <doctest/doctest.h>

#include "base/background.h"
#include "base/parallel.h"
#include "base/progress.h"

using namespace cohortscope::base;

TEST_CASE("a loop inside a background run does every task once, nested loops too") {
    BackgroundPool pool(3, std::make_shared<Gate>());
    std::vector<std::atomic<int>> done(100);
    pool.run([&] {
        for_each_task(10, [&](std::size_t outer) {
            for_each_task(10, [&](std::size_t inner) { ++done[outer * 10 + inner]; });
        });
    });
    for (const std::atomic<int>& count : done)
        CHECK(count == 1);
}

TEST_CASE("the same chunks give the same sum in the background as on the pool") {
    const auto sum = [] {
        double total = 0.0;
        for (const double part : map_chunks<double>(100'000, 1000, [](const Chunk& chunk) {
                 double partial = 0.0;
                 for (std::size_t i = chunk.begin; i < chunk.end; ++i)
                     partial += 1.0 / static_cast<double>(i + 1);
                 return partial;
             }))
            total += part;
        return total;
    };
    double background = 0.0;
    BackgroundPool pool(2, std::make_shared<Gate>());
    pool.run([&] { background = sum(); });
    CHECK(background == sum());
}

TEST_CASE("an exception in a background task reaches the caller and the pool goes on") {
    BackgroundPool pool(2, std::make_shared<Gate>());
    const auto fails = [](std::size_t i) {
        if (i == 7)
            throw std::runtime_error("seven");
    };
    CHECK_THROWS_WITH(pool.run([&] { for_each_task(50, fails); }), "seven");
    std::atomic<int> count = 0;
    pool.run([&] { for_each_task(50, [&](std::size_t) { ++count; }); });
    CHECK(count == 50);
}

TEST_CASE("no background task starts while somebody is urgent") {
    auto gate = std::make_shared<Gate>();
    BackgroundPool pool(2, gate);
    std::atomic<int> started = 0;
    auto urgent = std::make_unique<Urgent>(*gate);
    std::jthread study(
        [&] { pool.run([&] { for_each_task(4, [&](std::size_t) { ++started; }); }); });
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    CHECK(started == 0);
    urgent.reset();
    study.join();
    CHECK(started == 4);
}

TEST_CASE("parts of a progress add up to one fraction") {
    Progress progress;
    progress.checkpoint(0.5);
    CHECK(progress.fraction() == doctest::Approx(0.5));
    progress.enter_part(0.5, 0.9);
    progress.checkpoint(0.25);
    CHECK(progress.fraction() == doctest::Approx(0.6));
}
