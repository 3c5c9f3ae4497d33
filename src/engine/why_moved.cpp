#include "engine/why_moved.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/parallel.h"
#include "engine/flow_rows.h"
#include "engine/why_words.h"

namespace cohortscope::engine {

namespace {

// A mover's place in both results.
struct Mover {
    std::size_t before = 0, after = 0;
};

std::vector<std::size_t> positions(const Result& result, std::span<const std::uint32_t> rows) {
    const std::span<const std::uint32_t> used = result.prepared.rows->rows;
    std::vector<std::size_t> found;
    found.reserve(rows.size());
    std::size_t at = 0;
    for (const std::uint32_t row : rows) { // both ascend
        while (used[at] < row)
            ++at;
        found.push_back(at);
    }
    return found;
}

std::vector<Mover> movers_of(const Result& before, const Result& after,
                             std::span<const std::uint32_t> rows) {
    const auto then = positions(before, rows), now = positions(after, rows);
    std::vector<Mover> movers(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        movers[i] = {then[i], now[i]};
    return movers;
}

// The two groups of a margin in one result; −1: not there.
struct Pair {
    int old_group = -1, new_group = -1;
    bool complete() const { return old_group >= 0 && new_group >= 0; }
};

// One column of one result as a margin sees it.
struct Seen {
    const features::Feature* feature = nullptr; // null: the result has no such column
    double gain = 0.0;                          // weight ÷ spread
    double old_centre = 0.0, new_centre = 0.0;  // in the feature's own unit

    // Of a value in the feature's own unit, before the gain.
    double margin(double value) const {
        const double from = value - old_centre, to = value - new_centre;
        return from * from - to * to;
    }
};

Seen seen_in(const Result& result, std::size_t column, const Pair& pair) {
    const features::MatrixColumn& scaled = *result.prepared.matrix->columns[column];
    const double spread = scaled.scaling.spread;
    const auto centre = [&](int cluster) {
        return result.profiles->clusters[static_cast<std::size_t>(cluster)].feature_means[column];
    };
    return {result.prepared.features->columns[column].get(),
            spread > 0.0 ? scaled.weight / spread : 0.0, centre(pair.old_group),
            centre(pair.new_group)};
}

std::optional<std::size_t> column_named(const Result& result, const std::string& name) {
    const auto& columns = result.prepared.features->columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i]->name == name)
            return i;
    return std::nullopt;
}

struct Parts {
    double counting = 0.0, value = 0.0, groups = 0.0;
    double then = 0.0, now = 0.0; // margins with their gains
    double value_before = 0.0, value_now = 0.0;

    void add(const Parts& other) {
        counting += other.counting;
        value += other.value;
        groups += other.groups;
        then += other.then;
        now += other.now;
        value_before += other.value_before;
        value_now += other.value_now;
    }
};

// How a column's part of the margin changed, split so that the three parts sum up to the change:
// gain² · margin is a product, and so is what a margin is made of; each factor's part is its change
// times the mean of the other one before and now (Shapley's value of two players).
Parts split(const Seen& then, const Seen& now, double before, double after) {
    const double gain_then = then.gain * then.gain, gain_now = now.gain * now.gain;
    const double m_then = then.margin(before), m_now = now.margin(after);
    const double gain = 0.5 * (gain_then + gain_now);
    const double moved = 0.5 * (then.margin(after) - m_then + m_now - now.margin(before));
    Parts parts;
    parts.then = gain_then * m_then;
    parts.now = gain_now * m_now;
    parts.counting = (gain_now - gain_then) * 0.5 * (m_then + m_now);
    parts.value = gain * moved;
    parts.groups = parts.now - parts.then - parts.counting - parts.value;
    parts.value_before = before;
    parts.value_now = after;
    return parts;
}

// Of a column that counts in one result alone, or that means something else now: all of it is
// counting.
Parts unrelated(const Seen& then, const Seen& now, double before, double after) {
    Parts parts;
    parts.then = then.gain * then.gain * then.margin(before);
    parts.now = now.gain * now.gain * now.margin(after);
    parts.counting = parts.now - parts.then;
    parts.value_before = before;
    parts.value_now = after;
    return parts;
}

// The sum over the movers, in fixed chunks.
Parts summed(const Seen& then, const Seen& now, bool is_change, std::span<const Mover> movers) {
    const bool related = then.gain > 0.0 && now.gain > 0.0 &&
                         then.feature->spec->encoding == now.feature->spec->encoding;
    const auto partials =
        base::map_chunks<Parts>(movers.size(), base::kChunkRows, [&](const base::Chunk& chunk) {
            Parts sum;
            for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
                const auto value = [](const Seen& seen, std::size_t row) {
                    return seen.feature != nullptr ? seen.feature->values[row] : 0.0;
                };
                const double before = value(then, movers[i].before);
                const double after = value(now, movers[i].after);
                sum.add(related ? split(then, now, before, after)
                                : unrelated(then, now, before, after));
            }
            return sum;
        });
    Parts sum;
    for (const Parts& partial : partials)
        sum.add(partial);
    if (!is_change) {
        sum.groups = sum.now;
        sum.counting = sum.value = sum.then = 0.0;
    }
    return sum;
}

// The later group other than `to` that took most of an earlier group's rows; −1: none did.
int other_heir(const FlowCounts& flows, int from, int to) {
    int best = -1;
    for (int group = 0; group < flows.after_k; ++group)
        if (group != to && flows.rows(from, group) > 0 &&
            (best < 0 || flows.rows(from, group) > flows.rows(from, best)))
            best = group;
    return best;
}

// The groups of the margin before and now.
struct Pairs {
    Pair before, now;
};

Pairs pairs_of(const Result& before, const Result& after, int from, int to) {
    Pairs pairs;
    const auto colour = [](const Result& result, int group) {
        return result.identity.colour[static_cast<std::size_t>(group)];
    };
    pairs.before = {from, analysis::cluster_with(before.identity.colour, colour(after, to))};
    pairs.now = {analysis::cluster_with(after.identity.colour, colour(before, from)), to};
    if (pairs.now.old_group < 0)
        pairs.now.old_group =
            other_heir(count_flows(grouping_of(before), grouping_of(after)), from, to);
    return pairs;
}

bool existed(const Result& after, const Result& before, int from) {
    return analysis::cluster_with(after.identity.colour,
                                  before.identity.colour[static_cast<std::size_t>(from)]) >= 0;
}

// Columns of the matrix with the same spec are one entry.
void add_column(WhyMoved& why, const Seen& then, const Seen& now, const Parts& sum) {
    const auto& feature = now.feature != nullptr ? *now.feature : *then.feature;
    auto found = std::ranges::find_if(why.columns, [&](const MovedColumn& column) {
        return column.feature->name == feature.spec->name;
    });
    if (found == why.columns.end()) {
        why.columns.push_back({});
        found = why.columns.end() - 1;
        found->feature = feature.spec;
    }
    const double movers = static_cast<double>(why.movers);
    MovedColumn& column = *found;
    const bool finite = std::isfinite(sum.counting + sum.value + sum.groups);
    column.counting += finite ? sum.counting / movers : 0.0;
    column.value += finite ? sum.value / movers : 0.0;
    column.groups += finite ? sum.groups / movers : 0.0;
    why.margin_before += finite ? sum.then / movers : 0.0;
    why.margin_now += finite ? sum.now / movers : 0.0;
    column.gain_before = std::max(column.gain_before, then.gain);
    column.gain_now = std::max(column.gain_now, now.gain);
    if (feature.level.empty()) {
        column.value_before = sum.value_before / movers;
        column.value_now = sum.value_now / movers;
    }
}

void add_columns(WhyMoved& why, const Result& before, const Result& after, const Pairs& pairs,
                 std::span<const Mover> movers) {
    const auto seen = [](const Result& result, std::optional<std::size_t> column,
                         const Pair& pair) {
        return column && pair.complete() ? seen_in(result, *column, pair) : Seen{};
    };
    for (const auto& feature : after.prepared.features->columns) {
        const auto now = column_named(after, feature->name);
        const auto then = column_named(before, feature->name);
        const Seen s = seen(before, then, pairs.before), t = seen(after, now, pairs.now);
        add_column(why, s, t, summed(s, t, why.is_change, movers));
    }
    if (!why.is_change)
        return;
    for (std::size_t i = 0; i < before.prepared.features->columns.size(); ++i)
        if (!column_named(after, before.prepared.features->columns[i]->name)) {
            const Seen s = seen(before, i, pairs.before);
            add_column(why, s, Seen{}, summed(s, Seen{}, true, movers));
        }
}

// What became of the movers' names under the lumping of the rare.
void set_rarity(MovedColumn& column, const Result& before, const Result& after,
                std::span<const Mover> movers) {
    const auto slot_of = [&](const Result& result) -> const features::NamesSlot* {
        for (const features::NamesSlot& slot : result.prepared.rows->names)
            if (slot.spec->name == column.feature->from)
                return &slot;
        return nullptr;
    };
    const features::NamesSlot *then = slot_of(before), *now = slot_of(after);
    if (then == nullptr || now == nullptr)
        return;
    const auto rare = [](const features::NamesSlot& slot) {
        return features::find_name(*slot.text.names, slot.spec->rare_name);
    };
    const std::int32_t rare_then = rare(*then), rare_now = rare(*now);
    std::size_t became = 0, ceased = 0, stays = 0;
    for (const Mover& mover : movers) {
        const bool was = then->text.codes[mover.before] == rare_then;
        const bool is = now->text.codes[mover.after] == rare_now;
        became += is && !was ? 1 : 0;
        ceased += was && !is ? 1 : 0;
        stays += was && is ? 1 : 0;
    }
    const auto most = [&](std::size_t rows) { return 2 * rows > movers.size(); };
    column.rarity = most(became)   ? Rarity::became
                    : most(ceased) ? Rarity::ceased
                    : most(stays)  ? Rarity::stays
                                   : Rarity::none;
    column.names = now->spec;
}

} // namespace

WhyMoved why_moved(const Result& before, const Result& after, int from, int to) {
    WhyMoved why;
    if (from == kNotUsed || to == kNotUsed)
        return why;
    const Pairs pairs = pairs_of(before, after, from, to);
    if (pairs.before.new_group == from) // they stayed
        return why;
    const std::vector<std::uint32_t> rows = rows_of_flow(before, after, from, to);
    why.movers = rows.size();
    if (rows.empty())
        return why;
    why.is_change = pairs.before.complete() && existed(after, before, from);
    if (pairs.now.complete()) {
        const std::vector<Mover> movers = movers_of(before, after, rows);
        add_columns(why, before, after, pairs, movers);
        for (MovedColumn& column : why.columns)
            set_rarity(column, before, after, movers);
    }
    why.words = why_words(why, {before, after, from, to, pairs.now.old_group});
    return why;
}

} // namespace cohortscope::engine
