// A value of a JSON file with where it stands, so that a fault is one line with the place.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace cohortscope::schema {

struct Place {
    const nlohmann::json& value;
    std::string where; // "columns[2].missing"; empty for the file
    const std::string& source;
    std::string_view text = {}; // of the file, where its lines are to be named

    // Throws base::Error: "SOURCE: WHERE: expected EXPECTED"; with the file's text "SOURCE:LINE:
    // WHERE: found FOUND, expected EXPECTED".
    [[noreturn]] void fail(const std::string& expected) const;
    Place at(const std::string& key) const;
    Place at(std::size_t index) const;
    bool has(const char* key) const { return value.contains(key); }
};

// Refuses what is no object, and keys that are not known: with the file's text it says which are.
void expect_keys(const Place& place, std::initializer_list<std::string_view> known);

// The value of a key of an object, or `otherwise` where there is none.
std::string text_at(const Place& place, const char* key, const std::string& otherwise);
bool flag_at(const Place& place, const char* key, bool otherwise = false);
int whole_at(const Place& place, const char* key, int least, int most, int otherwise);
double number_at(const Place& place, const char* key, double least, double otherwise);
std::vector<std::string> texts_at(const Place& place, const char* key);

std::string needed_text(const Place& place, const char* key);

// The objects of a list, or nothing where there is no such key.
std::vector<Place> list_at(const Place& place, const char* key);

// "number, age or count".
std::string choices_of(std::span<const std::string_view> names);

// An enumeration by its name, whose values count from 0.
template <class Enum>
Enum choice_at(const Place& place, const char* key, std::span<const std::string_view> names,
               Enum otherwise) {
    if (!place.has(key))
        return otherwise;
    const auto found = std::ranges::find(names, text_at(place, key, ""));
    if (found == names.end())
        place.at(std::string(key)).fail(choices_of(names));
    return static_cast<Enum>(found - names.begin());
}

} // namespace cohortscope::schema
