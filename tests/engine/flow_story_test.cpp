#include "engine/flow_story.h"

#include <doctest/doctest.h>

#include "base/progress.h"
#include "engine/flow_rows.h"
#include "engine/pipeline.h"
#include "support/learner_table.h"

using namespace cohortscope;
using engine::FlowEnds;
using engine::kAnyGroup;
using engine::kNotUsed;

namespace {

engine::Changes changes_with(const std::vector<int>& before, const std::vector<int>& after) {
    engine::Changes changes;
    for (const int colour : before)
        changes.before.push_back({"", colour});
    for (const int colour : after)
        changes.after.push_back({"", colour});
    return changes;
}

std::shared_ptr<const engine::Result> result_of(engine::Pipeline& pipeline, int k) {
    engine::Settings settings;
    settings.kmeans.k = k;
    settings.kmeans.restarts = 2;
    base::Progress progress;
    return pipeline.final_result(settings, progress);
}

} // namespace

TEST_CASE("a flow is found by the colours of its groups, or is gone with them") {
    const engine::Changes changes = changes_with({4, 0, 2}, {2, 7});
    CHECK(engine::colours_of(changes, {0, 1}) == FlowEnds{4, 7});
    CHECK(engine::colours_of(changes, {kNotUsed, 0}) == FlowEnds{kNotUsed, 2});
    CHECK(engine::colours_of(changes, {2, kAnyGroup}) == FlowEnds{2, kAnyGroup});
    CHECK(engine::groups_of(changes, {4, 7}) == FlowEnds{0, 1});
    CHECK(engine::groups_of(changes, {kAnyGroup, kNotUsed}) == FlowEnds{kAnyGroup, kNotUsed});
    CHECK(!engine::groups_of(changes, {7, 2}));
    CHECK(!engine::groups_of(changes, {4, 4}));
}

TEST_CASE("the contrast of a flow is said against those who stayed, or against the others") {
    engine::Pipeline pipeline(tests::random_table(3000, 3));
    const auto before = result_of(pipeline, 3), after = result_of(pipeline, 6);
    const auto changes =
        std::make_shared<const engine::Changes>(engine::changes_between(*before, *after));
    engine::RowRanks ranks;
    bool against_stayers = false;
    for (int from = kNotUsed; from < 3; ++from)
        for (int to = kNotUsed; to < 6; ++to) {
            if (from == kNotUsed && to == kNotUsed)
                continue;
            engine::FlowStory story = engine::begin_story(*before, *after, changes, {from, to});
            CHECK(!story.complete);
            engine::end_story(story, *before, *after, ranks);
            CHECK(story.complete);
            const auto sides = engine::movers_and_stayers(*before, *after, from, to);
            if (sides.movers == 0 || sides.others == 0) {
                CHECK(story.contrast.empty());
                continue;
            }
            if (story.contrast.empty())
                continue;
            CHECK(story.contrast.starts_with(sides.others_stayed ? "Against those who stayed: "
                                                                 : "Against the others of "));
            against_stayers = against_stayers || sides.others_stayed;
        }
    CHECK(against_stayers);
    CHECK(ranks.of(before->prepared.rows)->rows == before->rows());
}

TEST_CASE("a story that is cancelled says so") {
    engine::Pipeline pipeline(tests::random_table(3000, 3));
    const auto before = result_of(pipeline, 3), after = result_of(pipeline, 6);
    const auto changes =
        std::make_shared<const engine::Changes>(engine::changes_between(*before, *after));
    engine::FlowStory story = engine::begin_story(*before, *after, changes, {0, 1});
    engine::RowRanks ranks;
    base::Progress progress;
    progress.cancel();
    if (changes->flows.rows(0, 1) > 0)
        CHECK_THROWS_AS(engine::end_story(story, *before, *after, ranks, &progress),
                        base::Cancelled);
}
