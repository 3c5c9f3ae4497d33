#include "report/figure_file.h"

#include "base/error.h"
#include "base/format.h"
#include "report/paint/cairo_painter.h"
#include "report/paint/figure_page.h"
#include "report/paint/svg_painter.h"

namespace cohortscope::report {

namespace {

Page page_of(const plot::Figure& figure, const plot::FigureInput& input,
             const FigureFileOptions& options, const std::string& caption,
             const CairoMeasure& measure) {
    const std::string heading = options.heading ? std::string(figure.title) : std::string();
    Page page =
        figure_page(figure, input, {options.size, options.theme, heading, caption}, measure);
    page.pixels *= options.scale;
    page.cloud_pixels *= options.scale;
    if (options.format == FigureFormat::png)
        page.cloud_pixels = page.pixels;
    return page;
}

} // namespace

std::optional<FigureFormat> format_of(std::string_view file) {
    const std::string name = base::lower(file);
    if (name.ends_with(".png"))
        return FigureFormat::png;
    if (name.ends_with(".svg"))
        return FigureFormat::svg;
    if (name.ends_with(".pdf"))
        return FigureFormat::pdf;
    return std::nullopt;
}

std::string figure_bytes(const plot::Figure& figure, const plot::FigureInput& input,
                         const FigureFileOptions& options) {
    ENSURE(plot::can_make(figure, input));
    const CairoMeasure measure;
    const Page page = page_of(figure, input, options, options.caption, measure);
    FileWords words{std::string(figure.title), {}, options.session, options.date};
    if (figure.words != nullptr)
        words.description = figure.words(input);
    switch (options.format) {
    case FigureFormat::png:
        return png_bytes(page, measure, words, options.size.dots_per_inch * options.scale);
    case FigureFormat::svg:
        return svg_bytes(page, measure, words);
    case FigureFormat::pdf:
        break;
    }
    return pdf_bytes({&page, 1}, measure, words);
}

std::string slides_pdf(std::span<const Slide> slides, const plot::FigureInput& input,
                       const FigureFileOptions& options, const std::string& title) {
    const CairoMeasure measure;
    FigureFileOptions of_pages = options;
    of_pages.format = FigureFormat::pdf;
    std::vector<Page> pages;
    std::string contents;
    for (const Slide& slide : slides) {
        pages.push_back(page_of(*slide.figure, input, of_pages, slide.caption, measure));
        contents.append(contents.empty() ? "" : "; ").append(slide.figure->title);
    }
    return pdf_bytes(pages, measure, {title, contents, options.session, options.date});
}

} // namespace cohortscope::report
