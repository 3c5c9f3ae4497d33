#include "report/content/figures_part.h"

#include <array>
#include <atomic>

#include "base/parallel.h"
#include "plot/figures/figure.h"
#include "report/figure_file.h"
#include "report/paint/figure_page.h"
#include "report/paint/svg_painter.h"

namespace cohortscope::report {

namespace {

constexpr const char* kTellsOfFigures =
    "Groups; where points are drawn, where each row lies, without a name.";

struct Format {
    FigureFormat format;
    const char* ending;
    const char* words;
};
constexpr std::array<Format, 3> kFormats = {{{FigureFormat::svg, ".svg", "SVG"},
                                             {FigureFormat::pdf, ".pdf", "PDF"},
                                             {FigureFormat::png, ".png", "PNG"}}};

// The studies' values as figures read them; they belong to the request.
plot::StudyValues values_of(const ReportRequest& request) {
    plot::StudyValues values;
    for (const StudyOutcome& outcome : request.studies)
        values[static_cast<std::size_t>(outcome.study)] = std::shared_ptr<const engine::StudyValue>(
            std::shared_ptr<const void>(), &outcome.value);
    return values;
}

std::string words_of(const plot::Figure& figure, const plot::FigureInput& input) {
    return figure.words != nullptr ? figure.words(input) : std::string();
}

// Without a heading, which the page has, and with the marks where they lie on the page.
PageFigure figure_on_page(const plot::Figure& figure, const plot::FigureInput& input) {
    const CairoMeasure measure;
    const Page drawn = figure_page(figure, input, {}, measure);
    PageFigure shown;
    shown.name = figure.name;
    shown.title = figure.title;
    shown.caption = shown.alt = words_of(figure, input);
    shown.svg = svg_bytes(drawn, measure, {});
    shown.width = drawn.picture.scene.width;
    shown.height = drawn.picture.scene.height;
    shown.marks = drawn.picture.scene.marks;
    return shown;
}

// Everything of one figure.
struct Made {
    PageFigure shown;
    std::vector<ReportFile> files;
};

Made make(const plot::Figure& figure, const plot::FigureInput& input, const std::string& session) {
    Made made{figure_on_page(figure, input), {}};
    FigureFileOptions options;
    options.size = *find_size("width");
    options.caption = made.shown.caption;
    options.session = session;
    for (const Format& each : kFormats) {
        options.format = each.format;
        const std::string path = "figures/" + made.shown.name + each.ending;
        made.files.push_back({{path, figure_bytes(figure, input, options)},
                              made.shown.title + ", as " + each.words + ".",
                              kTellsOfFigures});
        made.shown.files.push_back({path, each.words});
    }
    return made;
}

ReportFile slides_of(const std::vector<const plot::Figure*>& figures,
                     const plot::FigureInput& input, const std::string& session) {
    std::vector<Slide> slides;
    for (const plot::Figure* figure : figures)
        if (figure->same_as.empty())
            slides.push_back({figure, words_of(*figure, input)});
    FigureFileOptions options;
    options.size = *find_size("slide");
    options.session = session;
    return {{"slides.pdf", slides_pdf(slides, input, options, input.result.settings.schema->label)},
            "Every figure once, with its caption, one a page, 16:9.",
            kTellsOfFigures};
}

} // namespace

FigureParts make_figures(const ReportRequest& request, const std::string& session,
                         base::Progress& progress) {
    const plot::FigureInput input{*request.result, values_of(request), request.baseline.get()};
    std::vector<const plot::Figure*> figures;
    for (const plot::Figure& figure : plot::figures())
        if (plot::can_make(figure, input))
            figures.push_back(&figure);
    FigureParts parts;
    if (figures.empty())
        return parts;
    std::vector<Made> made(figures.size());
    ReportFile slides;
    std::atomic<std::size_t> done{0};
    base::for_each_task(figures.size() + 1, [&](std::size_t task) {
        progress.checkpoint(static_cast<double>(done.load()) /
                            static_cast<double>(figures.size() + 1));
        if (task == 0) // the longest
            slides = slides_of(figures, input, session);
        else
            made[task - 1] = make(*figures[task - 1], input, session);
        ++done;
    });
    parts.files.push_back(std::move(slides));
    for (std::size_t i = 0; i < figures.size(); ++i) {
        for (ReportFile& file : made[i].files)
            parts.files.push_back(std::move(file));
        if (figures[i]->same_as.empty()) // once on the page, under each name as a file
            (figures[i]->needs.empty() ? parts.figures : parts.studied_figures)
                .push_back(std::move(made[i].shown));
    }
    return parts;
}

} // namespace cohortscope::report
