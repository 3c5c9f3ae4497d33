// The words that automatic names are made of: what is said of a group that has more or less of a
// feature, of a role, or of a company.
#pragma once

#include <string>
#include <string_view>

#include "schema/schema.h"

namespace cohortscope::analysis {

using schema::Degree;
constexpr bool is_high(Degree degree) { return degree <= Degree::more; }

// A claim in the forms that a name can take it in.
using Words = schema::Phrase;

// Places of the schema's categories that profiles list the tops of.
inline constexpr int kCompanies = 0, kRoles = 1;

// "backend engineers", "engineering leadership", "rare roles"; `percent` 0 stands for all of them,
// else the words begin "62 % ".
Words role_words(const std::string& role, int percent);

// "people at rare companies", "62 % at qntx".
Words company_words(const std::string& company, int percent);

Words middle_words(bool broad); // of a group near the mean of all rows

inline constexpr const char* kEveryone = "everyone";  // the only group
inline constexpr const char* kNobody = "nobody";      // a group without rows
inline constexpr std::string_view kPeople = "people"; // who they are, where nothing else says it
inline constexpr std::string_view kRareCompanies = "less_occurred";
inline constexpr std::string_view kRareRoles = "less_occurred_role";

} // namespace cohortscope::analysis
