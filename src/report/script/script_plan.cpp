#include "report/script/script_plan.h"

#include <algorithm>

#include "engine/rules.h"
#include "features/encode.h"
#include "schema/match.h"

namespace cohortscope::report {

namespace {

// Follows from the features what they are made of.
class Planner {
  public:
    explicit Planner(const engine::Result& result)
        : settings_(result.settings), bound_(*result.prepared.bound) {}

    ScriptPlan made() {
        plan_rows();
        for (const schema::BoundFeature& feature : bound_.features)
            add_feature(feature);
        for (const features::Required& column : engine::required_columns(settings_, bound_))
            read(column.names ? bound_.names[column.slot].spec->name
                              : bound_.numbers[column.slot].spec->name);
        for (std::size_t slot = 0; slot < bound_.numbers.size(); ++slot)
            if (number_rule(slot).outliers.mode == schema::OutlierMode::drop)
                fill_number(slot);
        add_extras();
        std::ranges::sort(plan_.numbers);
        std::ranges::sort(plan_.names);
        return std::move(plan_);
    }

  private:
    features::NumberRule number_rule(std::size_t slot) const {
        return engine::number_rule(settings_, bound_, slot);
    }

    void plan_rows() {
        const features::CleanSettings& clean = settings_.clean;
        const bool has_ids = bound_.id && bound_.id->column->dictionary.size() > 0;
        plan_.finds_duplicates = clean.duplicates == features::Duplicates::alike ||
                                 (clean.duplicates == features::Duplicates::known && has_ids);
        plan_.keeps_one_per_id = has_ids && clean.person_rows != features::PersonRows::all;
        if (plan_.finds_duplicates)
            read_all();
        if (plan_.keeps_one_per_id)
            read(bound_.id->spec->name);
        if (!bound_.measure)
            return;
        const schema::ColumnSpec& measure = *bound_.measure->spec;
        read(measure.name);
        plan_.bounds_measure =
            engine::outliers_of(settings_, measure).mode == schema::OutlierMode::drop;
    }

    void read_all() {
        const auto there = schema::match_columns(*bound_.schema, *bound_.table);
        for (std::size_t i = 0; i < there.size(); ++i)
            if (there[i].there())
                read(bound_.schema->columns[i].name);
    }

    void read(const std::string& column) {
        if (!plan_.columns.insert(column).second)
            return;
        const auto there = schema::match_columns(*bound_.schema, *bound_.table);
        const auto& columns = bound_.schema->columns;
        const auto place = static_cast<std::size_t>(bound_.schema->find(column) - columns.data());
        if (there[place].there())
            return;
        for (const schema::DerivedSpec& derived : bound_.schema->derived)
            if (derived.name == column) {
                plan_.derived.push_back(&derived);
                read(derived.left);
                read(derived.right);
            }
    }

    void fill_number(std::size_t slot) {
        if (std::ranges::find(plan_.numbers, slot) != plan_.numbers.end())
            return;
        plan_.numbers.push_back(slot);
        read(bound_.numbers[slot].spec->name);
        const features::NumberRule rule = number_rule(slot);
        if (rule.fill == schema::NumberFill::group && rule.group != features::kNoSlot)
            read(bound_.names[rule.group].spec->name);
        if (rule.fill != schema::NumberFill::nearest)
            return;
        for (const features::NearestColumn& near : rule.nearest)
            read(near.is_number ? bound_.numbers[near.slot].spec->name
                                : bound_.helpers[near.slot].spec->name);
    }

    void fill_names(std::size_t slot) {
        if (std::ranges::find(plan_.names, slot) != plan_.names.end())
            return;
        plan_.names.push_back(slot);
        read(bound_.names[slot].spec->name);
        const features::NamesRule rule = engine::names_rule(settings_, bound_, slot);
        if (rule.fill != schema::NameFill::votes)
            return;
        if (rule.vote_by_id && bound_.id)
            read(bound_.id->spec->name);
        if (rule.group != features::kNoSlot)
            read(bound_.names[rule.group].spec->name);
        if (rule.group != features::kNoSlot && rule.vote_number != features::kNoSlot)
            fill_number(rule.vote_number);
    }

    void add_feature(const schema::BoundFeature& feature) {
        switch (feature.source) {
        case schema::Source::id:
            plan_.counts_ids = true;
            return read(feature.spec->from);
        case schema::Source::measure:
            plan_.bounds_measure = true;
            return;
        case schema::Source::number:
            return fill_number(feature.slot);
        case schema::Source::names:
            return fill_names(feature.slot);
        }
    }

    void add_extras() {
        for (const std::string& column : features::extra_columns(bound_))
            if (const auto weight = settings_.weights.find(column);
                weight != settings_.weights.end() && weight->second > 0.0)
                plan_.extras.push_back(column);
    }

    const engine::Settings& settings_;
    const schema::Bound& bound_;
    ScriptPlan plan_;
};

} // namespace

ScriptPlan plan_script(const engine::Result& result) { return Planner(result).made(); }

bool has_names(const schema::Bound& bound, std::size_t slot) {
    return bound.names[slot].column->dictionary.size() > 0;
}

} // namespace cohortscope::report
