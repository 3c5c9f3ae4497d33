// A knob by its key, as the tests read and turn it.
#pragma once

#include <stdexcept>
#include <string>

#include "engine/settings.h"

namespace cohortscope::test {

inline const engine::Field& knob(const engine::Settings& settings, const std::string& key) {
    const engine::Field* field = engine::find_field(*settings.schema, key);
    if (field == nullptr)
        throw std::runtime_error("no knob " + key);
    return *field;
}

inline double value_of(const engine::Settings& settings, const std::string& key) {
    return knob(settings, key).get(settings);
}

inline void turn(engine::Settings& settings, const std::string& key, double value) {
    knob(settings, key).set(settings, value);
}

// From text, a choice by its name.
inline void turn(engine::Settings& settings, const std::string& key, const char* text) {
    engine::set_from_text(settings, key, text);
}

} // namespace cohortscope::test
