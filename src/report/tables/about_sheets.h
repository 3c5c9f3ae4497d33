// What a result was made with: settings, features, repairs, the words of its figures.
#pragma once

#include "engine/result.h"
#include "report/sheet.h"

namespace cohortscope::report {

Sheet settings_sheet(const engine::Settings& settings); // key, value, default, unit, meaning
Sheet feature_sheet(const engine::Result& result);      // what the distance is made of
Sheet effect_sheet(const engine::Result& result, std::size_t smallest); // what each step did
Sheet definition_sheet();                                               // terms in plain words

} // namespace cohortscope::report
