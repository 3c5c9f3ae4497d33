#include "engine/study_cost.h"

#include <algorithm>

namespace cohortscope::engine {

namespace {

constexpr std::size_t kNarrow = 16;
constexpr double kMostDraws = 2000.0; // of Hopkins' statistic, each with a place beside it
constexpr double kWardSeconds = 1.0e-10;
constexpr double kHopkinsSeconds = 0.8e-10;

} // namespace

double expected_seconds(Study study, std::size_t rows, std::size_t columns, int threads) {
    if (columns <= kNarrow)
        return 0.0;
    const auto n = static_cast<double>(rows);
    const double cells = n * static_cast<double>(columns);
    const double each = 1.0 / std::max(threads, 1);
    if (study == Study::ward)
        return kWardSeconds * n * cells * each;
    if (study == Study::hopkins)
        return kHopkinsSeconds * 2.0 * std::min(n / 10.0, kMostDraws) * cells * each;
    return 0.0;
}

} // namespace cohortscope::engine
