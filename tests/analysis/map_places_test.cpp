#include "analysis/identity/map_places.h"

#include <doctest/doctest.h>

using namespace cohortscope;

TEST_CASE("centres lie on the map where the components put them") {
    analysis::Clustering clustering;
    clustering.k = 2;
    clustering.centres = {1, 2, 3, 4, 5, 6};
    analysis::Pca pca;
    pca.dimensions = 3;
    pca.components = {0, 0, 1, 1, 0, 0, 0, 0.5, 0.5};
    const std::vector<analysis::MapPlace> places = analysis::map_places(clustering, pca, {3, 1});
    REQUIRE(places.size() == 2);
    CHECK(places[0].x == 2.5);
    CHECK(places[0].y == 3.0);
    CHECK(places[1].x == 5.5);
    CHECK(places[1].y == 6.0);
}
