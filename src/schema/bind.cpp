#include "schema/bind.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.h"
#include "base/format.h"
#include "base/parallel.h"
#include "data/cell_text.h"
#include "schema/cells.h"
#include "schema/match.h"

namespace cohortscope::schema {

namespace {

// A column of the schema with its cells of either kind; neither where it is absent or ignored.
struct Cells {
    Values values;
    Names names;
    std::vector<std::string> notices;
};

// Binds the columns of one schema to one table.
class Binding {
  public:
    Binding(std::shared_ptr<const Schema> schema, std::shared_ptr<const data::Table> table)
        : schema_(std::move(schema)), table_(std::move(table)),
          found_(match_columns(*schema_, *table_)), cells_(schema_->columns.size()) {}

    Bound bound();

  private:
    void read_cells();
    void derive();
    void expect_all() const;
    bool absent(std::size_t column) const {
        return !cells_[column].values && !cells_[column].names;
    }
    Cells cells_of(const ColumnSpec& spec, const TableColumn& column) const;
    Values values_of(const ColumnSpec& spec, const TableColumn& column) const;
    Values outcome_of_text(const ColumnSpec& spec, const data::TextColumn& column) const;
    Names names_of_cells(const TableColumn& column) const;
    Values valid_values(std::string_view column) const;
    [[noreturn]] void wrong_kind(const ColumnSpec& spec, const std::string& expected,
                                 std::string_view found) const;
    std::shared_ptr<const ColumnSpec> spec(std::size_t column) const {
        return {schema_, &schema_->columns[column]};
    }
    std::size_t place_of(std::string_view column) const {
        return static_cast<std::size_t>(schema_->find(column) - schema_->columns.data());
    }
    void add_column(std::size_t column, Bound& bound) const;
    void add_features(Bound& bound) const;
    void add_checks(Bound& bound) const;

    std::shared_ptr<const Schema> schema_;
    std::shared_ptr<const data::Table> table_;
    std::vector<TableColumn> found_; // one a column of the schema, like cells_
    std::vector<Cells> cells_;
    std::vector<std::string> derived_; // what was made
};

void Binding::wrong_kind(const ColumnSpec& spec, const std::string& expected,
                         std::string_view found) const {
    throw base::Error::in(table_->source, "the column " + data::quoted(spec.name) +
                                              " has text such as " + data::quoted(found) +
                                              "; expected " + expected);
}

// The first entry is what the first present cell holds.
Values Binding::values_of(const ColumnSpec& spec, const TableColumn& column) const {
    if (column.numeric != nullptr)
        return {table_, &column.numeric->values};
    if (column.text->dictionary.size() == 0)
        return missing_values(table_->rows);
    if (spec.role == Role::outcome)
        return outcome_of_text(spec, *column.text);
    wrong_kind(spec, "numbers", column.text->dictionary.at(0));
}

Values Binding::outcome_of_text(const ColumnSpec& spec, const data::TextColumn& column) const {
    std::vector<double> of_entry;
    for (std::size_t entry = 0; entry < column.dictionary.size(); ++entry) {
        const auto outcome = outcome_of(column.dictionary.at(entry), spec.levels);
        if (!outcome)
            wrong_kind(spec,
                       spec.levels.empty() ? "numbers, or yes and no, true and false"
                                           : spec.levels.front() + " or " + spec.levels.back(),
                       column.dictionary.at(entry));
        of_entry.push_back(*outcome);
    }
    auto values = std::make_shared<std::vector<double>>(*missing_values(table_->rows));
    for (std::size_t row = 0; row < values->size(); ++row)
        if (column.codes[row] != data::kMissingCode)
            (*values)[row] = of_entry[static_cast<std::size_t>(column.codes[row])];
    return values;
}

Names Binding::names_of_cells(const TableColumn& column) const {
    if (column.numeric != nullptr)
        return names_of(*column.numeric);
    return {table_, column.text};
}

Cells Binding::cells_of(const ColumnSpec& spec, const TableColumn& column) const {
    if (spec.role == Role::ignored || !column.there())
        return {};
    if (spec.role != Role::category && spec.role != Role::id)
        return {values_of(spec, column), nullptr, {}};
    const Names names = names_of_cells(column);
    if (spec.levels.empty())
        return {nullptr, names, {}};
    Levels levels = levels_of(names, spec);
    return {levels.places, levels.names, std::move(levels.notices)};
}

void Binding::read_cells() {
    base::for_each_task(cells_.size(), [&](std::size_t column) {
        cells_[column] = cells_of(schema_->columns[column], found_[column]);
    });
}

// The column's cells, missing where they are outside of its range.
Values Binding::valid_values(std::string_view column) const {
    const ColumnSpec& spec = schema_->columns[place_of(column)];
    const Values all = cells_[place_of(column)].values;
    const auto valid = [&](double value) { return value >= spec.lowest && value <= spec.highest; };
    const auto missing_or_valid = [&](double value) { return std::isnan(value) || valid(value); };
    if (std::ranges::all_of(*all, missing_or_valid))
        return all;
    auto values = std::make_shared<std::vector<double>>(*all);
    std::ranges::replace_if(
        *values, [&](double value) { return !valid(value); },
        std::numeric_limits<double>::quiet_NaN());
    return values;
}

void Binding::derive() {
    std::vector<const DerivedSpec*> wanted;
    for (const DerivedSpec& spec : schema_->derived)
        if (!found_[place_of(spec.name)].there() && cells_[place_of(spec.left)].values &&
            cells_[place_of(spec.right)].values)
            wanted.push_back(&spec);
    base::for_each_task(wanted.size(), [&](std::size_t i) {
        const DerivedSpec& spec = *wanted[i];
        cells_[place_of(spec.name)].values =
            derived_of(spec.kind, *valid_values(spec.left), *valid_values(spec.right));
    });
    for (const DerivedSpec* spec : wanted) {
        if (schema_->find(spec->name)->role == Role::helper)
            continue;
        constexpr std::array<std::string_view, 3> kSigns = {" − ", " / ", " × "};
        derived_.push_back(spec->name + " is made: " + spec->left +
                           std::string(kSigns[static_cast<std::size_t>(spec->kind)]) + spec->right);
    }
}

void Binding::expect_all() const {
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const ColumnSpec& spec = schema_->columns[i];
        if (absent(i) && !found_[i].there() && !spec.optional && spec.role != Role::ignored)
            throw base::Error::in(table_->source, "has no column " + data::quoted(spec.name) +
                                                      ", which the schema " +
                                                      data::quoted(schema_->name) + " expects");
    }
}

void Binding::add_column(std::size_t column, Bound& bound) const {
    const Cells& cells = cells_[column];
    const auto& without = schema_->columns[column].without;
    if (absent(column) && !without.empty())
        bound.notices.push_back("no column " + data::quoted(schema_->columns[column].name) + ": " +
                                without);
    const auto names = [&] {
        return BoundNames{spec(column),
                          cells.names ? cells.names
                                      : missing_names(schema_->columns[column].name, table_->rows)};
    };
    const auto number = [&] {
        return BoundNumber{spec(column),
                           cells.values ? cells.values : missing_values(table_->rows)};
    };
    switch (schema_->columns[column].role) {
    case Role::id:
        bound.id = names();
        return;
    case Role::category:
        bound.names.push_back(names());
        if (cells.values)
            bound.numbers.push_back(number());
        return;
    case Role::helper:
        bound.helpers.push_back(number());
        return;
    case Role::number:
    case Role::year:
        if (cells.values)
            bound.numbers.push_back(number());
        return;
    case Role::measure:
        if (cells.values)
            bound.measure = number();
        return;
    case Role::outcome:
        if (cells.values)
            bound.outcome = number();
        return;
    case Role::ignored:
        return;
    }
}

void Binding::add_features(Bound& bound) const {
    const auto slot_in = [](const auto& list, std::string_view column) {
        const auto found = std::ranges::find_if(
            list, [&](const auto& entry) { return entry.spec->name == column; });
        return static_cast<std::size_t>(found - list.begin());
    };
    for (const FeatureSpec& feature : schema_->features) {
        const std::size_t column = place_of(feature.from);
        if (absent(column))
            continue;
        BoundFeature made{{schema_, &feature}, Source::number, 0};
        const Role role = schema_->columns[column].role;
        if (role == Role::id)
            made.source = Source::id;
        else if (role == Role::measure)
            made.source = Source::measure;
        else if (role == Role::category && feature.encoding != Encoding::ordinal)
            made.source = Source::names;
        if (made.source == Source::names)
            made.slot = slot_in(bound.names, feature.from);
        else if (made.source == Source::number)
            made.slot = slot_in(bound.numbers, feature.from);
        bound.features.push_back(std::move(made));
    }
}

void Binding::add_checks(Bound& bound) const {
    for (const CheckSpec& check : schema_->checks) {
        const Values left = cells_[place_of(check.left)].values;
        const Values right = check.right.empty() ? nullptr : cells_[place_of(check.right)].values;
        if (left && (right || check.right.empty()))
            bound.checks.push_back({{schema_, &check}, left, right});
    }
}

Bound Binding::bound() {
    read_cells();
    derive();
    expect_all();
    Bound bound{schema_, table_, {}, {}, {}, {}, {}, {}, {}, {}, derived_};
    for (std::size_t column = 0; column < cells_.size(); ++column) {
        bound.notices.insert(bound.notices.end(), cells_[column].notices.begin(),
                             cells_[column].notices.end());
        add_column(column, bound);
    }
    add_features(bound);
    add_checks(bound);
    return bound;
}

} // namespace

Bound bind(std::shared_ptr<const Schema> schema, std::shared_ptr<const data::Table> table) {
    return Binding(std::move(schema), std::move(table)).bound();
}

} // namespace cohortscope::schema
