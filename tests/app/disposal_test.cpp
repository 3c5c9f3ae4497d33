#include "app/disposal.h"

#include <chrono>
#include <future>
#include <string>

#include <doctest/doctest.h>

using namespace cohortscope;

namespace {

// Tells by which thread it was destroyed.
struct Told {
    std::promise<std::thread::id> by;
    ~Told() { by.set_value(std::this_thread::get_id()); }
};

} // namespace

TEST_CASE("the last copy's end lets another thread destroy the value") {
    app::Disposal disposal;
    auto value = std::make_shared<Told>();
    std::future<std::thread::id> by = value->by.get_future();
    Told* const object = value.get();
    std::shared_ptr<Told> first = disposal.later(std::move(value));
    std::shared_ptr<Told> second = first;
    CHECK(first.get() == object);
    first.reset();
    CHECK(by.wait_for(std::chrono::milliseconds(30)) == std::future_status::timeout);
    second.reset();
    CHECK(by.get() != std::this_thread::get_id());
}

TEST_CASE("a value that somebody else keeps stays") {
    app::Disposal disposal;
    const auto kept = std::make_shared<const std::string>("kept");
    disposal.later(kept).reset();
    for (int i = 0; i < 120'000 && kept.use_count() > 1; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    CHECK(kept.use_count() == 1);
    CHECK(*kept == "kept");
}

TEST_CASE("values that wait when the disposal ends are destroyed with it") {
    auto value = std::make_shared<Told>();
    std::future<std::thread::id> by = value->by.get_future();
    {
        app::Disposal disposal;
        disposal.later(std::move(value)).reset();
    }
    CHECK(by.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
}
