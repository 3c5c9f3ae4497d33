#include "plot/terms.h"

#include <set>

#include <doctest/doctest.h>

using namespace cohortscope;

TEST_CASE("a term is said in plain English first, with its name in statistics behind") {
    CHECK(plot::full_term(plot::Term::inertia) == "spread within groups (inertia)");
    CHECK(plot::short_term(plot::Term::inertia) == "inertia");
    CHECK(plot::full_term(plot::Term::jaccard) == "similarity to the resampled group (Jaccard)");
    CHECK(plot::full_term(plot::Term::stable) == "stable");
    CHECK(plot::short_term(plot::Term::stable) == "stable");
    CHECK(plot::term_help(plot::Term::shaky) ==
          "Shaky: below 0.60 other rows give another group. Do not build on it.");
}

TEST_CASE("every term has words of its own and a sentence") {
    std::set<std::string_view> plain;
    for (const plot::TermWords& words : plot::terms()) {
        CHECK_MESSAGE(plain.insert(words.plain).second, words.plain);
        CHECK(!words.plain.empty());
        CHECK_MESSAGE(words.help.size() > 20, words.plain);
        CHECK_MESSAGE(words.help.back() == '.', words.plain);
        CHECK(&plot::words_of(words.term) == &words);
    }
    CHECK(plain.size() == plot::kTerms);
}
