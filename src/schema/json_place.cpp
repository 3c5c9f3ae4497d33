#include "schema/json_place.h"

#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/format.h"
#include "base/printable.h"
#include "schema/json_lines.h"

namespace cohortscope::schema {

namespace {

// What stands there, in a few words.
std::string found_words(const nlohmann::json& value, const std::string& expected) {
    if (value.is_object())
        return expected.starts_with("the key") ? "none" : "an object";
    if (value.is_array())
        return value.empty() ? "an empty list" : "a list";
    return base::shortened(
        base::printable(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)), 40);
}

[[noreturn]] void fail_with_line(const Place& place, const std::string& found,
                                 const std::string& expected) {
    throw base::Error::at(place.source, JsonLines(place.text).line_of(place.where),
                          (place.where.empty() ? std::string() : place.where + ": ") + "found " +
                              found + ", expected " + expected);
}

std::string listed(std::initializer_list<std::string_view> keys) {
    std::string list;
    for (const std::string_view key : keys)
        list += (list.empty() ? "" : ", ") + std::string(key);
    return list;
}

} // namespace

void Place::fail(const std::string& expected) const {
    if (!text.empty())
        fail_with_line(*this, found_words(value, expected), expected);
    throw base::Error::in(source,
                          (where.empty() ? std::string() : where + ": ") + "expected " + expected);
}

Place Place::at(const std::string& key) const {
    return {value.at(key), where.empty() ? key : where + "." + key, source, text};
}

Place Place::at(std::size_t index) const {
    return {value.at(index), where + "[" + std::to_string(index) + "]", source, text};
}

void expect_keys(const Place& place, std::initializer_list<std::string_view> known) {
    if (!place.value.is_object())
        place.fail("an object");
    for (const auto& [key, value] : place.value.items())
        if (std::ranges::find(known, key) == known.end() && !place.text.empty())
            fail_with_line(place.at(key),
                           "the key \"" + base::shortened(base::printable(key), 40) + "\"",
                           "one of " + listed(known));
        else if (std::ranges::find(known, key) == known.end())
            place.fail("no key \"" + base::shortened(base::printable(key), 40) + "\"");
}

std::string text_at(const Place& place, const char* key, const std::string& otherwise) {
    if (!place.has(key))
        return otherwise;
    const Place at = place.at(std::string(key));
    if (!at.value.is_string())
        at.fail("a text");
    return at.value.get<std::string>();
}

std::string needed_text(const Place& place, const char* key) {
    std::string text = text_at(place, key, "");
    if (text.empty())
        place.fail("the key \"" + std::string(key) + "\" with a text");
    return text;
}

bool flag_at(const Place& place, const char* key, bool otherwise) {
    if (!place.has(key))
        return otherwise;
    const Place at = place.at(std::string(key));
    if (!at.value.is_boolean())
        at.fail("true or false");
    return at.value.get<bool>();
}

int whole_at(const Place& place, const char* key, int least, int most, int otherwise) {
    if (!place.has(key))
        return otherwise;
    const Place at = place.at(std::string(key));
    if (!at.value.is_number_integer() || at.value < least || at.value > most)
        at.fail("a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return at.value.get<int>();
}

double number_at(const Place& place, const char* key, double least, double otherwise) {
    if (!place.has(key))
        return otherwise;
    const Place at = place.at(std::string(key));
    const bool bounded = least > -std::numeric_limits<double>::infinity();
    if (!at.value.is_number() || !std::isfinite(at.value.get<double>()) ||
        at.value.get<double>() < least)
        at.fail(bounded ? "a number of " + base::shortest(least) + " or more" : "a number");
    return at.value.get<double>();
}

std::vector<std::string> texts_at(const Place& place, const char* key) {
    std::vector<std::string> texts;
    if (!place.has(key))
        return texts;
    const Place list = place.at(std::string(key));
    if (!list.value.is_array())
        list.fail("a list of texts");
    for (std::size_t i = 0; i < list.value.size(); ++i) {
        if (!list.at(i).value.is_string())
            list.at(i).fail("a text");
        texts.push_back(list.at(i).value.get<std::string>());
    }
    return texts;
}

std::vector<Place> list_at(const Place& place, const char* key) {
    std::vector<Place> places;
    if (!place.has(key))
        return places;
    const Place list = place.at(std::string(key));
    if (!list.value.is_array())
        list.fail("a list");
    for (std::size_t i = 0; i < list.value.size(); ++i)
        places.push_back(list.at(i));
    return places;
}

std::string choices_of(std::span<const std::string_view> names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + std::string(names[i]);
    return text;
}

} // namespace cohortscope::schema
