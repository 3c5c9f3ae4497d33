#include "engine/selection/shape_text.h"

#include <charconv>
#include <optional>
#include <string>

#include "base/error.h"

namespace cohortscope::engine {

namespace {

std::optional<double> number_in(std::string_view text) {
    double value = 0.0;
    const char* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, value);
    if (fault != std::errc() || stop != end)
        return std::nullopt;
    return value;
}

} // namespace

Shape shape_of_text(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string_view::npos || equals + 1 == text.size())
        throw base::Error("cannot select '" + std::string(text) +
                          "'; expected COLUMN=low..high or COLUMN=NAME");
    std::string column(text.substr(0, equals));
    const std::string_view wanted = text.substr(equals + 1);
    const std::size_t dots = wanted.find("..");
    if (dots != std::string_view::npos) {
        const auto low = number_in(wanted.substr(0, dots));
        const auto high = number_in(wanted.substr(dots + 2));
        if (low && high)
            return {NumberRange{std::move(column), *low, *high}};
    }
    return {Name{std::move(column), std::string(wanted)}};
}

} // namespace cohortscope::engine
