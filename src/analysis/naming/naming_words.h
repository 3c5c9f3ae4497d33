// The words that automatic names are made of: what is said of a group that has more or less of a
// feature, or whose rows bear a name of a category.
#pragma once

#include <string>
#include <string_view>

#include "schema/schema.h"

namespace cohortscope::analysis {

using schema::Degree;
constexpr bool is_high(Degree degree) { return degree <= Degree::more; }

// A claim in the forms that a name can take it in.
using Words = schema::Phrase;

// "backend engineers", "people at rare employers", "62 % at qntx", "gender F": a name of the
// column, said as its Speech; `percent` 0 stands for all of them, else the words begin "62 % ".
Words words_of(const schema::ColumnSpec& column, const std::string& name, int percent);

Words middle_words(bool broad); // of a group near the mean of all rows

inline constexpr const char* kEveryone = "everyone";  // the only group
inline constexpr const char* kNobody = "nobody";      // a group without rows
inline constexpr std::string_view kPeople = "people"; // who they are, where nothing else says it

} // namespace cohortscope::analysis
