// cohortscope: parses the command line, runs one command, turns errors into one line and a status.

#include <cstdio>
#include <exception>

#include "app/arguments.h"
#include "app/commands.h"
#include "app/screenshot.h"
#include "app/window.h"
#include "base/error.h"
#include "base/parallel.h"

namespace {

using namespace cohortscope;

struct Run {
    int operator()(const app::Explore& explore) const {
        const base::ThreadLimit limit(explore.common.threads);
        app::run_window(explore);
        return 0;
    }
    int operator()(const app::Analyze& analyze) const {
        const base::ThreadLimit limit(analyze.common.threads);
        app::run_analyze(analyze);
        return 0;
    }
    int operator()(const app::Screenshot& screenshot) const {
        const base::ThreadLimit limit(screenshot.common.threads);
        app::run_screenshot(screenshot);
        return 0;
    }
    int operator()(const app::Sample& sample) const {
        const base::ThreadLimit limit(sample.threads);
        app::run_sample(sample);
        return 0;
    }
    int operator()(const app::ListSettings&) const {
        app::run_settings();
        return 0;
    }
};

} // namespace

int main(int count, char** values) {
    try {
        const app::Parsed parsed = app::parse_arguments(count, values);
        return parsed.done ? parsed.exit_status : std::visit(Run(), parsed.arguments);
    } catch (const std::bad_alloc&) {
        std::fputs("error: not enough memory for this table\n", stderr);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "error: %s\n", error.what());
    }
    return 1;
}
