#include "analysis/contours.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "base/random.h"

using namespace cohortscope;
using analysis::Contours;
using analysis::Outline;

namespace {

struct Rows {
    analysis::Projection projection;
    std::vector<analysis::Label> labels;

    void add(double x, double y, int label) {
        projection.x.push_back(static_cast<float>(x));
        projection.y.push_back(static_cast<float>(y));
        labels.push_back(static_cast<analysis::Label>(label));
    }
    Contours contours(int k) const {
        return analysis::cluster_contours(projection, analysis::build_pick_grid(projection), labels,
                                          k);
    }
};

// Normally spread about (x, y).
void add_heap(Rows& rows, int count, double x, double y, double spread, int label) {
    base::Random random(static_cast<std::uint64_t>(label) + 5);
    for (int i = 0; i < count; ++i)
        rows.add(x + spread * random.normal(), y + spread * random.normal(), label);
}

// By the number of times that a ray to the right crosses the closed line.
bool is_inside(const Outline& line, double x, double y) {
    bool inside = false;
    const std::size_t n = line.x.size();
    for (std::size_t i = 0, before = n - 1; i < n; before = i++) {
        const double ax = line.x[before], ay = line.y[before], bx = line.x[i], by = line.y[i];
        if ((ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax))
            inside = !inside;
    }
    return inside;
}

double share_inside(const Rows& rows, const Contours& contours, int cluster) {
    double of = 0.0, inside = 0.0;
    for (std::size_t i = 0; i < rows.labels.size(); ++i) {
        if (rows.labels[i] != cluster)
            continue;
        ++of;
        const auto crossed = std::count_if(
            contours.outlines.begin(), contours.outlines.end(), [&](const Outline& line) {
                return line.cluster == cluster &&
                       is_inside(line, double(rows.projection.x[i]), double(rows.projection.y[i]));
            });
        inside += crossed % 2 == 1 ? 1.0 : 0.0;
    }
    return inside / of;
}

} // namespace

TEST_CASE("the outline of normally spread rows is the circle that holds half of them") {
    Rows rows;
    add_heap(rows, 60'000, 1.0, -2.0, 0.5, 0);
    const Contours contours = rows.contours(1);
    REQUIRE(contours.outlines.size() == 1);
    const Outline& line = contours.outlines.front();
    const double radius = 0.5 * std::sqrt(2.0 * std::log(2.0));
    for (std::size_t i = 0; i < line.x.size(); ++i)
        CHECK(std::hypot(line.x[i] - 1.0f, line.y[i] + 2.0f) ==
              doctest::Approx(radius).epsilon(0.12));
    CHECK(share_inside(rows, contours, 0) == doctest::Approx(0.5).epsilon(0.03));
}

TEST_CASE("each cluster has an outline of its own, of two heaps two") {
    Rows rows;
    add_heap(rows, 20'000, 0.0, 0.0, 0.3, 0);
    add_heap(rows, 10'000, 3.0, 2.0, 0.3, 1);
    add_heap(rows, 10'000, -3.0, 2.0, 0.3, 2);
    for (std::size_t i = 0; i < rows.labels.size(); ++i)
        rows.labels[i] = std::min<analysis::Label>(rows.labels[i], 1); // the last two are one
    const Contours contours = rows.contours(3);                        // and the third is empty
    REQUIRE(contours.outlines.size() == 3);
    CHECK(contours.outlines[0].cluster == 0);
    CHECK(contours.outlines[1].cluster == 1);
    CHECK(contours.outlines[2].cluster == 1);
    CHECK((contours.outlines[1].x[0] > 0) != (contours.outlines[2].x[0] > 0));
    for (const int cluster : {0, 1})
        CHECK(share_inside(rows, contours, cluster) == doctest::Approx(0.5).epsilon(0.05));
}

TEST_CASE("a ring has an outline within and one without") {
    Rows rows;
    base::Random random(3);
    for (int i = 0; i < 40'000; ++i) {
        const double angle = 6.2831853 * random.uniform();
        const double away = 2.0 + 0.2 * random.normal();
        rows.add(away * std::cos(angle), away * std::sin(angle), 0);
    }
    const Contours contours = rows.contours(1);
    REQUIRE(contours.outlines.size() >= 2);
    CHECK(!is_inside(contours.outlines[1], 2.0, 0.0));
    CHECK(is_inside(contours.outlines[0], 0.0, 0.0));
    CHECK(share_inside(rows, contours, 0) == doctest::Approx(0.5).epsilon(0.1));
}

TEST_CASE("the number of threads changes no point of an outline") {
    Rows rows;
    add_heap(rows, 30'000, 0.0, 0.0, 0.3, 0);
    add_heap(rows, 9'000, 1.0, 0.5, 0.3, 1);
    const Contours all = rows.contours(2);
    for (const int threads : {1, 2, 5}) {
        const base::ThreadLimit limit(threads);
        const Contours same = rows.contours(2);
        REQUIRE(same.outlines.size() == all.outlines.size());
        for (std::size_t i = 0; i < all.outlines.size(); ++i) {
            CHECK(same.outlines[i].x == all.outlines[i].x);
            CHECK(same.outlines[i].y == all.outlines[i].y);
        }
    }
}

TEST_CASE("no rows, one row, equal rows and rows on a line give closed lines or none") {
    CHECK(Rows{}.contours(3).outlines.empty());
    Rows rows;
    rows.add(2.0, 3.0, 0);
    for (int added = 0; added < 3; ++added) {
        for (const Outline& line : rows.contours(1).outlines) {
            CHECK(line.x.size() == line.y.size());
            CHECK(line.x.size() >= 3);
            CHECK(std::ranges::all_of(line.x, [](float x) { return std::isfinite(x); }));
        }
        for (int i = 0; i < 100; ++i)
            rows.add(2.0 + added * 0.01 * i, 3.0, 0);
    }
}
