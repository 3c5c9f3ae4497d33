// Peers of a whole result: the schema's bands, the rows that its parts stand for, and tables
// without peers.
#include "engine/peer_study.h"

#include <doctest/doctest.h>

#include "analysis/peers/peers.h"
#include "engine/selection/peer_shapes.h"
#include "sample/kinds.h"
#include "schema/guess.h"
#include "support/analysed_sample.h"

using namespace cohortscope;
using engine::PeerPart;

namespace {

engine::PeerStudy studied(const engine::Result& result) {
    base::Progress progress;
    return engine::study_peers(result, progress);
}

std::size_t rows_of(const engine::Result& result, const engine::PeerStudy& study,
                    const PeerPart& part) {
    const auto shape = engine::peer_rows(study, part, "peers");
    REQUIRE(shape);
    return engine::rows_in(result, *shape)->count();
}

std::shared_ptr<const engine::Result> result_of(const data::Table& table,
                                                std::shared_ptr<const schema::Schema> schema) {
    engine::Settings settings;
    settings.schema = std::move(schema);
    settings.kmeans.restarts = 1;
    settings.kmeans.k = 3;
    base::Progress progress;
    return engine::Pipeline(std::make_shared<const data::Table>(table))
        .final_result(settings, progress);
}

} // namespace

TEST_CASE("a part of the peers stands for as many rows as it counts") {
    const engine::Result& result = *tests::analysed_sample();
    const engine::PeerStudy study = studied(result);
    REQUIRE(study.peers);
    const analysis::Peers& peers = *study.peers;
    CHECK(peers.bands.edges == std::vector<double>{3, 6, 11, 16});
    std::size_t told = 0;
    for (std::size_t code = 0; code < peers.categories; ++code)
        for (std::size_t band = 0; band < peers.bands.count(); ++band)
            if (peers.cell(code, band).rows > 20) {
                PeerPart part;
                part.category = code;
                part.band = band;
                CHECK(rows_of(result, study, part) == peers.cell(code, band).rows);
                ++told;
            }
    CHECK(told > 3);
    PeerPart underpaid;
    underpaid.underpaid = true;
    CHECK(rows_of(result, study, underpaid) == peers.underpaid.underpaid);
    underpaid.cluster = 2;
    CHECK(rows_of(result, study, underpaid) == peers.underpaid_by_cluster[2].underpaid);
    PeerPart flagged;
    flagged.flag = {1, 0};
    flagged.cluster = 1;
    CHECK(rows_of(result, study, flagged) == peers.flags->at(1, 1, 0));
    PeerPart sized;
    sized.size = analysis::kSizeLumped;
    CHECK(rows_of(result, study, sized) == peers.underpaid_by_size[analysis::kSizeLumped].rows);
    CHECK_FALSE(engine::peer_rows(study, {}, ""));
}

TEST_CASE("a table without a measure or without peers says what is missing") {
    const auto engagement = sample::find_sample_kind("engagement")->make(300, 7);
    const auto result = result_of(engagement, schema::best_schema(engagement));
    const engine::PeerStudy none = studied(*result);
    CHECK_FALSE(none.peers);
    CHECK_FALSE(engine::has_peers(*result));
    CHECK(none.missing.find("no measure") != std::string::npos);
    auto alone = std::make_shared<schema::Schema>(schema::built_in());
    alone->peers.clear();
    const auto learners = result_of(sample::make_sample(300, 1), alone);
    CHECK(studied(*learners).missing.find("who are peers") != std::string::npos);
}

TEST_CASE(
    "any schema with a measure, a category and a number has peers, without edges in quarters") {
    auto schema = std::make_shared<schema::Schema>(schema::built_in());
    schema->peers = {{"alike", {"orgyear", "job_position"}}};
    for (schema::ColumnSpec& column : schema->columns)
        column.keys.erase("peers.bands");
    const auto result = result_of(sample::make_sample(2000, 1), schema);
    const engine::PeerStudy study = studied(*result);
    REQUIRE(study.peers);
    CHECK(study.peers->bands.count() == 4);
    CHECK_FALSE(study.peers->slots.place);
    CHECK_FALSE(study.peers->flags);
    CHECK(study.peers->underpaid_by_size.empty());
    CHECK(study.peers->underpaid.compared > 0);
}

TEST_CASE("other bands in the schema are another study") {
    const auto table = sample::make_sample(500, 1);
    auto schema = std::make_shared<schema::Schema>(schema::built_in());
    const auto before = result_of(table, schema);
    auto other = std::make_shared<schema::Schema>(*schema);
    for (schema::ColumnSpec& column : other->columns)
        if (column.name == "orgyear")
            column.keys["peers.bands"] = "5 10";
    const auto after = result_of(table, other);
    CHECK(engine::study_key(engine::Study::peers, *before) !=
          engine::study_key(engine::Study::peers, *after));
    CHECK(studied(*after).peers->bands.count() == 3);
}

TEST_CASE("the schema's limits count: nobody lies a hundred per cent below the median") {
    const auto table = sample::make_sample(500, 1);
    auto schema = std::make_shared<schema::Schema>(schema::built_in());
    const std::size_t compared = studied(*result_of(table, schema)).peers->underpaid.compared;
    for (schema::ColumnSpec& column : schema->columns)
        if (column.role == schema::Role::measure) {
            column.keys["peers.gap"] = "100";
            column.keys["peers.fewest"] = "1";
        }
    const engine::PeerStudy study = studied(*result_of(table, schema));
    CHECK(study.peers->underpaid.underpaid == 0);
    CHECK(study.peers->underpaid.compared == 500);
    CHECK(compared < 500);
}
