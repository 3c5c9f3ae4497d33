#include "report/paint/cairo_painter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <variant>

#include <cairo-pdf.h>

#include "base/error.h"
#include "report/paint/cairo_image.h"
#include "report/paint/cloud_picture.h"
#include "report/paint/pdf_words.h"
#include "report/paint/png_file.h"
#include "report/paint/png_words.h"

namespace cohortscope::report {

namespace {

// How far a halo reaches beyond the letters, in units.
constexpr double kHaloReach = 1.5;

struct CairoPainter {
    cairo_t* cairo;
    const Page& page;
    const CairoMeasure& measure;
    double snap; // pixels a unit, to which edges are drawn; 0: none, lines stay where they are

    void operator()(const plot::Line& line) const;
    void operator()(const plot::Polyline& polyline) const;
    void operator()(const plot::Area& area) const;
    void operator()(const plot::Rectangle& rectangle) const;
    void operator()(const plot::Disc& disc) const;
    void operator()(const plot::Text& text) const;
    void operator()(const plot::PointCloud& cloud) const;

  private:
    void ink(plot::Colour c) const {
        cairo_set_source_rgba(cairo, static_cast<double>(c.r), static_cast<double>(c.g),
                              static_cast<double>(c.b), static_cast<double>(c.a));
    }
    // At least a pixel wide, as on the screen.
    double stroke_width(float width) const {
        const auto wide = static_cast<double>(width);
        return snap > 0 ? std::max(wide, 1 / snap) : wide;
    }
    double on_pixel(double edge) const { return snap > 0 ? std::round(edge * snap) / snap : edge; }
    // The middle of a line whose edges lie on pixels.
    double line_on_pixel(double middle, double width) const {
        if (snap <= 0)
            return middle;
        const double pixels = std::max(1.0, std::round(width * snap));
        return (std::round(middle * snap - pixels / 2) + pixels / 2) / snap;
    }
    void add_glyphs(const TextLine& line, double size, plot::Point start) const;
};

bool is_finite(plot::Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

void CairoPainter::operator()(const plot::Line& line) const {
    if (!is_finite(line.from) || !is_finite(line.to))
        return;
    const double width = stroke_width(line.width);
    double x1 = static_cast<double>(line.from.x), y1 = static_cast<double>(line.from.y);
    double x2 = static_cast<double>(line.to.x), y2 = static_cast<double>(line.to.y);
    double drawn = width;
    if (snap > 0 && (x1 == x2 || y1 == y2)) {
        drawn = std::max(1.0, std::round(width * snap)) / snap;
        if (x1 == x2)
            x1 = x2 = line_on_pixel(x1, width);
        else
            y1 = y2 = line_on_pixel(y1, width);
    }
    ink(line.colour);
    cairo_set_line_width(cairo, drawn);
    cairo_move_to(cairo, x1, y1);
    cairo_line_to(cairo, x2, y2);
    cairo_stroke(cairo);
}

void CairoPainter::operator()(const plot::Polyline& polyline) const {
    bool pen_down = false;
    cairo_new_path(cairo);
    for (const plot::Point& p : polyline.points) {
        if (!is_finite(p))
            pen_down = false;
        else if (pen_down)
            cairo_line_to(cairo, static_cast<double>(p.x), static_cast<double>(p.y));
        else
            cairo_move_to(cairo, static_cast<double>(p.x), static_cast<double>(p.y));
        pen_down = is_finite(p);
    }
    ink(polyline.colour);
    cairo_set_line_width(cairo, stroke_width(polyline.width));
    cairo_stroke(cairo);
}

void CairoPainter::operator()(const plot::Area& area) const {
    if (area.upper.size() < 2 || !std::ranges::all_of(area.upper, is_finite))
        return;
    cairo_new_path(cairo);
    for (const plot::Point& p : area.upper)
        cairo_line_to(cairo, static_cast<double>(p.x), static_cast<double>(p.y));
    for (std::size_t i = area.upper.size(); i-- > 0;)
        cairo_line_to(cairo, static_cast<double>(area.upper[i].x),
                      static_cast<double>(area.low_at(i)));
    ink(area.fill);
    cairo_fill(cairo);
}

void CairoPainter::operator()(const plot::Rectangle& rectangle) const {
    const plot::Box& box = rectangle.box;
    double left = static_cast<double>(box.left), right = static_cast<double>(box.right);
    double top = static_cast<double>(box.top), bottom = static_cast<double>(box.bottom);
    if (!(right > left) || !(bottom > top))
        return;
    const double radius =
        std::min({static_cast<double>(rectangle.radius), (right - left) / 2, (bottom - top) / 2});
    // Neighbours that meet leave no seam; what is thinner than a pixel keeps its share of one.
    if ((right - left) * snap >= 1) {
        left = on_pixel(left);
        right = on_pixel(right);
    }
    if ((bottom - top) * snap >= 1) {
        top = on_pixel(top);
        bottom = on_pixel(bottom);
    }
    ink(rectangle.fill);
    cairo_new_path(cairo);
    if (radius > 0) {
        constexpr double kQuarter = std::numbers::pi / 2;
        cairo_arc(cairo, right - radius, top + radius, radius, -kQuarter, 0);
        cairo_arc(cairo, right - radius, bottom - radius, radius, 0, kQuarter);
        cairo_arc(cairo, left + radius, bottom - radius, radius, kQuarter, 2 * kQuarter);
        cairo_arc(cairo, left + radius, top + radius, radius, 2 * kQuarter, 3 * kQuarter);
        cairo_close_path(cairo);
    } else {
        cairo_rectangle(cairo, left, top, right - left, bottom - top);
    }
    cairo_fill(cairo);
}

void CairoPainter::operator()(const plot::Disc& disc) const {
    if (!is_finite(disc.centre) || !(disc.radius > 0))
        return;
    ink(disc.fill);
    cairo_new_path(cairo);
    cairo_arc(cairo, static_cast<double>(disc.centre.x), static_cast<double>(disc.centre.y),
              static_cast<double>(disc.radius), 0, 2 * std::numbers::pi);
    cairo_fill(cairo);
}

// Text in a PDF; in a picture of pixels outlines, as Cairo would move glyphs to whole pixels.
void CairoPainter::add_glyphs(const TextLine& line, double size, plot::Point start) const {
    cairo_set_font_size(cairo, size);
    for (const TextRun& run : line.runs) {
        cairo_set_font_face(cairo, run.font);
        std::vector<cairo_glyph_t> glyphs;
        std::vector<cairo_text_cluster_t> clusters;
        for (const TextRun::Glyph& glyph : run.glyphs) {
            glyphs.push_back({glyph.index, static_cast<double>(start.x) + glyph.x * size,
                              static_cast<double>(start.y)});
            clusters.push_back({glyph.bytes, 1});
        }
        const int count = static_cast<int>(glyphs.size());
        if (snap > 0)
            cairo_glyph_path(cairo, glyphs.data(), count);
        else
            cairo_show_text_glyphs(cairo, run.text.data(), static_cast<int>(run.text.size()),
                                   glyphs.data(), count, clusters.data(), count,
                                   cairo_text_cluster_flags_t{});
    }
}

void CairoPainter::operator()(const plot::Text& text) const {
    if (!is_finite(text.at) || !(text.size > 0))
        return;
    const auto size = static_cast<double>(text.size);
    const TextLine line = measure.typesetter().set(text.text, text.face);
    plot::Point start = baseline_start(text, static_cast<float>(line.width * size));
    const bool turned = text.turn > 0.5f;
    if (!turned) // feet on a line of pixels
        start.y = static_cast<float>(on_pixel(static_cast<double>(text.at.y + start.y)) -
                                     static_cast<double>(text.at.y));
    cairo_save(cairo);
    cairo_translate(cairo, static_cast<double>(text.at.x), static_cast<double>(text.at.y));
    if (turned)
        cairo_rotate(cairo, -std::numbers::pi / 2);
    cairo_new_path(cairo);
    if (text.halo.a > 0) {
        CairoPainter outlines = *this;
        outlines.snap = 1; // a path in a PDF, too
        outlines.add_glyphs(line, size, start);
        ink(text.halo);
        cairo_set_line_width(cairo, 2 * kHaloReach);
        cairo_stroke(cairo);
    }
    ink(text.colour);
    add_glyphs(line, size, start);
    cairo_fill(cairo); // outlines, where they are drawn so
    cairo_restore(cairo);
}

void CairoPainter::operator()(const plot::PointCloud& cloud) const {
    plot::Box box = cloud.box;
    const double scale = snap > 0 ? page.pixels : page.cloud_pixels;
    const auto pixel = [&](float edge) { return std::round(static_cast<double>(edge) * scale); };
    const double left = pixel(box.left), top = pixel(box.top);
    const double width = pixel(box.right) - left, height = pixel(box.bottom) - top;
    if (!(width >= 1) || !(height >= 1))
        return;
    expect_drawable(width, height);
    const plot::CloudImage image =
        cloud_picture(cloud, page, static_cast<int>(width), static_cast<int>(height), scale);
    const CairoSurface surface = surface_of(image);
    cairo_save(cairo);
    cairo_scale(cairo, 1 / scale, 1 / scale);
    cairo_set_source_surface(cairo, surface.get(), left, top);
    if (snap > 0)
        cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
    cairo_rectangle(cairo, left, top, width, height);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

void paint(cairo_t* cairo, const Page& page, const CairoMeasure& measure, double snap) {
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    const CairoPainter painter{cairo, page, measure, snap};
    for (const plot::Shape& shape : page.picture.scene.shapes)
        std::visit(painter, shape);
    expect_drawn(cairo_status(cairo));
}

void set_words(cairo_surface_t* surface, const FileWords& words) {
    const auto set = [&](cairo_pdf_metadata_t what, const std::string& text) {
        cairo_pdf_surface_set_metadata(surface, what, text.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, words.title);
    set(CAIRO_PDF_METADATA_SUBJECT, words.description);
    set(CAIRO_PDF_METADATA_CREATOR, "Cohortscope");
    set(CAIRO_PDF_METADATA_KEYWORDS, pdf_keywords(words.session));
    set(CAIRO_PDF_METADATA_CREATE_DATE, words.date); // empty: none, not the clock's
}

} // namespace

std::string png_bytes(const Page& page, const CairoMeasure& measure, const FileWords& words,
                      double dots_per_inch) {
    const double width = std::round(static_cast<double>(page.picture.scene.width) * page.pixels);
    const double height = std::round(static_cast<double>(page.picture.scene.height) * page.pixels);
    expect_drawable(width, height);
    const CairoSurface surface(cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, static_cast<int>(width), static_cast<int>(height)));
    expect_drawn(cairo_surface_status(surface.get()));
    const CairoContext cairo(cairo_create(surface.get()));
    cairo_scale(cairo.get(), page.pixels, page.pixels);
    paint(cairo.get(), page, measure, page.pixels);
    cairo_surface_flush(surface.get());
    return with_words(png_of(surface.get()), words, dots_per_inch);
}

std::string pdf_bytes(std::span<const Page> pages, const CairoMeasure& measure,
                      const FileWords& words) {
    ENSURE(!pages.empty());
    std::string bytes;
    const CairoSurface surface(cairo_pdf_surface_create_for_stream(append_to_string, &bytes, 1, 1));
    // Later versions pack the words away.
    cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_4);
    set_words(surface.get(), words);
    for (const Page& page : pages) {
        const plot::Scene& scene = page.picture.scene;
        cairo_pdf_surface_set_size(surface.get(), static_cast<double>(scene.width) * page.points,
                                   static_cast<double>(scene.height) * page.points);
        const CairoContext cairo(cairo_create(surface.get()));
        cairo_scale(cairo.get(), page.points, page.points);
        paint(cairo.get(), page, measure, 0);
        cairo_show_page(cairo.get());
    }
    cairo_surface_finish(surface.get());
    expect_drawn(cairo_surface_status(surface.get()));
    return bytes;
}

} // namespace cohortscope::report
