// Knobs by their names, of columns too.
#pragma once

#include <stdexcept>
#include <string>

#include "engine/settings.h"

namespace cohortscope::tests {

inline void set(engine::Settings& settings, const std::string& key, const std::string& value) {
    engine::set_from_text(settings, key, value);
}
inline void set(engine::Settings& settings, const std::string& key, const char* value) {
    set(settings, key, std::string(value));
}
template <class Number> void set(engine::Settings& settings, const std::string& key, Number value) {
    const engine::Field* field = engine::find_field(*settings.schema, key);
    if (field == nullptr)
        throw std::runtime_error("no knob " + key);
    field->set(settings, static_cast<double>(value));
}

} // namespace cohortscope::tests
