// What a result was made with: settings, features, repairs, the words of its figures.
#pragma once

#include "engine/result.h"
#include "report/sheet.h"

namespace cohortscope::report {

Sheet settings_sheet(const engine::Settings& settings); // key, value, default, unit, meaning
// What the distance is made of; the mean of what is 0 or 1 stays out unless `smallest` is 1.
Sheet feature_sheet(const engine::Result& result, std::size_t smallest);
Sheet effect_sheet(const engine::Result& result, std::size_t smallest); // what each step did
Sheet definition_sheet();                                               // terms in plain words

} // namespace cohortscope::report
