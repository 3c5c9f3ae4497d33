#include "engine/selection/shape_text.h"

#include <doctest/doctest.h>

#include "base/error.h"

using namespace cohortscope;
using engine::Name;
using engine::NumberRange;
using engine::shape_of_text;

TEST_CASE("two numbers with dots between are a range") {
    CHECK(shape_of_text("pay=1e6..2.5e6") == engine::Shape{NumberRange{"pay", 1e6, 2.5e6}});
    CHECK(shape_of_text("x=-3..-1") == engine::Shape{NumberRange{"x", -3.0, -1.0}});
}

TEST_CASE("all else is a name, whatever stands in it") {
    CHECK(shape_of_text("role=data analyst") == engine::Shape{Name{"role", "data analyst"}});
    CHECK(shape_of_text("role=a..b") == engine::Shape{Name{"role", "a..b"}});
    CHECK(shape_of_text("role=a=b") == engine::Shape{Name{"role", "a=b"}});
    CHECK(shape_of_text("year=2019") == engine::Shape{Name{"year", "2019"}});
}

TEST_CASE("without a column or a value nothing can be selected") {
    for (const char* text : {"", "pay", "=3..4", "pay="})
        CHECK_THROWS_AS(shape_of_text(text), base::Error);
}
