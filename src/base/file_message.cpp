#include "base/file_message.h"

#include "base/printable.h"

namespace cohortscope::base {

std::string message_about(std::string_view file, std::string_view message) {
    const std::string name = printable(file);
    const std::string text = printable(message);
    const bool is_named =
        text.starts_with(name) && text.size() > name.size() && text[name.size()] == ':';
    return is_named ? text : name + ": " + text;
}

} // namespace cohortscope::base
