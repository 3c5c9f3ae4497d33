#include "plot/figures/column_panels.h"

#include <algorithm>
#include <cmath>

#include "engine/shown_columns.h"
#include "plot/figures/column_range.h"
#include "plot/labels.h"
#include "support/analysed_sample.h"
#include "support/figure_frames.h"

using namespace cohortscope;

namespace {

std::vector<std::string> all_columns(const engine::Result& result) {
    std::vector<std::string> columns;
    for (const engine::ShownColumn& column : engine::shown_columns(result.prepared))
        columns.push_back(column.name);
    return columns;
}

// An outcome of half of the rows beside the sample's columns.
engine::Result with_outcome() {
    engine::Result result = *tests::analysed_sample();
    auto rows = std::make_shared<features::PreparedRows>(*result.prepared.rows);
    std::vector<double> outcome;
    for (std::size_t row = 0; row < result.rows(); ++row)
        outcome.push_back(row % 2 == 0 ? NAN : static_cast<double>(row % 3 == 0));
    rows->outcome = outcome;
    auto spec = std::make_shared<schema::ColumnSpec>();
    spec->name = spec->label = "left early";
    spec->role = schema::Role::outcome;
    rows->outcome_spec = spec;
    result.prepared.rows = rows;
    return result;
}

} // namespace

TEST_CASE("panels of numbers, names and outcomes read in every frame, few or many") {
    const engine::Result result = with_outcome();
    const std::vector<std::string> columns = all_columns(result);
    REQUIRE(columns.size() >= 4);
    const tests::EstimatedMeasure measure;
    for (std::size_t count = 0; count <= columns.size(); ++count)
        for (const tests::FrameSize& size : tests::kFrames) {
            CAPTURE(count);
            CAPTURE(size.width);
            const plot::Scene scene = plot::column_panels(
                result, std::span(columns).first(count),
                {size.width, size.height, plot::Theme::light, size.text_scale, measure});
            CHECK(tests::fault_of(scene, size.text_scale, measure) == "");
            CHECK(scene.width == size.width);
        }
}

TEST_CASE("a panel says what its column is, and names that are none have no panel") {
    const engine::Result result = with_outcome();
    const tests::EstimatedMeasure measure;
    const std::vector<std::string> columns = {"no such column", "left early"};
    CHECK(plot::spreads_of(result, columns).size() == 1);
    const plot::Scene scene = plot::column_panels(result, columns, {.measure = measure});
    CHECK(tests::says(scene, "left early"));
    CHECK(tests::says(scene, "rate"));
}

TEST_CASE("a column runs from the group with the least to that with the most") {
    const engine::Result result = with_outcome();
    const std::vector<std::string> measure = {result.prepared.rows->measure_spec->name};
    const auto& clusters = result.profiles->clusters;
    const auto [least, most] =
        std::ranges::minmax_element(clusters, {}, &analysis::ClusterProfile::measure_median);
    const schema::ColumnSpec& spec = *result.prepared.rows->measure_spec;
    CHECK(plot::range_in_words(result, plot::spreads_of(result, measure).front()) ==
          "median " + spec.label + " from " + plot::short_measure(spec, least->measure_median) +
              " (“" + result.name(static_cast<int>(least - clusters.begin())) + "”) to " +
              plot::short_measure(spec, most->measure_median) + " (“" +
              result.name(static_cast<int>(most - clusters.begin())) + "”)");
}
