// A table with a column of every encoding, for the tests of why a row is in its group.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "base/random.h"
#include "engine/pipeline.h"
#include "engine/why_row.h"
#include "schema/plain_table.h"
#include "schema/schema_json.h"

namespace cohortscope::tests {

inline std::shared_ptr<const schema::Schema> every_encoding() {
    return std::make_shared<const schema::Schema>(schema::schema_from_json(R"({
      "cohortscope_schema": 1, "name": "t", "noun": "pupils", "columns": [
        {"name": "pupil", "role": "id", "encoding": "count"},
        {"name": "pay", "role": "measure", "encoding": "logarithm", "currency": "EUR",
         "outliers": {"mode": "clip", "low": 2, "high": 98}},
        {"name": "score", "role": "number", "unit": "points", "range": [0, 100]},
        {"name": "time", "role": "number", "encoding": "logarithm", "unit": "minutes",
         "range": [0, null], "outliers": {"mode": "clip", "low": 0, "high": 90}},
        {"name": "both", "role": "number"},
        {"name": "born", "role": "year", "encoding": "age", "range": [1950, null]},
        {"name": "joined", "role": "year", "encoding": "number", "range": [1990, null]},
        {"name": "pace", "role": "category", "encoding": "ordinal",
         "levels": ["Slow", "Moderate", "Fast", "Faster"]},
        {"name": "town", "role": "category", "encoding": "frequency", "rare_below": 4,
         "plural": "towns"},
        {"name": "medium", "role": "category", "encoding": "one-hot"},
        {"name": "kind", "role": "category", "encoding": "one-hot-full"},
        {"name": "note", "role": "number", "encoding": "none"},
        {"name": "flat", "role": "number"},
        {"name": "left", "role": "outcome"}],
      "features": [
        {"name": "rows_of_pupil", "from": "pupil"}, {"name": "pay"}, {"name": "score"},
        {"name": "time"}, {"name": "both"},
        {"name": "both_log", "from": "both", "encoding": "logarithm"},
        {"name": "born"}, {"name": "joined"}, {"name": "pace"}, {"name": "town"},
        {"name": "medium"}, {"name": "kind"}, {"name": "flat"}]})",
                                                                           "t.json"));
}

// Dirt of every kind among the cells.
inline std::shared_ptr<const data::Table> table_of_pupils(std::size_t rows, std::uint64_t seed) {
    base::Random random(seed);
    const auto below = [&](std::uint64_t bound) { return std::to_string(random.below(bound)); };
    const auto cell = [&](const std::string& text) {
        return random.below(12) == 0 ? std::string() : text;
    };
    const auto number = [&](double value) { return std::to_string(value); };
    constexpr const char* kPaces[] = {"Slow", "moderate", " Fast", "Faster", "odd"};
    constexpr const char* kMedia[] = {"Text", "Video!", "Audio"};
    constexpr const char* kKinds[] = {"a", "b"};
    std::string csv =
        "pupil,pay,score,time,both,born,joined,pace,town,medium,kind,note,flat,left\n";
    for (std::size_t row = 0; row < rows; ++row) {
        const bool grown = random.below(3) == 0;
        csv += "p" + below(rows / 2) + "," + number(1000.0 * (1.0 + 20.0 * random.uniform())) + ",";
        csv += cell(number((grown ? 60.0 : 20.0) + 50.0 * random.uniform())) + ",";
        csv += cell(number((grown ? 400.0 : 30.0) * random.uniform())) + ",";
        csv += cell(number(10.0 * random.normal())) + ",";
        csv +=
            cell(std::to_string((grown ? 1940 : 1990) + static_cast<int>(random.below(25)))) + ",";
        csv += cell(std::to_string(2000 + static_cast<int>(random.below(25)))) + ",";
        csv += cell(kPaces[random.below(5)]) + std::string(",");
        csv += cell("Town " + below(1 + random.below(30))) + ",";
        csv += cell(kMedia[random.below(3)]) + std::string(",") + kKinds[random.below(2)] + ",";
        csv += below(9) + ",7," + below(2) + "\n";
    }
    return plain_table(csv);
}

inline std::shared_ptr<const engine::Result> analysed(std::shared_ptr<const data::Table> table,
                                                      const engine::Settings& settings) {
    base::Progress progress;
    engine::Pipeline pipeline(std::move(table));
    return pipeline.final_result(settings, progress);
}

inline const engine::WhyColumn& column_of(const engine::WhyRow& row, const std::string& name) {
    for (const engine::WhyColumn& column : row.columns)
        if (column.spec->name == name)
            return column;
    throw std::runtime_error("no column " + name);
}

} // namespace cohortscope::tests
