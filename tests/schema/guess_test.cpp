#include "schema/guess.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "schema/bind.h"
#include "schema/enum_names.h"
#include "schema/looks.h"
#include "schema/schema_json.h"

using namespace cohortscope;
using schema::ColumnSpec;
using schema::Schema;

namespace {

// "id", "category one-hot", …, with a "?" where doubtful.
std::string role(const Schema& guessed, const std::string& column) {
    const ColumnSpec* spec = guessed.find(column);
    if (spec == nullptr)
        return "absent";
    std::string text(schema::name_of(schema::kRoleNames, spec->role));
    if (spec->encoding != schema::encodings_of(spec->role).front())
        text += " " + std::string(schema::name_of(schema::kEncodingNames, spec->encoding));
    return text + (spec->doubtful ? "?" : "");
}

Schema guess(const testing::Records& records) {
    const data::Table table = tests::plain_table(records);
    Schema guessed = schema::guess(table);
    CHECK(guessed.guessed);
    CHECK(schema::schema_from_json(schema::schema_to_json(guessed), "again") == guessed);
    for (const ColumnSpec& column : guessed.columns)
        CHECK_FALSE(column.reason.empty());
    CHECK(schema::guess(tests::plain_table(tests::shuffled(records))) == guessed);
    const auto bound = schema::bind(std::make_shared<const Schema>(guessed),
                                    std::make_shared<const data::Table>(table));
    CHECK(bound.features.size() == guessed.features.size());
    return guessed;
}

Schema guess_like(const std::vector<std::string>& columns) { return guess(tests::looks(columns)); }

} // namespace

TEST_CASE("a table of customers who churn is guessed") {
    const Schema made =
        guess_like({"customerID=#7590-A", "gender=Female|Male", "SeniorCitizen=0|1",
                    "Partner=Yes|No", "tenure=0..72", "InternetService=DSL|Fiber optic|No",
                    "Contract=Month-to-month|One year|Two year", "MonthlyCharges=18.25~118.75",
                    "Churn=No|No|No|Yes"});
    CHECK(role(made, "customerID") == "id");
    CHECK(role(made, "gender") == "category one-hot");
    CHECK(role(made, "SeniorCitizen") == "number");
    CHECK(role(made, "tenure") == "number");
    CHECK(role(made, "Contract") == "category one-hot");
    CHECK(role(made, "MonthlyCharges") == "measure number");
    CHECK(role(made, "Churn") == "outcome");
    CHECK(made.find("Churn")->reason == "yes or no, and named like an outcome");
}

TEST_CASE("a table of employees is guessed") {
    const Schema made =
        guess_like({"Age=18..60", "Attrition=Yes|No|No|No", "EmployeeCount=1",
                    "BusinessTravel=Travel_Rarely|Travel_Frequently|Non-Travel", "EmployeeNumber=#",
                    "EducationField=Life Sciences|Medical|Other", "MonthlyIncome=1000^20000",
                    "MonthlyRate=2000..27000", "Over18=Y", "PercentSalaryHike=11..25",
                    "YearsAtCompany=0..40", "HireYear=1990..2020"});
    CHECK(role(made, "Attrition") == "outcome");
    CHECK(role(made, "EmployeeCount") == "ignored");
    CHECK(role(made, "Over18") == "ignored");
    CHECK(role(made, "EmployeeNumber") == "id");
    CHECK(role(made, "BusinessTravel") == "category ordinal");
    CHECK(made.find("BusinessTravel")->levels ==
          std::vector<std::string>{"Non-Travel", "Travel_Rarely", "Travel_Frequently"});
    CHECK(role(made, "EducationField") == "category one-hot");
    CHECK(role(made, "MonthlyIncome") == "measure");
    CHECK(role(made, "PercentSalaryHike") == "number");
    CHECK(role(made, "YearsAtCompany") == "number");
    CHECK(role(made, "HireYear") == "year");
}

TEST_CASE("a table of students is guessed") {
    const Schema made =
        guess_like({"gender=female|male", "race/ethnicity=group A|group B|group C|group D",
                    "parental level of education=high school|some college|associate's degree|"
                    "bachelor's degree|master's degree",
                    "lunch=standard|free/reduced", "test preparation course=none|completed",
                    "math score=0..100", "reading score=0..100"});
    CHECK(role(made, "parental level of education") == "category ordinal");
    CHECK(role(made, "test preparation course") == "category one-hot");
    CHECK(role(made, "race/ethnicity") == "category one-hot");
    CHECK(role(made, "math score") == "number");
    CHECK(made.features.size() == 7);
}

TEST_CASE("a table of passengers is guessed; names that all differ are left out beside an id") {
    const Schema made =
        guess_like({"PassengerId=#", "Survived=0|1", "Pclass=1|2|3", "Name=#Mr. Owen H",
                    "Sex=male|female", "Age=1..80", "Ticket=#A/5 ", "Fare=4^500", "Cabin=|||C85",
                    "Embarked=S|C|Q|", "class=First|Second|Third"});
    CHECK(role(made, "PassengerId") == "id");
    CHECK(role(made, "Survived") == "outcome");
    CHECK(role(made, "Name") == "ignored");
    CHECK(role(made, "Ticket") == "ignored");
    CHECK(role(made, "Cabin") == "ignored");
    CHECK(role(made, "Fare") == "measure");
    CHECK(made.find("Fare")->reason ==
          "positive, and named like an amount; skewed, so its logarithm is taken");
    CHECK(made.find("class")->levels == std::vector<std::string>{"First", "Second", "Third"});
}

TEST_CASE("a table of a bank's calls is guessed; the default is no outcome beside y") {
    const Schema made =
        guess_like({"age=18..95", "job=admin.|technician|services|management|retired",
                    "education=primary|secondary|tertiary|tertiary|secondary|unknown",
                    "default=no|yes", "balance=-500..9000", "contact=unknown|cellular",
                    "month=may|jun|jul", "duration=4..3000", "pdays=-1..800", "y=no|no|yes"});
    CHECK(role(made, "y") == "outcome?");
    CHECK(role(made, "default") == "category one-hot");
    CHECK(role(made, "education") == "category ordinal");
    CHECK(made.find("education")->levels.size() == 3);
    CHECK(role(made, "balance") == "number");
    CHECK(role(made, "contact") == "category one-hot");
}

TEST_CASE("a table of admissions with stray blanks is guessed") {
    const Schema made =
        guess_like({"Serial No.=#", "GRE Score=290..340", "University Rating=1..5", "LOR =1..5",
                    "CGPA=6.8~9.9", "Research=0|1", "Chance of Admit =0.3~0.97"});
    CHECK(role(made, "Serial No.") == "id");
    CHECK(role(made, "LOR ") == "number");
    CHECK(made.find("LOR ")->label == "LOR");
    CHECK(role(made, "Chance of Admit ") == "outcome?");
}

TEST_CASE("a table of a shop's customers is guessed; dates are left out") {
    const Schema made =
        guess_like({"CustomerID=#", "Genre=Male|Female", "Age=18..70", "Annual Income (k$)=15..137",
                    "Spending Score (1-100)=1..99", "Dt_Customer=2013-05-01|2013-06-02|2014-01-30",
                    "Zip=10115|20095|80331|50667", "Year_Birth=1940..1996"});
    CHECK(role(made, "CustomerID") == "id");
    CHECK(role(made, "Annual Income (k$)") == "measure number");
    CHECK(role(made, "Spending Score (1-100)") == "number");
    CHECK(role(made, "Dt_Customer") == "ignored");
    CHECK(role(made, "Zip") == "category?");
    CHECK(role(made, "Year_Birth") == "year");
}

TEST_CASE("answers from never to always, and to strongly agree, have an order") {
    const Schema made = guess_like(
        {"respondent=#r", "reads=never|Rarely|sometimes|often|Always|never",
         "helps=Strongly disagree|Disagree|Neutral|Agree|Strongly Agree",
         "level=Beginner|intermediate|Advanced", "size=S|M|L|XL", "pace=fast|SLOW|moderate"});
    CHECK(role(made, "respondent") == "id?");
    CHECK(made.find("reads")->levels ==
          std::vector<std::string>{"never", "Rarely", "sometimes", "often", "Always"});
    CHECK(role(made, "helps") == "category ordinal");
    CHECK(made.find("level")->levels.front() == "Beginner");
    CHECK(made.find("size")->levels == std::vector<std::string>{"S", "M", "L", "XL"});
    CHECK(made.find("pace")->levels.front() == "SLOW");
}

TEST_CASE("ranges have an order, as numbers and not as texts") {
    const Schema made = guess_like(
        {"discount=0-10%|90-100%|20-Oct|20-30%", "age=0-35|35-55|55<=",
         "income=Less than $40K|$40K - $60K|$60K - $80K|$120K +|Unknown|$40K - $60K",
         "staff=1-5|6-25|26-100|More than 1000|100-500", "hours=2 to 5 hours|0-2 hours|10+"});
    CHECK(made.find("discount")->levels ==
          std::vector<std::string>{"0-10%", "10-20%", "20-30%", "90-100%"});
    CHECK(made.find("age")->levels == std::vector<std::string>{"0-35", "35-55", "55<="});
    CHECK(made.find("income")->levels.front() == "Less than $40K");
    CHECK(made.find("income")->levels.back() == "$120K +");
    CHECK(made.find("income")->levels.size() == 4);
    CHECK(made.find("staff")->levels.back() == "More than 1000");
    CHECK(made.find("hours")->levels ==
          std::vector<std::string>{"0-2 hours", "2 to 5 hours", "10+"});
}

TEST_CASE("a wide table of numbers is numbers") {
    std::vector<std::string> columns;
    for (int i = 0; i < 120; ++i)
        columns.push_back("x" + std::to_string(i) + "=-1~1");
    const Schema made = guess_like(columns);
    CHECK(made.features.size() == 120);
    CHECK(std::ranges::all_of(made.columns,
                              [](const auto& c) { return c.role == schema::Role::number; }));
}

// One column a name, of so many levels each.
testing::Records records_of(std::size_t columns, int levels) {
    testing::Records records(1);
    for (std::size_t c = 0; c < columns; ++c)
        records[0].push_back("k" + std::to_string(c));
    for (int row = 0; row < 120; ++row) {
        records.emplace_back();
        for (std::size_t c = 0; c < columns; ++c)
            records.back().push_back("level " +
                                     std::to_string((row + static_cast<int>(c)) % levels));
    }
    return records;
}

TEST_CASE("a guess has at most 256 columns of features") {
    const Schema few = guess(records_of(40, 5));
    CHECK(role(few, "k0") == "category one-hot");
    const Schema many = guess(records_of(40, 11));
    CHECK(role(many, "k0") == "category");
    CHECK(many.features.size() == 40);
    const Schema wide = guess(records_of(300, 3));
    CHECK(wide.features.size() == schema::kMostFeatures);
    CHECK(role(wide, "k299") == "category none?");
    CHECK(wide.find("k299")->reason.find("256 others") != std::string::npos);
}

TEST_CASE("a column that all but tells the outcome is left out, and said") {
    auto records = tests::looks({"hours=0..40", "dropout=0|1"});
    records[0].insert(records[0].end(), {"result", "days"});
    for (std::size_t row = 1; row < records.size(); ++row) {
        const bool out = records[row][1] == "1";
        records[row].push_back(out ? "Withdrawn" : row % 2 == 0 ? "Pass" : "Fail");
        records[row].push_back(out ? "" : std::to_string(row % 90));
    }
    const Schema made = guess(records);
    CHECK(role(made, "result") == "ignored?");
    CHECK(role(made, "days") == "ignored?");
    CHECK(made.find("result")->after);
    CHECK(made.find("result")->reason ==
          "it all but tells the outcome \"dropout\" (uncertainty coefficient 1.00)");
    CHECK(role(made, "hours") == "number");
}

TEST_CASE("of two names of an outcome the one that says so is yes, else the rarer one") {
    const Schema said =
        guess_like({"Attrition_Flag=Attrited Customer|Existing Customer", "a=1..9"});
    CHECK(said.find("Attrition_Flag")->levels.back() == "Attrited Customer");
    CHECK(role(said, "Attrition_Flag") == "outcome");
    const Schema placed = guess_like({"status=Placed|Placed|Not Placed", "a=1..9"});
    CHECK(placed.find("status")->levels.back() == "Placed");
    const Schema rarer = guess_like({"target=A|A|A|B", "a=1..9"});
    CHECK(rarer.find("target")->levels.back() == "B");
    CHECK(role(rarer, "target") == "outcome?");
}

TEST_CASE("a table of one row, or without rows or columns, is guessed") {
    CHECK(schema::guess(data::Table{}).columns.empty());
    const Schema made = schema::guess(*tests::plain_table("a,b\n1,x\n"));
    CHECK(role(made, "a") == "ignored");
    CHECK(schema::guess(*tests::plain_table("a,b\n")).columns.size() == 2);
}

TEST_CASE("a guess lists the columns as the file does") {
    const Schema made = guess_like({"user_id=#u", "city=Oslo|Pune|Riga", "age=18..70",
                                    "level=low|medium|high", "hours=0.5~9.5"});
    std::vector<std::string> columns, sources;
    for (const ColumnSpec& column : made.columns)
        columns.push_back(column.name);
    for (const schema::FeatureSpec& feature : made.features)
        sources.push_back(feature.from);
    CHECK(columns == std::vector<std::string>{"user_id", "city", "age", "level", "hours"});
    CHECK(sources == std::vector<std::string>{"city", "age", "level", "hours"});
}
