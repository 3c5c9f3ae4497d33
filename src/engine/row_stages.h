// The stages from the table to the prepared rows (S1 to S8) under one schema. What a stage borrows
// from its last value must be of the same schema: another one has stages of its own.
#pragma once

#include <memory>
#include <vector>

#include "engine/graph.h"
#include "engine/result.h"

namespace cohortscope::engine {

using RowOrder = features::Column<std::uint32_t>;
using TiedSchema = Known<const schema::Bound>;
using TiedCleaner = Known<features::Cleaner>; // its key is that of the schema and the table
using CleanedRows = std::shared_ptr<const features::Cleaned>;

// S1 to S4.
struct CleanRows {
    TiedCleaner cleaner;
    features::CleanSettings settings;
    std::vector<features::Required> required;

    features::Cleaned made(const features::Cleaned* before) const {
        return cleaner->clean(settings, required, before);
    }
};

struct OrderRows {
    TiedCleaner cleaner;
    RowOrder rows;

    RowOrder made() const { return cleaner->order_by_measure(rows); }
};

// S5, and S7 of a number.
struct FillNumber {
    TiedSchema bound;
    std::size_t slot;
    CleanedRows cleaned;
    RowOrder by_measure;
    features::NumberRule rule; // as filling reads it

    features::FilledNumber made() const {
        return features::fill_number(*cleaned, bound->numbers[slot], slot, by_measure, rule);
    }
};

struct CollectVotes {
    std::size_t slot;
    CleanedRows cleaned;
    features::NamesRule rule; // as filling reads it

    features::Votes made() const { return features::collect_votes(*cleaned, slot, rule); }
};

// S6.
struct FillNames {
    TiedSchema bound;
    std::size_t slot;
    CleanedRows cleaned;
    features::NamesRule rule;                             // as filling reads it
    std::shared_ptr<const features::FilledNumber> number; // of the votes, else null

    // Votes that are known spare even a rule without them another look for the missing.
    features::FilledNames made(Node<CollectVotes>& remembered) const {
        features::NamesRule voting = rule;
        voting.fill = schema::NameFill::votes;
        const CollectVotes reads{slot, cleaned, voting};
        const std::shared_ptr<const features::Votes> votes =
            rule.fill == schema::NameFill::votes ? remembered.get(reads) : remembered.find(reads);
        return features::fill_names(*cleaned, {slot, bound->names[slot].spec->missing_name}, rule,
                                    votes ? *votes : features::Votes(), number.get());
    }
};

// S7 of the measure, and the rows that it and numbers drop.
struct BoundMeasure {
    CleanedRows cleaned;
    RowOrder by_measure;
    schema::OutlierSpec outliers;
    std::vector<features::DroppedRows> dropped; // by numbers, where they drop any

    features::MeasureBounds made() const {
        return features::bound_measure(*cleaned, by_measure, outliers, dropped);
    }
};

// S7's effect and S8.
struct PrepareRows {
    TiedSchema bound;
    CleanedRows cleaned;
    std::vector<features::Column<double>> numbers;
    std::vector<features::NumberRule> number_rules; // as the prepared rows read them
    std::vector<std::shared_ptr<const features::FilledNames>> names;
    std::vector<features::NamesRule> names_rules; // as the prepared rows read them
    std::shared_ptr<const features::MeasureBounds> bounds;
    RowOrder by_measure;

    features::PreparedRows made(const features::PreparedRows* before) const {
        return features::prepare_rows(
            {*bound, *cleaned, numbers, number_rules, names, names_rules, *bounds, by_measure},
            before);
    }
};

struct BinMeasure {
    TiedSchema bound; // has a measure, or not
    std::shared_ptr<const features::PreparedRows> rows;

    analysis::MeasureBins made() const { return analysis::bin_measure(*rows); }
};

struct RowStages {
    explicit RowStages(TiedSchema bound);

    // Each sets its part of `made` and reads the parts before it. Throw base::Error.

    void clean(const Settings& settings, Prepared& made);
    void fill_numbers(Prepared& made);
    void fill_names(Prepared& made);
    void prepare(const Settings& settings, Prepared& made);

    TiedSchema bound;
    TiedCleaner cleaner;
    Node<CleanRows> cleaned;
    Node<OrderRows> orders;
    RowOrder by_measure;                            // of the rows cleaned last
    std::vector<features::NumberRule> number_rules; // by slot, as all below; of the last settings
    std::vector<features::NamesRule> names_rules;
    std::vector<Node<FillNumber>> numbers;
    std::vector<Node<FillNames>> names;
    std::vector<Node<CollectVotes>> votes;
    Node<BoundMeasure> bounds{4};
    Node<PrepareRows> rows{2};
    Node<BinMeasure> bins{2};
};

} // namespace cohortscope::engine
