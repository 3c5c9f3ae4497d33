// Paints a Scene into an ImGui draw list.
#pragma once

#include <functional>

#include <imgui.h>

#include "plot/scene.h"
#include "ui/frame.h"

namespace cohortscope::ui {

// Draws the cloud for a box of whole device pixels and returns its texture, or 0 for none. The
// texture has premultiplied alpha; its texture coordinate 0 is the top of the picture.
using CloudTexture = std::function<unsigned int(const plot::PointCloud&, int width, int height)>;

struct Canvas {
    ImDrawList* list = nullptr;
    ImVec2 origin; // of the scene, in device pixels
    const Look* look = nullptr;
    CloudTexture cloud; // may be empty: then no cloud is drawn
};

// Scene units are pixels at scale 1; the canvas's look scales them.
void paint(const Canvas& canvas, const plot::Scene& scene);

// Where a part of a scene lies on the screen.
Area area_of(const Canvas& canvas, const plot::Box& box);

// The mark under a place on the screen, the last drawn first; null if there is none.
const plot::Mark* mark_at(const Canvas& canvas, const plot::Scene& scene, ImVec2 place);

} // namespace cohortscope::ui
