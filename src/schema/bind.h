// A schema tied to one table: names are resolved to slots once, and hot code sees slots only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/table.h"
#include "schema/schema.h"

namespace cohortscope::schema {

// A column of the schema with its cells: values of all rows of the table.
struct BoundNumber {
    std::shared_ptr<const ColumnSpec> spec;
    std::shared_ptr<const std::vector<double>> values; // rows; NaN where missing
};
struct BoundNames {
    std::shared_ptr<const ColumnSpec> spec;
    std::shared_ptr<const data::TextColumn> column; // rows; codes in first-seen order
};

// What a feature is made of.
enum class Source { number, names, measure, id };
struct BoundFeature {
    std::shared_ptr<const FeatureSpec> spec;
    Source source = Source::number;
    std::size_t slot = 0; // of a number or of names
};

struct BoundCheck {
    std::shared_ptr<const CheckSpec> spec;
    std::shared_ptr<const std::vector<double>> left;
    std::shared_ptr<const std::vector<double>> right; // null: none
};

// A category with levels is a slot of numbers (places of its levels, NaN where the level is not
// listed) and a slot of names (the levels as the schema writes them, missing where not listed).
// Of optional columns that are absent, categories, helpers and the id are there with every cell
// missing; numbers, years, the measure and the outcome are not.
struct Bound {
    std::shared_ptr<const Schema> schema;
    std::shared_ptr<const data::Table> table;
    std::optional<BoundNames> id;
    std::optional<BoundNumber> measure;
    std::optional<BoundNumber> outcome; // yes and true are 1, no and false 0
    std::vector<BoundNumber> numbers;   // slots of numbers, years and levels, in schema order
    std::vector<BoundNames> names;      // slots of categories, in schema order
    std::vector<BoundNumber> helpers;
    std::vector<BoundFeature> features; // those of the schema whose column is there, in its order
    std::vector<BoundCheck> checks;
    std::vector<std::string> notices; // one line each: derived columns made, levels not listed,
                                      // what the absence of columns means
};

// The table's columns are those that match_columns (match.h) finds by their names. Columns of the
// schema that are optional may be absent; derived columns are made where absent. Throws base::Error
// naming the table's source and the column that is missing or of the wrong kind (a number wanted
// where the table has text with what is found).
Bound bind(std::shared_ptr<const Schema> schema, std::shared_ptr<const data::Table> table);

} // namespace cohortscope::schema
