#include "engine/why_words.h"

#include <algorithm>
#include <cmath>

namespace cohortscope::engine {

namespace {

constexpr std::size_t kMost = 2;
constexpr double kLeast = 0.2; // of all parts towards the new group

enum class Cause { counting, value, groups };

struct Reason {
    const MovedColumn* column = nullptr;
    Cause cause = Cause::counting;
    double part = 0.0;
};

// Of a logarithm the column that it is taken of: people know no "logarithm of pay".
std::string label_of(const MovedColumn& column, const WhyContext& context) {
    const schema::FeatureSpec& feature = *column.feature;
    if (feature.encoding == schema::Encoding::logarithm)
        for (const Result* result : {&context.after, &context.before})
            if (const auto* of = result->settings.schema->find(feature.from);
                of != nullptr && !of->label.empty())
                return of->label;
    return feature.label.empty() ? feature.name : feature.label;
}

std::string counting_words(const MovedColumn& column, const std::string& label) {
    if (column.gain_now == 0.0)
        return "no weight is on " + label + " any more";
    if (column.gain_before == 0.0)
        return "there is weight on " + label + " now";
    if (column.gain_now == column.gain_before)
        return label + ": another encoding";
    return std::string(column.gain_now > column.gain_before ? "more" : "less") + " weight is on " +
           label;
}

std::string value_words(const MovedColumn& column, const std::string& label) {
    const double change = column.value_now - column.value_before;
    if (column.rarity != Rarity::none) {
        const std::string& name =
            column.names->label.empty() ? column.names->name : column.names->label;
        const std::string& plural = column.names->plural.empty() ? name : column.names->plural;
        if (column.rarity == Rarity::became)
            return "their " + name + " became rare";
        if (column.rarity == Rarity::ceased)
            return "their " + name + " is no longer rare";
        if (change != 0.0)
            return "the lump of rare " + plural + (change > 0.0 ? " grew" : " shrank");
    }
    const char* verb = change > 0.0 ? " rose" : change < 0.0 ? " fell" : " changed";
    return label + verb + " for them";
}

bool is_new(const WhyContext& context) {
    const int colour = context.after.identity.colour[static_cast<std::size_t>(context.to)];
    return analysis::cluster_with(context.before.identity.colour, colour) < 0;
}

std::string words_of(const WhyMoved& why, const Reason& reason, const WhyContext& context) {
    const std::string label = label_of(*reason.column, context);
    if (reason.cause == Cause::counting)
        return counting_words(*reason.column, label);
    if (reason.cause == Cause::value)
        return value_words(*reason.column, label);
    if (why.is_change)
        return "the middles of the groups moved in " + label;
    const std::string nearer_to =
        is_new(context) ? std::string("it") : context.after.name(context.to);
    return "in " + label + " they are nearer to " + nearer_to + " than to " +
           context.after.name(context.beside);
}

// Of equal parts the earlier column, and the earlier cause.
std::vector<Reason> reasons_of(const WhyMoved& why) {
    std::vector<Reason> reasons;
    for (const MovedColumn& column : why.columns)
        for (const auto& [cause, part] :
             {std::pair{Cause::counting, column.counting}, std::pair{Cause::value, column.value},
              std::pair{Cause::groups, column.groups}})
            if (part > 0.0)
                reasons.push_back({&column, cause, part});
    std::ranges::stable_sort(reasons, std::ranges::greater(), &Reason::part);
    return reasons;
}

} // namespace

std::vector<std::string> why_words(const WhyMoved& why, const WhyContext& context) {
    std::vector<std::string> words;
    const std::vector<Reason> reasons = reasons_of(why);
    double all = 0.0;
    for (const Reason& reason : reasons)
        all += reason.part;
    if (!why.is_change)
        words.emplace_back(is_new(context) ? "the group is new" : "their group is gone");
    // What was done to the table comes before what followed from it.
    for (const bool followed : {false, true})
        for (const Reason& reason : reasons)
            if ((reason.cause == Cause::groups) == followed && words.size() < kMost &&
                reason.part >= kLeast * all)
                words.push_back(words_of(why, reason, context));
    if (words.empty() && !reasons.empty())
        words.push_back(words_of(why, reasons.front(), context));
    if (words.empty() && why.movers > 0)
        words.emplace_back(context.after.settings.method == Method::ward
                               ? "Ward's tree joins them so, not the distance from the middles"
                               : "no column says it");
    return words;
}

} // namespace cohortscope::engine
