#include "analysis/identity/free_colour.h"
#include "analysis/identity/hue_neighbours.h"

#include <vector>

#include <doctest/doctest.h>

using namespace cohortscope::analysis;

namespace {

// Eight clusters on a line, in the colours 0 to 7, and one more.
struct Line {
    std::vector<int> colours{0, 1, 2, 3, 4, 5, 6, 7, -1};
    std::vector<MapPlace> places;
    explicit Line(double last) {
        for (int i = 0; i < 8; ++i)
            places.push_back({double(i), 0.0});
        places.push_back({last, 1.0});
    }
    int free() const { return free_colour({colours, places, {}}, 8); }
};

} // namespace

TEST_CASE("a new cluster takes the hue unused for longest") {
    const std::vector<int> colours{0, -1, 3};
    CHECK(free_colour({colours, {}, {}}, 1) == 1);
    const std::vector<std::uint64_t> last_used{9, 4, 5, 9, 6, 7, 3, 8};
    CHECK(free_colour({colours, {}, last_used}, 1) == 6);
}

TEST_CASE("a hue is taken whatever the marker of its bearer") {
    const std::vector<int> colours{8, -1, 1 + 24};
    CHECK(free_colour({colours, {}, {}}, 1) == 2);
}

TEST_CASE("the ninth cluster shares the hue of the one farthest away") {
    CHECK(Line(0.0).free() == 7 + kHues);
    CHECK(Line(7.0).free() == 0 + kHues);
    CHECK(Line(9.0).free() == 0 + kHues);
}

TEST_CASE("of a hue's bearers the nearest counts") {
    Line line(0.0);
    line.colours.push_back(7 + kHues); // right beside the new one
    line.places.push_back({0.5, 0.0});
    CHECK(line.free() == 6 + kHues);
}

TEST_CASE("the marker is the first that is free in its hue") {
    Line line(0.0);
    line.colours.push_back(7 + kHues); // as far away as its hue's other bearer
    line.places.push_back({9.0, 0.0});
    CHECK(line.free() == 7 + 2 * kHues);
}

TEST_CASE("without places the hue unused for longest is shared") {
    const Line line(0.0);
    const std::vector<std::uint64_t> last_used{9, 4, 5, 9, 6, 7, 3, 8};
    CHECK(free_colour({line.colours, {}, last_used}, 8) == 6 + kHues);
}

TEST_CASE("a cluster is like its neighbour when the nearest one has its hue") {
    const std::vector<int> colours{1, 1 + kHues, 2, -1};
    const std::vector<MapPlace> places{{0, 0}, {3, 0}, {4, 0}, {0, 0.1}};
    CHECK(like_its_neighbour({colours, places, {}}, 0));       // 3 away, the next 4
    CHECK_FALSE(like_its_neighbour({colours, places, {}}, 1)); // the other hue is at 1
    CHECK_FALSE(like_its_neighbour({colours, places, {}}, 2));
    CHECK_FALSE(like_its_neighbour({colours, places, {}}, 3));
    CHECK_FALSE(like_its_neighbour({colours, {}, {}}, 0));
}
