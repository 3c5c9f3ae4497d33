#include "ui/panels/scatter_ring.h"

#include <algorithm>
#include <array>

#include "engine/why_row.h"
#include "ui/asking.h"
#include "ui/panels/scatter_plane.h"

namespace cohortscope::ui {

namespace {

// At scale 1.
constexpr float kRadius = 8.0f;
constexpr float kThick = 2.0f;
constexpr float kHalo = 5.0f; // thickness of the ring's ground
constexpr float kAside = 6.0f;
constexpr float kGround = 0.85f; // how opaque the label's ground is

// How much of the box lies on texts, in square pixels.
float on_texts(const plot::Scene& scene, const plot::Box& box, const plot::TextMeasure& measure) {
    float covered = 0;
    for (const plot::Shape& shape : scene.shapes)
        if (const auto* text = std::get_if<plot::Text>(&shape)) {
            const plot::Box other = plot::text_box(*text, measure);
            covered +=
                std::max(std::min(box.right, other.right) - std::max(box.left, other.left), 0.0f) *
                std::max(std::min(box.bottom, other.bottom) - std::max(box.top, other.top), 0.0f);
        }
    return covered;
}

// The place beside the ring, inside the plot, that covers least of other texts; of equal ones the
// first.
plot::Text placed(const plot::Scatter& scatter, plot::Point centre, plot::Text text,
                  const plot::TextMeasure& measure) {
    constexpr float kReach = kRadius + kAside;
    struct Place {
        float x, y;
        plot::AlignX align_x;
        plot::AlignY align_y;
    };
    constexpr std::array<Place, 8> kPlaces = {
        {{kReach, 0, plot::AlignX::left, plot::AlignY::middle},
         {-kReach, 0, plot::AlignX::right, plot::AlignY::middle},
         {0, -kReach, plot::AlignX::centre, plot::AlignY::bottom},
         {0, kReach, plot::AlignX::centre, plot::AlignY::top},
         {kRadius, -kRadius, plot::AlignX::left, plot::AlignY::bottom},
         {kRadius, kRadius, plot::AlignX::left, plot::AlignY::top},
         {-kRadius, -kRadius, plot::AlignX::right, plot::AlignY::bottom},
         {-kRadius, kRadius, plot::AlignX::right, plot::AlignY::top}}};
    std::optional<plot::Text> best;
    float least = 0;
    for (const Place& place : kPlaces) {
        text.at = {centre.x + place.x, centre.y + place.y};
        text.align_x = place.align_x;
        text.align_y = place.align_y;
        const plot::Box box = plot::text_box(text, measure);
        const plot::Box& plot = scatter.plot;
        if (box.left < plot.left || box.right > plot.right || box.top < plot.top ||
            box.bottom > plot.bottom)
            continue;
        const float covered = on_texts(scatter.scene, box, measure);
        if (!best || covered < least) {
            best = text;
            least = covered;
        }
    }
    return best.value_or(text);
}

plot::Text label_of(const plot::Tokens& tokens, const std::string& label) {
    plot::Text text;
    text.text = label;
    text.colour = tokens.text;
    text.face = plot::Face::semibold;
    text.halo = tokens.window;
    return text;
}

} // namespace

plot::Box ring_row(const Frame& frame, const Canvas& canvas, const plot::Scatter& scatter,
                   std::uint32_t position, const std::string& label) {
    const engine::Result& result = *frame.result();
    const Plane plane = {area_of(canvas, scatter.plot), frame.view.scatter.viewport()};
    const ImVec2 at = {plane.pixel_x(static_cast<double>(result.projection->x[position])),
                       plane.pixel_y(static_cast<double>(result.projection->y[position]))};
    if (!plane.area.contains(at))
        return {};
    const plot::Tokens& t = frame.look.tokens();
    const float scale = frame.look.scale;
    for (const auto& [colour, thick] : {std::pair{t.window, kHalo}, {t.text, kThick}})
        canvas.list->AddCircle(at, kRadius * scale, packed(colour), 0, thick * scale);
    if (label.empty())
        return {};
    const plot::Point centre = {(at.x - canvas.origin.x) / scale, (at.y - canvas.origin.y) / scale};
    const FontMeasure measure(*frame.look.fonts);
    const plot::Text text = placed(scatter, centre, label_of(t, label), measure);
    plot::Scene scene;
    const plot::Box box = plot::text_box(text, measure);
    // Where no place is free, what lies below would make it unreadable.
    scene.shapes.emplace_back(plot::Rectangle{box, plot::with_alpha(t.window, kGround), 3.0f});
    scene.shapes.emplace_back(text);
    paint(canvas, scene);
    const Area area = area_of(canvas, box);
    return {area.left, area.top, area.right, area.bottom};
}

void ring_rows(Frame& frame, const Canvas& canvas, const plot::Scatter& scatter) {
    const RowListView& list = frame.view.row_list;
    if (list.hovered_row >= 0 && list.positions_of == frame.result()->prepared.rows)
        ring_row(frame, canvas, scatter, static_cast<std::uint32_t>(list.hovered_row), {});
    frame.view.why.label = {};
    const std::optional<std::uint32_t>& row = frame.history.present().view.row;
    if (!row)
        return;
    if (const auto position = engine::position_of(*frame.result(), *row + 1))
        frame.view.why.label = ring_row(frame, canvas, scatter, *position, row_words(*row));
}

} // namespace cohortscope::ui
