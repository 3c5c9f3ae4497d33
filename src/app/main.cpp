// cohortscope: parses the command line, runs one command, turns errors into one line and a status.

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <system_error>

#include "app/arguments.h"
#include "app/commands.h"
#include "app/report_command.h"
#include "app/screenshot.h"
#include "app/tables.h"
#include "app/terminal.h"
#include "app/window.h"
#include "base/error.h"
#include "base/parallel.h"

namespace {

using namespace cohortscope;

struct Run {
    int operator()(const app::Explore& explore) const {
        const base::ThreadLimit limit(explore.common.table.threads);
        app::run_window(explore);
        return 0;
    }
    int operator()(const app::Analyze& analyze) const {
        const base::ThreadLimit limit(analyze.common.table.threads);
        app::run_analyze(analyze);
        return 0;
    }
    int operator()(const app::Report& report) const {
        const base::ThreadLimit limit(report.common.table.threads);
        app::run_report(report);
        return 0;
    }
    int operator()(const app::Screenshot& screenshot) const {
        const base::ThreadLimit limit(screenshot.common.table.threads);
        app::run_screenshot(screenshot);
        return 0;
    }
    int operator()(const app::MakeFigure& figure) const {
        const base::ThreadLimit limit(figure.common.table.threads);
        app::run_figure(figure);
        return 0;
    }
    int operator()(const app::Sample& sample) const {
        const base::ThreadLimit limit(sample.threads);
        app::run_sample(sample);
        return 0;
    }
    int operator()(const app::ListSettings& list) const {
        const base::ThreadLimit limit(list.table.threads);
        app::run_settings(list);
        return 0;
    }
    int operator()(const app::ShowSchema& show) const {
        const base::ThreadLimit limit(show.table.threads);
        app::run_schema(show);
        return 0;
    }
};

// The system's own words do not say what it is that could not be had.
// oneTBB throws a std::runtime_error with those words in it.
std::string what_was_lacking(const std::exception& error) {
    const std::string words = std::generic_category().message(EAGAIN);
    if (dynamic_cast<const base::Error*>(&error) != nullptr ||
        std::string_view(error.what()).find(words) == std::string_view::npos)
        return error.what();
    return "cannot start a thread: " + words +
           "; expected a limit of processes that leaves room for more (ulimit -u)";
}

// EGL writes warnings about drivers it does not even use; ours stand for what goes wrong.
void silence_libraries() { ::setenv("EGL_LOG_LEVEL", "fatal", 0); }

} // namespace

int main(int count, char** values) {
    silence_libraries();
    try {
        const app::Parsed parsed = app::parse_arguments(count, values);
        return parsed.done ? parsed.exit_status : std::visit(Run(), parsed.arguments);
    } catch (const app::WrongUsage& error) {
        app::print_error(std::string(error.what()) + " (see 'cohortscope --help')");
        return 2;
    } catch (const std::bad_alloc&) {
        app::print_error("not enough memory for this table");
    } catch (const std::exception& error) {
        app::print_error(what_was_lacking(error));
    }
    return 1;
}
