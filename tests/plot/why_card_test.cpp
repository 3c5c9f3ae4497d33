#include "plot/why/why_card.h"

#include <doctest/doctest.h>

#include <cmath>

#include "engine/known_tables.h"
#include "plot/why/why_words.h"
#include "schema/guess.h"
#include "support/chart_sizes.h"
#include "support/fake_result.h"
#include "support/learner_table.h"
#include "support/scene_check.h"
#include "support/why_tables.h"

using namespace cohortscope;
using engine::Settings;
using engine::Unmoved;
using engine::WhyColumn;
using engine::WhyRow;
using tests::column_of;

namespace {

const tests::EstimatedMeasure kMeasure;

Settings settings_of(int k) {
    Settings settings;
    settings.schema = tests::every_encoding();
    settings.kmeans.k = k;
    settings.kmeans.restarts = 2;
    return settings;
}

std::string all_text(const plot::Scene& scene) {
    std::string all;
    for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
        all += text.text + " ";
    return all;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

WhyRow with_silhouette(WhyRow row, double value) {
    row.silhouette = value;
    return row;
}

// The background behind a card's text.
float least_contrast(const plot::Scene& scene, plot::Theme theme) {
    double least = 21.0;
    for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
        least = std::min(least, plot::contrast_ratio(text.colour, plot::tokens(theme).raised));
    return static_cast<float>(least);
}

} // namespace

TEST_CASE("a row's card keeps to its box at every size, whatever the encodings") {
    const auto result = tests::analysed(tests::table_of_pupils(200, 4), settings_of(4));
    for (std::uint32_t position = 0; position < result->rows(); position += 40) {
        const WhyRow row = with_silhouette(engine::why_row(*result, position), 0.31);
        tests::check_at_all_sizes([&](float width, float, const plot::ChartOptions& options,
                                      const plot::TextMeasure& measure) {
            return plot::why_card(row, width, options, measure);
        });
    }
}

TEST_CASE("a row's card bears long names and groups of long names") {
    WhyRow row =
        engine::why_row(*tests::analysed(tests::table_of_pupils(200, 4), settings_of(3)), 1);
    for (std::string& name : row.names)
        name = "a name of a group that goes on and on, past every edge, for ever";
    for (WhyColumn& column : row.columns)
        if (column.spec->role == schema::Role::category)
            column.raw = "Anunbrokennamewithoutanyblankthatislongerthanthewholecardiswide";
    tests::check_at_all_sizes(
        [&](float width, float, const plot::ChartOptions& chart, const plot::TextMeasure& measure) {
            return plot::why_card(row, width, chart, measure);
        });
}

TEST_CASE("every text of a row's card stands out from its ground") {
    const auto result = tests::analysed(tests::table_of_pupils(200, 4), settings_of(4));
    for (const plot::Theme theme : {plot::Theme::dark, plot::Theme::light}) {
        plot::ChartOptions options;
        options.theme = theme;
        CHECK(least_contrast(plot::why_card(engine::why_row(*result, 3), 360, options, kMeasure),
                             theme) >= 4.5f);
    }
}

TEST_CASE("a row's card says the row, its group, the next, and a sentence a column that moves") {
    const auto result = tests::analysed(tests::table_of_pupils(200, 4), settings_of(4));
    const WhyRow row = with_silhouette(engine::why_row(*result, 3), 0.62);
    const plot::Scene scene = plot::why_card(row, 900, {}, kMeasure);
    const std::string text = all_text(scene);
    CHECK(tests::says(scene, plot::row_heading(row)));
    CHECK(tests::says(scene, row.name(row.cluster)));
    CHECK(tests::says(scene, row.name(row.other)));
    CHECK(contains(text, "Lies well inside its group: silhouette 0.62."));
    std::size_t moving = 0;
    for (const WhyColumn& column : row.columns) {
        CHECK(contains(text, plot::column_heading(column)));
        if (column.change.why_not != Unmoved::moves)
            continue;
        ++moving;
        CHECK(tests::says(scene, plot::change_words(row, column)));
    }
    CHECK(moving > 0);
    CHECK(scene.marks.size() == row.columns.size());
}

TEST_CASE("bars go right in the own group's colour and left in the next one's") {
    const auto result = tests::analysed(tests::table_of_pupils(200, 4), settings_of(4));
    const WhyRow row = engine::why_row(*result, 3);
    const plot::ChartOptions options;
    const plot::Scene scene = plot::why_card(row, 500, options, kMeasure);
    const auto hue = [&](int cluster) {
        return plot::cluster_colour(row.colours[static_cast<std::size_t>(cluster)], options.theme);
    };
    std::size_t own = 0, next = 0, pulls_own = 0, pulls_next = 0;
    float middle = 0;
    for (const plot::Rectangle& bar : tests::shapes_of<plot::Rectangle>(scene)) {
        if (bar.box.height() > 20)
            continue; // the ground and the band
        if (bar.fill == plot::tokens(options.theme).panel)
            middle = (bar.box.left + bar.box.right) / 2;
        if (bar.fill == hue(row.cluster)) {
            CHECK(bar.box.left == doctest::Approx(middle));
            ++own;
        } else if (bar.fill == hue(row.other)) {
            CHECK(bar.box.right == doctest::Approx(middle));
            ++next;
        }
    }
    for (const WhyColumn& column : row.columns) {
        pulls_own += column.pull() > 0.0;
        pulls_next += column.pull() < 0.0;
    }
    CHECK(own == pulls_own);
    CHECK(next == pulls_next);
}

TEST_CASE("an id's cell is nowhere on the card") {
    const auto table = tests::table_of_pupils(200, 4);
    const auto result = tests::analysed(table, settings_of(4));
    for (std::uint32_t position = 0; position < result->rows(); position += 9) {
        const WhyRow row = engine::why_row(*result, position);
        const data::TextColumn& ids = *table->find_text("pupil");
        const std::string id(ids.dictionary[ids.codes[row.file_row - 1]]);
        const plot::Scene scene = plot::why_card(row, 900, {}, kMeasure);
        for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
            CHECK_FALSE(text.text == id);
        for (const plot::Mark& mark : scene.marks)
            CHECK_FALSE(contains(mark.tip, id + "\n"));
    }
}

TEST_CASE("repairs and changes read as sentences") {
    WhyColumn column;
    schema::ColumnSpec spec;
    spec.name = spec.label = "time";
    spec.unit = "minutes";
    column.spec = std::make_shared<const schema::ColumnSpec>(spec);
    column.is_number = true;
    column.number_read = 900.0;
    column.number = 500.0;
    engine::Repair clipped{engine::RepairKind::clipped};
    clipped.low = 0.0;
    clipped.high = 500.0;
    column.repairs = {clipped};
    CHECK(plot::cell_words(column) == "900 minutes, used as 500 minutes");
    CHECK(plot::repair_words(column) == "Above 500 minutes: clipped");
    column.number_read = std::nan("");
    column.repairs = {{engine::RepairKind::missing}, {engine::RepairKind::filled}};
    CHECK(plot::cell_words(column) == "missing, used as 500 minutes");
    CHECK(plot::repair_words(column) == "Missing: filled with the median");
    column.change.why_not = Unmoved::moves;
    column.change.cluster = 0;
    column.change.said = -2.1;
    column.change.said_decimals = 1;
    WhyRow row;
    row.names = {"juniors"};
    CHECK(plot::change_words(row, column) == "2.1 fewer minutes would move it to “juniors”.");
    spec.unit = "%";
    column.spec = std::make_shared<const schema::ColumnSpec>(spec);
    column.change.said = 12.0;
    column.change.said_decimals = 0;
    CHECK(plot::change_words(row, column) == "12 % more would move it to “juniors”.");
    spec.currency = "INR";
    column.spec = std::make_shared<const schema::ColumnSpec>(spec);
    column.change.said = 230'000.0;
    CHECK(plot::change_words(row, column) == "₹2.3 L more would move it to “juniors”.");
    column.change.why_not = Unmoved::none_moves;
    CHECK(plot::change_words(row, column) == "No change of this column alone moves it.");
}

TEST_CASE("Ward's groups, a single group and no silhouette yet are said") {
    Settings settings = settings_of(3);
    settings.method = engine::Method::ward;
    const auto table = tests::table_of_pupils(150, 8);
    const WhyRow ward = engine::why_row(*tests::analysed(table, settings), 0);
    const std::string text = all_text(plot::why_card(ward, 900, {}, kMeasure));
    CHECK(contains(text, "Ward's groups are branches of a tree"));
    CHECK(contains(text, "is being computed"));
    CHECK_FALSE(contains(text, "would move it to"));
    const WhyRow alone = engine::why_row(*tests::analysed(table, settings_of(1)), 0);
    const plot::Scene scene = plot::why_card(alone, 300, {}, kMeasure);
    CHECK(contains(all_text(scene), "There is one group alone"));
    CHECK(tests::fault_of(scene, 1.0f, kMeasure) == "");
    CHECK(contains(plot::silhouette_words(with_silhouette(alone, -0.2)), "−0.20"));
}

TEST_CASE("a row's card reads for the tables of every known schema") {
    for (const char* name : {"data/oulad_learner_features.csv", "data/graduate_admissions.csv",
                             "data/scaler_learners.csv"}) {
        CAPTURE(name);
        const std::string path = tests::shared_file(name);
        if (path.empty())
            continue;
        base::Progress progress;
        const auto table = std::make_shared<const data::Table>(
            engine::table_of_file(path, data::ReadOptions(), progress));
        Settings settings;
        settings.schema = schema::best_schema(*table);
        settings.kmeans.restarts = 1;
        const auto result = tests::analysed(table, settings);
        for (std::uint32_t position = 0; position < result->rows();
             position += static_cast<std::uint32_t>(result->rows() / 5)) {
            const WhyRow row = engine::why_row(*result, position);
            for (const float width : {216.0f, 360.0f, 900.0f})
                CHECK(tests::fault_of(plot::why_card(row, width, {}, kMeasure), 1.0f, kMeasure) ==
                      "");
        }
    }
}
