// The one table of figures: everything that can be shown of a result, each under a name, as a
// Picture. The window's tabs, `screenshot --tab`, `figure`, `report` and "copy figure" iterate
// over it.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/result.h"
#include "engine/study.h"
#include "plot/cloud/cloud.h"
#include "plot/palette.h"
#include "plot/scene.h"

namespace cohortscope::plot {

using StudyValues = std::array<std::shared_ptr<const engine::StudyValue>, engine::kStudies>;

// What a figure may read; it outlives the pictures made of it.
struct FigureInput {
    const engine::Result& result;              // a final one
    StudyValues studies = {};                  // of this result; null: not made
    const engine::Result* baseline = nullptr;  // null: none is pinned
    const engine::RowSet* selection = nullptr; // null: nothing is selected
    std::string column = {};                   // of a figure of one column: the table's name
};

// The room of a figure, in pixels at scale 1, and how it is drawn.
struct FigureFrame {
    float width = 960, height = 540;
    Theme theme = Theme::light;
    float text_scale = 1.0f;
    const TextMeasure& measure;
};

// A scene, and how its point cloud is drawn where it has one. Without title, ground and margin:
// who puts it somewhere adds them.
struct Picture {
    Scene scene; // as wide as the frame, as high as was needed: the frame's height is to be kept
                 // free for it at least
    CloudStyle cloud = {}; // its lengths are pixels at scale 1
    float cloud_pixel = 1; // side of a pixel of the cloud's picture, in pixels at scale 1: a
                           // density is drawn coarser, and smoothly between its pixels
};

struct Figure {
    std::string_view name;  // "elbow": of files and commands; lower case, digits and '_'
    std::string_view title; // "Elbow: spread within groups by number of groups"
    std::span<const engine::Study> needs = {};
    bool (*applies)(const FigureInput&) = nullptr; // null: to every result
    Picture (*make)(const FigureInput&, const FigureFrame&) = nullptr;
    // One to three sentences with the numbers, for who cannot see the picture and for its caption.
    std::string (*words)(const FigureInput&) = nullptr;
    // The name of the figure of the table that this is too, by another name; else empty.
    std::string_view same_as = {};
};

// In the order of a report.
std::span<const Figure> figures();

// Null for a name that is none.
const Figure* find_figure(std::string_view name);

// Whether the figure can be made now: it applies, and the studies that it needs are there.
bool can_make(const Figure& figure, const FigureInput& input);

} // namespace cohortscope::plot
