// Runs a Python peer on matrices, for tests of agreement with scikit-learn and SciPy.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace cohortscope::tests {

// What `script` (a path below the source tree) prints as JSON when it is given `input` in a file
// that its one argument names. Nothing, with a message, where Python or one of `modules` (comma
// separated) is not installed. Fails the test when the script does.
std::optional<nlohmann::json> ask_python(const std::string& script, const std::string& modules,
                                         const nlohmann::json& input);

} // namespace cohortscope::tests
