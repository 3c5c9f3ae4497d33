// Settings whose schema a person has changed.
#pragma once

#include <memory>

#include "engine/settings.h"

namespace cohortscope::engine {

// The settings with the schema in place of theirs. Knobs that it has not, and weights of features
// that it has no more, go; where fewer features are left than a component's number asks for, the
// components become the default ones. O(columns).
Settings with_schema(const Settings& settings, std::shared_ptr<const schema::Schema> schema);

// The settings with these rules in place of the schema's, at the thresholds that they have.
Settings with_rules(const Settings& settings, schema::Rules rules);

} // namespace cohortscope::engine
