// Features of a schema as JSON: what differs from the words that their column gives.
#pragma once

#include <nlohmann/json.hpp>

#include "schema/json_place.h"
#include "schema/schema.h"

namespace cohortscope::schema {

inline constexpr int kMostDecimals = 9;

// Digits behind the point under the key "decimals"; null is about three significant digits.
int decimals_at(const Place& place, int otherwise);
nlohmann::ordered_json json_of_decimals(int decimals);

// The columns of the schema must have been read.
FeatureSpec feature_at(const Place& place, const Schema& schema);
nlohmann::ordered_json json_of(const FeatureSpec& feature, const Schema& schema);

// Behind the features that the schema has, those of the columns that have an encoding and no
// feature, in the order of the columns.
void add_plain_features(Schema& schema);

} // namespace cohortscope::schema
