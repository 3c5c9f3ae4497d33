// Rules as JSON; docs/DEFINITIONS.md lists the keys.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "schema/json_place.h"
#include "schema/rules/rules.h"

namespace cohortscope::schema {

inline constexpr std::size_t kLargestRules = 1 << 20; // bytes

// Throws base::Error "SOURCE:LINE: WHERE: found X, expected Y" for JSON that is none, a key that is
// unknown, missing or there twice, a value of the wrong kind, texts whose braces hold no subject,
// and recommendations for personas that there are not.
Rules rules_from_json(std::string_view json, const std::string& source);

// The same of a value inside another file.
Rules rules_at(const Place& place);

// Whether the text, valid JSON or not, is meant as rules: it has the key of their version.
bool is_rules(std::string_view text);

// rules_from_json of its text are equal rules.
nlohmann::ordered_json json_of(const Rules& rules);

} // namespace cohortscope::schema
