#include "app/sample_arguments.h"

#include <CLI/CLI.hpp>

#include "app/arguments.h"
#include "base/format.h"
#include "sample/kinds.h"

namespace cohortscope::app {

namespace {

std::string kind_names() {
    std::string names;
    for (const sample::SampleKind& kind : sample::sample_kinds())
        names.append(names.empty() ? "" : ", ").append(kind.name);
    return names;
}

// "25,000 of engagement, …": the rows of each kind unless asked for another number.
std::string kind_rows() {
    std::string text;
    for (const sample::SampleKind& kind : sample::sample_kinds()) {
        text += (text.empty() ? "" : ", ") + base::grouped(static_cast<long long>(kind.rows));
        text.append(" of ").append(kind.name);
    }
    return text;
}

// Empty for the name of a kind of sample, else what was expected.
std::string not_kind(const std::string& name) {
    if (sample::find_sample_kind(name) != nullptr)
        return {};
    return "'" + name + "' is not a kind of sample; expected one of " + kind_names();
}

} // namespace

void add_sample(CLI::App& app, Sample& sample) {
    sample.kind = sample::sample_kinds().front().name;
    CLI::App* command = app.add_subcommand("sample", "write a synthetic table as CSV");
    command->add_option("--kind", sample.kind, "which table: " + kind_names())->check(not_kind);
    command->add_option("--rows", sample.rows, "how many rows: without it " + kind_rows())
        ->check(CLI::Range(std::size_t{1}, std::size_t{100'000'000}));
    command->add_option("--seed", sample.seed, "another seed makes another sample");
    command->add_option("--threads", sample.threads, "processors to use; 0 means all")
        ->check(CLI::Range(0, 1024));
    command->add_option("--out", sample.out, "the CSV file to write ('-': standard output)")
        ->required()
        ->check([](const std::string& name) {
            return name.empty() ? "an empty name; expected the name of a file" : std::string();
        });
}

} // namespace cohortscope::app
