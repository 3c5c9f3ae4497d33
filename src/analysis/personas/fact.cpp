#include "analysis/personas/fact.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/contrast/share_contrast.h"
#include "analysis/contrast/tails.h"
#include "analysis/personas/grouped_moments.h"
#include "analysis/profile/median_interval.h"
#include "base/format.h"
#include "base/parallel.h"
#include "features/steps/bound_measure.h"

namespace cohortscope::analysis {

namespace {

using schema::Fact;
using schema::Subject;

// A column of numbers by one of its names.
struct Numbers {
    std::string about;
    std::span<const double> values; // n; NaN where missing
    std::shared_ptr<const schema::FeatureSpec> feature;
    std::shared_ptr<const schema::ColumnSpec> column;
    bool measure = false;
};

FactValue lacking(std::string why) {
    FactValue value;
    value.lack = std::move(why);
    return value;
}

Interval times(const Interval& interval, double factor) {
    return {interval.low * factor, interval.high * factor};
}

// Measures the subjects of one result, remembering what several of them need.
class Measuring {
  public:
    Measuring(const features::PreparedRows& rows, const features::FeatureSet& features,
              const Clustering& clustering)
        : rows_(rows), features_(features), clustering_(clustering),
          k_(static_cast<std::size_t>(clustering.k)) {}

    SubjectFacts facts_of(const Subject& subject) {
        SubjectFacts facts;
        if (!schema::needs_column(subject.fact))
            of_group(subject, facts);
        else if (subject.fact == Fact::share || subject.fact == Fact::lift ||
                 subject.fact == Fact::top_share)
            of_names(subject, facts);
        else
            of_numbers(subject, facts);
        return facts;
    }

  private:
    std::optional<Numbers> numbers_named(const std::string& name) const;
    const features::NamesSlot* names_named(const std::string& name) const;
    void all_lack(SubjectFacts& facts, const std::string& why) const {
        facts.clusters.assign(k_, lacking(why));
    }
    std::string missing_words(const Subject& subject, const char* kind) const;

    void of_group(const Subject& subject, SubjectFacts& facts);
    void of_names(const Subject& subject, SubjectFacts& facts);
    void of_numbers(const Subject& subject, SubjectFacts& facts);
    void medians(const Subject& subject, const Numbers& numbers, SubjectFacts& facts);
    FactValue mean_of(const GroupMoments& moments, double scale) const;
    FactValue difference_of(const GroupedMoments& moments, std::size_t cluster) const;
    FactValue rank_of(const GroupedMoments& moments, std::size_t cluster) const;
    const GroupedMoments& moments_of(std::span<const double> values);
    using Counts = std::vector<std::vector<std::size_t>>; // by cluster, then by code
    const Counts& counts_of(const features::NamesSlot& slot);

    const features::PreparedRows& rows_;
    const features::FeatureSet& features_;
    const Clustering& clustering_;
    const std::size_t k_;
    std::map<const double*, GroupedMoments> moments_;
    std::map<const features::NamesSlot*, Counts> counts_;
};

std::optional<Numbers> Measuring::numbers_named(const std::string& name) const {
    for (const auto& feature : features_.columns)
        if (feature->spec->name == name && feature->level.empty())
            return Numbers{name, feature->values, feature->spec, nullptr, false};
    for (const features::NumberSlot& slot : rows_.numbers)
        if (slot.spec->name == name)
            return Numbers{name, slot.values, nullptr, slot.spec, false};
    if (rows_.has_measure && rows_.measure_spec->name == name)
        return Numbers{name, rows_.measure, nullptr, rows_.measure_spec, true};
    if (rows_.outcome_spec != nullptr && rows_.outcome_spec->name == name)
        return Numbers{name, rows_.outcome, nullptr, rows_.outcome_spec, false};
    return std::nullopt;
}

const features::NamesSlot* Measuring::names_named(const std::string& name) const {
    for (const features::NamesSlot& slot : rows_.names)
        if (slot.spec->name == name)
            return &slot;
    return nullptr;
}

std::string Measuring::missing_words(const Subject& subject, const char* kind) const {
    std::string names;
    for (const std::string& name : subject.of)
        names += (names.empty() ? "" : " or ") + name;
    return std::string("the table has no ") + kind + " " + names;
}

const GroupedMoments& Measuring::moments_of(std::span<const double> values) {
    const auto found = moments_.find(values.data());
    if (found != moments_.end())
        return found->second;
    return moments_.emplace(values.data(), grouped_moments(values, clustering_)).first->second;
}

FactValue Measuring::mean_of(const GroupMoments& moments, double scale) const {
    if (moments.n == 0)
        return lacking("no row of the group has a value");
    FactValue fact;
    fact.value = moments.mean;
    fact.n = moments.n;
    if (moments.n > 1) {
        const auto above = static_cast<double>(moments.n - 1);
        const double deviation = std::sqrt(moments.squares / above) / scale;
        const double reach =
            student_95(above) * deviation / std::sqrt(static_cast<double>(moments.n));
        fact.interval = {fact.value - reach, fact.value + reach};
    }
    return fact;
}

FactValue Measuring::difference_of(const GroupedMoments& moments, std::size_t cluster) const {
    const GroupMoments& own = moments.cluster[cluster];
    const GroupMoments rest = moments.without(cluster);
    if (own.n == 0 || rest.n == 0)
        return lacking(own.n == 0 ? "no row of the group has a value" : "there is no other row");
    const auto a = static_cast<double>(own.n), b = static_cast<double>(rest.n);
    const double within = own.squares + rest.squares;
    if (own.n + rest.n < 3 || !(within > 0.0))
        return lacking("it does not vary within the group or the rest");
    FactValue fact;
    fact.n = own.n;
    fact.value = (own.mean - rest.mean) * moments.scale / std::sqrt(within / (a + b - 2.0));
    const double reach =
        kNormal95 * std::sqrt((a + b) / (a * b) + fact.value * fact.value / (2.0 * (a + b)));
    fact.interval = {fact.value - reach, fact.value + reach};
    return fact;
}

FactValue Measuring::rank_of(const GroupedMoments& moments, std::size_t cluster) const {
    if (moments.cluster[cluster].n == 0)
        return lacking("no row of the group has a value");
    if (k_ < 2)
        return lacking("there is no other group");
    FactValue fact;
    fact.n = moments.cluster[cluster].n;
    fact.value = 1.0;
    for (const GroupMoments& other : moments.cluster)
        fact.value += other.n > 0 && other.mean > moments.cluster[cluster].mean ? 1.0 : 0.0;
    return fact;
}

void Measuring::medians(const Subject& subject, const Numbers& numbers, SubjectFacts& facts) {
    if (std::ranges::any_of(numbers.values, [](double value) { return std::isnan(value); }))
        return all_lack(facts, numbers.about + " has missing values");
    std::vector<std::uint32_t> sorted;
    if (!numbers.measure)
        sorted = features::order_by_value(numbers.values);
    const std::span<const std::uint32_t> order =
        numbers.measure ? std::span<const std::uint32_t>(rows_.by_measure) : sorted;
    std::vector<std::vector<double>> values(k_); // ascending
    std::vector<double> all;
    for (const std::uint32_t row : order) {
        values[clustering_.labels[row]].push_back(numbers.values[row]);
        all.push_back(numbers.values[row]);
    }
    constexpr double kHalf = 50.0; // percent
    const double of_all = features::percentile(all, kHalf);
    const bool ratio = subject.fact == Fact::ratio;
    facts.of_all = ratio ? 1.0 : of_all;
    for (const std::vector<double>& own : values) {
        if (own.empty() || (ratio && !(of_all > 0.0))) {
            facts.clusters.push_back(lacking(own.empty()
                                                 ? "no row of the group has a value"
                                                 : "the median of all rows is not above 0"));
            continue;
        }
        FactValue fact;
        fact.n = own.size();
        const double unit = ratio ? 1.0 / of_all : 1.0;
        fact.value = features::percentile(own, kHalf) * unit;
        fact.interval = times(median_interval(own), unit);
        facts.clusters.push_back(fact);
    }
}

void Measuring::of_numbers(const Subject& subject, SubjectFacts& facts) {
    std::optional<Numbers> numbers;
    for (const std::string& name : subject.of)
        if (!numbers)
            numbers = numbers_named(name);
    if (!numbers)
        return all_lack(facts, missing_words(subject, "column of numbers"));
    facts.about = numbers->about;
    facts.feature = numbers->feature;
    facts.column = numbers->column;
    if (subject.fact == Fact::median || subject.fact == Fact::ratio)
        return medians(subject, *numbers, facts);
    const GroupedMoments& moments = moments_of(numbers->values);
    if (subject.fact == Fact::mean)
        facts.of_all = moments.without(k_).mean;
    for (std::size_t cluster = 0; cluster < k_; ++cluster)
        facts.clusters.push_back(subject.fact == Fact::mean
                                     ? mean_of(moments.cluster[cluster], moments.scale)
                                 : subject.fact == Fact::rank ? rank_of(moments, cluster)
                                                              : difference_of(moments, cluster));
}

// Rows of each code in each cluster.
const Measuring::Counts& Measuring::counts_of(const features::NamesSlot& slot) {
    const auto [found, fresh] = counts_.try_emplace(&slot);
    Counts& counts = found->second;
    if (!fresh)
        return counts;
    counts.assign(k_, std::vector<std::size_t>(slot.name_rows.size()));
    for (std::size_t row = 0; row < slot.text.codes.size(); ++row)
        ++counts[clustering_.labels[row]][static_cast<std::size_t>(slot.text.codes[row])];
    return counts;
}

void Measuring::of_names(const Subject& subject, SubjectFacts& facts) {
    const features::NamesSlot* slot = nullptr;
    for (const std::string& name : subject.of)
        if (slot == nullptr)
            slot = names_named(name);
    if (slot == nullptr)
        return all_lack(facts, missing_words(subject, "category"));
    facts.about = slot->spec->name;
    facts.column = slot->spec;
    const bool top = subject.fact == Fact::top_share, lift = subject.fact == Fact::lift;
    const Counts& counts = counts_of(*slot);
    std::size_t code = slot->name_rows.size(); // none
    for (std::size_t i = 0; i < slot->name_rows.size() && !top; ++i)
        if (slot->name_rows[i] > 0 &&
            base::lower(slot->text.names->at(i)) == base::lower(subject.name))
            code = i;
    const bool there = code < slot->name_rows.size();
    const std::size_t of_all = top     ? *std::ranges::max_element(slot->name_rows)
                               : there ? slot->name_rows[code]
                                       : 0;
    const auto n = static_cast<double>(rows_.rows.size());
    const double share_of_all = static_cast<double>(of_all) / n;
    facts.of_all = lift ? 1.0 : share_of_all;
    for (std::size_t cluster = 0; cluster < k_; ++cluster) {
        std::size_t size = 0;
        for (const std::size_t count : counts[cluster])
            size += count;
        if (size == 0 || (lift && of_all == 0)) {
            facts.clusters.push_back(
                lacking(size == 0 ? "nobody is in the group" : "no row has " + subject.name));
            continue;
        }
        const std::size_t own = top     ? *std::ranges::max_element(counts[cluster])
                                : there ? counts[cluster][code]
                                        : 0;
        const double unit = lift ? 1.0 / share_of_all : 1.0;
        FactValue fact;
        fact.n = size;
        fact.count = own;
        fact.value = static_cast<double>(own) / static_cast<double>(size) * unit;
        fact.interval = times(wilson(own, size), unit);
        facts.clusters.push_back(fact);
    }
}

void Measuring::of_group(const Subject& subject, SubjectFacts& facts) {
    const std::size_t n = rows_.rows.size();
    if (subject.fact == Fact::size) {
        facts.of_all = 1.0;
        for (const std::size_t size : clustering_.sizes) {
            FactValue fact;
            fact.n = size;
            fact.value = static_cast<double>(size) / static_cast<double>(n);
            fact.interval = wilson(size, n);
            facts.clusters.push_back(fact);
        }
        return;
    }
    if (rows_.outcome_spec == nullptr || rows_.outcome.size() == 0)
        return all_lack(facts, "the table has no outcome");
    facts.about = rows_.outcome_spec->name;
    facts.column = rows_.outcome_spec;
    const GroupedMoments& moments = moments_of(rows_.outcome);
    facts.as_share = moments.zero_or_one;
    const double all = moments.without(k_).mean;
    const bool ratio = subject.fact == Fact::rate_ratio;
    facts.of_all = ratio ? 1.0 : all;
    for (const GroupMoments& own : moments.cluster) {
        FactValue fact = mean_of(own, moments.scale);
        if (fact.known() && facts.as_share) {
            fact.count =
                static_cast<std::size_t>(std::llround(own.mean * static_cast<double>(own.n)));
            fact.interval = wilson(fact.count, own.n);
        }
        if (ratio && fact.known()) {
            if (all > 0.0) {
                fact.value /= all;
                fact.interval = times(fact.interval, 1.0 / all);
            } else {
                fact = lacking("the mean of all rows is not above 0");
            }
        }
        facts.clusters.push_back(fact);
    }
}

void add_subjects(FactTable& table, const std::vector<schema::RuleCondition>& conditions) {
    for (const schema::RuleCondition& condition : conditions)
        table.emplace(condition.subject, SubjectFacts());
}

void add_subjects(FactTable& table, const schema::RuleText& text) {
    for (const Subject& subject : text.subjects)
        table.emplace(subject, SubjectFacts());
}

} // namespace

FactTable measure_facts(const schema::Rules& rules, const features::PreparedRows& rows,
                        const features::FeatureSet& features, const Clustering& clustering) {
    FactTable table;
    for (const schema::PersonaRule& persona : rules.personas) {
        add_subjects(table, persona.conditions);
        add_subjects(table, persona.description);
    }
    for (const schema::ActionRule& action : rules.actions) {
        add_subjects(table, action.conditions);
        add_subjects(table, action.text);
    }
    Measuring measuring(rows, features, clustering);
    for (auto& [subject, facts] : table)
        facts = measuring.facts_of(subject);
    return table;
}

} // namespace cohortscope::analysis
