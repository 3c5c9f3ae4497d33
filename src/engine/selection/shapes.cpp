#include "engine/selection/shapes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/error.h"
#include "base/parallel.h"
#include "base/printable.h"
#include "engine/flow_rows.h"
#include "engine/selection/lasso.h"
#include "engine/selection/positions.h"
#include "features/rows/sorted_names.h"

namespace cohortscope::engine {

namespace {

using Values = features::Column<double>;

base::Error no_column(std::string_view name, std::string_view wanted) {
    return base::Error(base::printable(name) + ": no such column; expected " + std::string(wanted));
}

const Values& numbers_of(const Result& result, std::string_view column) {
    const features::PreparedRows& rows = *result.prepared.rows;
    const auto is_called = [&](const auto& spec) { return spec && spec->name == column; };
    if (rows.has_measure && is_called(rows.measure_spec))
        return rows.measure;
    for (const features::NumberSlot& number : rows.numbers)
        if (is_called(number.spec))
            return number.values;
    if (is_called(rows.outcome_spec))
        return rows.outcome;
    for (const auto& feature : result.prepared.features->columns)
        if (feature->name == column)
            return feature->values;
    throw no_column(column, "the measure, a number, the outcome or a feature");
}

const features::NamesSlot& names_of(const Result& result, std::string_view column) {
    for (const features::NamesSlot& names : result.prepared.rows->names)
        if (names.spec->name == column)
            return names;
    throw no_column(column, "a category");
}

// The positions of the prepared rows that each kind of shape holds.
struct PositionsIn {
    const Result& result;

    Positions operator()(const Lasso& lasso) const {
        return points_inside(lasso, *result.projection, *result.pick);
    }
    Positions operator()(const Rectangle& box) const {
        const auto [x0, x1] = std::minmax(box.x0, box.x1);
        const auto [y0, y1] = std::minmax(box.y0, box.y1);
        return (*this)(Lasso{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}});
    }
    Positions operator()(const NumberRange& range) const {
        const Values& values = numbers_of(result, range.column);
        const auto [low, high] = std::minmax(range.low, range.high);
        const auto holds = [&, low = low, high = high](std::size_t position) {
            // Both at once: which one fails nobody can predict.
            return static_cast<bool>(int{values[position] >= low} & int{values[position] <= high});
        };
        return positions_where(values.size(), holds);
    }
    Positions operator()(const Name& name) const {
        const features::SortedText& text = names_of(result, name.column).text;
        const std::int32_t code = features::find_name(*text.names, name.name);
        if (code < 0)
            return none();
        return positions_where(text.codes.size(),
                               [&](std::size_t position) { return text.codes[position] == code; });
    }
    Positions operator()(const OtherNames& others) const {
        const features::SortedText& text = names_of(result, others.column).text;
        std::vector<bool> other(text.names->size(), true);
        for (const std::string& name : others.than)
            if (const std::int32_t code = features::find_name(*text.names, name); code >= 0)
                other[static_cast<std::size_t>(code)] = false;
        return positions_where(text.codes.size(), [&](std::size_t position) {
            const std::int32_t code = text.codes[position];
            return code >= 0 && other[static_cast<std::size_t>(code)];
        });
    }
    Positions operator()(const Group& group) const {
        const std::vector<int>& colours = result.identity.colour;
        const auto found = std::ranges::find(colours, group.colour);
        if (found == colours.end())
            return none();
        const auto label = static_cast<analysis::Label>(found - colours.begin());
        const std::vector<analysis::Label>& labels = result.clustering->labels;
        return positions_where(labels.size(),
                               [&](std::size_t position) { return labels[position] == label; });
    }
    Positions operator()(const Outcome& outcome) const {
        const Values& values = result.prepared.rows->outcome;
        return positions_where(values.size(), [&](std::size_t position) {
            return outcome.value ? values[position] == *outcome.value
                                 : std::isnan(values[position]);
        });
    }
    Positions none() const { return Positions((result.rows() + 63) / 64, 0); }
};

// The group of a colour, or what stands in place of one; empty where the colour is not there.
std::optional<int> group_of(const Result& result, int colour) {
    if (colour < 0)
        return colour;
    const auto found = std::ranges::find(result.identity.colour, colour);
    if (found == result.identity.colour.end())
        return std::nullopt;
    return static_cast<int>(found - result.identity.colour.begin());
}

std::vector<std::uint32_t> flow_between(const Result& result, const FlowRows& flow,
                                        const Result* before) {
    if (before == nullptr)
        return {};
    const std::optional<int> from = group_of(*before, flow.colours.from);
    const std::optional<int> to = group_of(result, flow.colours.to);
    return from && to ? rows_of_flow(*before, result, *from, *to) : std::vector<std::uint32_t>();
}

// None where the labels are of other rows than they say, or of another table.
RowSet labelled_rows(const Labelled& wanted, std::size_t table_rows) {
    if (!wanted.rows || wanted.rows->rows.empty() || wanted.by.empty() ||
        wanted.rows->rows.back() >= table_rows)
        return RowSet(table_rows);
    const std::size_t n = wanted.rows->rows.size();
    for (const Labelled::By& by : wanted.by)
        if (!by.labels || by.labels->size() != n)
            return RowSet(table_rows);
    const auto holds = [&](std::size_t position) {
        return std::ranges::all_of(wanted.by, [&](const Labelled::By& by) {
            const std::size_t label = (*by.labels)[position];
            return label < by.wanted.size() && by.wanted[label];
        });
    };
    return to_table_rows(positions_where(n, holds), *wanted.rows, table_rows);
}

RowSet to_table(const Result& result, const Positions& positions) {
    return to_table_rows(positions, *result.prepared.rows, result.prepared.table->rows);
}

} // namespace

std::shared_ptr<const RowSet> rows_in(const Result& result, const Shape& shape,
                                      const Result* before) {
    const PositionsIn positions_in{result};
    const auto rows_of = [&](const auto& what) {
        using What = std::decay_t<decltype(what)>;
        if constexpr (std::is_same_v<What, Rows>)
            return RowSet::of(what.ascending, result.prepared.table->rows);
        else if constexpr (std::is_same_v<What, FlowRows>)
            return RowSet::of(flow_between(result, what, before), result.prepared.table->rows);
        else if constexpr (std::is_same_v<What, Labelled>)
            return labelled_rows(what, result.prepared.table->rows);
        else
            return to_table(result, positions_in(what));
    };
    RowSet rows = std::visit(rows_of, shape.what);
    if (shape.colour)
        rows = intersect(rows, to_table(result, positions_in(Group{*shape.colour})));
    return std::make_shared<const RowSet>(std::move(rows));
}

} // namespace cohortscope::engine
