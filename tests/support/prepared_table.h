// Learner tables written out row by row, and the steps S1 to S8 on them in one call.
#pragma once

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "data/table.h"
#include "features/rows/learners.h"

namespace cohortscope::tests {

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Row {
    std::string company = ""; // missing, here and below
    std::string email = "";
    double orgyear = 2015.0;
    double ctc = 100'000.0;
    std::string role = "";
    double updated = 2019.0;
};

// "r", 7 → "r7".
template <class Number> std::string numbered(std::string name, Number number) {
    name += std::to_string(number);
    return name;
}

inline data::TextColumn text_column(const std::string& name,
                                    const std::vector<std::string>& cells) {
    data::TextColumn column;
    column.name = name;
    std::map<std::string, std::int32_t> codes;
    for (const std::string& cell : cells) {
        if (!cell.empty() && codes.count(cell) == 0)
            codes[cell] = column.dictionary.append(cell);
        column.codes.push_back(cell.empty() ? data::kMissingCode : codes[cell]);
    }
    return column;
}

inline data::Table learner_table(const std::vector<Row>& rows) {
    std::vector<std::string> company, email, role;
    data::NumericColumn orgyear{"orgyear", {}}, ctc{"ctc", {}}, updated{"ctc_updated_year", {}};
    for (const Row& row : rows) {
        company.push_back(row.company);
        email.push_back(row.email);
        role.push_back(row.role);
        orgyear.values.push_back(row.orgyear);
        ctc.values.push_back(row.ctc);
        updated.values.push_back(row.updated);
    }
    data::Table table;
    table.source = "test";
    table.rows = rows.size();
    table.numeric = {orgyear, ctc, updated};
    table.text = {text_column("company_hash", company), text_column("email_hash", email),
                  text_column("job_position", role)};
    return table;
}

// Every knob of S1 to S8.
struct Knobs {
    features::CleanSettings clean;
    features::YearSettings year;
    features::RoleImputation role = features::RoleImputation::stepwise;
    features::OutlierSettings outliers;
    features::RareSettings rare{1, 1};
};

struct Steps {
    features::Cleaned cleaned;
    features::Years years;
    features::Roles roles;
    features::Column<std::uint32_t> by_pay;
    features::Pay pay;
    features::Learners learners;
};

inline Steps prepare(const data::Table& table, const Knobs& knobs = {}) {
    Steps steps;
    steps.cleaned = features::clean(table, knobs.clean);
    steps.years = features::impute_years(steps.cleaned, knobs.year);
    steps.roles = features::impute_roles(steps.cleaned, steps.years, knobs.role);
    steps.by_pay = features::order_by_pay(steps.cleaned);
    steps.pay = features::bound_pay(steps.cleaned, steps.by_pay, knobs.outliers);
    steps.learners =
        features::prepare_learners({steps.cleaned, steps.years, knobs.year.reference_year,
                                    steps.roles, steps.pay, steps.by_pay, knobs.rare});
    return steps;
}

inline std::vector<std::string> names_of(const features::SortedText& text) {
    std::vector<std::string> names;
    for (const std::int32_t code : text.codes)
        names.emplace_back(code < 0 ? std::string_view("(missing)") : (*text.names)[code]);
    return names;
}

} // namespace cohortscope::tests
