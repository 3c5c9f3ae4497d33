#include "analysis/contrast/holm.h"

#include <algorithm>
#include <utility>

namespace cohortscope::analysis {

std::vector<double> holm(std::span<const double> p) {
    std::vector<std::pair<double, std::size_t>> ascending;
    ascending.reserve(p.size());
    for (std::size_t i = 0; i < p.size(); ++i)
        ascending.emplace_back(p[i], i);
    std::sort(ascending.begin(), ascending.end());
    std::vector<double> adjusted(p.size());
    double largest = 0.0;
    for (std::size_t j = 0; j < ascending.size(); ++j) {
        largest = std::max(largest, static_cast<double>(p.size() - j) * ascending[j].first);
        adjusted[ascending[j].second] = std::min(1.0, largest);
    }
    return adjusted;
}

} // namespace cohortscope::analysis
