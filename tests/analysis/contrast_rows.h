// Prepared rows written by hand, for tests of contrasts: columns as given, without any step.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/contrast/contrast.h"
#include "features/steps/bound_measure.h"

namespace cohortscope::tests {

using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

struct HandRows {
    std::vector<Numbers> numbers = {};
    std::vector<Names> names = {};
    Numbers outcome = {};
    Numbers measure = {};
};

inline std::shared_ptr<const schema::ColumnSpec> plain_spec(const std::string& name,
                                                            schema::Role role) {
    auto spec = std::make_shared<schema::ColumnSpec>();
    spec->name = spec->label = name;
    spec->role = role;
    return spec;
}

inline features::NamesSlot names_slot(const Names& names) {
    Names different = names;
    std::sort(different.begin(), different.end());
    different.erase(std::unique(different.begin(), different.end()), different.end());
    auto dictionary = std::make_shared<data::Dictionary>();
    for (const std::string& name : different)
        dictionary->append(name);
    std::vector<std::int32_t> codes;
    std::vector<std::uint32_t> rows(different.size());
    for (const std::string& name : names) {
        codes.push_back(static_cast<std::int32_t>(
            std::lower_bound(different.begin(), different.end(), name) - different.begin()));
        ++rows[static_cast<std::size_t>(codes.back())];
    }
    features::NamesSlot slot;
    slot.spec = plain_spec("team", schema::Role::category);
    slot.text = {codes, dictionary};
    slot.name_rows = rows;
    return slot;
}

inline features::PreparedRows prepared_by_hand(const HandRows& hand) {
    features::PreparedRows rows;
    std::size_t n = std::max(hand.outcome.size(), hand.measure.size());
    for (const Numbers& values : hand.numbers) {
        rows.numbers.push_back({plain_spec("score", schema::Role::number), values});
        n = values.size();
    }
    for (const Names& names : hand.names) {
        rows.names.push_back(names_slot(names));
        n = names.size();
    }
    std::vector<std::uint32_t> numbered(n);
    for (std::size_t row = 0; row < n; ++row)
        numbered[row] = static_cast<std::uint32_t>(row);
    rows.rows = numbered;
    rows.outcome = hand.outcome;
    rows.outcome_spec = hand.outcome.empty() ? nullptr : plain_spec("left", schema::Role::outcome);
    rows.has_measure = !hand.measure.empty();
    rows.measure = hand.measure.empty() ? Numbers(n, 1.0) : hand.measure;
    rows.by_measure = features::order_by_value(std::span<const double>(rows.measure));
    rows.measure_spec = plain_spec("gain", schema::Role::measure);
    return rows;
}

// "112.2" → 1, 1, 2, 0, 2.
inline std::vector<analysis::Side> sides_of(const std::string& text) {
    std::vector<analysis::Side> sides;
    for (const char side : text)
        sides.push_back(side == '.' ? analysis::Side{0} : static_cast<analysis::Side>(side - '0'));
    return sides;
}

inline std::vector<analysis::Side> swapped(std::vector<analysis::Side> sides) {
    for (analysis::Side& side : sides)
        side = side == 0 ? analysis::Side{0} : static_cast<analysis::Side>(3 - side);
    return sides;
}

} // namespace cohortscope::tests
