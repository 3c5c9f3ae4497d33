#include "data/sheet/ods_cell.h"

#include <charconv>
#include <cstdio>

#include "base/format.h"

namespace cohortscope::data {

namespace {

// "2016-03-01T00:00:00" without a midnight, which says nothing.
std::string plain_date(std::string_view date) {
    const std::size_t clock = date.find('T');
    if (clock == date.npos)
        return std::string(date);
    const std::string_view time = date.substr(clock + 1);
    if (time.find_first_not_of("0:.Z") == time.npos)
        return std::string(date.substr(0, clock));
    return std::string(date.substr(0, clock)) + " " + std::string(time.substr(0, 8));
}

} // namespace

std::size_t repetitions(std::string_view text) {
    std::size_t count = 1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    return error == std::errc::result_out_of_range ? ~std::size_t{0} >> 1 : count;
}

std::string clock_of_duration(std::string_view duration) {
    int hours = 0;
    int minutes = 0;
    int seconds = 0;
    if (std::sscanf(std::string(duration).c_str(), "PT%2dH%2dM%2d", &hours, &minutes, &seconds) !=
            3 ||
        hours > 23)
        return std::string(duration);
    char text[16];
    std::snprintf(text, sizeof text, "%02d:%02d:%02d", hours % 24, minutes % 60, seconds % 60);
    return text;
}

OdsCell begin_ods_cell(const XmlAttributes& attributes) {
    OdsCell cell;
    std::string_view type;
    bool any_type_is_error = false;
    attributes.for_each([&](std::string_view name, std::string_view value) {
        const std::string_view local = local_name(name);
        if (local == "value-type") {
            any_type_is_error = any_type_is_error || value == "error";
            if (type.empty() || name.starts_with("office:"))
                type = value;
        } else if (local == "formula") {
            cell.has_formula = true;
        } else if (local == "number-columns-repeated") {
            cell.repeated = repetitions(value);
        }
    });
    // Where the value is not there, the paragraphs say what is shown.
    const auto take = [&](std::string_view name) {
        const std::string_view value = attributes[name];
        cell.has_value = !value.empty();
        return value;
    };
    if (any_type_is_error)
        cell.is_error = true;
    else if (type == "float" || type == "percentage" || type == "currency")
        cell.value = take("value");
    else if (type == "date")
        cell.value = plain_date(take("date-value"));
    else if (type == "time")
        cell.value = clock_of_duration(take("time-value"));
    else if (type == "boolean" && !take("boolean-value").empty())
        cell.value = attributes["boolean-value"] == "false" ? "FALSE" : "TRUE";
    else if (type == "string")
        cell.value = take("string-value");
    return cell;
}

} // namespace cohortscope::data
