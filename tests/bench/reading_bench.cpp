// From a file's bytes to the matrix, with nothing remembered.
#include <cstdlib>

#include "base/file.h"
#include "bench.h"
#include "data/csv/csv.h"
#include "data/read_table.h"
#include "sample/sample.h"
#include "support/read_csv.h"

namespace cohortscope::bench {

namespace {

// Like read_csv of a file in the page cache: a copy of its bytes is part of the work.
data::Table parse(const std::string& bytes) {
    base::Progress progress;
    return tests::parse_csv(bytes, "table.csv", progress);
}

std::string bytes_of(const Context& context) {
    return context.csv_path.empty() ? data::to_csv(*context.table)
                                    : base::read_file(context.csv_path);
}

// The file is read too: the peer opens it by its name.
void add_workbook_benchmark(const std::string& path) {
    add_benchmark("workbook_to_table", 3, [path](benchmark::State& state, FrameTimes& times) {
        for (auto _ : state)
            times.measure([&] {
                base::Progress progress;
                benchmark::DoNotOptimize(
                    data::read_table(path, tests::known_only(), progress).rows);
            });
    });
}

} // namespace

void register_reading(const Context& context) {
    add_benchmark("csv_parse", 5, [&context](benchmark::State& state, FrameTimes& times) {
        const std::string bytes = bytes_of(context);
        for (auto _ : state)
            times.measure([&] { benchmark::DoNotOptimize(parse(bytes).rows); });
    });
    add_benchmark("csv_to_features", 5, [&context](benchmark::State& state, FrameTimes& times) {
        const std::string bytes = bytes_of(context);
        for (auto _ : state)
            times.measure([&] {
                engine::Pipeline pipeline(std::make_shared<const data::Table>(parse(bytes)));
                benchmark::DoNotOptimize(pipeline.prepare({}).matrix->rows);
            });
    });
    if (const char* book = std::getenv("COHORTSCOPE_BENCH_WORKBOOK"))
        add_workbook_benchmark(book);
    add_benchmark("table_to_features", 5, [&context](benchmark::State& state, FrameTimes& times) {
        for (auto _ : state)
            times.measure([&] {
                engine::Pipeline pipeline(context.table);
                benchmark::DoNotOptimize(pipeline.prepare({}).matrix->rows);
            });
    });
    add_benchmark("sample", 3, [](benchmark::State& state, FrameTimes& times) {
        for (auto _ : state)
            times.measure([] { benchmark::DoNotOptimize(sample::make_sample().rows); });
    });
}

} // namespace cohortscope::bench
