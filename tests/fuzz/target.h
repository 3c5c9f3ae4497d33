// What is fuzzed: functions that take any bytes and may throw base::Error and nothing else.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cohortscope::fuzz {

struct Target {
    std::string name;
    std::vector<std::string> seeds;  // sound inputs to start from
    std::vector<std::string> tokens; // pieces that mean something in such inputs
    void (*run)(const std::string& bytes) = nullptr;
    // Where an input is made of parts (a ZIP archive), what makes it of a mutated seed; else null.
    std::string (*packed)(const std::string& seed) = nullptr;
};

Target csv_target();
Target gzip_target();
Target session_target();
Target carried_target();
Target xlsx_target();
Target ods_target();

} // namespace cohortscope::fuzz
