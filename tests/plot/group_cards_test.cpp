#include "plot/clusters/group_cards.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "plot/clusters/group_words.h"
#include "support/fake_result.h"
#include "support/scene_check.h"

using namespace cohortscope;

namespace {

const tests::EstimatedMeasure kMeasure;

std::string all_text(const plot::Scene& scene) {
    std::string all;
    for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
        all += text.text + "\n";
    return all;
}

// A third of every later group came from the earlier group before it; colour 0 is a new group.
engine::Moves shifted(const engine::Result& result) {
    engine::Moves moves;
    const auto& sizes = result.clustering->sizes;
    for (int to = 0; to < result.clustering->k; ++to) {
        const std::size_t size = sizes[static_cast<std::size_t>(to)];
        const int from = to == 0 ? 1 : to - 1;
        const std::size_t came = to == 0 ? size : size / 3;
        moves.flows.push_back({from == 0 ? result.clustering->k : from, to, came});
        if (to > 0) {
            moves.flows.push_back({to, to, size - came});
            moves.names[to] = "before " + std::to_string(to);
        }
        moves.moved += came;
        moves.common += size;
    }
    moves.names[result.clustering->k] = "dissolved";
    return moves;
}

} // namespace

TEST_CASE("a group's share is told as one in so many where that is fair") {
    CHECK(plot::share_in_words(11'100, 100'000) == "1 in 9 records");
    CHECK(plot::share_in_words(33'500, 100'000) == "1 in 3 records");
    CHECK(plot::share_in_words(50'100, 100'000) == "half of the records");
    CHECK(plot::share_in_words(24'000, 100'000) == "24 % of records");
    CHECK(plot::share_in_words(40'600, 100'000) == "41 % of records");
    CHECK(plot::share_in_words(99'000, 100'000) == "99 % of records");
    CHECK(plot::share_in_words(100'000, 100'000) == "all records");
    CHECK(plot::share_in_words(123, 100'000) == "1 in 810 records");
    CHECK(plot::share_in_words(7, 100'000) == "7 records");
    CHECK(plot::share_in_words(1, 100'000) == "1 record");
    CHECK(plot::share_in_words(1, 3) == "1 record");
}

TEST_CASE("pay is told in two digits, a range with its unit once") {
    const schema::ColumnSpec& pay = *schema::built_in().find("ctc");
    CHECK(plot::rough_measure(pay, 2'312'345) == "₹23 L");
    CHECK(plot::rough_measure(pay, 954'321) == "₹9.5 L");
    CHECK(plot::rough_measure(pay, 99'400) == "₹99,000");
    CHECK(plot::rough_measure(pay, 0) == "₹0");
    CHECK(plot::measure_range(pay, 810'000, 1'090'000) == "₹8.1–11 L");
    CHECK(plot::measure_range(pay, 800'000, 1'100'000) == "₹8–11 L");
    CHECK(plot::measure_range(pay, 8'000'000, 12'000'000) == "₹80 L–₹1.2 Cr");
    CHECK(plot::measure_range(pay, 30'000, 90'000) == "₹30,000–90,000");
    CHECK(plot::measure_range(pay, 801'000, 803'000) == "₹8 L");
}

TEST_CASE("the sentence counts records and groups") {
    CHECK(plot::groups_sentence(*tests::fake_result({5, 3000})) ==
          "3,000 records fall into 5 groups.");
    CHECK(plot::groups_sentence(*tests::fake_result({1, 3000})) == "3,000 records form one group.");
}

TEST_CASE("a card says who is in the group and how its pay compares with the others'") {
    const auto result = tests::fake_result();
    const plot::Scene scene = plot::group_cards(*result, 650, 800, {}, kMeasure);
    for (int cluster = 0; cluster < 5; ++cluster) {
        CHECK(tests::says(scene, result->name(cluster)));
        CHECK(scene.marks[static_cast<std::size_t>(cluster)].cluster == cluster);
    }
    const std::string all = all_text(scene);
    CHECK(all.find("records, ") != std::string::npos);
    CHECK(all.find("years of experience") != std::string::npos);
    CHECK(all.find("; others ₹") != std::string::npos);
    CHECK(all.find("came") == std::string::npos);
}

TEST_CASE("cards of 1 to 50 groups lie inside their column, at every size and with every flow") {
    for (const int k : {1, 2, 3, 5, 8, 11, 15, 30, 50}) {
        const auto result = tests::fake_result({k, 1500, k % 2 == 0});
        const engine::Moves moves = shifted(*result);
        for (const auto& [width, height, scale] :
             {std::array{340.0f, 300.0f, 0.67f}, std::array{430.0f, 480.0f, 0.67f},
              std::array{650.0f, 800.0f, 1.0f}, std::array{1300.0f, 1600.0f, 2.0f}})
            for (const bool moved : {false, true}) {
                CAPTURE(k);
                CAPTURE(width);
                CAPTURE(moved);
                plot::GroupCardsOptions options;
                options.text_scale = scale;
                options.theme = moved ? plot::Theme::light : plot::Theme::dark;
                options.moves = moved ? &moves : nullptr;
                const auto scene = plot::group_cards(*result, width, height, options, kMeasure);
                CHECK(tests::fault_of(scene, plot::kCardText * scale / 13, kMeasure) == "");
                const bool all = scene.marks.size() == static_cast<std::size_t>(k);
                CHECK(all == (all_text(scene).find("more") == std::string::npos));
                CHECK((all || k > 15));
            }
    }
}

TEST_CASE(
    "up to eight cards say more than a row at 1920 × 1080, and the marker stands by the name") {
    for (const int k : {5, 6, 7, 8, 9, 12, 15}) {
        const auto result = tests::fake_result({k, 1500});
        const plot::Scene scene = plot::group_cards(*result, 650, 800, {}, kMeasure);
        CAPTURE(k);
        CHECK((all_text(scene).find("median pay ₹") != std::string::npos) == (k <= 8));
        const auto discs = tests::shapes_of<plot::Disc>(scene);
        const auto texts = tests::shapes_of<plot::Text>(scene);
        REQUIRE(!discs.empty());
        const plot::Box name = text_box(texts.front(), kMeasure);
        CHECK(std::abs(discs.front().centre.y - (name.top + name.bottom) / 2) < 2.0f);
    }
}

TEST_CASE("with moves a card tells who came, and its bar where they came from") {
    const auto result = tests::fake_result();
    const engine::Moves moves = shifted(*result);
    plot::GroupCardsOptions options;
    options.moves = &moves;
    const plot::Scene scene = plot::group_cards(*result, 650, 800, options, kMeasure);
    const std::string all = all_text(scene);
    CHECK(all.find("new: most were “before 1”") != std::string::npos);
    CHECK(all.find(" came, most from “before 1”; ") != std::string::npos);
    // The first group's bar has the colour of the earlier group alone.
    const plot::Colour source = plot::cluster_colour(1, options.theme);
    int bars = 0;
    for (const plot::Rectangle& part : tests::shapes_of<plot::Rectangle>(scene))
        bars += part.box.bottom < 160 && part.box.height() <= 10 && part.fill == source ? 1 : 0;
    CHECK(bars == 1);
}

TEST_CASE("years that the name tells are not told again") {
    engine::Result result = *tests::fake_result();
    const std::string years = plot::years_in_words(result, 2);
    result.identity.given_name[2] = "seniors, " + years;
    const plot::Scene scene = plot::group_cards(result, 650, 800, {}, kMeasure);
    int told = 0;
    for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
        told += text.at.y > 320 && text.at.y < 480 && text.text.find(years) != std::string::npos;
    CHECK(told == 1);
}

TEST_CASE("nobody moved: every card says so") {
    const auto result = tests::fake_result();
    engine::Moves moves;
    for (int colour = 0; colour < 5; ++colour) {
        moves.flows.push_back({colour, colour, 10});
        moves.names[colour] = "a group";
    }
    plot::GroupCardsOptions options;
    options.moves = &moves;
    const plot::Scene scene = plot::group_cards(*result, 650, 800, options, kMeasure);
    CHECK(tests::says(scene, "the same records as before"));
}

TEST_CASE("a card that has not arrived is not drawn, one on its way is faint and to the right") {
    const auto result = tests::fake_result();
    const std::vector<float> arrived = {1.0f, 0.5f, 0.0f, 0.0f, 0.0f};
    plot::GroupCardsOptions options;
    options.arrived = arrived;
    const plot::Scene scene = plot::group_cards(*result, 650, 800, options, kMeasure);
    REQUIRE(scene.marks.size() == 2);
    CHECK(scene.marks[0].box.left == 0);
    CHECK(scene.marks[1].box.left > 0);
    for (const plot::Text& text : tests::shapes_of<plot::Text>(scene))
        if (text.text == result->name(1))
            CHECK(text.colour.a == doctest::Approx(0.5f));
}

TEST_CASE("the cards' texts stand out from their ground in both themes") {
    for (const plot::Theme theme : {plot::Theme::dark, plot::Theme::light}) {
        const plot::Tokens& t = plot::tokens(theme);
        for (const plot::Colour& text : {t.text, t.muted})
            CHECK(plot::contrast_ratio(text, t.raised) >= 4.5);
    }
}
