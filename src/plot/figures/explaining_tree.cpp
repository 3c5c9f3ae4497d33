// The tree that explains the clusters, as a figure.
#include <array>

#include "plot/figures/figure_list.h"
#include "plot/figures/figure_parts.h"
#include "plot/studies/explain_words.h"
#include "plot/studies/study_charts.h"

namespace cohortscope::plot {

namespace {

using engine::Study;

constexpr std::array kNeeds = {Study::explain};

bool fits(const FigureInput& input) {
    const auto& value = input.studies[static_cast<std::size_t>(Study::explain)];
    const auto* study = value ? std::get_if<engine::Explained>(value.get()) : nullptr;
    return study == nullptr || study->tree.k == input.result.clustering->k;
}

const engine::Explained& explained_of(const FigureInput& input) {
    return study_of<engine::Explained>(input, Study::explain);
}

Picture make(const FigureInput& input, const FigureFrame& frame) {
    const engine::Explained& explained = explained_of(input);
    return {explain_chart(explained, input.result, explained.tree.suggested_leaves(), frame.width,
                          options_of(frame), frame.measure)};
}

std::string words(const FigureInput& input) {
    const engine::Explained& explained = explained_of(input);
    return explained_words(explained.tree, explained.tree.suggested_leaves()) + ".";
}

} // namespace

Figure explaining_tree_figure() {
    return {"explaining_tree", "The clusters as rules", kNeeds, fits, make, words};
}

} // namespace cohortscope::plot
