#include "schema/name_words.h"

#include <algorithm>
#include <array>

#include "base/format.h"
#include "schema/match.h"

namespace cohortscope::schema {

namespace {

using namespace std::string_view_literals;

constexpr std::array kIdWords = {"id"sv, "ids"sv, "uuid"sv, "guid"sv, "identifier"sv};
constexpr std::array kNumberWords = {"number"sv, "num"sv, "no"sv, "nr"sv};
constexpr std::array kNumbered = {"employee"sv, "customer"sv, "serial"sv,    "student"sv,
                                  "account"sv,  "client"sv,   "member"sv,    "roll"sv,
                                  "policy"sv,   "user"sv,     "applicant"sv, "registration"sv,
                                  "s"sv,        "sr"sv,       "sl"sv,        "row"sv};
// Words that end in "id" and name no id.
constexpr std::array kNoIds = {"paid"sv,  "unpaid"sv,  "prepaid"sv, "valid"sv,   "invalid"sv,
                               "covid"sv, "grid"sv,    "hybrid"sv,  "android"sv, "rapid"sv,
                               "solid"sv, "thyroid"sv, "married"sv};
constexpr std::array kYearWords = {"year"sv, "yr"sv, "yob"sv};
constexpr std::array kCodeWords = {"zip"sv,    "zipcode"sv, "postcode"sv,
                                   "postal"sv, "pincode"sv, "phone"sv};
constexpr std::array kChanceWords = {"chance"sv, "probability"sv, "likelihood"sv};
// Anywhere in a name, the best first.
constexpr std::array kOutcomeWords = {
    "target"sv,     "outcome"sv,   "dropout"sv,    "churn"sv,     "churned"sv,    "attrition"sv,
    "attrited"sv,   "exited"sv,    "survived"sv,   "converted"sv, "conversion"sv, "enrolled"sv,
    "subscribed"sv, "withdrawn"sv, "withdrew"sv,   "admitted"sv,  "purchased"sv,  "defaulted"sv,
    "graduated"sv,  "resigned"sv,  "terminated"sv, "hired"sv,     "approved"sv};
// As the whole name, or at its beginning or end.
constexpr std::array kWeakOutcomes = {
    "y"sv,         "label"sv,     "left"sv,     "response"sv, "deposit"sv,
    "placed"sv,    "promoted"sv,  "retained"sv, "passed"sv,   "pass"sv,
    "success"sv,   "fraud"sv,     "bought"sv,   "admit"sv,    "admission"sv,
    "cancelled"sv, "canceled"sv,  "dropped"sv,  "quit"sv,     "turnover"sv,
    "placement"sv, "completed"sv, "default"sv,  "class"sv,    "status"sv};
constexpr std::array kMeasureWords = {
    "salary"sv,   "pay"sv,     "wage"sv,    "wages"sv,    "compensation"sv, "earnings"sv,
    "income"sv,   "revenue"sv, "sales"sv,   "turnover"sv, "spent"sv,        "spend"sv,
    "spending"sv, "amount"sv,  "charges"sv, "charge"sv,   "price"sv,        "fare"sv,
    "cost"sv,     "fee"sv,     "balance"sv, "profit"sv};
// Beside those they tell something else.
constexpr std::array kNoMeasure = {"rate"sv,  "percent"sv, "percentage"sv, "pct"sv,    "ratio"sv,
                                   "score"sv, "level"sv,   "hike"sv,       "growth"sv, "group"sv,
                                   "band"sv,  "class"sv,   "bracket"sv,    "count"sv,  "number"sv,
                                   "year"sv,  "id"sv,      "code"sv,       "change"sv, "index"sv,
                                   "rank"sv,  "type"sv};
constexpr std::array kSaysSo = {
    "yes"sv,      "true"sv,       "y"sv,         "1"sv,         "churned"sv,  "left"sv,
    "exited"sv,   "dropout"sv,    "withdrawn"sv, "attrited"sv,  "enrolled"sv, "converted"sv,
    "admitted"sv, "subscribed"sv, "purchased"sv, "graduated"sv, "placed"sv,   "approved"sv,
    "hired"sv,    "passed"sv,     "pass"sv,      "survived"sv,  "default"sv,  "fraud"sv,
    "canceled"sv, "cancelled"sv,  "resigned"sv,  "terminated"sv};
constexpr std::array kDenies = {"no"sv, "not"sv, "non"sv, "never"sv};

template <std::size_t n>
std::size_t place_in(const std::array<std::string_view, n>& list, std::string_view word) {
    return static_cast<std::size_t>(std::ranges::find(list, word) - list.begin());
}

template <std::size_t n>
bool has(const std::array<std::string_view, n>& list, std::string_view word) {
    return place_in(list, word) < n;
}

// The best place in the list that a word has, or n.
template <std::size_t n>
std::size_t best_place(const std::array<std::string_view, n>& list,
                       const std::vector<std::string>& words) {
    std::size_t best = n;
    for (const std::string& word : words)
        best = std::min(best, place_in(list, word));
    return best;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// True where a new word begins at `at`: after small letters, or the last capital of several.
bool begins_word(std::string_view name, std::size_t at) {
    if (at == 0 || is_digit(name[at]) != is_digit(name[at - 1]))
        return true;
    return is_upper(name[at]) &&
           (is_lower(name[at - 1]) || (at + 1 < name.size() && is_lower(name[at + 1])));
}

} // namespace

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    bool open = false;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const char c = name[at];
        const bool kept =
            is_upper(c) || is_lower(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
        if (kept && (!open || begins_word(name, at)))
            words.emplace_back();
        if (kept)
            words.back() += base::lower(name.substr(at, 1));
        open = kept;
    }
    return words;
}

bool named_like_id(std::string_view name) {
    const std::vector<std::string> words = words_of(name);
    if (words.empty())
        return false;
    if (std::ranges::any_of(
            words, [](const auto& word) { return has(kIdWords, word) || word.ends_with("mail"); }))
        return true;
    if (words.size() > 1 && has(kNumberWords, words.back()) && has(kNumbered, words.front()))
        return true;
    const std::string bare = bare_name(name);
    for (const std::string_view numbered : kNumbered)
        for (const std::string_view number : kNumberWords)
            if (numbered.size() > 2 && bare == std::string(numbered) + std::string(number))
                return true;
    constexpr std::size_t kShortest = 5; // of names in one word, such as "userid"
    return words.size() == 1 && bare.size() >= kShortest && bare.ends_with("id") &&
           !has(kNoIds, bare);
}

bool named_like_year(std::string_view name) {
    return best_place(kYearWords, words_of(name)) < kYearWords.size() ||
           bare_name(name).ends_with("year");
}

bool named_like_code(std::string_view name) {
    return best_place(kCodeWords, words_of(name)) < kCodeWords.size();
}

bool named_like_chance(std::string_view name) {
    return best_place(kChanceWords, words_of(name)) < kChanceWords.size();
}

std::optional<std::size_t> outcome_rank(std::string_view name) {
    const std::vector<std::string> words = words_of(name);
    const std::string bare = bare_name(name);
    std::vector<std::string> candidates = words;
    candidates.push_back(bare);
    if (bare.find("dropout") != bare.npos || bare.find("droppedout") != bare.npos)
        candidates.emplace_back("dropout");
    if (const std::size_t place = best_place(kOutcomeWords, candidates);
        place < kOutcomeWords.size())
        return place;
    if (words.empty())
        return std::nullopt;
    const std::size_t place =
        std::min(place_in(kWeakOutcomes, bare), std::min(place_in(kWeakOutcomes, words.front()),
                                                         place_in(kWeakOutcomes, words.back())));
    return place < kWeakOutcomes.size() ? std::optional(kOutcomeWords.size() + place)
                                        : std::nullopt;
}

std::optional<std::size_t> measure_rank(std::string_view name) {
    const std::vector<std::string> words = words_of(name);
    const std::size_t place = best_place(kMeasureWords, words);
    if (place == kMeasureWords.size() || best_place(kNoMeasure, words) < kNoMeasure.size())
        return std::nullopt;
    return place;
}

bool says_so(std::string_view value) {
    const std::vector<std::string> words = words_of(value);
    return best_place(kSaysSo, words) < kSaysSo.size() &&
           best_place(kDenies, words) == kDenies.size();
}

} // namespace cohortscope::schema
