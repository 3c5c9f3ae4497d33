// A small, complete engine::Result made by hand, for tests of charts and panels: no stage of the
// pipeline runs. Its numbers resemble the reference table's.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/result.h"
#include "plot/scene.h"

namespace cohortscope::tests {

struct FakeOptions {
    int k = 5;
    std::size_t rows = 3000;
    bool long_names = false;   // 28 characters each, the longest automatic names
    bool equal_pay = false;    // every row earns ₹10 L: one bin
    bool empty_weight = false; // the feature ctc_update_count is switched off
    bool tiny_cluster = false; // one cluster has a single row
};

// Clusters are numbered by ascending mean pay; colours are 0 … k − 1. Sizes, centres, profiles,
// histograms, projection and pick grid agree with the labels; the components are the reference's
// and not the principal ones of these rows. Same options, same result.
std::shared_ptr<const engine::Result> fake_result(const FakeOptions& options = {});

// Estimates text widths like Roboto's, for tests without a font: errs on the wide side.
class EstimatedMeasure : public plot::TextMeasure {
  public:
    float width(const std::string& text, float size, plot::Face face) const override;
};

// All shapes of one kind, in drawing order.
template <class T> std::vector<T> shapes_of(const plot::Scene& scene) {
    std::vector<T> found;
    for (const plot::Shape& shape : scene.shapes)
        if (const T* match = std::get_if<T>(&shape))
            found.push_back(*match);
    return found;
}

} // namespace cohortscope::tests
