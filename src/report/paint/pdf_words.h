// The settings inside a PDF's bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cohortscope::report {

// What stands among a PDF's keywords for a session.
std::string pdf_keywords(const std::string& session);

// The session among the keywords of a PDF whose information is not packed; nothing where there is
// none of at most `most` bytes.
std::optional<std::string> session_of_pdf(std::string_view pdf, std::size_t most);

} // namespace cohortscope::report
