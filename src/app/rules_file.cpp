#include "app/rules_file.h"

#include <filesystem>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "schema/rules/rules_json.h"

namespace cohortscope::app {

namespace {

// Larger ones are no rules, and are not read by the window's thread.
bool may_be_rules(const std::string& path) {
    std::error_code unknown;
    return base::lower(path).ends_with(".json") &&
           std::filesystem::is_regular_file(path, unknown) &&
           std::filesystem::file_size(path, unknown) <= schema::kLargestRules;
}

} // namespace

schema::Rules rules_of_file(const std::string& path) {
    return schema::rules_from_json(base::read_file(path), path);
}

bool take_rules(Host& host, const std::string& path) {
    if (!may_be_rules(path))
        return false;
    try {
        const std::string text = base::read_file(path);
        if (!schema::is_rules(text))
            return false;
        host.workbench().use_rules(schema::rules_from_json(text, path));
    } catch (const base::Error& error) {
        host.workbench().set_message(std::string(error.what()) + ". The rules stay as they were.");
    }
    return true;
}

} // namespace cohortscope::app
