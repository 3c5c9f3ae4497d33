// What the knobs say of each column, as the steps read it.
#pragma once

#include <vector>

#include "engine/settings.h"
#include "features/rows/clean.h"
#include "features/steps/rules.h"
#include "schema/bind.h"

namespace cohortscope::engine {

// The fills that a column's knob offers, in the order of its choices.
std::vector<schema::NumberFill> number_fills(const schema::ColumnSpec& column);
std::vector<schema::NameFill> name_fills(const schema::ColumnSpec& column);

// Likewise of outliers: rows go by those of the measure alone.
std::vector<schema::OutlierMode> outlier_modes();

features::NumberRule number_rule(const Settings& settings, const schema::Bound& bound,
                                 std::size_t slot);
features::NamesRule names_rule(const Settings& settings, const schema::Bound& bound,
                               std::size_t slot);

// Of the measure, or of a number.
schema::OutlierSpec outliers_of(const Settings& settings, const schema::ColumnSpec& column);

// The columns of which no kept row may lack a value.
std::vector<features::Required> required_columns(const Settings& settings,
                                                 const schema::Bound& bound);

} // namespace cohortscope::engine
