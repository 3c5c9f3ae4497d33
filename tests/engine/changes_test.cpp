#include "engine/changes.h"

#include <doctest/doctest.h>

#include <numeric>

#include "engine/moves.h"
#include "engine/pipeline.h"
#include "support/changed_results.h"
#include "support/knob.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::Changes;
using engine::changes_between;
using engine::kNotUsed;

namespace {

std::shared_ptr<const engine::Result> analyse(engine::Pipeline& pipeline,
                                              const engine::Settings& settings) {
    base::Progress progress;
    auto result = std::make_shared<engine::Result>(*pipeline.final_result(settings, progress));
    result->identity.colour.resize(static_cast<std::size_t>(result->clustering->k));
    std::iota(result->identity.colour.begin(), result->identity.colour.end(), 0);
    result->identity.given_name.resize(result->identity.colour.size());
    return result;
}

// Six rows: row 2 moved from group 7 to group 3, row 5 from 3 into the new group 4.
Changes six_rows() {
    return changes_between(
        tests::result_of(
            {{0, 1, 2, 3, 4, 5}, {0, 0, 0, 1, 1, 1}, {7, 3}, {"the broad middle", "seniors"}}),
        tests::result_of({{0, 1, 2, 3, 4, 5},
                          {1, 1, 0, 0, 0, 2},
                          {3, 7, 4},
                          {"seniors", "the broad middle", "newcomers"}}));
}

} // namespace

TEST_CASE("what changed is counted by colour and said in words") {
    const Changes changes = six_rows();
    CHECK(changes.common == 6);
    CHECK(changes.moved == 2);
    CHECK(changes.moved_share() == doctest::Approx(1.0 / 3.0));
    CHECK(changes.flows.contingency() == std::vector<std::size_t>{1, 2, 0, 2, 0, 1});
    CHECK(changes.before[0].same == 1);
    CHECK(changes.before[1].same == 0);
    CHECK(changes.after[2].same == kNotUsed);
    CHECK(changes.stays(0, 1));
    CHECK_FALSE(changes.stays(0, 0));
    CHECK_FALSE(changes.stays(kNotUsed, kNotUsed));
    // Pairs together in both 2, in the one 6, in the other 4, of 15: (2 − 1.6) / (5 − 1.6).
    CHECK(changes.adjusted_rand == doctest::Approx(0.4 / 3.4));
    CHECK(headline(changes) == "2 of 6 learners changed group, 33 %");
    CHECK(sentence_of_earlier(changes, 0) == "the broad middle: 67 % stayed, 33 % to seniors");
    CHECK(sentence_of_earlier(changes, 1) == "seniors: 67 % stayed, 33 % to newcomers");
    CHECK(sentence_of_later(changes, 2) == "newcomers (new): 100 % from seniors");
    CHECK(sentence_of_later(changes, 0).empty());
    CHECK(unused_sentences(changes).empty());
    CHECK(matching_note(changes).empty());
}

TEST_CASE("rows that only one result uses are flows from and to nowhere") {
    const Changes changes = changes_between(tests::result_of({{1, 3, 5, 8}, {0, 0, 1, 1}, {0, 1}}),
                                            tests::result_of({{0, 3, 5, 9}, {1, 1, 1, 0}, {0, 1}}));
    CHECK(changes.common == 2);
    CHECK(changes.moved == 1);
    CHECK(changes.flows.to(kNotUsed) == 2);
    CHECK(changes.flows.from(kNotUsed) == 2);
    CHECK(changes.flows.rows(0, kNotUsed) == 1);
    CHECK(changes.flows.rows(kNotUsed, 0) == 1);
    CHECK(changes.flows.all() == 6);
    CHECK(headline(changes) == "1 of 2 learners changed group, 50 %");
    CHECK(sentence_of_earlier(changes, 0) == "group 0: 0 % stayed, 50 % to group 1, 50 % left out");
    CHECK(unused_sentences(changes) == std::vector<std::string>{"2 learners are left out now",
                                                                "2 learners were left out before"});
}

TEST_CASE("a group that is gone says where its rows are; small parts are elsewhere") {
    std::vector<std::uint32_t> rows(300);
    std::iota(rows.begin(), rows.end(), 0u);
    std::vector<analysis::Label> later(300, 0);
    std::fill_n(later.begin(), 100, analysis::Label{1});
    later[298] = 2;
    later[299] = 3;
    const Changes changes =
        changes_between(tests::result_of({rows, std::vector<analysis::Label>(300, 0), {9}}),
                        tests::result_of({rows, later, {0, 1, 2, 3}}));
    CHECK(sentence_of_earlier(changes, 0) ==
          "group 9: gone; 66 % to group 0, 33 % to group 1, 1 % elsewhere");
    CHECK(headline(changes) == "300 of 300 learners changed group, 100 %");
    CHECK(matching_note(changes) == "Groups are the same where their colour is. Matched by their "
                                    "learners alone, 34 % would have moved.");
}

TEST_CASE("results without a row in common, and without a change, say so") {
    CHECK(headline(changes_between(tests::result_of({{0, 1}, {0, 0}, {0}}),
                                   tests::result_of({{2, 3}, {0, 0}, {0}}))) ==
          "The two results have no learners in common");
    const auto same = tests::result_of({{0, 1, 7}, {0, 1, 1}, {0, 1}});
    const Changes none = changes_between(same, same);
    CHECK(headline(none) == "None of 3 learners changed group");
    CHECK(none.adjusted_rand == 1.0);
    CHECK(sentence_of_earlier(none, 1) == "group 1: 100 % stayed");
}

TEST_CASE("shares hide neither the few nor the last") {
    CHECK(engine::share_words(0, 1000) == "0 %");
    CHECK(engine::share_words(1, 1000) == "<1 %");
    CHECK(engine::share_words(5, 1000) == "1 %");
    CHECK(engine::share_words(999, 1000) == ">99 %");
    CHECK(engine::share_words(1000, 1000) == "100 %");
    CHECK(engine::share_words(0, 0) == "0 %");
}

TEST_CASE("flows sum up to the rows, and swapping the results swaps them, for k from 1 to 50") {
    for (const int k : {1, 2, 3, 7, 12, 25, 50}) {
        CAPTURE(k);
        const auto before = tests::random_groups(k, 30'000, 3);
        const auto after = tests::random_groups(51 - k, 30'000, 4);
        const Changes there = changes_between(before, after), back = changes_between(after, before);
        CHECK(there.flows.all() ==
              there.common + there.flows.to(kNotUsed) + there.flows.from(kNotUsed));
        CHECK(there.common + there.flows.to(kNotUsed) == before.rows());
        CHECK(there.common + there.flows.from(kNotUsed) == after.rows());
        for (int group = 0; group < k; ++group)
            CHECK(there.flows.from(group) == before.clustering->sizes[std::size_t(group)]);
        for (int group = 0; group < 51 - k; ++group)
            CHECK(there.flows.to(group) == after.clustering->sizes[std::size_t(group)]);
        CHECK(there.moved == back.moved);
        CHECK(there.most_kept == back.most_kept);
        CHECK(there.most_kept >= there.common - there.moved);
        CHECK(there.adjusted_rand == doctest::Approx(back.adjusted_rand).epsilon(1e-12));
        for (int from = kNotUsed; from < k; ++from)
            for (int to = kNotUsed; to < 51 - k; ++to)
                CHECK(there.flows.rows(from, to) == back.flows.rows(to, from));
        const engine::Moves moves = moves_between(grouping_of(before), grouping_of(after));
        CHECK(moves.common == there.common);
        CHECK(moves.moved == there.moved);
    }
}

TEST_CASE("duplicates that stay, outliers and rows without pay are named as the reason") {
    engine::Pipeline pipeline(tests::table_of(
        {"a,m1,2010,100000,dev,2019", "a,m1,2010,100000,dev,2019", "b,m2,2012,200000,dev,2020",
         "c,m3,2014,,ops,2021", "d,m4,2015,400000,ops,2021", "a,m5,2001,900000,dev,2020",
         "a,m6,2003,300000,dev,2020"}));
    engine::Settings settings;
    settings.kmeans.k = 2;
    const auto plain = analyse(pipeline, settings);
    engine::Settings kept = settings;
    test::turn(kept, "clean.duplicates", "false");
    const Changes more = changes_between(*plain, *analyse(pipeline, kept));
    CHECK(more.joined == std::vector<engine::UnusedRows>{{"duplicates", 1}});
    CHECK(more.left_out.empty());
    CHECK(unused_sentences(more) ==
          std::vector<std::string>{"1 of the learners was left out before (duplicates)"});
    engine::Settings dropped = settings;
    test::turn(dropped, "outliers.mode", "drop");
    test::turn(dropped, "outliers.high", 80.0);
    const Changes fewer = changes_between(*plain, *analyse(pipeline, dropped));
    REQUIRE(fewer.left_out.size() == 1);
    CHECK(fewer.left_out[0].why == "outliers of pay");
}

TEST_CASE("results of two schemas of a table are compared row by row") {
    const auto table = tests::random_table(2000, 5);
    engine::Pipeline pipeline(table);
    engine::Settings settings;
    settings.kmeans.k = 4;
    const auto before = analyse(pipeline, settings);
    auto schema = std::make_shared<schema::Schema>(*settings.schema);
    schema->noun = "people";
    schema->features.erase(schema->features.begin());
    engine::Settings other = settings;
    other.schema = schema;
    const Changes changes = changes_between(*before, *analyse(pipeline, other));
    CHECK(changes.common == before->rows());
    CHECK(changes.noun == "people");
    CHECK(changes.left_out.empty());
    CHECK(changes.joined.empty());
    CHECK(headline(changes).find(" people changed group") != std::string::npos);
}
