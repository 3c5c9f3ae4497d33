// S6 and S8: missing names, rare names.
#include <algorithm>

#include "base/format.h"
#include "engine/rules.h"
#include "plot/labels.h"
#include "report/script/python_text.h"
#include "report/script/script.h"

namespace cohortscope::report {

namespace {

using plot::EffectPart;
using schema::NameFill;

features::NamesRule rule_of(const Script& script, std::size_t slot) {
    return engine::names_rule(script.result.settings, script.bound, slot);
}

// A round of votes: among the rows of which group, and what counts its help.
struct Ballot {
    std::string groups; // arguments
    std::string words;
    const char* what;
};

std::vector<Ballot> ballots_of(const Script& script, const features::NamesRule& rule) {
    const schema::Bound& bound = script.bound;
    std::vector<Ballot> ballots;
    if (rule.vote_by_id && bound.id) {
        const schema::ColumnSpec& id = *bound.id->spec;
        ballots.push_back(
            {cells_named(id.name, "as_read"), "of the same " + words_for(id), "by_id"});
    }
    if (rule.group == features::kNoSlot)
        return ballots;
    const schema::ColumnSpec& group = *bound.names[rule.group].spec;
    const std::string groups = cells_named(group.name, "as_read");
    if (rule.vote_number != features::kNoSlot)
        ballots.push_back({groups + ", " + cells_named(number_named(bound, rule.vote_number)),
                           "of the same " + words_for(group) + " and " +
                               words_for(*bound.numbers[rule.vote_number].spec),
                           "by_group_and_number"});
    ballots.push_back({groups, "of the same " + words_for(group), "by_group"});
    return ballots;
}

void write_votes(Script& script, std::size_t slot, const features::NamesRule& rule) {
    const schema::ColumnSpec& spec = *script.bound.names[slot].spec;
    const std::string cells = cells_named(spec.name);
    script.needs("most_frequent");
    for (const Ballot& ballot : ballots_of(script, rule)) {
        const bool counted = script.is_counted(EffectPart::filled_names, spec.name, ballot.what);
        script.note("Asked are the rows " + ballot.words + ".");
        if (counted)
            script.line("missing = int(" + cells + ".isna().sum())");
        script.line("names = most_frequent(" + cells_named(spec.name, "as_read") + ", " +
                    ballot.groups + ")");
        script.line(cells + " = " + cells + ".fillna(names)");
        script.count(EffectPart::filled_names, spec.name, ballot.what,
                     "missing - int(" + cells + ".isna().sum())");
    }
    script.count(EffectPart::filled_names, spec.name, "other", "int(" + cells + ".isna().sum())");
}

void write_fill(Script& script, std::size_t slot) {
    const schema::ColumnSpec& spec = *script.bound.names[slot].spec;
    const features::NamesRule rule = rule_of(script, slot);
    if (rule.fill == NameFill::drop)
        return;
    const std::string cells = cells_named(spec.name);
    const std::string other = "'" + spec.missing_name + "'";
    const std::string words = "Missing " + plot::plural_of(spec);
    script.comment(words + (rule.fill == NameFill::mode ? " become the most frequent one."
                            : rule.fill == NameFill::votes
                                ? " become the most frequent one of rows "
                                  "like them, else " +
                                      other + "."
                                : " become " + other + "."));
    script.count(EffectPart::filled_names, spec.name, "missing", "int(" + cells + ".isna().sum())");
    if (rule.fill == NameFill::votes)
        write_votes(script, slot, rule);
    if (rule.fill == NameFill::mode && has_names(script.bound, slot))
        script.line(cells + " = " + cells + ".fillna(" + cells + ".mode().min())");
    else
        script.line(cells + " = " + cells + ".fillna(" + python_literal(spec.missing_name) + ")");
}

} // namespace

void write_name_fills(Script& script) {
    const bool votes = std::ranges::any_of(script.plan.names, [&](std::size_t slot) {
        return rule_of(script, slot).fill == NameFill::votes;
    });
    if (votes)
        script.line("\nas_read = rows.copy()  # names that are filled in have no vote");
    for (const std::size_t slot : script.plan.names)
        write_fill(script, slot);
}

void write_rare_names(Script& script) {
    for (const std::size_t slot : script.plan.names) {
        const schema::ColumnSpec& spec = *script.bound.names[slot].spec;
        const int below = rule_of(script, slot).rare_below;
        if (below <= 1)
            continue;
        const std::string cells = cells_named(spec.name);
        script.comment("Rare names: " + plot::plural_of(spec) + " with fewer than " +
                       base::grouped(below) + " rows become one name, '" + spec.rare_name + "'.");
        script.line("rare = " + cells + ".map(" + cells + ".value_counts()) < " +
                    std::to_string(below));
        script.count(EffectPart::rare, spec.name, "names", "int(" + cells + ".nunique())");
        script.count(EffectPart::rare, spec.name, "rare_names",
                     "int(" + cells + "[rare].nunique())");
        script.count(EffectPart::rare, spec.name, "rare_rows", "int(rare.sum())");
        script.line(cells + " = " + cells + ".mask(rare, " + python_literal(spec.rare_name) + ")");
    }
}

} // namespace cohortscope::report
