#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "base/error.h"
#include "base/format.h"
#include "base/whole.h"
#include "features/encode.h"

namespace cohortscope::features {

namespace {

constexpr std::size_t kShownCharacters = 40; // of a name in a message

bool all_differ(std::span<const std::int32_t> codes, std::size_t present) {
    const std::set<std::int32_t> different(codes.begin(), codes.end());
    return different.size() - (present < codes.size() ? 1 : 0) == present;
}

// Why a column of text is none of numbers.
std::string why_text(const data::TextColumn& column) {
    const auto present = static_cast<std::size_t>(std::count_if(
        column.codes.begin(), column.codes.end(), [](int code) { return code >= 0; }));
    if (present == 0)
        return "every cell is missing: there is no number in it";
    if (present > 1 && all_differ(column.codes, present))
        return "it is text and every value differs: it looks like an id";
    return "it is text; expected numbers in at least 95 % of the cells";
}

// Why a column of the table is no feature; empty where there is no such column.
std::string why_none(const schema::Bound& bound, const std::string& name) {
    const auto is_of = [&](const schema::BoundFeature& feature) {
        return feature.spec->from == name;
    };
    const auto made = std::ranges::find_if(bound.features, is_of);
    if (made != bound.features.end())
        return "it is weighed as " + made->spec->name;
    const schema::ColumnSpec* spec = bound.schema->find(name);
    if (spec != nullptr && spec->role == schema::Role::helper)
        return "it is read for imputing only";
    if (spec != nullptr && spec->role == schema::Role::outcome)
        return "it is the outcome, which stays out of the distance";
    if (spec != nullptr && spec->role == schema::Role::ignored)
        return "it is left out" + (spec->reason.empty() ? "" : ": " + spec->reason);
    const data::TextColumn* column = bound.table->find_text(name);
    return column == nullptr ? "" : why_text(*column);
}

} // namespace

void check_weights(const schema::Bound& bound, const Weights& weights) {
    std::vector<std::string> known;
    for (const schema::BoundFeature& feature : bound.features)
        known.push_back(feature.spec->name);
    for (const std::string& name : extra_columns(bound))
        known.push_back(name);
    const std::set<std::string_view> names(known.begin(), known.end());
    for (const auto& [name, weight] : weights) {
        if (names.contains(name))
            continue;
        const std::string key = "weight." + base::shortened(name, kShownCharacters);
        if (const std::string why = why_none(bound, name); !why.empty())
            throw base::Error(key + ": the column is no feature: " + why);
        throw base::Error(key + ": no such feature, expected one of " +
                          base::listed(known, kShownCharacters));
    }
}

} // namespace cohortscope::features
