#include <algorithm>

#include "base/format.h"
#include "schema/schema.h"

namespace cohortscope::schema {

namespace {

constexpr std::size_t kNameLength = 20; // characters of a column's own name inside a phrase

using Befores = std::array<std::string_view, kDegrees>;
constexpr Befores kAmount = {"highest ", "high ", "higher ", "lower ", "low ", "lowest "};
constexpr Befores kCount = {"most ", "many ", "more ", "fewer ", "few ", "fewest "};
constexpr Befores kCommon = {"", "common ", "more common ", "less common ", "uncommon ", ""};

std::array<Phrase, kDegrees> phrases_of(const Befores& befores, const std::string& label) {
    std::array<Phrase, kDegrees> phrases;
    for (std::size_t degree = 0; degree < kDegrees; ++degree) {
        if (befores[degree].empty())
            continue;
        const std::string before(befores[degree]);
        phrases[degree].text = before + base::shortened(label, kNameLength);
        phrases[degree].brief = before + base::shortened(label, kNameLength / 2);
    }
    return phrases;
}

// Of rows that are counted or have a share: words that the encoding gives.
void speak_of_rows(FeatureSpec& spec, const ColumnSpec& column) {
    if (spec.encoding == Encoding::count) {
        spec.label = "rows of the same " + column.label;
        spec.unit = "rows";
        spec.decimals = 2;
        spec.phrases = phrases_of(kCount, "rows");
        return;
    }
    spec.label = "rows with the same " + column.label;
    spec.brief = "same " + column.label;
    spec.unit = "% of rows";
    spec.factor = 100.0;
    spec.decimals = 1;
    spec.phrases = phrases_of(kCommon, column.plural.empty() ? column.label : column.plural);
}

} // namespace

std::string plain_label(std::string_view column) {
    std::string label(column);
    std::replace(label.begin(), label.end(), '_', ' ');
    return label;
}

FeatureSpec plain_feature(std::string_view column) {
    FeatureSpec spec;
    spec.name = spec.from = column;
    spec.label = spec.brief = plain_label(column);
    spec.phrases = phrases_of(kAmount, spec.label);
    return spec;
}

FeatureSpec feature_of(const ColumnSpec& column) {
    FeatureSpec spec = plain_feature(column.name);
    spec.encoding = column.encoding;
    spec.default_weight = 1.0;
    spec.label = spec.brief = column.label;
    spec.phrases = phrases_of(kAmount, column.label);
    switch (column.encoding) {
    case Encoding::count:
    case Encoding::frequency:
        speak_of_rows(spec, column);
        break;
    case Encoding::age:
        spec.label = "years since " + column.label;
        spec.unit = "years";
        spec.decimals = 1;
        spec.phrases = phrases_of(kAmount, spec.label);
        break;
    case Encoding::logarithm:
        spec.label = "logarithm of " + column.label;
        spec.brief = "log of " + column.label;
        spec.unit = "ln";
        spec.unit_in_front = true;
        spec.decimals = 1;
        break;
    case Encoding::one_hot:
    case Encoding::one_hot_full:
        spec.phrases = {}; // no level is more or less than another
        break;
    case Encoding::ordinal:
        spec.decimals = 1;
        break;
    default:
        spec.unit = column.unit;
        spec.decimals = column.decimals;
    }
    return spec;
}

} // namespace cohortscope::schema
