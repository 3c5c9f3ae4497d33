#include "schema/column_facts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/parallel.h"
#include "schema/value_set.h"

namespace cohortscope::schema {

namespace {

// Distinct values in order, as long as there are few.
class FewValues {
  public:
    void add(double value) {
        if (values_.size() > kFewValues || (last_ < values_.size() && values_[last_] == value))
            return;
        const auto found = std::ranges::lower_bound(values_, value);
        last_ = static_cast<std::size_t>(found - values_.begin());
        if (found == values_.end() || *found != value)
            values_.insert(found, value);
    }
    std::size_t size() const { return values_.size(); }

  private:
    std::vector<double> values_;
    std::size_t last_ = 0;
};

bool all_differ(const std::vector<double>& values) {
    ValueSet seen;
    return std::ranges::all_of(
        values, [&](double value) { return std::isnan(value) || seen.insert(value); });
}

void add_numbers(ColumnFacts& facts) {
    const std::vector<double>& values = facts.column.numeric->values;
    FewValues few;
    facts.whole = true;
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        facts.low = facts.present == 0 ? value : std::min(facts.low, value);
        facts.high = facts.present == 0 ? value : std::max(facts.high, value);
        facts.whole = facts.whole && value == std::trunc(value);
        ++facts.present;
        few.add(value);
    }
    facts.distinct = few.size();
    facts.all_differ = facts.whole && facts.present > 0 && all_differ(values);
}

void add_names(ColumnFacts& facts) {
    const data::TextColumn& text = *facts.column.text;
    facts.counts.resize(text.dictionary.size());
    for (const std::int32_t code : text.codes)
        if (code != data::kMissingCode)
            ++facts.counts[static_cast<std::size_t>(code)];
    for (const std::size_t count : facts.counts) {
        facts.present += count;
        facts.distinct += count > 0 ? 1 : 0;
    }
    facts.all_differ = facts.present > 0 && facts.distinct == facts.present;
}

} // namespace

std::vector<ColumnFacts> facts_of(const data::Table& table) {
    std::vector<ColumnFacts> facts;
    for (const data::NumericColumn& column : table.numeric)
        facts.push_back({column.name, {&column, nullptr}, table.rows, {}});
    for (const data::TextColumn& column : table.text)
        facts.push_back({column.name, {nullptr, &column}, table.rows, {}});
    std::map<std::string_view, std::size_t> place;
    for (std::size_t i = 0; i < table.order.size(); ++i)
        place[table.order[i]] = i;
    std::ranges::stable_sort(facts, {}, [&](const ColumnFacts& column) {
        const auto found = place.find(column.name);
        return std::pair(found == place.end() ? place.size() : found->second, column.numeric());
    });
    base::for_each_task(facts.size(), [&](std::size_t i) {
        facts[i].numeric() ? add_numbers(facts[i]) : add_names(facts[i]);
    });
    return facts;
}

std::size_t distinct_values(const ColumnFacts& facts) {
    if (!facts.numeric() || facts.distinct <= kFewValues)
        return facts.distinct;
    ValueSet seen;
    for (const double value : facts.column.numeric->values)
        if (!std::isnan(value))
            seen.insert(value);
    return seen.size();
}

double skewness_of(const std::vector<double>& values) {
    double sum = 0.0, second = 0.0, third = 0.0, count = 0.0;
    for (const double value : values)
        if (!std::isnan(value)) {
            sum += value;
            ++count;
        }
    const double mean = sum / std::max(count, 1.0);
    for (const double value : values)
        if (const double off = value - mean; !std::isnan(value)) {
            second += off * off;
            third += off * off * off;
        }
    const double deviation = std::sqrt(second / std::max(count, 1.0));
    const double skewness = third / count / (deviation * deviation * deviation);
    return std::isfinite(skewness) ? skewness : 0.0;
}

} // namespace cohortscope::schema
