#include "analysis/contrast/contrast_words.h"

#include <algorithm>
#include <cmath>

#include "analysis/naming/naming_words.h"
#include "analysis/naming/number_words.h"
#include "base/format.h"

namespace cohortscope::analysis {

namespace {

constexpr const char* kInsteadOf = " instead of ";

struct Figures {
    std::string first, second;
    std::string before = {};   // words in front of the first
    std::string behind = {};   // words behind the second
    std::string of_first = {}; // words behind the first

    std::string text() const {
        return first == second ? std::string()
                               : before + first + of_first + kInsteadOf + second + behind;
    }
};

std::string without_zeros(std::string number) {
    if (number.find('.') == std::string::npos)
        return number;
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.')
        number.pop_back();
    return number;
}

// In the column's decimals, else about three significant digits; a year without a comma.
std::string number_text(const schema::ColumnSpec& column, double value) {
    if (column.role == schema::Role::year && column.encoding != schema::Encoding::age)
        return base::fixed(value, 0);
    return column.decimals > 0 ? base::fixed(value, column.decimals)
                               : without_zeros(plain_number(value));
}

// "12 %"; a decimal where that keeps two shares apart, or one from nothing.
Figures share_figures(const ShareContrast& share) {
    const auto text = [](double value, int decimals) {
        return base::fixed(value * 100.0, decimals) + " %";
    };
    int decimals = 0;
    const auto hides = [&](double value) {
        return (value > 0.0 && text(value, decimals) == text(0.0, decimals)) ||
               (value < 1.0 && text(value, decimals) == text(1.0, decimals));
    };
    const auto& [first, second] = share.share;
    if (hides(first) || hides(second) || text(first, 0) == text(second, 0))
        decimals = 1;
    return {text(first, decimals), text(second, decimals)};
}

const NameContrast* find_name(const NamesContrast& names, std::int32_t code) {
    const auto found = std::ranges::find(names.names, code, &NameContrast::code);
    return found == names.names.end() ? nullptr : &*found;
}

std::string name_phrase(const Contrast& contrast, const Ranked& entry,
                        const features::PreparedRows& rows) {
    const NameContrast* name = find_name(contrast.names[entry.at], entry.code);
    if (name == nullptr)
        return {};
    const features::NamesSlot& slot = rows.names[entry.slot];
    // "1 % backend engineers": the words behind the share.
    const std::string words =
        words_of(*slot.spec, std::string(slot.text.names->at(name->code)), 1).text;
    constexpr std::string_view kShare = "1 % ";
    Figures figures = share_figures(name->share);
    figures.of_first = ' ';
    figures.of_first += words.substr(words.starts_with(kShare) ? kShare.size() : 0);
    return figures.text();
}

// The feature whose value the column's is, if it has words for a mean.
const schema::FeatureSpec* feature_with_words(const schema::Schema& schema,
                                              const schema::ColumnSpec& column, bool age) {
    for (const schema::FeatureSpec& feature : schema.features) {
        const bool same_value =
            column.role == schema::Role::id
                ? feature.encoding == schema::Encoding::count
                : feature.encoding == (age ? schema::Encoding::age : schema::Encoding::number);
        if (same_value && feature.from == column.name && !feature.mean.many.empty())
            return &feature;
    }
    return nullptr;
}

// "19 years" and "8".
Figures counted_figures(const schema::MeanWords& words, double first, double second) {
    const std::string one = mean_text(words, first), other = mean_text(words, second);
    const std::size_t space = one.find(' ');
    return {one.substr(0, space), other.substr(0, other.find(' ')), "", "", one.substr(space)};
}

// The unit stands behind the second figure, unless the label says it: "assessments submitted".
Figures plain_figures(const schema::ColumnSpec& column, const std::string& label, double first,
                      double second) {
    const bool said = column.unit.empty() || label.find(column.unit) != std::string::npos;
    return {number_text(column, first), number_text(column, second), label + " ",
            said ? "" : " " + column.unit};
}

Figures money_figures(const schema::ColumnSpec& column, double first, double second) {
    return {measure_text(column, first), measure_text(column, second), column.label + " "};
}

std::string number_phrase(const NumberContrast& number, const ColumnWords& words,
                          const schema::Schema& schema) {
    if (words.column == nullptr)
        return {};
    // A place among levels is no figure that people know: the names of the levels say it.
    if (words.column->role == schema::Role::category)
        return {};
    const schema::FeatureSpec* feature = feature_with_words(schema, *words.column, words.age);
    const auto figures = [&](double first, double second) {
        if (!words.column->currency.empty())
            return money_figures(*words.column, first, second);
        return feature != nullptr ? counted_figures(feature->mean, first, second)
                                  : plain_figures(*words.column, words.label, first, second);
    };
    const OfBoth<double> medians{number.quartiles[0][1], number.quartiles[1][1]};
    const std::string by_mean = figures(number.mean[0], number.mean[1]).text();
    const std::string by_median = figures(medians[0], medians[1]).text();
    const bool is_measure = number.kind == ContrastKind::measure;
    const std::string& first = is_measure ? by_median : by_mean;
    return !first.empty() ? first : is_measure ? by_mean : by_median;
}

} // namespace

ColumnWords words_of_number(const Ranked& entry, const features::PreparedRows& rows,
                            const schema::Schema& schema) {
    switch (entry.kind) {
    case ContrastKind::measure:
        return {rows.measure_spec.get(), rows.measure_spec->label};
    case ContrastKind::outcome:
        return {rows.outcome_spec.get(), rows.outcome_spec->label};
    case ContrastKind::id_rows: {
        const auto id =
            std::ranges::find(schema.columns, schema::Role::id, &schema::ColumnSpec::role);
        if (id == schema.columns.end())
            return {};
        return {&*id, "rows of the same " + id->label};
    }
    case ContrastKind::number:
    case ContrastKind::names:
        break;
    }
    const features::NumberSlot& slot = rows.numbers[entry.slot];
    const bool age = slot.spec->encoding == schema::Encoding::age;
    return {slot.spec.get(), (age ? "years since " : "") + slot.spec->label, age};
}

std::string contrast_phrase(const Contrast& contrast, const Ranked& entry,
                            const features::PreparedRows& rows, const schema::Schema& schema) {
    if (entry.kind == ContrastKind::names)
        return name_phrase(contrast, entry, rows);
    if (entry.kind == ContrastKind::outcome && contrast.outcome) {
        Figures figures = share_figures(*contrast.outcome);
        figures.before = rows.outcome_spec->label + " ";
        return figures.text();
    }
    return number_phrase(contrast.numbers[entry.at], words_of_number(entry, rows, schema), schema);
}

std::vector<std::string> contrast_phrases(const Contrast& contrast,
                                          const features::PreparedRows& rows,
                                          const schema::Schema& schema, std::size_t most) {
    std::vector<std::string> phrases;
    for (const Ranked& entry : contrast.ranking) {
        if (!entry.telling || entry.strength() < kWorthSaying || phrases.size() >= most)
            break;
        std::string phrase = contrast_phrase(contrast, entry, rows, schema);
        if (!phrase.empty())
            phrases.push_back(std::move(phrase));
    }
    return phrases;
}

std::string contrast_sentence(const Contrast& contrast, const features::PreparedRows& rows,
                              const schema::Schema& schema) {
    if (contrast.rows[0] == 0 || contrast.rows[1] == 0)
        return "Nothing to compare: a group has no rows.";
    std::string sentence;
    for (const std::string& phrase : contrast_phrases(contrast, rows, schema))
        sentence += (sentence.empty() ? "" : "; ") + phrase;
    if (!sentence.empty())
        return sentence + ".";
    for (const Ranked& entry : contrast.ranking)
        if (const std::string phrase =
                entry.telling ? contrast_phrase(contrast, entry, rows, schema) : std::string();
            !phrase.empty())
            return "The groups differ little: " + phrase + ".";
    return "The groups differ by no more than chance.";
}

} // namespace cohortscope::analysis
