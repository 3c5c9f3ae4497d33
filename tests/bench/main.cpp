// cohortscope_bench [--table=FILE.csv] [--threads=N] [options of Google Benchmark]
// Without --table the table is the one COHORTSCOPE_BENCH_TABLE names, else the built-in sample.
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/parallel.h"
#include "bench.h"
#include "engine/known_tables.h"
#include "sample/sample.h"

namespace cohortscope::bench {

namespace {

// The value of the last "NAME=value" among the arguments, which it takes out.
std::optional<std::string> take_option(std::vector<char*>& arguments, std::string_view name) {
    std::optional<std::string> value;
    std::erase_if(arguments, [&](const char* argument) {
        const std::string_view text(argument);
        if (!text.starts_with(name))
            return false;
        value = text.substr(name.size());
        return true;
    });
    return value;
}

Context read_context(std::optional<std::string> path) {
    const char* named = std::getenv("COHORTSCOPE_BENCH_TABLE");
    if (!path && named)
        path = named;
    Context context{path.value_or(""), nullptr, 0.0};
    base::Progress progress;
    const auto start = std::chrono::steady_clock::now();
    context.table = std::make_shared<const data::Table>(
        context.csv_path.empty() ? sample::make_sample()
                                 : engine::table_of_file(*path, {}, progress));
    const std::chrono::duration<double, std::milli> passed =
        std::chrono::steady_clock::now() - start;
    context.load_ms = passed.count();
    return context;
}

int run(int count, char** values) {
    std::vector<char*> arguments(values, values + count);
    const std::optional<std::string> table = take_option(arguments, "--table=");
    const std::optional<std::string> threads = take_option(arguments, "--threads=");
    const base::ThreadLimit limit(threads ? std::atoi(threads->c_str()) : 0);
    int left = static_cast<int>(arguments.size());
    benchmark::Initialize(&left, arguments.data());
    if (benchmark::ReportUnrecognizedArguments(left, arguments.data()))
        return 2;
    const Context context = read_context(table);
    register_reading(context);
    register_slider(context);
    register_kmeans(context);
    register_knobs(context);
    register_flags(context);
    register_disclosure(context);
    register_contrast(context);
    register_pictures(context);
    register_ward(context);
    register_silhouette(context);
    register_live(context);
    register_selection(context);
    register_scale(context);
    register_wide();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

} // namespace

} // namespace cohortscope::bench

int main(int count, char** values) {
    try {
        return cohortscope::bench::run(count, values);
    } catch (const cohortscope::base::Error& error) {
        std::cerr << "error: " << error.what() << '\n';
        return 1;
    }
}
