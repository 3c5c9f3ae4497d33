#include "base/parallel.h"

#include <atomic>
#include <numeric>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/progress.h"

using namespace cohortscope;

TEST_CASE("chunks cover every row once, in fixed pieces") {
    for (const std::size_t rows : {0UL, 1UL, 9UL, 10UL, 11UL, 1000UL}) {
        std::vector<std::atomic<int>> visits(rows);
        std::atomic<std::size_t> chunks{0};
        base::for_each_chunk(rows, 10, [&](const base::Chunk& chunk) {
            ++chunks;
            CHECK(chunk.begin == chunk.index * 10);
            CHECK(chunk.size() <= 10);
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                ++visits[row];
        });
        CHECK(chunks == base::chunk_count(rows, 10));
        for (const auto& count : visits)
            CHECK(count == 1);
    }
}

TEST_CASE("partial sums in chunk order give the same bits on any number of threads") {
    const auto sum = [](int threads) {
        const base::ThreadLimit limit(threads);
        const auto parts = base::map_chunks<double>(100'000, 1000, [](const base::Chunk& chunk) {
            double part = 0.0;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row)
                part += 1.0 / static_cast<double>(row + 1);
            return part;
        });
        return std::accumulate(parts.begin(), parts.end(), 0.0);
    };
    const double one = sum(1);
    CHECK(sum(2) == one);
    CHECK(sum(7) == one);
    CHECK(sum(0) == one);
}

TEST_CASE("an error in a loop's body reaches the caller, and loops nest") {
    CHECK_THROWS_AS(base::for_each_task(8,
                                        [](std::size_t index) {
                                            if (index == 5)
                                                throw base::Error("five");
                                        }),
                    base::Error);
    std::atomic<int> calls{0};
    base::for_each_task(
        4, [&](std::size_t) { base::for_each_task(4, [&](std::size_t) { ++calls; }); });
    CHECK(calls == 16);
}

TEST_CASE("a checkpoint reports progress, and throws once somebody cancelled") {
    base::Progress progress;
    progress.checkpoint(0.25);
    CHECK(progress.fraction() == 0.25);
    progress.cancel();
    CHECK(progress.cancelled());
    CHECK_THROWS_AS(progress.checkpoint(0.5), base::Cancelled);
}
