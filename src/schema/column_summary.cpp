#include "schema/column_summary.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "base/format.h"
#include "base/parallel.h"
#include "schema/cells.h"
#include "schema/column_facts.h"
#include "schema/levels.h"
#include "schema/scales.h"

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

// Names that are one level are so once, as most rows write them.
std::vector<std::string> names_in_order(const ColumnFacts& facts) {
    std::map<std::string, std::pair<std::size_t, std::string_view>> of_folded;
    for (std::size_t entry = 0; entry < facts.counts.size(); ++entry) {
        const std::string_view name = facts.column.text->dictionary.at(entry);
        auto& kept = of_folded[folded_level(name)];
        if (facts.counts[entry] > kept.first ||
            (facts.counts[entry] == kept.first && name < kept.second))
            kept = {facts.counts[entry], name};
    }
    std::vector<std::string> names;
    for (const auto& [folded, kept] : of_folded)
        if (kept.first > 0)
            names.emplace_back(kept.second);
    return names;
}

// A scale that people know, else ascending numbers, else the alphabet.
std::vector<std::string> levels_in_order(const ColumnFacts& facts) {
    if (facts.distinct < 2 || facts.distinct > kMostGuessedLevels)
        return {};
    std::vector<std::string> levels;
    if (facts.numeric()) {
        std::set<double> values;
        for (const double value : facts.column.numeric->values)
            if (!std::isnan(value))
                values.insert(value);
        for (const double value : values)
            levels.push_back(base::shortest(value));
    } else if (const std::optional<Scale> scale = scale_of(facts)) {
        levels = scale->levels;
    } else {
        levels = names_in_order(facts);
    }
    return levels.size() < 2 ? std::vector<std::string>() : levels;
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
    summary.levels = levels_in_order(facts);
    return summary;
}

} // namespace

std::vector<ColumnSummary> summaries_of(const data::Table& table) {
    const std::vector<ColumnFacts> facts = facts_of(table);
    std::vector<ColumnSummary> summaries(facts.size());
    base::for_each_task(facts.size(), [&](std::size_t i) { summaries[i] = summary_of(facts[i]); });
    return summaries;
}

} // namespace cohortscope::schema
