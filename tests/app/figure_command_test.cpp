#include "app/figure_command.h"

#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <unistd.h>

#include "data/read_table.h"
#include "engine/known_tables.h"
#include "engine/pipeline.h"
#include "sample/sample.h"
#include "schema/guess.h"

using namespace cohortscope;
namespace fs = std::filesystem;

namespace {

engine::Result result_of(std::shared_ptr<const data::Table> table,
                         const engine::Settings& settings) {
    base::Progress progress;
    engine::Pipeline pipeline(std::move(table), std::make_shared<engine::WardTrees>());
    return *pipeline.final_result(settings, progress);
}

std::shared_ptr<const data::Table> sample_table() {
    return std::make_shared<const data::Table>(sample::make_sample(400, 42));
}

} // namespace

TEST_CASE("words that a shell would read otherwise are quoted") {
    CHECK(app::shell_word("kmeans.k=5") == "kmeans.k=5");
    CHECK(app::shell_word("/data/a-b_c.csv") == "/data/a-b_c.csv");
    CHECK(app::shell_word("") == "''");
    CHECK(app::shell_word("a b") == "'a b'");
    CHECK(app::shell_word("it's") == "'it'\\''s'");
    CHECK(app::shell_word("$(rm)`x`;\n") == "'$(rm)`x`;\n'");
    CHECK(app::shell_word("~/a") == "'~/a'");
    CHECK(app::shell_word("früh") == "'früh'");
}

TEST_CASE("the command of the built-in sample has what differs from the defaults, and no more") {
    const auto table = sample_table();
    engine::Settings settings;
    CHECK(app::figure_command({"elbow", result_of(table, settings)}).text ==
          "cohortscope figure elbow --caption --out elbow.svg");
    engine::set_from_text(settings, "kmeans.k", "4");
    const std::string feature = settings.schema->features.front().name;
    engine::set_from_text(settings, "weight." + feature, "0");
    const app::FigureCommand made = app::figure_command({"elbow", result_of(table, settings)});
    CHECK(made.text == "cohortscope figure elbow --set kmeans.k=4 --set weight." + feature +
                           "=0 --caption --out elbow.svg");
    CHECK(made.missing.empty());
}

TEST_CASE("a baseline is what it had otherwise: knobs, and weights that it did not have") {
    const auto table = sample_table();
    engine::Settings before, now;
    const schema::FeatureSpec& feature = now.schema->features.front();
    engine::set_from_text(before, "kmeans.k", "3");
    engine::set_from_text(now, "weight." + feature.name, "2");
    const std::string text =
        app::figure_command({"what_changed", result_of(table, now), {}, {}, &before}).text;
    CHECK(text.find(" --baseline kmeans.k=3 --baseline weight." + feature.name + "=1") !=
          std::string::npos);
    engine::Settings same = now;
    CHECK(app::figure_command({"what_changed", result_of(table, now), {}, {}, &same})
              .text.find(" --baseline kmeans.k=") != std::string::npos);
}

TEST_CASE("a file's name is quoted, a schema that the table would not have is named") {
    const fs::path folder =
        fs::temp_directory_path() / ("figure command's " + std::to_string(::getpid()));
    fs::create_directories(folder);
    const std::string path = (folder / "-two words.csv").string();
    {
        std::ofstream file(path);
        file << "hours,score\n";
        for (int i = 0; i < 60; ++i)
            file << i % 7 << "," << (i * 13) % 41 << "\n";
    }
    base::Progress progress;
    const auto table =
        std::make_shared<const data::Table>(engine::table_of_file(path, {}, progress));
    engine::Settings settings;
    settings.schema = schema::best_schema(*table);
    const std::string text = app::figure_command({"column_by_cluster",
                                                  result_of(table, settings),
                                                  {"S 1", true, {{"a", "b c"}}},
                                                  "hours"})
                                 .text;
    CHECK(text == "cohortscope figure column_by_cluster " + app::shell_word(path) +
                      " --sheet 'S 1' --strict --column 'a=b c' --column hours --caption --out "
                      "column_by_cluster.svg");
    auto edited = *settings.schema;
    edited.columns.front().label = "hours a week";
    settings.schema = std::make_shared<const schema::Schema>(edited);
    const app::FigureCommand made = app::figure_command({"elbow", result_of(table, settings)});
    CHECK(made.text.find("--schema") == std::string::npos);
    CHECK(made.missing.find("--schema FILE") != std::string::npos);
    fs::remove_all(folder);
}
