#include "base/edit_distance.h"

#include <doctest/doctest.h>

using cohortscope::base::edit_distance;

TEST_CASE("words are as far apart as letters have to be put in, left out or changed") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("ctc", "ctc") == 0);
    CHECK(edit_distance("", "ctc") == 3);
    CHECK(edit_distance("ctcc", "ctc") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("sitting", "kitten") == 3);
}
