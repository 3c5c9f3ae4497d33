#include "base/whole.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"

namespace cohortscope::base {

std::string whole(double value) {
    constexpr double kExponentFrom = 1e15; // as base::fixed has it
    if (!std::isfinite(value) || std::fabs(value) >= kExponentFrom)
        return fixed(value, 0);
    return grouped(std::llround(value));
}

std::string listed(std::span<const std::string> names, std::size_t characters) {
    constexpr std::size_t kMost = 30;
    std::string result;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i)
        result.append(i == 0 ? "" : ", ")
            .append(names[i].empty() ? "(no name)" : shortened(names[i], characters));
    if (names.size() > kMost)
        result.append(" and ").append(std::to_string(names.size() - kMost)).append(" more");
    return result;
}

} // namespace cohortscope::base
