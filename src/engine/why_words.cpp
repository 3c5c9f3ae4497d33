#include "engine/why_words.h"

#include <algorithm>
#include <cmath>

namespace cohortscope::engine {

namespace {

constexpr std::size_t kMost = 2;
constexpr double kSecond = 0.2; // of all parts towards the new group

enum class Cause { counting, value, groups };

struct Reason {
    const WhyColumn* column = nullptr;
    Cause cause = Cause::counting;
    double part = 0.0;
};

const std::string& label_of(const WhyColumn& column) {
    return column.feature->label.empty() ? column.feature->name : column.feature->label;
}

std::string counting_words(const WhyColumn& column) {
    if (column.gain_now == 0.0)
        return label_of(column) + " now counts for nothing";
    if (column.gain_before == 0.0)
        return label_of(column) + " counts now";
    if (column.gain_now == column.gain_before)
        return label_of(column) + " is counted in another way";
    return label_of(column) + " counts for " +
           (column.gain_now > column.gain_before ? "more" : "less");
}

std::string value_words(const WhyColumn& column) {
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
    return label_of(column) + verb + " for them";
}

std::string groups_words(const WhyMoved& why, const WhyColumn& column, const WhyContext& context) {
    if (why.is_change)
        return "the groups lie elsewhere in " + label_of(column);
    return "they are nearer to " + context.after.name(context.to) + " than to " +
           context.after.name(context.beside) + " in " + label_of(column);
}

std::string words_of(const WhyMoved& why, const Reason& reason, const WhyContext& context) {
    if (reason.cause == Cause::counting)
        return counting_words(*reason.column);
    return reason.cause == Cause::value ? value_words(*reason.column)
                                        : groups_words(why, *reason.column, context);
}

// Of equal parts the earlier column, and the earlier cause.
std::vector<Reason> reasons_of(const WhyMoved& why) {
    std::vector<Reason> reasons;
    for (const WhyColumn& column : why.columns)
        for (const auto& [cause, part] :
             {std::pair{Cause::counting, column.counting}, std::pair{Cause::value, column.value},
              std::pair{Cause::groups, column.groups}})
            if (part > 0.0)
                reasons.push_back({&column, cause, part});
    std::ranges::stable_sort(reasons, std::ranges::greater(), &Reason::part);
    return reasons;
}

std::string fate(const WhyMoved& why, const WhyContext& context) {
    if (why.is_change)
        return {};
    const bool is_new =
        analysis::cluster_with(
            context.before.identity.colour,
            context.after.identity.colour[static_cast<std::size_t>(context.to)]) < 0;
    return is_new ? context.after.name(context.to) + " is a new group"
                  : context.before.name(context.from) + " is gone";
}

} // namespace

std::vector<std::string> why_words(const WhyMoved& why, const WhyContext& context) {
    std::vector<std::string> words;
    const std::vector<Reason> reasons = reasons_of(why);
    double all = 0.0;
    for (const Reason& reason : reasons)
        all += reason.part;
    const std::string first = fate(why, context);
    if (!first.empty())
        words.push_back(first);
    for (const Reason& reason : reasons) {
        if (words.size() == kMost || (!words.empty() && reason.part < kSecond * all))
            break;
        words.push_back(words_of(why, reason, context));
    }
    if (words.empty() && why.movers > 0)
        words.emplace_back(context.after.settings.method == Method::ward
                               ? "Ward's tree joins them so, not the distance from the middles"
                               : "no column says it");
    return words;
}

} // namespace cohortscope::engine
