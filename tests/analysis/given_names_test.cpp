#include "analysis/identity/identity.h"

#include <numeric>

#include <doctest/doctest.h>

using namespace cohortscope;
using namespace cohortscope::analysis;

namespace {

using Labels = std::vector<Label>;
using Names = std::vector<std::string>;

// Labels of 200 rows: cluster 1 in [begin, end), else 0.
Labels block(std::size_t begin, std::size_t end) {
    Labels labels(200, 0);
    for (std::size_t row = begin; row < end; ++row)
        labels[row] = 1;
    return labels;
}

class Shown {
  public:
    Shown() : rows_(200) { std::iota(rows_.begin(), rows_.end(), 0u); }
    Identity show(const Labels& labels, int k = 2, bool final_result = true) {
        last_ = tracker_.match({labels, k, rows_, {++key_}, final_result});
        return last_;
    }
    Identity name(std::size_t cluster, const std::string& text) {
        names_ =
            with_name(names_, last_.name_entry, tracker_.shown(), static_cast<int>(cluster), text);
        last_ = tracker_.follow_names(names_);
        return last_;
    }

  private:
    IdentityTracker tracker_;
    GivenNames names_;
    std::vector<std::uint32_t> rows_;
    std::uint64_t key_ = 0;
    Identity last_;
};

} // namespace

TEST_CASE("a given name moves on with half of the rows of both, not with fewer") {
    Shown shown;
    shown.show(block(0, 40));
    CHECK(shown.name(1, "seniors").given_name == Names{"", "seniors"});
    CHECK(shown.show(block(20, 40)).given_name == Names{"", "seniors"}); // 20 of 40
    Shown other;
    other.show(block(0, 40));
    other.name(1, "seniors");
    const Identity fewer = other.show(block(21, 40)); // 19 of 40
    CHECK(fewer.given_name == Names{"", ""});
    CHECK(fewer.lost == std::vector<LostName>{{"seniors", 1, 19.0 / 40.0}});
}

TEST_CASE("one shared row does not hand on a name, though the colour goes on") {
    Shown shown;
    shown.show(block(0, 100));
    shown.name(0, "the young");
    Labels labels(200, 0);
    for (std::size_t row = 0; row < 199; ++row)
        labels[row] = 1;
    const Identity next = shown.show(labels);
    CHECK(next.given_name == Names{"", ""});
    REQUIRE(next.lost.size() == 1);
    CHECK(next.lost[0].name == "the young");
    CHECK(next.lost[0].cluster == 1);
    CHECK(next.lost[0].jaccard == doctest::Approx(99.0 / 200.0));
}

TEST_CASE("a name comes back with its cluster") {
    Shown shown;
    const Identity first = shown.show(block(0, 40));
    shown.name(1, "seniors");
    Labels three = block(0, 40);
    for (std::size_t row = 10; row < 80; ++row)
        three[row] = 2;
    CHECK(shown.show(three, 3).given_name == Names{"", "", ""});
    const Identity back = shown.show(block(0, 40));
    CHECK(back.given_name == Names{"", "seniors"});
    CHECK(back.lost.empty());
    CHECK(back.colour == first.colour);
}

TEST_CASE("a name is carried on from final to final, and comes back to where it was given") {
    Shown shown;
    shown.show(block(0, 40));
    shown.name(1, "seniors");
    for (std::size_t moved = 10; moved <= 100; moved += 10)
        CHECK(shown.show(block(moved, moved + 40)).given_name == Names{"", "seniors"});
    CHECK(shown.show(block(0, 40)).given_name == Names{"", "seniors"});
}

TEST_CASE("previews do not carry a name on") {
    Shown shown;
    shown.show(block(0, 40));
    shown.name(1, "seniors");
    for (std::size_t moved = 10; moved <= 40; moved += 10)
        shown.show(block(moved, moved + 40), 2, false);
    const Identity next = shown.show(block(40, 80));
    CHECK(next.given_name == Names{"", ""});
    CHECK(shown.show(block(0, 40)).given_name == Names{"", "seniors"});
}

TEST_CASE("a lost name that is given again stays with its new cluster alone") {
    Shown shown;
    shown.show(block(0, 40));
    shown.name(1, "seniors");
    const Identity lost = shown.show(block(30, 100));
    REQUIRE(lost.lost.size() == 1);
    const Identity kept = shown.name(1, lost.lost[0].name);
    CHECK(kept.given_name == Names{"", "seniors"});
    CHECK(kept.lost.empty());
    CHECK(shown.show(block(30, 100)).given_name == Names{"", "seniors"});
    const Identity back = shown.show(block(0, 40));
    CHECK(back.given_name == Names{"", ""});
    CHECK(back.lost.size() == 1);
}

TEST_CASE("a name that replaces another takes its place for good") {
    Shown shown;
    shown.show(block(0, 40));
    shown.name(1, "seniors");
    CHECK(shown.name(1, "leaders").given_name == Names{"", "leaders"});
    CHECK(shown.show(block(0, 40)).given_name == Names{"", "leaders"});
    CHECK(shown.name(1, "").given_name == Names{"", ""});
    const Identity next = shown.show(block(0, 40));
    CHECK(next.given_name == Names{"", ""});
    CHECK(next.lost.empty());
}

TEST_CASE("of two names whose clusters grow together the likest stays") {
    Shown shown;
    Labels three = block(0, 60);
    for (std::size_t row = 60; row < 100; ++row)
        three[row] = 2;
    shown.show(three, 3);
    shown.name(1, "large");
    shown.name(2, "small");
    const Identity next = shown.show(block(0, 100));
    CHECK(next.given_name == Names{"", "large"});
    CHECK(next.lost.empty()); // no other cluster has a row of it
}
