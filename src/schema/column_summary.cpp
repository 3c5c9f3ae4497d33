#include "schema/column_summary.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "base/parallel.h"
#include "schema/cells.h"
#include "schema/column_facts.h"

namespace cohortscope::schema {

namespace {

constexpr std::size_t kExamples = 3;

std::vector<std::string> first_numbers(const ColumnFacts& facts) {
    std::vector<double> found;
    for (const double value : facts.column.numeric->values) {
        if (std::isnan(value) || std::ranges::find(found, value) != found.end())
            continue;
        found.push_back(value);
        if (found.size() == std::min(kExamples, facts.distinct))
            break;
    }
    std::vector<std::string> texts;
    for (const double value : found)
        texts.push_back(decimal_text(value));
    return texts;
}

// Of equal counts the earliest in byte order.
std::vector<std::string> frequent_names(const ColumnFacts& facts) {
    const data::Dictionary& names = facts.column.text->dictionary;
    std::vector<std::size_t> order(names.size());
    std::iota(order.begin(), order.end(), 0);
    const auto count = static_cast<std::ptrdiff_t>(std::min(kExamples, facts.distinct));
    std::ranges::partial_sort(order, order.begin() + count, [&](std::size_t a, std::size_t b) {
        return facts.counts[a] != facts.counts[b] ? facts.counts[a] > facts.counts[b]
                                                  : names.at(a) < names.at(b);
    });
    std::vector<std::string> texts;
    for (std::ptrdiff_t i = 0; i < count; ++i)
        texts.emplace_back(names.at(order[static_cast<std::size_t>(i)]));
    return texts;
}

ColumnSummary summary_of(const ColumnFacts& facts) {
    ColumnSummary summary;
    summary.name = facts.name;
    summary.numbers = facts.numeric();
    summary.examples = facts.numeric() ? first_numbers(facts) : frequent_names(facts);
    if (facts.rows > 0)
        summary.missing =
            1.0 - static_cast<double>(facts.present) / static_cast<double>(facts.rows);
    summary.distinct = facts.all_differ ? facts.present : distinct_values(facts);
    return summary;
}

} // namespace

std::vector<ColumnSummary> summaries_of(const data::Table& table) {
    const std::vector<ColumnFacts> facts = facts_of(table);
    std::vector<ColumnSummary> summaries(facts.size());
    base::for_each_task(facts.size(), [&](std::size_t i) { summaries[i] = summary_of(facts[i]); });
    std::map<std::string_view, std::size_t> place;
    for (std::size_t i = 0; i < table.order.size(); ++i)
        place[table.order[i]] = i;
    std::ranges::stable_sort(summaries, {}, [&](const ColumnSummary& summary) {
        const auto found = place.find(summary.name);
        return std::pair(found == place.end() ? place.size() : found->second, summary.numbers);
    });
    return summaries;
}

} // namespace cohortscope::schema
