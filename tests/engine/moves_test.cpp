#include "engine/moves.h"

#include <doctest/doctest.h>

#include "support/fake_result.h"

using namespace cohortscope;

namespace {

// Rows by their number in the file, in groups with these colours.
engine::Grouping grouping(const std::vector<std::uint32_t>& rows,
                          const std::vector<analysis::Label>& labels,
                          const std::vector<int>& colours) {
    auto prepared = std::make_shared<features::PreparedRows>();
    prepared->rows = rows;
    auto clustering = std::make_shared<analysis::Clustering>();
    clustering->labels = labels;
    clustering->k = static_cast<int>(colours.size());
    auto profiles = std::make_shared<analysis::Profiles>();
    profiles->clusters.resize(colours.size());
    analysis::Identity identity;
    identity.colour = colours;
    identity.given_name.resize(colours.size());
    for (std::size_t i = 0; i < colours.size(); ++i)
        profiles->clusters[i].name = "automatic " + std::to_string(i);
    identity.given_name.back() = "given";
    return {prepared, clustering, profiles, identity};
}

} // namespace

TEST_CASE("who changed group is counted by colour and marked row by row") {
    const auto before = grouping({0, 1, 2, 3, 4, 5}, {0, 0, 0, 1, 1, 1}, {7, 3});
    // Numbered the other way round: colour 3 comes first; row 2 moved, row 5 is in a new group.
    const auto after = grouping({0, 1, 2, 3, 4, 5}, {1, 1, 0, 0, 0, 2}, {3, 7, 4});
    const engine::Moves moves = engine::moves_between(before, after);
    CHECK(moves.common == 6);
    CHECK(moves.moved == 2);
    CHECK(moves.moved_rows == std::vector<std::uint8_t>{0, 0, 1, 0, 0, 1});
    CHECK(moves.flows == std::vector<engine::Flow>{{7, 3, 1}, {3, 3, 2}, {7, 7, 2}, {3, 4, 1}});
    CHECK(moves.names == std::map<int, std::string>{{7, "automatic 0"}, {3, "given"}});
}

TEST_CASE("only rows that both results have are compared") {
    const auto before = grouping({1, 3, 5, 8}, {0, 0, 1, 1}, {0, 1});
    const auto after = grouping({0, 3, 5, 9}, {1, 1, 1, 0}, {0, 1});
    const engine::Moves moves = engine::moves_between(before, after);
    CHECK(moves.common == 2);
    CHECK(moves.moved == 1);
    CHECK(moves.moved_rows == std::vector<std::uint8_t>{0, 1, 0, 0});
    CHECK(moves.flows == std::vector<engine::Flow>{{0, 1, 1}, {1, 1, 1}});
}

TEST_CASE("results without a row in common have no moves") {
    const engine::Moves moves =
        engine::moves_between(grouping({0, 1}, {0, 0}, {0}), grouping({2, 3}, {0, 0}, {0}));
    CHECK(moves.common == 0);
    CHECK(moves.moved == 0);
    CHECK(moves.flows.empty());
}

TEST_CASE("a result compared with itself moves nobody, over more rows than a chunk") {
    const auto result = tests::fake_result({5, 20'000});
    const engine::Grouping same = engine::grouping_of(*result);
    const engine::Moves moves = engine::moves_between(same, same);
    CHECK(moves.common == 20'000);
    CHECK(moves.moved == 0);
    CHECK(moves.flows.size() == 5);
}
