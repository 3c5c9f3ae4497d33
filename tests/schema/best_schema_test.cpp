#include <algorithm>

#include <doctest/doctest.h>

#include "schema/guess.h"
#include "schema/looks.h"

using namespace cohortscope;

namespace {

std::string best(const testing::Records& records) {
    return schema::best_schema(tests::plain_table(records))->name;
}

// The columns in reverse, with names in capitals and blanks for underscores.
testing::Records renamed(testing::Records records) {
    for (auto& record : records)
        std::reverse(record.begin(), record.end());
    for (std::string& name : records.front())
        for (char& c : name)
            c = c == '_' ? ' ' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return records;
}

} // namespace

TEST_CASE("each file beside the checkout has its schema, also shuffled and renamed") {
    for (const auto& [file, name] : {std::pair{"oulad_learner_features.csv", "oulad"},
                                     std::pair{"graduate_admissions.csv", "personas"},
                                     std::pair{"scaler_learners.csv", "learners"}}) {
        const auto records = tests::shared_records(file);
        if (records.empty())
            continue;
        CAPTURE(file);
        CHECK(best(records) == name);
        CHECK(best(renamed(records)) == name);
        const auto guessed = schema::guess(tests::plain_table(records));
        CHECK(schema::guess(tests::plain_table(tests::shuffled(records))) == guessed);
        std::size_t ids = 0;
        for (const schema::ColumnSpec& column : guessed.columns)
            ids += column.role == schema::Role::id ? 1 : 0;
        CHECK(ids == 1);
    }
}

TEST_CASE("the engagement columns have their schema, by other names too and without some") {
    CHECK(best(tests::looks({"Learner_ID=#L", "Learning_Sessions_Completed=1..50",
                             "total time spent minutes=10..900",
                             "Course Completion Percentage=0..100", "Days_Since_Last_Login=0..60",
                             "Dropout=Yes|No"})) == "engagement");
    CHECK(best(tests::looks({"Learner_ID=#L", "Learning_Sessions_Completed=1..50",
                             "Dropout=Yes|No"})) == "guessed");
}

TEST_CASE("a schema whose number is text in the table is not taken") {
    CHECK(best(tests::looks({"orgyear=2001..2020", "ctc=1000..9000", "job_position=a|b"})) ==
          "learners");
    CHECK(best(tests::looks({"orgyear=2001..2020", "ctc=low|high", "job_position=a|b"})) ==
          "guessed");
}
