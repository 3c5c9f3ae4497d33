#include "schema/schema.h"

#include <algorithm>

#include "base/asset.h"
#include "base/format.h"
#include "schema/schema_json.h"

namespace cohortscope::schema {

namespace {

constexpr std::size_t kNameLength = 20; // characters of a column's own name inside a phrase

std::shared_ptr<const Schema> shared_built_in() {
    static const auto schema = std::make_shared<const Schema>(
        schema_from_json(base::find_asset("learners.json"), "learners.json"));
    return schema;
}

} // namespace

const Schema& built_in() { return *shared_built_in(); }

std::string plain_label(std::string_view column) {
    std::string label(column);
    std::replace(label.begin(), label.end(), '_', ' ');
    return label;
}

FeatureSpec plain_feature(std::string_view column) {
    constexpr std::array<std::string_view, kDegrees> kBefore = {"highest ", "high ", "higher ",
                                                                "lower ",   "low ",  "lowest "};
    FeatureSpec spec;
    spec.name = spec.from = column;
    spec.label = spec.brief = plain_label(column);
    for (std::size_t degree = 0; degree < kDegrees; ++degree) {
        const std::string before(kBefore[degree]);
        spec.phrases[degree].text = before + base::shortened(spec.label, kNameLength);
        spec.phrases[degree].brief = before + base::shortened(spec.label, kNameLength / 2);
    }
    return spec;
}

std::shared_ptr<const FeatureSpec> feature_named(std::string_view name) {
    const auto schema = shared_built_in();
    const auto found = std::ranges::find(schema->features, name, &FeatureSpec::name);
    if (found != schema->features.end())
        return {schema, &*found};
    return std::make_shared<const FeatureSpec>(plain_feature(name));
}

} // namespace cohortscope::schema
