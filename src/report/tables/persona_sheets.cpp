#include "report/tables/persona_sheets.h"

#include <algorithm>
#include <cmath>

#include "plot/personas/persona_words.h"
#include "report/personas_json.h"
#include "report/tables/cells.h"
#include "schema/rules/rule_text.h"

namespace cohortscope::report {

namespace {

Cell real(double value) { return std::isfinite(value) ? Cell(value) : Cell(); }

SheetColumn number(std::string name, std::string label, int decimals = 3) {
    return {.name = std::move(name),
            .label = std::move(label),
            .kind = CellKind::real,
            .decimals = decimals};
}

SheetColumn text(std::string name, std::string label) {
    return {.name = std::move(name), .label = std::move(label)};
}

std::vector<SheetColumn> with_cluster(std::vector<SheetColumn> others) {
    std::vector<SheetColumn> columns = {
        {.name = "cluster", .label = "cluster", .kind = CellKind::whole}};
    columns.insert(columns.end(), others.begin(), others.end());
    return columns;
}

// The words of the conditions that do not hold.
std::string lacking(const analysis::Personas& personas, const analysis::PersonaFit& fit) {
    std::string words;
    for (const analysis::CheckedCondition& condition : fit.conditions)
        if (!condition.holds)
            words += (words.empty() ? "" : "; ") + plot::condition_text(personas, condition);
    return words;
}

// Builds the three sheets, cluster by cluster.
class PersonaSheets {
  public:
    PersonaSheets(const engine::Result& result, std::span<const StudyOutcome> studies,
                  const Figures& figures)
        : result_(result), personas_(*result.personas), figures_(figures),
          stability_(stability_of(studies)) {}

    Sheet personas() const;
    Sheet conditions() const;
    Sheet recommendations() const;

  private:
    bool hidden(std::size_t cluster) const { return figures_.hidden[cluster] != 0; }
    // Whether it tells of fewer rows than may be told of, or of all but as few.
    bool is_small(const analysis::FactValue& fact) const {
        return fact.count != analysis::kNoCount &&
               std::min(fact.count, fact.n - fact.count) < figures_.smallest;
    }
    bool tells_small(const schema::RuleText& text, std::size_t cluster) const {
        return std::ranges::any_of(text.subjects, [&](const schema::Subject& subject) {
            return is_small(personas_.facts_of(subject).clusters[cluster]);
        });
    }
    bool tells_small(const std::vector<analysis::CheckedCondition>& conditions) const {
        return std::ranges::any_of(conditions,
                                   [&](const auto& condition) { return is_small(condition.fact); });
    }
    void add_action(Sheet& sheet, std::size_t cluster,
                    const analysis::TriggeredAction& action) const;

    const engine::Result& result_;
    const analysis::Personas& personas_;
    const Figures& figures_;
    const std::vector<double> stability_;
};

Sheet PersonaSheets::personas() const {
    Sheet sheet{.name = "personas",
                .title = "Who the groups are, by the rules",
                .notes = {"Rules: " + personas_.rules->name +
                              ". A persona names a group where all of its conditions hold",
                          "Fit: how far the numbers lie beyond their thresholds, 0.5 is just on "
                          "them"},
                .columns = with_cluster(
                    {text("name", "name"), text("persona", "persona"), number("fit", "fit", 2),
                     text("measured_name", "measured name"), text("description", "description"),
                     text("next_best", "next best persona"), text("lacks", "what that lacks")}),
                .rows = {}};
    for (std::size_t cluster = 0; cluster < personas_.groups.size(); ++cluster) {
        const analysis::GroupPersona& group = personas_.groups[cluster];
        const analysis::PersonaFit* own = group.fit_of(group.persona);
        const analysis::PersonaFit* next = group.next_best();
        const bool out = hidden(cluster);
        const bool small_text =
            own != nullptr &&
            tells_small(personas_.rules->personas[own->persona].description, cluster);
        const bool small_lack = next != nullptr && tells_small(next->conditions);
        sheet.rows.push_back(
            {whole(cluster), figures_.names[cluster], group.name,
             unless(out, own != nullptr ? real(own->score) : Cell()),
             result_.profiles->clusters[cluster].name,
             unless(out || small_text, Cell(plot::description_of(personas_, cluster))),
             next != nullptr ? personas_.rules->personas[next->persona].name : std::string(),
             unless(out || small_lack,
                    Cell(next != nullptr ? lacking(personas_, *next) : std::string()))});
    }
    return sheet;
}

Sheet PersonaSheets::conditions() const {
    Sheet sheet{.name = "persona_conditions",
                .title = "Every condition of every persona in every group",
                .notes = {"The interval holds 95 %",
                          "difference: Cohen's d of the group and all other "
                          "rows; shares and rates from 0 to 1"},
                .columns = with_cluster({text("persona", "persona"),
                                         text("condition", "condition"),
                                         text("fact", "fact"),
                                         {.name = "n", .label = "rows", .kind = CellKind::whole},
                                         number("value", "value"),
                                         number("low", "interval from"),
                                         number("high", "to"),
                                         text("bound", "has to be"),
                                         number("threshold", "threshold"),
                                         text("holds", "holds")}),
                .rows = {}};
    for (std::size_t cluster = 0; cluster < personas_.groups.size(); ++cluster)
        for (const analysis::PersonaFit& fit : personas_.groups[cluster].fits)
            for (const analysis::CheckedCondition& each : fit.conditions) {
                const bool out = hidden(cluster), few = out || is_small(each.fact);
                sheet.rows.push_back(
                    {whole(cluster), personas_.rules->personas[fit.persona].name,
                     each.condition->words, schema::text_of(each.condition->subject),
                     unless(out, whole(each.fact.n)), unless(few, real(each.fact.value)),
                     unless(few, real(each.fact.interval.low)),
                     unless(few, real(each.fact.interval.high)),
                     std::string(each.condition->at_least ? "at least" : "at most"), each.threshold,
                     unless(out, Cell(each.fact.known() ? std::string(each.holds ? "yes" : "no")
                                                        : "no: " + each.fact.lack))});
            }
    return sheet;
}

void PersonaSheets::add_action(Sheet& sheet, std::size_t cluster,
                               const analysis::TriggeredAction& action) const {
    const schema::ActionRule& rule = personas_.rules->actions[action.action];
    const std::optional<double> stability =
        cluster < stability_.size() ? std::optional(stability_[cluster]) : std::nullopt;
    const std::size_t rows = figures_.sizes[cluster];
    const analysis::ActionStanding standing = analysis::action_standing(rows, stability);
    const bool refused = standing == analysis::ActionStanding::too_few ||
                         standing == analysis::ActionStanding::shaky;
    const bool out = hidden(cluster);
    const bool small_text = out || tells_small(rule.text, cluster);
    const bool small_trigger = out || tells_small(action.conditions);
    std::string trigger, intervals;
    for (const analysis::CheckedCondition& each : action.conditions) {
        trigger += (trigger.empty() ? "" : "; ") + plot::condition_text(personas_, each);
        const std::string interval =
            plot::fact_interval(personas_, each.condition->subject, each.fact.interval);
        if (!interval.empty())
            intervals += (intervals.empty() ? "" : "; ") + interval;
    }
    sheet.rows.push_back(
        {whole(cluster), personas_.groups[cluster].name,
         std::string(schema::kActionFieldNames[static_cast<std::size_t>(rule.field)]),
         std::string(schema::kGradeNames[static_cast<std::size_t>(rule.priority)]),
         std::string(schema::kGradeNames[static_cast<std::size_t>(rule.effort)]),
         unless(small_text,
                refused ? Cell() : Cell(plot::filled_text(personas_, rule.text, cluster))),
         unless(small_trigger, Cell(trigger)), unless(small_trigger, Cell(intervals)),
         unless(out, whole(rows)), unless(out, Cell(plot::standing_words(rows, stability)))});
}

Sheet PersonaSheets::recommendations() const {
    Sheet sheet{.name = "recommendations",
                .title = "What is recommended for each group",
                .notes = {"None is given for a group of fewer than " +
                              std::to_string(analysis::kLeastRows) +
                              " rows or of a stability below 0.6; provisional: stability was not "
                              "studied",
                          "The interval of the trigger holds 95 %"},
                .columns = with_cluster({text("persona", "persona"),
                                         text("field", "field"),
                                         text("priority", "priority"),
                                         text("effort", "effort"),
                                         text("text", "recommendation"),
                                         text("trigger", "because"),
                                         text("interval", "interval"),
                                         {.name = "n", .label = "rows", .kind = CellKind::whole},
                                         text("standing", "standing")}),
                .rows = {}};
    for (std::size_t cluster = 0; cluster < personas_.groups.size(); ++cluster)
        for (const analysis::TriggeredAction& action : personas_.groups[cluster].actions)
            add_action(sheet, cluster, action);
    return sheet;
}

} // namespace

std::vector<Sheet> persona_sheets(const engine::Result& result,
                                  std::span<const StudyOutcome> studies, const Figures& figures) {
    if (result.personas == nullptr)
        return {};
    const PersonaSheets sheets(result, studies, figures);
    std::vector<Sheet> all = {sheets.personas(), sheets.conditions(), sheets.recommendations()};
    for (Sheet& sheet : all)
        name_hidden(sheet);
    return all;
}

} // namespace cohortscope::report
