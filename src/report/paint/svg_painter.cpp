#include "report/paint/svg_painter.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <variant>

#include "base/base64.h"
#include "base/format.h"
#include "base/printable.h"
#include "report/paint/cairo_image.h"
#include "report/paint/cloud_picture.h"
#include "report/paint/png_file.h"
#include "report/paint/svg_words.h"

namespace cohortscope::report {

namespace {

constexpr float kHaloReach = 1.5f; // beyond the letters, in units

// Hundredths at most.
std::string number(double value) {
    std::string text = base::fixed(value, 2);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}
std::string number(float value) { return number(static_cast<double>(value)); }

std::string hexadecimal(plot::Colour colour) {
    const auto level = [](float part) {
        return static_cast<int>(std::lround(std::clamp(part, 0.0f, 1.0f) * 255.0f));
    };
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", static_cast<unsigned>(level(colour.r)),
                  static_cast<unsigned>(level(colour.g)), static_cast<unsigned>(level(colour.b)));
    return text;
}

// ' fill="#1b1f26" fill-opacity="0.5"'
std::string ink(const std::string& what, plot::Colour colour) {
    std::string text = " " + what + "=\"" + hexadecimal(colour) + "\"";
    if (colour.a < 1)
        text += " " + what + "-opacity=\"" +
                base::shortest(std::round(static_cast<double>(colour.a) * 1000) / 1000) + "\"";
    return text;
}

std::string attribute(const std::string& name, float value) {
    return " " + name + "=\"" + number(value) + "\"";
}

bool is_finite(plot::Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

struct SvgPainter {
    std::string& out;
    const Page& page;
    const CairoMeasure& measure;

    void operator()(const plot::Line& line) const {
        if (!is_finite(line.from) || !is_finite(line.to))
            return;
        out += "<line" + attribute("x1", line.from.x) + attribute("y1", line.from.y) +
               attribute("x2", line.to.x) + attribute("y2", line.to.y) +
               ink("stroke", line.colour) + attribute("stroke-width", line.width) + "/>\n";
    }
    void operator()(const plot::Polyline& polyline) const;
    void operator()(const plot::Area& area) const;
    void operator()(const plot::Rectangle& rectangle) const;
    void operator()(const plot::Disc& disc) const {
        if (!is_finite(disc.centre) || !(disc.radius > 0))
            return;
        out += "<circle" + attribute("cx", disc.centre.x) + attribute("cy", disc.centre.y) +
               attribute("r", disc.radius) + ink("fill", disc.fill) + "/>\n";
    }
    void operator()(const plot::Text& text) const;
    void operator()(const plot::PointCloud& cloud) const;
};

std::string pair(plot::Point p) { return number(p.x) + "," + number(p.y); }

void SvgPainter::operator()(const plot::Polyline& polyline) const {
    std::string path;
    bool pen_down = false;
    for (const plot::Point& p : polyline.points) {
        if (is_finite(p))
            path.append(pen_down ? " " : "M").append(pair(p));
        pen_down = is_finite(p);
    }
    if (!path.empty())
        out += "<path d=\"" + path + "\" fill=\"none\"" + ink("stroke", polyline.colour) +
               attribute("stroke-width", polyline.width) + "/>\n";
}

void SvgPainter::operator()(const plot::Area& area) const {
    if (area.upper.size() < 2 || !std::ranges::all_of(area.upper, is_finite))
        return;
    std::string path = "M";
    for (const plot::Point& p : area.upper)
        path += pair(p) + " ";
    if (area.lower.empty())
        path += pair({area.upper.back().x, area.base}) + " " +
                pair({area.upper.front().x, area.base}) + " ";
    else
        for (std::size_t i = area.upper.size(); i-- > 0;)
            path += pair({area.upper[i].x, area.low_at(i)}) + " ";
    out += "<path d=\"" + path + "Z\"" + ink("fill", area.fill) + "/>\n";
}

void SvgPainter::operator()(const plot::Rectangle& rectangle) const {
    const plot::Box& box = rectangle.box;
    if (!(box.width() > 0) || !(box.height() > 0))
        return;
    out += "<rect" + attribute("x", box.left) + attribute("y", box.top) +
           attribute("width", box.width()) + attribute("height", box.height());
    // Neighbours that meet leave no seam.
    out += rectangle.radius > 0 ? attribute("rx", rectangle.radius)
                                : std::string(" shape-rendering=\"crispEdges\"");
    out += ink("fill", rectangle.fill) + "/>\n";
}

void SvgPainter::operator()(const plot::Text& text) const {
    if (!is_finite(text.at) || !(text.size > 0) || text.text.empty())
        return;
    const TextLine line = measure.typesetter().set(text.text, text.face);
    const auto width = static_cast<float>(line.width * static_cast<double>(text.size));
    const plot::Point start = baseline_start(text, width);
    const bool turned = text.turn > 0.5f;
    const plot::Point at = turned ? start : plot::Point{text.at.x + start.x, text.at.y + start.y};
    out += "<text" + attribute("x", at.x) + attribute("y", at.y);
    if (turned)
        out += " transform=\"translate(" + pair(text.at) + ") rotate(-90)\"";
    out += attribute("font-size", text.size);
    if (text.face == plot::Face::semibold)
        out += " font-weight=\"500\""; // Roboto Medium
    if (line.own && line.runs.size() == 1 && line.runs.front().glyphs.size() > 1)
        out += attribute("textLength", width);
    if (text.halo.a > 0)
        out += ink("stroke", text.halo) + attribute("stroke-width", 2 * kHaloReach) +
               " paint-order=\"stroke\"";
    // A letter that our fonts lack may be in those of who reads the file.
    out += ink("fill", text.colour) + ">" +
           xml_escaped(line.own ? line.text : base::printable(text.text)) + "</text>\n";
}

void SvgPainter::operator()(const plot::PointCloud& cloud) const {
    const plot::Box& box = cloud.box;
    const double width = std::round(static_cast<double>(box.width()) * page.cloud_pixels);
    const double height = std::round(static_cast<double>(box.height()) * page.cloud_pixels);
    if (!(width >= 1) || !(height >= 1))
        return;
    expect_drawable(width, height);
    const CairoSurface surface = surface_of(cloud_picture(
        cloud, page, static_cast<int>(width), static_cast<int>(height), page.cloud_pixels));
    out += "<image" + attribute("x", box.left) + attribute("y", box.top) +
           attribute("width", box.width()) + attribute("height", box.height()) +
           " preserveAspectRatio=\"none\" href=\"data:image/png;base64," +
           base::to_base64(png_of(surface.get())) + "\"/>\n";
}

std::string opening(const Page& page) {
    const plot::Scene& scene = page.picture.scene;
    const auto points = [&](float units) {
        return number(static_cast<double>(units) * page.points) + "pt";
    };
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" +
           points(scene.width) + "\" height=\"" + points(scene.height) + "\" viewBox=\"0 0 " +
           number(scene.width) + " " + number(scene.height) +
           "\" role=\"img\" font-family=\"Roboto, 'Helvetica Neue', Arial, sans-serif\" "
           "font-kerning=\"none\" stroke-linejoin=\"round\" xml:space=\"preserve\">\n";
}

} // namespace

std::string svg_bytes(const Page& page, const CairoMeasure& measure, const FileWords& words) {
    std::string out = opening(page);
    if (!words.title.empty())
        out += "<title>" + xml_escaped(words.title) + "</title>\n";
    if (!words.description.empty())
        out += "<desc>" + xml_escaped(words.description) + "</desc>\n";
    out += svg_metadata(words.session);
    const SvgPainter painter{out, page, measure};
    for (const plot::Shape& shape : page.picture.scene.shapes)
        std::visit(painter, shape);
    return out + "</svg>\n";
}

} // namespace cohortscope::report
