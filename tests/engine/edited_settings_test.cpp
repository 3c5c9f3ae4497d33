#include "engine/edited_settings.h"

#include <doctest/doctest.h>

#include "schema/edit.h"

using namespace cohortscope;
using engine::Settings;

namespace {

std::shared_ptr<const schema::Schema> two_columns() {
    schema::Schema made;
    made.name = "made";
    for (const char* name : {"hours", "score", "town"}) {
        schema::ColumnSpec column;
        column.name = column.label = name;
        made.columns.push_back(column);
        made.features.push_back(schema::feature_of(column));
    }
    return std::make_shared<const schema::Schema>(made);
}

} // namespace

TEST_CASE("settings follow an edited schema: what it has not is dropped, the rest stays") {
    Settings settings;
    settings.schema = two_columns();
    settings.kmeans.k = 7;
    settings.pca_x = 3;
    settings.weights = {{"hours", 0.5}, {"score", 2.0}, {"other", 1.5}};
    engine::set_from_text(settings, "hours.missing", "mean");
    engine::set_from_text(settings, "score.missing", "mean");
    const auto edited = std::make_shared<const schema::Schema>(
        schema::with_role(*settings.schema, "hours", schema::Role::ignored));
    const Settings after = engine::with_schema(settings, edited);
    CHECK(after.schema == edited);
    CHECK(after.weights == features::Weights{{"score", 2.0}, {"other", 1.5}});
    CHECK(after.columns.size() == 1);
    CHECK(after.columns.contains("score.missing"));
    CHECK(after.kmeans.k == 7);
    CHECK(after.pca_x == Settings{}.pca_x);
    CHECK(engine::with_schema(settings, settings.schema) == settings);
}
