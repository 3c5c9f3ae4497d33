#include "engine/row_stages.h"

#include "base/parallel.h"
#include "engine/rules.h"

namespace cohortscope::engine {

namespace {

// The percentiles where they bound anything.
schema::OutlierSpec read_of(const schema::OutlierSpec& outliers) {
    return outliers.mode == schema::OutlierMode::none ? schema::OutlierSpec() : outliers;
}

// Of a rule what filling reads, and what the prepared rows read: a stage gets no more, so that no
// other knob is in its key.
features::NumberRule for_filling(features::NumberRule rule) {
    rule.outliers = read_of(rule.outliers);
    rule.reference_year = features::NumberRule().reference_year;
    if (rule.fill != schema::NumberFill::nearest)
        rule.nearest.clear();
    return rule;
}
features::NumberRule for_rows(const features::NumberRule& rule) {
    features::NumberRule read;
    read.age = rule.age;
    read.reference_year = rule.reference_year;
    return read;
}
features::NamesRule for_filling(features::NamesRule rule) {
    rule.rare_below = features::NamesRule().rare_below;
    return rule;
}
features::NamesRule for_rows(const features::NamesRule& rule) {
    features::NamesRule read;
    read.rare_below = rule.rare_below;
    return read;
}

// A switch of the cleaning that is turned back costs nothing, where memory allows.
std::size_t cleanings_remembered(std::size_t rows) { return rows > 1'000'000 ? 1 : 3; }

} // namespace

RowStages::RowStages(TiedSchema tied)
    : bound(std::move(tied)), cleaner{std::make_shared<features::Cleaner>(*bound),
                                      bound.fingerprint},
      cleaned(cleanings_remembered(bound->table->rows)),
      orders(cleanings_remembered(bound->table->rows)),
      numbers(bound->numbers.size(), Node<FillNumber>(2)),
      names(bound->names.size(), Node<FillNames>(2)),
      votes(bound->names.size(), Node<CollectVotes>(cleanings_remembered(bound->table->rows))) {}

void RowStages::clean(const Settings& settings, Prepared& made) {
    number_rules.clear();
    for (std::size_t slot = 0; slot < numbers.size(); ++slot)
        number_rules.push_back(number_rule(settings, *bound, slot));
    names_rules.clear();
    for (std::size_t slot = 0; slot < names.size(); ++slot)
        names_rules.push_back(names_rule(settings, *bound, slot));
    made.cleaned = cleaned.get({cleaner, settings.clean, required_columns(settings, *bound)},
                               cleaned.latest().get());
    by_measure = *orders.get({cleaner, made.cleaned->rows});
}

void RowStages::fill_numbers(Prepared& made) {
    made.numbers.resize(numbers.size());
    base::for_each_task(numbers.size(), [&](std::size_t slot) {
        made.numbers[slot] = numbers[slot].get(
            {bound, slot, made.cleaned, by_measure, for_filling(number_rules[slot])});
    });
}

void RowStages::fill_names(Prepared& made) {
    made.names.resize(names.size());
    base::for_each_task(names.size(), [&](std::size_t slot) {
        const features::NamesRule& rule = names_rules[slot];
        const bool by_number =
            rule.vote_number != features::kNoSlot && rule.fill == schema::NameFill::votes;
        made.names[slot] = names[slot].get({bound, slot, made.cleaned, for_filling(rule),
                                            by_number ? made.numbers[rule.vote_number] : nullptr},
                                           votes[slot]);
    });
}

void RowStages::prepare(const Settings& settings, Prepared& made) {
    std::vector<features::DroppedRows> dropped;
    for (std::size_t slot = 0; slot < numbers.size(); ++slot)
        if (!made.numbers[slot]->outside.empty())
            dropped.push_back({bound->numbers[slot].spec->label, made.numbers[slot]->outside});
    made.bounds = bounds.get({made.cleaned, by_measure,
                              bound->measure ? read_of(outliers_of(settings, *bound->measure->spec))
                                             : schema::OutlierSpec(),
                              std::move(dropped)});
    PrepareRows reads{bound, made.cleaned, {}, {}, made.names, {}, made.bounds, by_measure};
    for (std::size_t slot = 0; slot < numbers.size(); ++slot) {
        reads.numbers.push_back(made.numbers[slot]->values);
        reads.number_rules.push_back(for_rows(number_rules[slot]));
    }
    for (const features::NamesRule& rule : names_rules)
        reads.names_rules.push_back(for_rows(rule));
    made.rows = rows.get(reads, rows.latest().get());
}

} // namespace cohortscope::engine
