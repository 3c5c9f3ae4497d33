// Figures on pages of every size, and several in one PDF.
#include <doctest/doctest.h>

#include "report/figure_caption.h"
#include "report/figure_file.h"
#include "report/paint/carried_session.h"
#include "report/paint/figure_page.h"
#include "support/fake_result.h"
#include "support/scene_check.h"

using namespace cohortscope;

namespace {

const plot::Figure& figure(std::string_view name) {
    const plot::Figure* found = plot::find_figure(name);
    REQUIRE(found != nullptr);
    return *found;
}

} // namespace

TEST_CASE("the ending of a file says its format") {
    CHECK(report::format_of("a.png") == report::FigureFormat::png);
    CHECK(report::format_of("A.SVG") == report::FigureFormat::svg);
    CHECK(report::format_of("x/y.Pdf") == report::FigureFormat::pdf);
    for (const char* name : {"", "png", "a.jpg", "a.svg.gz", "a.pdf "})
        CHECK(!report::format_of(name));
}

TEST_CASE("presets are as large as they say") {
    const report::FigureSize slide = *report::find_size("slide");
    CHECK(slide.width * slide.pixels == 1600);
    CHECK(slide.height * slide.pixels == 900);
    const report::FigureSize column = *report::find_size("column");
    CHECK(column.width * column.points / 72 * 25.4 == doctest::Approx(85));
    CHECK(column.width * column.pixels == doctest::Approx(85 / 25.4 * 300));
    const report::FigureSize poster = *report::find_size("poster");
    CHECK(poster.height * poster.points / 72 * 25.4 == doctest::Approx(594));
    CHECK(!report::find_size("huge"));
}

TEST_CASE("a page holds heading, chart and caption, and keeps its shape where it cannot grow") {
    const auto result = tests::fake_result({.k = 8, .long_names = true});
    const plot::FigureInput input{*result};
    const tests::EstimatedMeasure measure;
    for (const report::SizePreset& preset : report::size_presets())
        for (const char* name : {"scatter", "profile_heatmap", "cluster_sizes"}) {
            CAPTURE(preset.name);
            CAPTURE(name);
            const report::Page page = report::figure_page(
                figure(name), input,
                {preset.size, plot::Theme::light, "A heading", "A caption of a few words."},
                measure);
            const plot::Scene& scene = page.picture.scene;
            CHECK(tests::fault_of(scene, 1, measure) == "");
            CHECK(tests::says(scene, "A heading"));
            CHECK(tests::says(scene, "A caption of a few words."));
            const double width = static_cast<double>(scene.width) * page.points;
            CHECK(width == doctest::Approx(preset.size.width * preset.size.points));
            if (!preset.size.grows)
                CHECK(static_cast<double>(scene.height) * page.points ==
                      doctest::Approx(preset.size.height * preset.size.points));
        }
}

TEST_CASE("a figure's file is the same each time, and carries its settings") {
    const auto result = tests::fake_result();
    const plot::FigureInput input{*result};
    report::FigureFileOptions options;
    options.session = "{\"k\": 5}";
    for (const report::FigureFormat format :
         {report::FigureFormat::png, report::FigureFormat::svg, report::FigureFormat::pdf}) {
        options.format = format;
        const std::string bytes = report::figure_bytes(figure("scatter"), input, options);
        CHECK(bytes == report::figure_bytes(figure("scatter"), input, options));
        CHECK(report::carried_session(bytes) == options.session);
    }
}

TEST_CASE("slides are the pages of one PDF without a clock in it") {
    const auto result = tests::fake_result();
    const plot::FigureInput input{*result};
    report::FigureFileOptions options;
    options.size = *report::find_size("slide");
    const report::Slide slides[] = {{&figure("scatter"), "What it shows"},
                                    {&figure("cluster_sizes"), ""}};
    const std::string pdf = report::slides_pdf(slides, input, options, "Slides");
    CHECK(pdf.find("/Count 2") != std::string::npos); // of its pages
    CHECK(pdf.find("/CreationDate") == std::string::npos);
    options.date = "2026-11-27";
    const std::string dated = report::slides_pdf(slides, input, options, "Slides");
    CHECK(dated.find("/CreationDate (20261127") != std::string::npos);
}

TEST_CASE("a caption says what the figure shows, of which file, and how many rows") {
    const auto result = tests::fake_result();
    const std::string caption =
        report::figure_caption(figure("cluster_sizes"), {*result}, "27 November 2026");
    CHECK(caption.starts_with(figure("cluster_sizes").words({*result}) + " "));
    CHECK(caption.find("k = 5") != std::string::npos);
    CHECK(caption.ends_with("; 27 November 2026."));
}
