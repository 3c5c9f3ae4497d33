#include "schema/guess.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/format.h"
#include "base/parallel.h"
#include "base/whole.h"
#include "data/cell_text.h"
#include "data/date_text.h"
#include "schema/cells.h"
#include "schema/enum_names.h"
#include "schema/guess_limits.h"
#include "schema/name_words.h"
#include "schema/scales.h"
#include "schema/schema_json_features.h"
#include "schema/telling.h"

namespace cohortscope::schema {

namespace {

constexpr std::size_t kMeasureValues = 8; // distinct ones, at least
constexpr double kSkewed = 1.0;
constexpr double kTells = 0.8; // uncertainty coefficient
constexpr double kFirstYear = 1900.0, kLastYear = 2100.0;
constexpr std::size_t kDense = 10;    // an id that counts leaves out fewer than 9 of 10 numbers
constexpr std::size_t kManyRows = 50; // where whole numbers that all differ are no chance

std::string whole(std::size_t count) { return base::whole(static_cast<double>(count)); }

// Decides the roles of one table's columns in the order of the rules.
class Guess {
  public:
    explicit Guess(const data::Table& table) : table_(table), facts_(facts_of(table)) {
        for (const ColumnFacts& facts : facts_) {
            ColumnSpec spec;
            spec.name = facts.name;
            spec.label = plain_label(data::trimmed(facts.name));
            specs_.push_back(std::move(spec));
            decided_.push_back(false);
        }
    }

    Schema schema();

  private:
    void decide(std::size_t i, Role role, std::string reason, bool doubtful = false);
    void encode(std::size_t i, Encoding encoding) { specs_[i].encoding = encoding; }
    void leave_out_useless();
    void find_outcome();
    void make_outcome(std::size_t i, bool others);
    void find_chance();
    void find_id();
    void leave_out_other_ids();
    void find_years();
    void find_measure();
    void name_the_rest();
    void make_names(std::size_t i);
    void make_ordinal(std::size_t i, const Scale& scale);
    void leave_out_what_tells();
    std::vector<std::int8_t> outcome_of_rows() const;
    std::optional<std::size_t> id_by_name() const;
    std::optional<std::size_t> id_by_values() const;
    bool may_be_measure(std::size_t i) const;

    const data::Table& table_;
    std::vector<ColumnFacts> facts_; // like the lists below
    std::vector<ColumnSpec> specs_;
    std::vector<bool> decided_;
    std::optional<std::size_t> outcome_; // of two values
};

void Guess::decide(std::size_t i, Role role, std::string reason, bool doubtful) {
    specs_[i].role = role;
    specs_[i].encoding = encodings_of(role).front();
    specs_[i].reason = std::move(reason);
    specs_[i].doubtful = doubtful;
    decided_[i] = true;
}

// At least nine in ten names are dates.
bool holds_dates(const ColumnFacts& facts) {
    if (facts.numeric() || facts.distinct == 0)
        return false;
    const data::Dictionary& names = facts.column.text->dictionary;
    std::size_t others = 0;
    for (std::size_t entry = 0; entry < names.size(); ++entry)
        if (!data::year_of_date(names.at(entry)) && ++others * 10 > names.size())
            return false;
    return true;
}

void Guess::leave_out_useless() {
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const ColumnFacts& facts = facts_[i];
        if (facts.present == 0)
            decide(i, Role::ignored, "no cell has a value");
        else if (facts.distinct == 1)
            decide(i, Role::ignored,
                   facts.present == facts.rows ? "every cell is the same"
                                               : "all present cells are the same");
        else if (holds_dates(facts))
            decide(i, Role::ignored, "dates, which are no feature as they stand");
    }
}

void Guess::find_outcome() {
    std::optional<std::size_t> best;
    bool others = false;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const auto rank = outcome_rank(facts_[i].name);
        const bool two = facts_[i].numeric() ? facts_[i].zero_or_one() : facts_[i].distinct == 2;
        if (decided_[i] || !rank || !two)
            continue;
        others = others || best;
        if (!best || *rank < *outcome_rank(facts_[*best].name))
            best = i;
    }
    if (best)
        make_outcome(*best, others);
    else
        find_chance();
}

// The names of a column of two, by rows descending and then byte order.
std::vector<std::string> two_names(const ColumnFacts& facts) {
    std::vector<std::pair<std::size_t, std::string>> names;
    for (std::size_t entry = 0; entry < facts.counts.size(); ++entry)
        if (facts.counts[entry] > 0)
            names.emplace_back(facts.counts[entry], facts.column.text->dictionary.at(entry));
    std::ranges::sort(names, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    return {names[0].second, names[1].second};
}

void Guess::make_outcome(std::size_t i, bool others) {
    outcome_ = i;
    const std::string tail = others ? ", more than another column is" : "";
    if (facts_[i].numeric())
        return decide(i, Role::outcome, "0 or 1, and named like an outcome" + tail, others);
    std::vector<std::string> names = two_names(facts_[i]);
    const auto plain = [](const std::string& name) { return outcome_of(name, {}); };
    if (plain(names[0]) && plain(names[1]) && *plain(names[0]) != *plain(names[1]))
        return decide(i, Role::outcome, "yes or no, and named like an outcome" + tail, others);
    const bool said = says_so(names[0]) != says_so(names[1]);
    if (said && says_so(names[0]))
        std::swap(names[0], names[1]);
    decide(i, Role::outcome,
           "two values, and named like an outcome" + tail + "; " + data::quoted(names[1]) +
               " counts as yes" + (said ? "" : ", the rarer one"),
           others || !said);
    specs_[i].levels = std::move(names);
}

void Guess::find_chance() {
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const ColumnFacts& facts = facts_[i];
        if (decided_[i] || !facts.numeric() || facts.low < 0.0 || facts.high > 1.0 ||
            !named_like_chance(facts.name))
            continue;
        return decide(i, Role::outcome, "numbers from 0 to 1, and named like a chance", true);
    }
}

// Of the columns named like an id the one with the most values: more than a few, or most rows'.
std::optional<std::size_t> Guess::id_by_name() const {
    std::optional<std::size_t> best;
    std::size_t most = 0;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        if (decided_[i] || !named_like_id(facts_[i].name))
            continue;
        const std::size_t distinct = distinct_values(facts_[i]);
        if (distinct > most && (distinct > kFewValues || 2 * distinct > facts_[i].present)) {
            best = i;
            most = distinct;
        }
    }
    return best;
}

std::optional<std::size_t> Guess::id_by_values() const {
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const ColumnFacts& facts = facts_[i];
        if (decided_[i] || !facts.all_differ || facts.present < facts.rows)
            continue;
        if (!facts.numeric() && !scale_of(facts))
            return i;
        const double room = static_cast<double>(kDense * facts.rows);
        if (facts.numeric() && !measure_rank(facts.name) && !named_like_year(facts.name) &&
            (facts.rows >= kManyRows || facts.high - facts.low < room))
            return i;
    }
    return std::nullopt;
}

void Guess::find_id() {
    if (const auto named = id_by_name()) {
        decide(*named, Role::id,
               "named like an id; " + whole(distinct_values(facts_[*named])) + " values in " +
                   whole(facts_[*named].present) + " rows");
        return leave_out_other_ids();
    }
    leave_out_other_ids();
    if (const auto found = id_by_values())
        decide(*found, Role::id,
               facts_[*found].numeric() ? "whole numbers that all differ" : "names that all differ",
               true);
}

void Guess::leave_out_other_ids() {
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        if (decided_[i] || !named_like_id(facts_[i].name))
            continue;
        if (facts_[i].distinct > kFewValues) {
            decide(i, Role::ignored, "named like an id, and another column is the id", true);
            continue;
        }
        decide(i, Role::category,
               "named like an id, but with " + whole(facts_[i].distinct) + " values alone", true);
        if (facts_[i].distinct <= kOneHotNames)
            encode(i, Encoding::one_hot);
    }
}

void Guess::find_years() {
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const ColumnFacts& facts = facts_[i];
        if (decided_[i] || !facts.numeric() || !facts.whole || !named_like_year(facts.name))
            continue;
        const auto outside = static_cast<std::size_t>(
            std::ranges::count_if(facts.column.numeric->values, [](double value) {
                return value < kFirstYear || value > kLastYear;
            }));
        constexpr std::size_t kOdd = 100; // one in as many may be no year
        if (outside * kOdd > facts.present)
            continue;
        decide(i, Role::year,
               "whole numbers from 1900 to 2100, and named like a year" +
                   (outside == 0 ? std::string() : "; " + whole(outside) + " cells are outside"));
        specs_[i].lowest = kFirstYear;
        specs_[i].decimals = 0;
    }
}

// Positive and there in nearly all rows: a row whose measure is not goes.
bool Guess::may_be_measure(std::size_t i) const {
    constexpr std::size_t kMissing = 20; // one row in as many
    const ColumnFacts& facts = facts_[i];
    return !decided_[i] && facts.numeric() && facts.low > 0.0 && facts.distinct >= kMeasureValues &&
           (facts.rows - facts.present) * kMissing <= facts.rows && measure_rank(facts.name);
}

void Guess::find_measure() {
    std::optional<std::size_t> best;
    bool others = false;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        if (!may_be_measure(i))
            continue;
        others = others || best;
        if (!best || *measure_rank(facts_[i].name) < *measure_rank(facts_[*best].name))
            best = i;
    }
    if (!best)
        return;
    const bool skewed = skewness_of(facts_[*best].column.numeric->values) > kSkewed;
    decide(*best, Role::measure,
           std::string("positive, and named like an amount") +
               (others ? ", more than another column is" : "") +
               (skewed ? "; skewed, so its logarithm is taken" : ""),
           others);
    encode(*best, skewed ? Encoding::logarithm : Encoding::number);
}

void Guess::make_ordinal(std::size_t i, const Scale& scale) {
    decide(i, Role::category,
           std::string(scale.ranges ? "ranges" : "names") + " that have an order, from " +
               data::quoted(scale.levels.front()) + " to " + data::quoted(scale.levels.back()) +
               (scale.unknown == 0 ? "" : "; " + whole(scale.unknown) + " cells say none"));
    encode(i, Encoding::ordinal);
    specs_[i].levels = scale.levels;
    specs_[i].fill.name = NameFill::mode;
}

void Guess::make_names(std::size_t i) {
    const ColumnFacts& facts = facts_[i];
    if (const auto scale = scale_of(facts))
        return make_ordinal(i, *scale);
    if (2 * facts.distinct > facts.present)
        return decide(i, Role::ignored,
                      "text that differs in most rows: " + whole(facts.distinct) + " values in " +
                          whole(facts.present) + " rows");
    decide(i, Role::category, whole(facts.distinct) + " names");
    if (facts.distinct <= kOneHotNames)
        encode(i, Encoding::one_hot);
}

void Guess::name_the_rest() {
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const ColumnFacts& facts = facts_[i];
        if (decided_[i])
            continue;
        if (!facts.numeric())
            make_names(i);
        else if (facts.whole && named_like_code(facts.name))
            decide(i, Role::category, "whole numbers that are named like a code", true);
        else
            decide(i, Role::number,
                   "numbers from " + base::shortest(facts.low) + " to " +
                       base::shortest(facts.high));
    }
}

std::vector<std::int8_t> Guess::outcome_of_rows() const {
    const ColumnFacts& facts = facts_[*outcome_];
    std::vector<std::int8_t> rows(table_.rows, -1);
    if (facts.numeric()) {
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (const double value = facts.column.numeric->values[row]; !std::isnan(value))
                rows[row] = value > 0.0 ? 1 : 0;
        return rows;
    }
    const data::TextColumn& text = *facts.column.text;
    std::vector<std::int8_t> of_entry;
    for (std::size_t entry = 0; entry < text.dictionary.size(); ++entry)
        of_entry.push_back(
            outcome_of(text.dictionary.at(entry), specs_[*outcome_].levels).value_or(0.0) > 0.0);
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (text.codes[row] != data::kMissingCode)
            rows[row] = of_entry[static_cast<std::size_t>(text.codes[row])];
    return rows;
}

void Guess::leave_out_what_tells() {
    if (!outcome_)
        return;
    const std::vector<std::int8_t> outcome = outcome_of_rows();
    std::vector<double> told(facts_.size());
    base::for_each_task(facts_.size(), [&](std::size_t i) {
        if (specs_[i].encoding != Encoding::none)
            told[i] = uncertainty_coefficient(facts_[i], outcome);
    });
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        if (told[i] < kTells)
            continue;
        ColumnSpec left_out;
        left_out.name = specs_[i].name;
        left_out.label = specs_[i].label;
        specs_[i] = left_out;
        decide(i, Role::ignored,
               "it all but tells the outcome " + data::quoted(facts_[*outcome_].name) +
                   " (uncertainty coefficient " + base::fixed(told[i], 2) + ")",
               true);
        specs_[i].after = true;
    }
}

Schema Guess::schema() {
    leave_out_useless();
    find_outcome();
    find_id();
    find_years();
    find_measure();
    name_the_rest();
    leave_out_what_tells();
    limit_features(specs_, facts_);
    Schema schema;
    schema.name = "guessed";
    schema.label = "Guessed from the table";
    schema.guessed = true;
    schema.columns = std::move(specs_);
    add_plain_features(schema);
    return schema;
}

} // namespace

Schema guess(const data::Table& table) { return Guess(table).schema(); }

} // namespace cohortscope::schema
