// The frames in which every figure must read, and what is checked of it there.
#pragma once

#include <doctest/doctest.h>

#include "plot/figures/figure.h"
#include "support/fake_studies.h"
#include "support/scene_check.h"

namespace cohortscope::tests {

// The default, a column of a page, a slide, and a small one; pixels at scale 1.
struct FrameSize {
    float width, height, text_scale;
};
inline constexpr FrameSize kFrames[] = {
    {960, 540, 1}, {320, 540, 1}, {1600, 900, 1.6f}, {480, 300, 1}, {700, 1200, 1}};

inline void check_in_all_frames(const plot::Figure& figure, const plot::FigureInput& input) {
    const EstimatedMeasure measure;
    for (const FrameSize& size : kFrames)
        for (const plot::Theme theme : {plot::Theme::light, plot::Theme::dark}) {
            CAPTURE(figure.name);
            CAPTURE(size.width);
            const plot::FigureFrame frame = {size.width, size.height, theme, size.text_scale,
                                             measure};
            const plot::Scene scene = figure.make(input, frame).scene;
            CHECK(fault_of(scene, size.text_scale, measure) == "");
            CHECK(scene.width == size.width);
            CHECK(scene.height > 0);
            CHECK_FALSE(scene.shapes.empty());
        }
}

// Every study, made by hand for the result.
inline plot::StudyValues fake_study_values(const engine::Result& result) {
    plot::StudyValues values;
    const engine::StudiesState state = fake_studies(result);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = state.views[i].value;
    return values;
}

inline const plot::Figure& figure_named(const char* name) {
    const plot::Figure* figure = plot::find_figure(name);
    REQUIRE(figure != nullptr);
    return *figure;
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace cohortscope::tests
