#include "schema/edit.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>

#include "base/error.h"
#include "schema/cells.h"
#include "schema/enum_names.h"
#include "schema/guess.h"
#include "schema/name_words.h"

namespace cohortscope::schema {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kFirstYear = 1900.0; // as a guess has it

// Changes one schema, a step at a time.
class Edit {
  public:
    explicit Edit(Schema schema) : schema_(std::move(schema)) {}

    void set_role(std::string_view name, Role role, const std::vector<std::string>& names,
                  std::size_t distinct);
    void set_encoding(ColumnSpec& column, Encoding encoding);
    ColumnSpec& column(std::string_view name);
    Schema repaired();

  private:
    void demote(Role role, std::string_view successor);
    void change_role(ColumnSpec& column, Role role);
    void insert_feature(FeatureSpec feature, const ColumnSpec& column);
    bool bears(const std::string& name, std::initializer_list<Role> roles) const;
    void repair_fill(ColumnSpec& column) const;
    void repair_derived();
    void repair_checks_and_peers();

    Schema schema_;
};

ColumnSpec& Edit::column(std::string_view name) {
    const auto found = std::ranges::find(schema_.columns, name, &ColumnSpec::name);
    ENSURE(found != schema_.columns.end());
    return *found;
}

// In the order of the columns, behind other features of the same place.
void Edit::insert_feature(FeatureSpec feature, const ColumnSpec& column) {
    while (std::ranges::find(schema_.features, feature.name, &FeatureSpec::name) !=
           schema_.features.end())
        feature.name += "_";
    const auto later = std::ranges::find_if(schema_.features, [&](const FeatureSpec& other) {
        return schema_.find(other.from) > &column;
    });
    schema_.features.insert(later, std::move(feature));
}

void Edit::set_encoding(ColumnSpec& column, Encoding encoding) {
    const auto is_of = [&](const FeatureSpec& feature) { return feature.from == column.name; };
    column.encoding = encoding;
    FeatureSpec feature = feature_of(column);
    const auto first = std::ranges::find_if(schema_.features, is_of);
    const bool had = first != schema_.features.end();
    const auto place = first - schema_.features.begin();
    if (had) {
        feature.name = first->name;
        feature.default_weight = first->default_weight;
    }
    std::erase_if(schema_.features, is_of);
    if (encoding == Encoding::none)
        return;
    if (had)
        schema_.features.insert(schema_.features.begin() + place, std::move(feature));
    else
        insert_feature(std::move(feature), column);
}

// What only the role before could have goes.
void Edit::change_role(ColumnSpec& column, Role role) {
    if (column.role == Role::year && column.lowest == kFirstYear) {
        column.lowest = -kInfinity;
        column.decimals = kPlainDecimals;
    }
    if (role == Role::year && column.lowest == -kInfinity) {
        column.lowest = kFirstYear;
        column.decimals = 0;
    }
    if (role != Role::category)
        column.levels.clear();
    column.role = role;
    const std::vector<Encoding> known = encodings_of(column);
    const bool stays = column.encoding != Encoding::none &&
                       std::ranges::find(known, column.encoding) != known.end();
    set_encoding(column, stays ? column.encoding : known.front());
}

// There is one of the role: the one before gives way.
void Edit::demote(Role role, std::string_view successor) {
    for (ColumnSpec& other : schema_.columns) {
        if (other.role != role || other.name == successor)
            continue;
        change_role(other, role == Role::measure ? Role::number : Role::ignored);
        other.reason = "another column is the " + std::string(name_of(kRoleNames, role)) + " now";
        other.doubtful = false;
    }
}

// Which of two names is yes: the one that says so, else the rarer. Words for yes and no need none.
std::vector<std::string> outcome_levels(std::vector<std::string> names) {
    if (names.size() != 2)
        return {};
    const auto first = outcome_of(names[0], {}), second = outcome_of(names[1], {});
    if (first && second && *first != *second)
        return {};
    if (says_so(names[0]) && !says_so(names[1]))
        std::swap(names[0], names[1]);
    return names;
}

void Edit::set_role(std::string_view name, Role role, const std::vector<std::string>& names,
                    std::size_t distinct) {
    if (schema_.find(name) == nullptr) {
        ColumnSpec added;
        added.name = name;
        added.label = plain_label(name);
        added.role = Role::ignored;
        added.encoding = Encoding::none;
        schema_.columns.push_back(std::move(added));
    }
    if (role == Role::id || role == Role::measure || role == Role::outcome)
        demote(role, name);
    ColumnSpec& column = this->column(name);
    change_role(column, role);
    if (role == Role::category && distinct > 0 && distinct <= kOneHotNames)
        set_encoding(column, Encoding::one_hot);
    if (role == Role::outcome)
        column.levels = outcome_levels(names);
    column.reason = "chosen by hand";
    column.doubtful = false;
}

bool Edit::bears(const std::string& name, std::initializer_list<Role> roles) const {
    const ColumnSpec* found = schema_.find(name);
    return found != nullptr && std::ranges::find(roles, found->role) != roles.end();
}

void Edit::repair_fill(ColumnSpec& column) const {
    FillSpec& fill = column.fill;
    if (!fill.group.empty() && !bears(fill.group, {Role::category}))
        fill.group.clear();
    std::erase_if(fill.nearest, [&](const std::string& near) {
        return !bears(near, {Role::number, Role::year, Role::helper});
    });
    if (!fill.vote_number.empty() && !bears(fill.vote_number, {Role::number, Role::year}))
        fill.vote_number.clear();
    if ((fill.number == NumberFill::group && fill.group.empty()) ||
        (fill.number == NumberFill::nearest && fill.nearest.empty()))
        fill.number = NumberFill::median;
    if (fill.name == NameFill::votes && fill.group.empty() && !fill.vote_by_id)
        fill.name = NameFill::level;
}

// A column that is made no more may be absent.
void Edit::repair_derived() {
    const auto is_number = [&](const std::string& name) {
        return bears(name, {Role::measure, Role::number, Role::year, Role::helper, Role::outcome});
    };
    std::erase_if(schema_.derived, [&](const DerivedSpec& spec) {
        if (bears(spec.name, {Role::measure, Role::number, Role::helper}) && is_number(spec.left) &&
            is_number(spec.right))
            return false;
        column(spec.name).optional = true;
        return true;
    });
}

void Edit::repair_checks_and_peers() {
    const auto is_number = [&](const std::string& name) {
        return bears(name, {Role::measure, Role::number, Role::year, Role::helper, Role::outcome});
    };
    std::erase_if(schema_.checks, [&](const CheckSpec& check) {
        return !is_number(check.left) || (!check.right.empty() && !is_number(check.right));
    });
    for (PeerSpec& peer : schema_.peers)
        std::erase_if(peer.columns, [&](const std::string& name) {
            return !bears(name, {Role::category, Role::year, Role::number});
        });
    std::erase_if(schema_.peers, [](const PeerSpec& peer) { return peer.columns.empty(); });
}

Schema Edit::repaired() {
    for (ColumnSpec& column : schema_.columns)
        repair_fill(column);
    repair_derived();
    repair_checks_and_peers();
    return std::move(schema_);
}

} // namespace

std::vector<Role> roles_of(Role present, const ColumnSummary& cells) {
    std::vector<Role> roles;
    for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
        const auto role = static_cast<Role>(i);
        const bool of_text = role == Role::id || role == Role::category || role == Role::ignored ||
                             (role == Role::outcome && cells.distinct == 2);
        if (role == present || (cells.numbers ? role != Role::helper : of_text))
            roles.push_back(role);
    }
    return roles;
}

std::vector<Encoding> encodings_of(const ColumnSpec& column,
                                   const std::vector<std::string>& levels) {
    const auto known = encodings_of(column.role);
    std::vector<Encoding> encodings(known.begin(), known.end());
    if (column.levels.size() < 2 && levels.size() < 2)
        std::erase(encodings, Encoding::ordinal);
    return encodings;
}

Schema with_role(const Schema& schema, std::string_view column, Role role,
                 const std::vector<std::string>& names, std::size_t distinct) {
    const ColumnSpec* present = schema.find(column);
    if (present != nullptr && present->role == role)
        return schema;
    Edit edit(schema);
    edit.set_role(column, role, names, distinct);
    return edit.repaired();
}

Schema with_encoding(const Schema& schema, std::string_view column, Encoding encoding,
                     const std::vector<std::string>& levels) {
    Edit edit(schema);
    ColumnSpec& edited = edit.column(column);
    if (edited.encoding == encoding)
        return schema;
    const std::vector<Encoding> known = encodings_of(edited, levels);
    ENSURE(std::ranges::find(known, encoding) != known.end());
    if (encoding == Encoding::ordinal && edited.levels.size() < 2)
        edited.levels = levels;
    edit.set_encoding(edited, encoding);
    edited.reason = "chosen by hand";
    edited.doubtful = false;
    return edit.repaired();
}

Schema with_level_moved(const Schema& schema, std::string_view column, std::size_t from,
                        std::size_t to) {
    Edit edit(schema);
    ColumnSpec& edited = edit.column(column);
    std::vector<std::string>& levels = edited.levels;
    ENSURE(from < levels.size() && to < levels.size());
    std::string moved = std::move(levels[from]);
    levels.erase(levels.begin() + static_cast<std::ptrdiff_t>(from));
    levels.insert(levels.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
    edited.reason = "chosen by hand";
    edited.doubtful = false;
    return edit.repaired();
}

} // namespace cohortscope::schema
