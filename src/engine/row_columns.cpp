#include "engine/row_columns.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "base/parallel.h"
#include "engine/row_cells.h"

namespace cohortscope::engine {

namespace {

using schema::ColumnSpec;
using schema::Role;

std::vector<std::string> names_in_order(const data::Table& table) {
    if (!table.order.empty())
        return table.order;
    std::vector<std::string> names;
    for (const data::TextColumn& column : table.text)
        names.push_back(column.name);
    for (const data::NumericColumn& column : table.numeric)
        names.push_back(column.name);
    return names;
}

// The schema's column of each of the table's, where it has one.
const ColumnSpec* spec_of(const schema::Schema& schema,
                          const std::vector<schema::TableColumn>& matched,
                          const schema::TableColumn& column) {
    for (std::size_t i = 0; i < matched.size(); ++i)
        if (matched[i].there() && matched[i].numeric == column.numeric &&
            matched[i].text == column.text)
            return &schema.columns[i];
    return nullptr;
}

template <class Slots> std::size_t slot_of(const Slots& slots, const ColumnSpec& spec) {
    for (std::size_t slot = 0; slot < slots.size(); ++slot)
        if (slots[slot].spec->name == spec.name)
            return slot;
    return features::kNoSlot;
}

void add_meaning(RowColumn& column, const schema::Bound& bound) {
    const ColumnSpec& spec = *column.spec;
    column.label = spec.label.empty() ? column.name : spec.label;
    column.unit = spec.currency == "INR" ? "₹" : spec.currency.empty() ? spec.unit : spec.currency;
    column.is_measure = spec.role == Role::measure && bound.measure.has_value();
    column.names_slot = slot_of(bound.names, spec);
    column.number_slot = slot_of(bound.numbers, spec);
}

// So many write the value exactly, or to the most that are shown.
int decimals_of(double value) {
    if (!(std::fabs(value) < 1e9)) // more digits than anybody reads
        return 0;
    int decimals = 0;
    for (double scaled = value; decimals < kMostDecimals; ++decimals, scaled *= 10.0)
        if (std::fabs(scaled - std::round(scaled)) < 1e-6)
            return decimals;
    return decimals;
}

struct Extremes {
    int decimals = 0;
    double lowest = 0.0, highest = 0.0; // 0 counts
};

void measure_numbers(RowColumn& column, base::Progress& progress) {
    const std::vector<double>& values = column.raw.numeric->values;
    const auto parts =
        base::map_chunks<Extremes>(values.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            progress.checkpoint();
            Extremes part;
            for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
                if (part.decimals < kMostDecimals)
                    part.decimals = std::max(part.decimals, decimals_of(values[row]));
                if (values[row] < part.lowest)
                    part.lowest = values[row];
                if (values[row] > part.highest)
                    part.highest = values[row];
            }
            return part;
        });
    Extremes all;
    for (const Extremes& part : parts)
        all = {std::max(all.decimals, part.decimals), std::min(all.lowest, part.lowest),
               std::max(all.highest, part.highest)};
    column.decimals = all.decimals;
    const std::string low = number_text(column, all.lowest),
                      high = number_text(column, all.highest);
    column.widest = low.size() > high.size() ? low : high;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

void measure_names(RowColumn& column) {
    constexpr std::size_t kMost = 60; // characters: more are never shown
    const data::Dictionary& names = column.raw.text->dictionary;
    std::size_t most = 0;
    std::string_view widest;
    for (std::size_t code = 0; code < names.size() && most < kMost; ++code)
        if (const std::size_t own = characters(names.at(code)); own > most) {
            most = own;
            widest = names.at(code);
        }
    column.widest = base::shortened(widest, kMost);
}

const std::uint32_t* kept_of(const Prepared& prepared) {
    return prepared.bounds->kept.empty() ? nullptr : prepared.bounds->kept.data();
}

} // namespace

RowColumns row_columns(std::shared_ptr<const schema::Bound> bound, base::Progress& progress) {
    RowColumns made;
    made.bound = std::move(bound);
    const data::Table& table = *made.bound->table;
    const auto matched = schema::match_columns(*made.bound->schema, table);
    for (const std::string& name : names_in_order(table)) {
        RowColumn column;
        column.name = column.label = name;
        column.raw = {table.find_numeric(name), table.find_text(name)};
        if (!column.raw.there())
            continue;
        column.spec = spec_of(*made.bound->schema, matched, column.raw);
        if (column.spec != nullptr && column.spec->role == Role::id) {
            ++made.hidden;
            continue;
        }
        if (column.spec != nullptr)
            add_meaning(column, *made.bound);
        if (column.has_numbers())
            measure_numbers(column, progress);
        else
            measure_names(column);
        made.columns.push_back(std::move(column));
    }
    return made;
}

UsedNumbers::UsedNumbers(const Prepared& prepared, const RowColumn& column) {
    if (column.is_measure) {
        values_ = prepared.rows->measure.data();
    } else if (column.number_slot != features::kNoSlot && column.names_slot == features::kNoSlot) {
        values_ = prepared.numbers[column.number_slot]->values.data();
        kept_ = kept_of(prepared);
    }
}

UsedNames::UsedNames(const Prepared& prepared, const RowColumn& column) {
    if (column.names_slot == features::kNoSlot)
        return;
    filled_ = &prepared.names[column.names_slot]->text;
    lumped_ = &prepared.rows->names[column.names_slot].text;
    kept_ = kept_of(prepared);
}

} // namespace cohortscope::engine
