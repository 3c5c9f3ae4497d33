// The words that automatic names are made of: what is said of a group that has more or less of a
// feature, of a role, or of a company.
#pragma once

#include <string>
#include <string_view>

namespace cohortscope::analysis {

// How a group's mean lies: furthest of all groups, far from all rows' mean, or notably beside it.
enum class Degree { highest, much, more, less, little, lowest };
inline constexpr std::size_t kDegrees = 6;

constexpr bool is_high(Degree degree) { return degree <= Degree::more; }

// A claim in the forms that a name can take it in; empty where it has none.
struct Words {
    std::string text;      // by itself or behind a comma: "seniors", "best paid"
    std::string brief;     // where there is little room: "more updates"
    std::string adjective; // before a role: "senior", "best-paid"
    std::string place;     // behind people: "at rare companies"
    bool people = false;   // the text names people: others claims go around it
};

// What is said of a feature; a column that the schema does not know by its own name:
// "high hours per week".
Words words_of(std::string_view feature, Degree degree);

// "backend engineers", "engineering leadership", "rare roles"; `percent` 0 stands for all of them,
// else the words begin "62 % ".
Words role_words(const std::string& role, int percent);

// "people at rare companies", "62 % at qntx".
Words company_words(const std::string& company, int percent);

Words middle_words(bool broad); // of a group near the mean of all rows
Words kept_company_words();     // of a group hardly any of whose rows are at rare companies

inline constexpr const char* kEveryone = "everyone";  // the only group
inline constexpr const char* kNobody = "nobody";      // a group without rows
inline constexpr std::string_view kPeople = "people"; // who they are, where nothing else says it
inline constexpr std::string_view kRareCompanies = "less_occurred";
inline constexpr std::string_view kRareRoles = "less_occurred_role";

} // namespace cohortscope::analysis
