#include "report/script/reproduce.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/sha256.h"
#include "engine/pipeline.h"

using namespace cohortscope;

namespace {

constexpr std::string_view kTable = "who,hours,town,left\n"
                                    "a,1,Pune,yes\nb,2,Oslo,no\nb,2,Oslo,no\nc,9,Pune,no\n"
                                    "d,,Oslo,yes\ne,8,\"it's \"\"x\"\"\",no\n";

schema::ColumnSpec column(const std::string& name, schema::Role role, schema::Encoding encoding) {
    schema::ColumnSpec spec;
    spec.name = name;
    spec.role = role;
    spec.encoding = encoding;
    return spec;
}

// Of the table above: an id, a number, a category, an outcome.
schema::Schema plain_schema() {
    using enum schema::Role;
    schema::Schema schema;
    schema.name = "plain";
    schema.columns = {column("who", id, schema::Encoding::none),
                      column("hours", number, schema::Encoding::number),
                      column("town", category, schema::Encoding::frequency),
                      column("left", outcome, schema::Encoding::none)};
    schema.features = {schema::feature_of(schema.columns[1]),
                       schema::feature_of(schema.columns[2])};
    return schema;
}

base::Buffer<char> bytes_of(std::string_view text) {
    base::Buffer<char> bytes(text.size());
    std::ranges::copy(text, bytes.begin());
    return bytes;
}

struct Knobs {
    schema::Schema schema = plain_schema();
    std::vector<std::string> assignments = {};
};

std::string script_with(const Knobs& knobs) {
    base::Progress progress;
    const auto table = std::make_shared<const data::Table>(
        data::parse_table(bytes_of(kTable), "table.csv", {}, progress));
    engine::Settings settings;
    settings.schema = std::make_shared<const schema::Schema>(knobs.schema);
    settings.kmeans.k = 2;
    for (const std::string& assignment : knobs.assignments)
        engine::set_from_assignment(settings, assignment);
    engine::Pipeline pipeline(table);
    return report::reproduce_script(*pipeline.final_result(settings, progress),
                                    report::script_source(bytes_of(kTable), "table.csv", {}));
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a script names its table, and its hash") {
    const std::string script = script_with({});
    CHECK(script.starts_with("#!/usr/bin/env python3\n"));
    CHECK(has(script, "TABLE = \"table.csv\"\n"));
    CHECK(has(script, "SHA256 = \"" + base::sha256(kTable) + "\"\n"));
}

TEST_CASE("a script has the steps that schema and settings need") {
    const std::string script = script_with({});
    CHECK(has(script, "# Duplicates: "));
    CHECK(has(script, "def clean_text("));
    CHECK(has(script, "cells.fillna(cells.median())"));
    CHECK(has(script, "share_of_rows(rows[\"town\"])"));
    CHECK(has(script, "n_clusters=2"));
}

TEST_CASE("a script has no step that nothing needs") {
    const std::string script =
        script_with({plain_schema(), {"clean.duplicates=false", "clean.text=false"}});
    CHECK_FALSE(has(script, "duplicated"));
    CHECK_FALSE(has(script, "clean_text"));
    CHECK_FALSE(has(script, "unicodedata"));
    CHECK_FALSE(has(script, "\"who\"")); // no step reads it
    CHECK_FALSE(has(script, "rows[\"left\"]"));
    CHECK_FALSE(has(script, "np.percentile"));
    CHECK_FALSE(has(script, "one_hot"));
    CHECK_FALSE(has(script, "nearest_mean"));
    CHECK_FALSE(has(script, "rare ="));
}

TEST_CASE("what is asked for appears: indicators, rare names, weights, Ward's tree") {
    schema::Schema schema = plain_schema();
    schema.columns[2].encoding = schema::Encoding::one_hot;
    schema.columns[2].rare_below = 2;
    schema.columns[2].rare_name = "rest \"of\" them";
    schema.features[1] = schema::feature_of(schema.columns[2]);
    const std::string script =
        script_with({schema, {"weight.hours=2", "method=ward", "scaler=robust"}});
    CHECK(has(script, "one_hot(\"town\", rows[\"town\"])"));
    CHECK(has(script, "mask(rare, \"rest \\\"of\\\" them\")"));
    CHECK(has(script, "weights[\"hours\"] = 2\n"));
    CHECK(has(script, "# Scaler robust: "));
    CHECK(has(script, "linkage"));
    CHECK_FALSE(has(script, "KMeans("));
}

TEST_CASE("cells that are no plain numbers are listed with what they mean") {
    const std::string script = script_with({});
    CHECK(has(script, "{\"no\": 0, \"yes\": 1}")); // the outcome, which duplicates are told by
}
