#include "ui/painter.h"

#include <cmath>
#include <utility>
#include <vector>

#include <glad/gl.h>

#include "ui/compat/compat.h"

namespace cohortscope::ui {

namespace {

struct Painter {
    const Canvas& canvas;
    float scale = canvas.look->scale;

    ImVec2 place(plot::Point p) const {
        return {canvas.origin.x + p.x * scale, canvas.origin.y + p.y * scale};
    }

    void operator()(const plot::Line& line) const {
        canvas.list->AddLine(place(line.from), place(line.to), packed(line.colour),
                             std::fmax(1.0f, line.width * scale));
    }

    void operator()(const plot::Polyline& polyline) const {
        std::vector<ImVec2> points;
        points.reserve(polyline.points.size());
        for (const plot::Point& p : polyline.points)
            points.push_back(place(p));
        canvas.list->AddPolyline(points.data(), static_cast<int>(points.size()),
                                 packed(polyline.colour), 0,
                                 std::fmax(1.0f, polyline.width * scale));
    }

    // An area need not be convex: one quadrilateral between neighbours, without anti-aliasing, so
    // that translucent neighbours leave no seam.
    void operator()(const plot::Area& area) const {
        const ImDrawListFlags flags = canvas.list->Flags;
        canvas.list->Flags &= ~ImDrawListFlags_AntiAliasedFill;
        for (std::size_t i = 1; i < area.upper.size(); ++i) {
            const plot::Point a = area.upper[i - 1];
            const plot::Point b = area.upper[i];
            canvas.list->AddQuadFilled(place(a), place(b), place({b.x, area.low_at(i)}),
                                       place({a.x, area.low_at(i - 1)}), packed(area.fill));
        }
        canvas.list->Flags = flags;
    }

    void operator()(const plot::Rectangle& rectangle) const {
        canvas.list->AddRectFilled(place({rectangle.box.left, rectangle.box.top}),
                                   place({rectangle.box.right, rectangle.box.bottom}),
                                   packed(rectangle.fill), rectangle.radius * scale);
    }

    void operator()(const plot::Disc& disc) const {
        canvas.list->AddCircleFilled(place(disc.centre), disc.radius * scale, packed(disc.fill));
    }

    void operator()(const plot::Text& text) const;
    void operator()(const plot::PointCloud& cloud) const;
};

// The offset of the text's top left corner from its anchor, before any turn.
ImVec2 alignment(const plot::Text& text, ImVec2 extent) {
    ImVec2 offset(0, 0);
    if (text.align_x == plot::AlignX::centre)
        offset.x = -extent.x / 2;
    if (text.align_x == plot::AlignX::right)
        offset.x = -extent.x;
    if (text.align_y == plot::AlignY::middle)
        offset.y = -extent.y / 2;
    if (text.align_y == plot::AlignY::baseline)
        offset.y = -extent.y * (1900.0f / 2400.0f); // Roboto's ascent in its line
    if (text.align_y == plot::AlignY::bottom)
        offset.y = -extent.y;
    return offset;
}

// ImGui draws level text only: its corners are turned afterwards about the anchor.
void turn_from(ImDrawList& list, int first_vertex, ImVec2 anchor) {
    for (int i = first_vertex; i < list.VtxBuffer.Size; ++i) {
        ImVec2& p = list.VtxBuffer[i].pos;
        p = {anchor.x + (p.y - anchor.y), anchor.y - (p.x - anchor.x)};
    }
}

void Painter::operator()(const plot::Text& text) const {
    canvas.look->fonts->note(text.text);
    const SizedFont font = canvas.look->fonts->at(text.size, text.face);
    std::string made;
    const std::string_view shown = canvas.look->fonts->shown(text.text, made);
    const char* begin = shown.data();
    const char* end = begin + shown.size();
    const ImVec2 extent = font.font->CalcTextSizeA(font.size, 1e9f, 0.0f, begin, end);
    const ImVec2 offset = alignment(text, extent);
    const ImVec2 anchor = place(text.at);
    const ImVec2 whole(std::floor(anchor.x + 0.5f), std::floor(anchor.y + 0.5f));
    const ImVec2 corner(std::floor(whole.x + offset.x + 0.5f),
                        std::floor(whole.y + offset.y + 0.5f));
    // Turned text is drawn level first and may then lie outside the clip: every letter is
    // submitted, and the list's own clip cuts what is outside once it is turned.
    const bool turned = text.turn > 0.5f;
    const auto add = [&](ImVec2 at, plot::Colour colour) {
        if (turned)
            font.font->RenderText(canvas.list, font.size, at, packed(colour),
                                  {-1e5f, -1e5f, 1e5f, 1e5f}, begin, end);
        else
            canvas.list->AddText(font.font, font.size, at, packed(colour), begin, end);
    };
    const int first = canvas.list->VtxBuffer.Size;
    if (text.halo.a > 0) {
        const float reach = std::fmax(1.0f, 1.5f * scale);
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx)
                if (dx != 0 || dy != 0)
                    add({corner.x + static_cast<float>(dx) * reach,
                         corner.y + static_cast<float>(dy) * reach},
                        text.halo);
    }
    add(corner, text.colour);
    if (turned)
        turn_from(*canvas.list, first, whole);
}

// The cloud's alpha is premultiplied, ImGui's is straight: the blending changes for this one
// picture.
void premultiplied_blending(const ImDrawList*, const ImDrawCmd*) {
    if (glad_glBlendFuncSeparate != nullptr)
        glBlendFuncSeparate(GL_ONE, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

void Painter::operator()(const plot::PointCloud& cloud) const {
    if (!canvas.cloud)
        return;
    const auto whole = [](float v) { return std::floor(v + 0.5f); };
    const ImVec2 from = place({cloud.box.left, cloud.box.top});
    const ImVec2 to = place({cloud.box.right, cloud.box.bottom});
    const ImVec2 low(whole(from.x), whole(from.y));
    const ImVec2 high(whole(to.x), whole(to.y));
    const int width = static_cast<int>(high.x - low.x);
    const int height = static_cast<int>(high.y - low.y);
    if (width < 1 || height < 1)
        return;
    // Clouds are drawn upright; a mirrored axis turns the picture.
    plot::PointCloud upright = cloud;
    ImVec2 uv_low(0, 0);
    ImVec2 uv_high(1, 1);
    if (upright.min_x > upright.max_x) {
        std::swap(upright.min_x, upright.max_x);
        std::swap(uv_low.x, uv_high.x);
    }
    if (upright.min_y > upright.max_y) {
        std::swap(upright.min_y, upright.max_y);
        std::swap(uv_low.y, uv_high.y);
    }
    const unsigned int texture = canvas.cloud(upright, width, height);
    if (texture == 0)
        return;
    canvas.list->AddCallback(premultiplied_blending, nullptr);
    canvas.list->AddImage(compat::texture_id(texture), low, high, uv_low, uv_high);
    canvas.list->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
}

} // namespace

void paint(const Canvas& canvas, const plot::Scene& scene) {
    for (const plot::Shape& shape : scene.shapes)
        std::visit(Painter{canvas}, shape);
}

Area area_of(const Canvas& canvas, const plot::Box& box) {
    const float s = canvas.look->scale;
    return {canvas.origin.x + box.left * s, canvas.origin.y + box.top * s,
            canvas.origin.x + box.right * s, canvas.origin.y + box.bottom * s};
}

const plot::Mark* mark_at(const Canvas& canvas, const plot::Scene& scene, ImVec2 place) {
    const plot::Point p = {(place.x - canvas.origin.x) / canvas.look->scale,
                           (place.y - canvas.origin.y) / canvas.look->scale};
    for (auto mark = scene.marks.rbegin(); mark != scene.marks.rend(); ++mark)
        if (mark->box.contains(p))
            return &*mark;
    return nullptr;
}

} // namespace cohortscope::ui
