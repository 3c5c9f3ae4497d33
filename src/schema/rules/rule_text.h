// Texts of rules: plain words with "{mean years_of_experience}" where a number goes.
#pragma once

#include <string>
#include <string_view>

#include "schema/rules/rules.h"

namespace cohortscope::schema {

// The text in pieces; where braces are out of place or hold no subject, `fault` says what was
// expected there.
RuleText rule_text(std::string_view text, std::string& fault);

// "mean years_of_experience", "share role=backend engineer", "rate"; alternatives with '|'.
std::string text_of(const Subject& subject);

// The text as it was written.
std::string text_of(const RuleText& text);

} // namespace cohortscope::schema
