// Listings, and the worker that finds them.
#include "engine/row_list.h"

#include <atomic>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "support/row_lists.h"

using namespace cohortscope;
using namespace cohortscope::engine;

namespace {

struct Finder {
    RowListing find(const RowQuery& query, const RowListing* before = nullptr) {
        base::Progress progress;
        return finder.find(query, result, before, progress);
    }
    std::shared_ptr<const Result> result = tests::listed_result();
    RowFinder finder;
};

RowQuery filtered(const std::string& filter) {
    RowQuery query;
    query.filter = filter;
    return query;
}

struct Bench {
    std::shared_ptr<base::Gate> gate = std::make_shared<base::Gate>();
    std::atomic<int> woken = 0;
    RowLister lister{[this] { ++woken; }, gate};

    std::shared_ptr<const RowListing> wait_for(const RowQuery& query, const Result& result) {
        for (int i = 0; i < 4000; ++i) {
            const auto listing = lister.listing();
            if (listing && answers(*listing, query, result))
                return listing;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return nullptr;
    }
};

} // namespace

TEST_CASE("a listing has the rows of the filter in the order of the sort") {
    Finder finder;
    RowQuery query = filtered("pay > 10 L");
    query.sort = {SortBy::column, "ctc", true};
    const RowListing listing = finder.find(query);
    CHECK(listing.matching() > 0);
    CHECK(listing.matching() < listing.among);
    CHECK(listing.among == finder.result->rows());
    const auto& measure = finder.result->prepared.rows->measure;
    const auto positions = tests::positions_of(listing);
    for (std::size_t i = 0; i + 1 < positions.size(); ++i) {
        const bool in_order = measure[positions[i]] > measure[positions[i + 1]] ||
                              (measure[positions[i]] == measure[positions[i + 1]]);
        REQUIRE(in_order);
    }
    CHECK(measure[positions.back()] > 1e6);
}

TEST_CASE("rows given and the group of a colour narrow a listing") {
    Finder finder;
    const std::size_t n = finder.result->rows();
    auto flags = std::make_shared<std::vector<std::uint8_t>>(n, 0);
    for (std::size_t i = 0; i < n; i += 7)
        (*flags)[i] = 1;
    RowQuery query;
    query.rows = flags;
    CHECK(finder.find(query).matching() == (n + 6) / 7);
    query.colour = finder.result->identity.colour[1];
    const RowListing listing = finder.find(query);
    CHECK(listing.matching() > 0);
    for (const std::size_t position : tests::positions_of(listing)) {
        REQUIRE(position % 7 == 0);
        REQUIRE(int{finder.result->clustering->labels[position]} == 1);
    }
    CHECK(listing.of_groups);
}

TEST_CASE("a filter that is not understood leaves the rows as they were") {
    Finder finder;
    const RowListing before = finder.find(filtered("pay > 10 L"));
    const RowListing after = finder.find(filtered("pay > lots"), &before);
    CHECK(tests::positions_of(after) == tests::positions_of(before));
    CHECK(after.query.filter == "pay > 10 L");
    CHECK(after.refused == "pay > lots");
    CHECK(after.filter_error.starts_with("\"lots\" is no number"));
    CHECK(answers(after, filtered("pay > lots"), *finder.result));
    CHECK(answers(after, filtered("pay > 10 L"), *finder.result));
    CHECK_FALSE(answers(after, filtered(""), *finder.result));
    CHECK(finder.find(filtered("pay > lots")).matching() == finder.result->rows());
}

TEST_CASE("a listing stays true for other clusters where it does not ask for them") {
    const auto table = tests::random_table(800, 3);
    Pipeline pipeline(table);
    const auto at_k = [&](int k) {
        Settings settings;
        settings.kmeans.k = k;
        base::Progress progress;
        return pipeline.final_result(settings, progress);
    };
    const auto three = at_k(3), four = at_k(4);
    RowFinder finder;
    base::Progress progress;
    const RowListing plain = finder.find(filtered("pay > 10 L"), three, nullptr, progress);
    CHECK(answers(plain, filtered("pay > 10 L"), *four));
    const RowListing of_group = finder.find(filtered("group is 2"), three, nullptr, progress);
    CHECK_FALSE(answers(of_group, filtered("group is 2"), *four));
    RowQuery by_group;
    by_group.sort.by = SortBy::group;
    const RowListing sorted = finder.find(by_group, three, nullptr, progress);
    CHECK_FALSE(answers(sorted, by_group, *four));
    CHECK(tests::positions_of(finder.find(by_group, four, nullptr, progress)) !=
          tests::positions_of(sorted));
}

TEST_CASE("a listing is the same on one thread and on several") {
    RowQuery query = filtered("role contains 1");
    query.sort = {SortBy::column, "job_position", true};
    Finder many;
    const auto expected = tests::positions_of(many.find(query));
    const base::ThreadLimit one(1);
    Finder alone;
    CHECK(tests::positions_of(alone.find(query)) == expected);
}

TEST_CASE("the latest request wins, and the listing before it stays until then") {
    Bench bench;
    const auto result = tests::listed_result(20'000); // several loops' chunks
    CHECK(bench.lister.listing() == nullptr);
    bench.lister.request({}, result);
    const auto first = bench.wait_for({}, *result);
    REQUIRE(first);
    CHECK(first->matching() == result->rows());
    {
        const base::Urgent urgent(*bench.gate); // the live worker computes
        for (const char* filter : {"pay > 1 L", "pay > 2 L", "pay > 15 L"})
            bench.lister.request(filtered(filter), result);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        CHECK(bench.lister.listing() == first);
    }
    const auto last = bench.wait_for(filtered("pay > 15 L"), *result);
    REQUIRE(last);
    CHECK(last->matching() < result->rows());
    const int woken = bench.woken;
    bench.lister.request(filtered("pay > 15 L"), result); // is answered
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(bench.woken == woken);
}
