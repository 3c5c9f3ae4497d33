#include <cstdio>
#include <map>

#include <CLI/CLI.hpp>

#include "app/figures.h"
#include "app/tables.h"
#include "base/printable.h"
#include "plot/figures/figure.h"
#include "report/figure_file.h"

namespace cohortscope::app {

namespace {

constexpr int kLeastWidth = 200, kLeastHeight = 150, kLargest = 16384; // pixels at scale 1

// "1600x900"; empty when it is a size, else what was expected.
std::string parse_size(const std::string& text, report::FigureSize& size) {
    int width = 0, height = 0;
    char end = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &end) != 2 || width < kLeastWidth ||
        height < kLeastHeight || width > kLargest || height > kLargest)
        return "'" + text + "' is not a size; expected WIDTHxHEIGHT from " +
               std::to_string(kLeastWidth) + "x" + std::to_string(kLeastHeight) + " to " +
               std::to_string(kLargest) + "x" + std::to_string(kLargest);
    size = report::size_in_pixels(width, height);
    return {};
}

std::string preset_names() {
    std::string names;
    for (const report::SizePreset& preset : report::size_presets())
        names.append(names.empty() ? "" : ", ").append(preset.name);
    return names;
}

std::string parse_preset(const std::string& text, report::FigureSize& size) {
    const std::optional<report::FigureSize> found = report::find_size(text);
    if (!found)
        return "'" + text + "' is not a preset; expected one of " + preset_names();
    size = *found;
    return {};
}

std::string preset_meanings() {
    std::string text;
    for (const report::SizePreset& preset : report::size_presets())
        text.append(text.empty() ? "" : "; ")
            .append(preset.name)
            .append(": ")
            .append(preset.meaning);
    return text;
}

// Empty for a file of a known format, else what was expected.
std::string not_figure(const std::string& name) {
    if (report::format_of(name))
        return {};
    return "'" + name + "' does not end in .svg, .pdf or .png";
}

} // namespace

void add_figure_options(CLI::App& command, FigureChoice& choice) {
    command.add_option("--out", choice.out, "the file to write: .svg, .pdf or .png")
        ->check(not_figure);
    CLI::Option* preset =
        command
            .add_option_function<std::string>(
                "--preset", [](const std::string&) {}, preset_meanings() + " (width)")
            ->check([&choice](const std::string& text) { return parse_preset(text, choice.size); });
    command
        .add_option_function<std::string>(
            "--size", [](const std::string&) {}, "WIDTHxHEIGHT in pixels at scale 1")
        ->check([&choice](const std::string& text) { return parse_size(text, choice.size); })
        ->excludes(preset);
    command
        .add_option("--scale", choice.scale,
                    "a PNG has so many times the pixels; and the point cloud in the others")
        ->check(CLI::Range(1.0, 4.0));
    command.add_option("--theme", choice.theme, "light or dark")
        ->transform(CLI::CheckedTransformer(std::map<std::string, plot::Theme>{
            {"dark", plot::Theme::dark}, {"light", plot::Theme::light}}));
    command
        .add_option("--baseline", choice.baseline,
                    "key=value[,key=value]: compare with the result at these settings")
        ->delimiter(',')
        ->expected(1)
        ->allow_extra_args(false)
        ->take_all();
    command.add_flag("!--no-heading", choice.heading, "leave the title above the figure out");
    command.add_flag("--caption", choice.caption,
                     "below the figure: what it shows, data, counts, settings and date");
    command.add_option("--date", choice.date,
                       "the caption's and the file's (today's in a caption)");
}

void check_figure(const FigureChoice& choice) {
    if (choice.name == kListFigures)
        return;
    if (plot::find_figure(choice.name) == nullptr)
        throw WrongUsage(base::Error("'" + base::printable(choice.name) +
                                     "' is not a figure; 'cohortscope figure list' lists them"));
    if (choice.out.empty())
        throw WrongUsage(base::Error("--out is required: the file to write, .svg, .pdf or .png"));
}

} // namespace cohortscope::app
