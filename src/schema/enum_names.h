// What files call the choices of a schema, each list in the order of its enumeration.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "schema/schema.h"

namespace cohortscope::schema {

inline constexpr std::array<std::string_view, 8> kRoleNames = {
    "id", "measure", "number", "year", "category", "outcome", "helper", "ignored"};
inline constexpr std::array<std::string_view, 9> kEncodingNames = {
    "number",  "age",          "count",   "frequency", "logarithm",
    "one-hot", "one-hot-full", "ordinal", "none"};
inline constexpr std::array<std::string_view, kDegrees> kDegreeNames = {
    "highest", "much", "more", "less", "little", "lowest"};
inline constexpr std::array<std::string_view, 7> kNumberFillNames = {
    "median", "mean", "mode", "group", "nearest", "constant", "drop"};
inline constexpr std::array<std::string_view, 4> kNameFillNames = {"level", "mode", "votes",
                                                                   "drop"};
inline constexpr std::array<std::string_view, 3> kOutlierModeNames = {"clip", "drop", "none"};
inline constexpr std::array<std::string_view, 3> kDerivedKindNames = {"difference", "ratio",
                                                                      "product"};

inline constexpr std::array<std::string_view, 3> kSpeechNames = {"value", "people", "place"};

template <std::size_t n, class Enum>
constexpr std::string_view name_of(const std::array<std::string_view, n>& names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

// The encodings that a role may have, the default first.
std::span<const Encoding> encodings_of(Role role);

} // namespace cohortscope::schema
