#include "schema/cells.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>

#include "base/format.h"
#include "base/parallel.h"
#include "base/whole.h"
#include "data/cell_text.h"
#include "schema/levels.h"

namespace cohortscope::schema {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::string_view, 5> kNo = {"no", "false", "n", "f", "0"};
constexpr std::array<std::string_view, 5> kYes = {"yes", "true", "y", "t", "1"};
constexpr std::int32_t kNotListed = -1;

// Of every entry of the dictionary the place of its level.
std::vector<std::int32_t> places_of(const data::Dictionary& dictionary, const ColumnSpec& spec) {
    std::map<std::string, std::int32_t> listed;
    for (std::size_t place = 0; place < spec.levels.size(); ++place)
        listed.emplace(folded_level(spec.levels[place]), static_cast<std::int32_t>(place));
    std::vector<std::int32_t> places(dictionary.size(), kNotListed);
    base::for_each_chunk(places.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t entry = chunk.begin; entry < chunk.end; ++entry)
            if (const auto found = listed.find(folded_level(dictionary.at(entry)));
                found != listed.end())
                places[entry] = found->second;
    });
    return places;
}

std::vector<std::size_t> rows_of(const data::TextColumn& column) {
    std::vector<std::size_t> rows(column.dictionary.size());
    for (const std::int32_t code : column.codes)
        if (code != data::kMissingCode)
            ++rows[static_cast<std::size_t>(code)];
    return rows;
}

// What a reader should know of levels that are not listed, and of ranges that were dates.
std::vector<std::string> notices_of(const data::TextColumn& column, const ColumnSpec& spec,
                                    const std::vector<std::int32_t>& places) {
    const std::vector<std::size_t> rows = rows_of(column);
    std::vector<std::string> notices;
    std::size_t unlisted = 0, example = 0;
    for (std::size_t entry = 0; entry < places.size(); ++entry) {
        const std::string_view text = column.dictionary.at(entry);
        if (places[entry] == kNotListed) {
            example = unlisted == 0 ? entry : example;
            unlisted += rows[entry];
        } else if (const auto range = range_of(text); rows[entry] > 0 && range && range->as_date) {
            notices.push_back(spec.name + ": " + base::whole(static_cast<double>(rows[entry])) +
                              (rows[entry] == 1 ? " cell " : " cells ") + data::quoted(text) +
                              " read as " +
                              data::quoted(spec.levels[static_cast<std::size_t>(places[entry])]) +
                              ", which a spreadsheet took for a date");
        }
    }
    if (unlisted > 0)
        notices.push_back(spec.name + ": " + base::whole(static_cast<double>(unlisted)) +
                          (unlisted == 1 ? " cell is" : " cells are") +
                          " none of the levels and count as missing, such as " +
                          data::quoted(column.dictionary.at(example)));
    return notices;
}

// True if every entry is the level as the schema writes it.
bool as_listed(const data::Dictionary& dictionary, const ColumnSpec& spec,
               const std::vector<std::int32_t>& places) {
    for (std::size_t entry = 0; entry < places.size(); ++entry)
        if (places[entry] == kNotListed ||
            dictionary.at(entry) != spec.levels[static_cast<std::size_t>(places[entry])])
            return false;
    return true;
}

// The cells with the levels for names, in first-seen order.
Names renamed(const data::TextColumn& column, const ColumnSpec& spec,
              const std::vector<std::int32_t>& places) {
    auto made = std::make_shared<data::TextColumn>();
    made->name = spec.name;
    made->codes.resize(column.codes.size());
    std::vector<std::int32_t> codes(spec.levels.size(), data::kMissingCode); // of every level
    std::vector<std::int32_t> of_entry(places.size(), data::kMissingCode);
    for (std::size_t entry = 0; entry < places.size(); ++entry) {
        if (places[entry] == kNotListed)
            continue;
        const auto place = static_cast<std::size_t>(places[entry]);
        if (codes[place] == data::kMissingCode)
            codes[place] = made->dictionary.append(spec.levels[place]);
        of_entry[entry] = codes[place];
    }
    base::for_each_chunk(column.codes.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row)
            made->codes[row] = column.codes[row] == data::kMissingCode
                                   ? data::kMissingCode
                                   : of_entry[static_cast<std::size_t>(column.codes[row])];
    });
    return made;
}

double combined(DerivedKind kind, double left, double right) {
    switch (kind) {
    case DerivedKind::difference:
        return left - right;
    case DerivedKind::ratio:
        return right == 0.0 ? kMissing : left / right;
    case DerivedKind::product:
        return left * right;
    }
    return kMissing;
}

} // namespace

Values missing_values(std::size_t rows) {
    return std::make_shared<const std::vector<double>>(rows, kMissing);
}

Names missing_names(const std::string& name, std::size_t rows) {
    auto column = std::make_shared<data::TextColumn>();
    column->name = name;
    column->codes.assign(rows, data::kMissingCode);
    return column;
}

std::string decimal_text(double value) {
    constexpr double kExponentFrom = 1e15;
    if (std::fabs(value) < kExponentFrom && value == std::trunc(value))
        return std::to_string(static_cast<long long>(value));
    return base::shortest(value);
}

Names names_of(const data::NumericColumn& column) {
    auto made = std::make_shared<data::TextColumn>();
    made->name = column.name;
    made->codes.resize(column.values.size(), data::kMissingCode);
    std::unordered_map<std::uint64_t, std::int32_t> codes; // looked up alone
    for (std::size_t row = 0; row < column.values.size(); ++row) {
        const double value = column.values[row];
        if (std::isnan(value))
            continue;
        const auto [entry, fresh] = codes.try_emplace(std::bit_cast<std::uint64_t>(value), 0);
        if (fresh)
            entry->second = made->dictionary.append(decimal_text(value));
        made->codes[row] = entry->second;
    }
    return made;
}

std::optional<double> outcome_of(std::string_view text, const std::vector<std::string>& levels) {
    const std::string folded = folded_level(text);
    for (std::size_t place = 0; place < levels.size(); ++place)
        if (folded == folded_level(levels[place]))
            return static_cast<double>(place);
    const auto among = [&](const std::array<std::string_view, 5>& names) {
        return std::ranges::any_of(names, [&](auto name) { return folded_level(name) == folded; });
    };
    if (!levels.empty())
        return std::nullopt;
    if (among(kNo))
        return 0.0;
    return among(kYes) ? std::optional(1.0) : std::nullopt;
}

Levels levels_of(const Names& cells, const ColumnSpec& spec) {
    const std::vector<std::int32_t> places = places_of(cells->dictionary, spec);
    auto values = std::make_shared<std::vector<double>>(cells->codes.size(), kMissing);
    base::for_each_chunk(values->size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const std::int32_t code = cells->codes[row];
            const std::int32_t place =
                code == data::kMissingCode ? kNotListed : places[static_cast<std::size_t>(code)];
            if (place != kNotListed)
                (*values)[row] = place;
        }
    });
    return {values,
            as_listed(cells->dictionary, spec, places) ? cells : renamed(*cells, spec, places),
            notices_of(*cells, spec, places)};
}

Values derived_of(DerivedKind kind, const std::vector<double>& left,
                  const std::vector<double>& right) {
    auto values = std::make_shared<std::vector<double>>(left.size());
    base::for_each_chunk(left.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
            const double value = combined(kind, left[row], right[row]);
            (*values)[row] = std::isfinite(value) ? value + 0.0 : kMissing; // never -0
        }
    });
    return values;
}

} // namespace cohortscope::schema
