// Columns whose sums are wanted, scaled where no double would hold them.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <vector>

#include "features/feature.h"
#include "features/power_of_two.h"
#include "features/rows/prepared_rows.h"

namespace cohortscope::analysis {

// The measure first, then the features. Those whose sums no double holds are there times a power of
// two, which stands in `scales`.
struct SummedColumns {
    std::vector<std::span<const double>> columns;
    std::vector<double> scales;
    std::vector<std::unique_ptr<const std::vector<double>>> copies;

    SummedColumns(const features::PreparedRows& rows, const features::FeatureSet& features) {
        add(rows.measure, rows.measure[rows.by_measure.front()],
            rows.measure[rows.by_measure.back()]);
        for (const auto& feature : features.columns)
            add(feature->values, feature->min, feature->max);
    }

  private:
    void add(std::span<const double> values, double least, double most) {
        const double largest = std::max(std::fabs(least), std::fabs(most));
        scales.push_back(features::scale_for_sum(largest, values.size()));
        columns.push_back(values);
        if (scales.back() == 1.0)
            return;
        auto copy = std::make_unique<std::vector<double>>(values.begin(), values.end());
        for (double& value : *copy)
            value *= scales.back();
        columns.back() = *copy;
        copies.push_back(std::move(copy));
    }
};

} // namespace cohortscope::analysis
