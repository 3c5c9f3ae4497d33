#include <algorithm>
#include <initializer_list>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "data/cell_text.h"
#include "schema/enum_names.h"
#include "schema/json_place.h"
#include "schema/levels.h"
#include "schema/match.h"
#include "schema/peer_edges.h"
#include "schema/schema_json.h"

namespace cohortscope::schema {

namespace {

// Looks at one schema and throws the first fault.
class Inspection {
  public:
    Inspection(const Schema& schema, const std::string& source)
        : schema_(schema), source_(source) {}

    void columns();
    void derived() const;
    void checks() const;
    void peers() const;
    void peer_keys(const ColumnSpec& column, const std::string& where) const;
    void features() const;

  private:
    [[noreturn]] void fail(const std::string& where, const std::string& expected) const {
        throw base::Error::in(source_, where + ": expected " + expected);
    }
    static std::string place(const char* list, std::size_t index) {
        return std::string(list) + "[" + std::to_string(index) + "]";
    }
    template <class Specs> void distinct_names(const char* list, const Specs& specs) const;
    void role_at_most_once(Role role) const;
    void names_of(const ColumnSpec& column, const std::string& where);
    void role_of(const ColumnSpec& column, const std::string& where) const;
    void levels_of(const ColumnSpec& column, const std::string& where) const;
    void fill_of(const ColumnSpec& column, const std::string& where) const;
    void needs(const std::string& name, const std::string& where,
               std::initializer_list<Role> roles) const;

    const Schema& schema_;
    const std::string& source_;
    std::set<std::string> other_names_;
};

constexpr std::initializer_list<Role> kNumbers = {Role::measure, Role::number, Role::year,
                                                  Role::helper, Role::outcome};

template <class Specs> void Inspection::distinct_names(const char* list, const Specs& specs) const {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < specs.size(); ++i)
        if (!names.insert(specs[i].name).second)
            fail(place(list, i) + ".name",
                 "another name: two are called " + data::quoted(specs[i].name));
}

// The name is that of a column of one of the roles.
void Inspection::needs(const std::string& name, const std::string& where,
                       std::initializer_list<Role> roles) const {
    const ColumnSpec* column = schema_.find(name);
    if (column != nullptr && std::ranges::find(roles, column->role) != roles.end())
        return;
    std::vector<std::string_view> names;
    for (const Role role : roles)
        names.push_back(name_of(kRoleNames, role));
    fail(where, "a column of the role " + choices_of(names) + ", not " + data::quoted(name));
}

void Inspection::role_at_most_once(Role role) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < schema_.columns.size(); ++i)
        if (schema_.columns[i].role == role && ++count > 1)
            fail(place("columns", i) + ".role", "another role: a schema has one " +
                                                    std::string(name_of(kRoleNames, role)) +
                                                    " at most");
}

void Inspection::names_of(const ColumnSpec& column, const std::string& where) {
    for (std::size_t i = 0; i < column.other_names.size(); ++i) {
        const std::string& other = column.other_names[i];
        const std::string at = where + "." + place("other_names", i);
        if (other.empty() || other != bare_name(other))
            fail(at, "lower-case letters and digits only");
        if (!other_names_.insert(other).second)
            fail(at, "another name: two columns are called " + data::quoted(other));
    }
}

void Inspection::role_of(const ColumnSpec& column, const std::string& where) const {
    const auto known = encodings_of(column.role);
    if (std::ranges::find(known, column.encoding) == known.end()) {
        std::vector<std::string_view> names;
        for (const Encoding encoding : known)
            names.push_back(name_of(kEncodingNames, encoding));
        fail(where + ".encoding",
             choices_of(names) + " for the role " + std::string(name_of(kRoleNames, column.role)));
    }
    if (!(column.lowest <= column.highest))
        fail(where + ".range", "the lower bound first");
    if (!(column.outliers.low < column.outliers.high) || column.outliers.high > 100.0)
        fail(where + ".outliers", "percentiles from 0 to 100, low below high");
    const bool of_numbers =
        column.role == Role::measure || column.role == Role::number || column.role == Role::year;
    if (column.outliers.mode == OutlierMode::drop && !of_numbers)
        fail(where + ".outliers.mode", "clip or none: a column of numbers alone has outliers");
}

void Inspection::levels_of(const ColumnSpec& column, const std::string& where) const {
    const std::string at = where + ".levels";
    if (column.encoding == Encoding::ordinal && column.levels.size() < 2)
        fail(at, "at least two levels of an ordinal column");
    if (!column.levels.empty() && column.role != Role::category &&
        !(column.role == Role::outcome && column.levels.size() == 2))
        fail(at, "none but of a category, or two of an outcome");
    std::set<std::string> folded;
    for (std::size_t i = 0; i < column.levels.size(); ++i)
        if (!folded.insert(folded_level(column.levels[i])).second)
            fail(where + "." + place("levels", i),
                 "another level than " + data::quoted(column.levels[i]) + ", which is there");
}

void Inspection::fill_of(const ColumnSpec& column, const std::string& where) const {
    const FillSpec& fill = column.fill;
    const std::string at = where + ".missing.";
    if (!fill.group.empty())
        needs(fill.group, at + "group", {Role::category});
    for (const std::string& near : fill.nearest)
        needs(near, at + "nearest", {Role::number, Role::year, Role::helper});
    if (!fill.vote_number.empty())
        needs(fill.vote_number, at + "vote_number", {Role::number, Role::year});
    if (fill.number == NumberFill::group && fill.group.empty())
        fail(where + ".missing", "the key \"group\" with a category");
    if (fill.number == NumberFill::nearest && fill.nearest.empty())
        fail(where + ".missing", "the key \"nearest\" with a column of numbers");
    if (fill.group == column.name || fill.vote_number == column.name ||
        std::ranges::find(fill.nearest, column.name) != fill.nearest.end())
        fail(where + ".missing", "other columns than the one that is filled");
}

void Inspection::columns() {
    distinct_names("columns", schema_.columns);
    for (const Role role : {Role::id, Role::measure, Role::outcome})
        role_at_most_once(role);
    for (std::size_t i = 0; i < schema_.columns.size(); ++i) {
        const std::string where = place("columns", i);
        names_of(schema_.columns[i], where);
        role_of(schema_.columns[i], where);
        levels_of(schema_.columns[i], where);
        fill_of(schema_.columns[i], where);
    }
}

void Inspection::derived() const {
    distinct_names("derived", schema_.derived);
    std::set<std::string_view> made;
    for (const DerivedSpec& spec : schema_.derived)
        made.insert(spec.name);
    for (std::size_t i = 0; i < schema_.derived.size(); ++i) {
        const DerivedSpec& spec = schema_.derived[i];
        const std::string where = place("derived", i);
        needs(spec.name, where + ".name", {Role::measure, Role::number, Role::helper});
        needs(spec.left, where + ".left", kNumbers);
        needs(spec.right, where + ".right", kNumbers);
        if (made.contains(spec.left) || made.contains(spec.right))
            fail(where, "columns that are not derived themselves");
    }
}

void Inspection::checks() const {
    distinct_names("checks", schema_.checks);
    for (std::size_t i = 0; i < schema_.checks.size(); ++i) {
        const CheckSpec& spec = schema_.checks[i];
        needs(spec.left, place("checks", i) + ".left", kNumbers);
        if (!spec.right.empty())
            needs(spec.right, place("checks", i) + ".right", kNumbers);
    }
}

void Inspection::peer_keys(const ColumnSpec& column, const std::string& where) const {
    const auto text_at = [&](const char* key) {
        const auto found = column.keys.find(key);
        return found == column.keys.end() ? nullptr : &found->second;
    };
    for (const char* key : {kBandsKey, kSizesKey})
        if (const std::string* text = text_at(key); text != nullptr && !edges_of_text(*text))
            fail(where + key, "numbers that ascend, with blanks between them, such as \"3 6 11\"");
    if (const std::string* text = text_at(kGapKey);
        text != nullptr && !limit_of_text(*text, 0.0, 100.0))
        fail(where + kGapKey, "a number of 0 to 100, such as \"20\"");
    if (const std::string* text = text_at(kFewestKey);
        text != nullptr && !limit_of_text(*text, 1.0, kMostFewest))
        fail(where + kFewestKey, "a number of 1 and more, such as \"10\"");
}

void Inspection::peers() const {
    distinct_names("peers", schema_.peers);
    for (std::size_t i = 0; i < schema_.peers.size(); ++i) {
        const std::vector<std::string>& columns = schema_.peers[i].columns;
        const std::string where = place("peers", i) + ".columns";
        if (columns.empty())
            fail(where, "at least one column");
        for (std::size_t c = 0; c < columns.size(); ++c)
            needs(columns[c], where + "[" + std::to_string(c) + "]",
                  {Role::category, Role::year, Role::number});
    }
    for (std::size_t i = 0; i < schema_.columns.size(); ++i)
        peer_keys(schema_.columns[i], place("columns", i) + ".keys.");
}

void Inspection::features() const {
    distinct_names("features", schema_.features);
    for (std::size_t i = 0; i < schema_.features.size(); ++i) {
        const FeatureSpec& spec = schema_.features[i];
        const std::string where = place("features", i);
        const ColumnSpec* column = schema_.find(spec.from);
        if (column == nullptr)
            fail(where, "\"from\" to be one of the columns");
        const auto known = encodings_of(column->role);
        if (spec.encoding == Encoding::none)
            fail(where + ".encoding",
                 "an encoding: the column " + data::quoted(spec.from) + " has none");
        if (std::ranges::find(known, spec.encoding) == known.end())
            fail(where + ".encoding",
                 "one that the role " + std::string(name_of(kRoleNames, column->role)) + " has");
        if (spec.encoding == Encoding::ordinal && column->levels.size() < 2)
            fail(where + ".encoding", "levels of the column " + data::quoted(spec.from));
    }
}

} // namespace

void expect_sound(const Schema& schema, const std::string& source) {
    Inspection inspection(schema, source);
    inspection.columns();
    inspection.derived();
    inspection.checks();
    inspection.peers();
    inspection.features();
}

} // namespace cohortscope::schema
