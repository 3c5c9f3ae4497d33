// Learner tables written out row by row, bound to the built-in schema, and the steps S1 to S8 on
// them in one call.
#pragma once

#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "data/table.h"
#include "engine/rules.h"
#include "engine/settings.h"
#include "features/encode.h"
#include "features/rows/prepared_rows.h"
#include "schema/bind.h"
#include "support/knob.h"

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

// Slots of the built-in schema.
inline constexpr std::size_t kCompany = 0; // names
inline constexpr std::size_t kRole = 1;
inline constexpr std::size_t kYear = 0; // numbers

inline schema::Bound bound_to(std::shared_ptr<const data::Table> table) {
    return schema::bind(schema::known_schemas().front(), std::move(table));
}
inline schema::Bound bound_to(const data::Table& table) {
    return bound_to(std::make_shared<const data::Table>(table));
}

// Every knob of S1 to S8; no name is rare.
struct Knobs : engine::Settings {
    Knobs() {
        test::turn(*this, "rare_company_threshold", 1);
        test::turn(*this, "rare_role_threshold", 1);
    }
};

struct Steps {
    schema::Bound bound;
    std::vector<features::NumberRule> number_rules; // by slot, as all below
    std::vector<features::NamesRule> names_rules;
    features::Cleaned cleaned;
    std::vector<std::shared_ptr<const features::FilledNumber>> numbers;
    std::vector<features::Column<double>> values; // of numbers
    std::vector<std::shared_ptr<const features::FilledNames>> names;
    features::Column<std::uint32_t> by_measure;
    features::MeasureBounds bounds;
    features::PreparedRows rows;

    features::RowSources sources() const {
        return {bound, cleaned, values, number_rules, names, names_rules, bounds, by_measure};
    }
};

inline void fill(Steps& steps, const engine::Settings& knobs) {
    using namespace features;
    for (std::size_t slot = 0; slot < steps.bound.numbers.size(); ++slot) {
        steps.number_rules.push_back(engine::number_rule(knobs, steps.bound, slot));
        steps.numbers.push_back(std::make_shared<const FilledNumber>(
            fill_number(steps.cleaned, steps.bound.numbers[slot], slot, steps.by_measure,
                        steps.number_rules.back())));
        steps.values.push_back(steps.numbers.back()->values);
    }
    for (std::size_t slot = 0; slot < steps.bound.names.size(); ++slot) {
        const NamesRule rule = engine::names_rule(knobs, steps.bound, slot);
        const FilledNumber* number =
            rule.vote_number == kNoSlot ? nullptr : steps.numbers[rule.vote_number].get();
        const Votes votes = rule.fill == schema::NameFill::votes
                                ? collect_votes(steps.cleaned, slot, rule)
                                : Votes{};
        steps.names_rules.push_back(rule);
        steps.names.push_back(std::make_shared<const FilledNames>(
            fill_names(steps.cleaned, {slot, steps.bound.names[slot].spec->missing_name}, rule,
                       votes, number)));
    }
}

inline Steps prepare(schema::Bound bound, const engine::Settings& knobs) {
    Steps steps;
    steps.bound = std::move(bound);
    features::Cleaner cleaner(steps.bound);
    steps.cleaned =
        cleaner.clean(knobs.clean, engine::required_columns(knobs, steps.bound), nullptr);
    steps.by_measure = cleaner.order_by_measure(steps.cleaned.rows);
    fill(steps, knobs);
    steps.bounds = features::bound_measure(steps.cleaned, steps.by_measure,
                                           engine::outliers_of(knobs, *steps.bound.measure->spec));
    steps.rows = features::prepare_rows(steps.sources());
    return steps;
}
inline Steps prepare(const data::Table& table, const engine::Settings& knobs = Knobs()) {
    return prepare(bound_to(table), knobs);
}

// S9 on them.
inline features::FeatureSet encoded(const Steps& steps, const features::Weights& weights = {},
                                    const features::FeatureSet* previous = nullptr) {
    return features::encode(steps.rows, steps.bound, weights, previous);
}

inline std::vector<std::string> names_of(const features::SortedText& text) {
    std::vector<std::string> names;
    for (const std::int32_t code : text.codes)
        names.emplace_back(code < 0 ? std::string_view("(missing)") : (*text.names)[code]);
    return names;
}

} // namespace cohortscope::tests
