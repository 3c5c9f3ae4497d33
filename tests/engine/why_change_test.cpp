// The smallest change of each column against brute force: every cell that the column may hold, in
// small steps, repaired, encoded and scaled once more from scratch.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/known_tables.h"
#include "engine/rules.h"
#include "features/encode.h"
#include "schema/guess.h"
#include "support/knob.h"
#include "support/learner_table.h"
#include "support/why_tables.h"

using namespace cohortscope;
using engine::Result;
using engine::Settings;
using engine::Unmoved;
using engine::WhyColumn;
using engine::WhyRow;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Moments {
    double mean = 0.0, std = 0.0;
};

// Of the features, from their values alone.
std::vector<Moments> moments_of(const Result& result) {
    std::vector<Moments> all;
    for (const auto& feature : result.prepared.features->columns) {
        Moments m;
        const auto n = static_cast<double>(feature->values.size());
        for (const double value : feature->values)
            m.mean += value / n;
        for (const double value : feature->values)
            m.std += (value - m.mean) * (value - m.mean) / n;
        m.std = std::sqrt(m.std);
        all.push_back(m);
    }
    return all;
}

// What a cell holds: a number, or a name with its place among the column's levels.
struct Cell {
    double number = 0.0;
    std::string name;
};

class Brute {
  public:
    explicit Brute(const Result& result) : result_(result), moments_(moments_of(result)) {}

    // The nearest centre, the lower of equal ones, with other cells in a column.
    int nearest(std::size_t position, const std::string& column, const Cell& cell) const {
        std::vector<double> row;
        const auto& features = result_.prepared.features->columns;
        for (std::size_t f = 0; f < features.size(); ++f) {
            const bool other = features[f]->spec->from == column;
            const double encoded =
                other ? encode(*features[f], cell) : features[f]->values[position];
            const double std = moments_[f].std;
            row.push_back(std < 1e-12 ? 0.0
                                      : weight(*features[f]) * (encoded - moments_[f].mean) / std);
        }
        return nearest_to(row);
    }

    bool moves(const WhyRow& row, const std::string& column, const Cell& cell) const {
        return nearest(row.position, column, cell) != row.cluster;
    }

  private:
    double weight(const features::Feature& feature) const {
        const bool shared =
            feature.spec->encoding == schema::Encoding::one_hot && !feature.level.empty();
        const auto& names = result_.prepared.rows->names;
        const auto slot = std::ranges::find_if(
            names, [&](const auto& each) { return each.spec->name == feature.spec->from; });
        return features::weight_of(result_.settings.weights, *feature.spec) /
               (shared ? std::sqrt(static_cast<double>(slot->name_rows.size())) : 1.0);
    }

    double clipped(const std::string& column, double x) const {
        const auto& bound = *result_.prepared.bound;
        if (bound.measure && bound.measure->spec->name == column)
            return std::clamp(x, result_.prepared.bounds->low, result_.prepared.bounds->high);
        for (std::size_t slot = 0; slot < bound.numbers.size(); ++slot)
            if (bound.numbers[slot].spec->name == column)
                return std::clamp(x, result_.prepared.numbers[slot]->low,
                                  result_.prepared.numbers[slot]->high);
        return x;
    }

    double encode(const features::Feature& feature, const Cell& cell) const {
        const schema::FeatureSpec& spec = *feature.spec;
        const double x = clipped(spec.from, cell.number);
        if (!feature.level.empty())
            return feature.level == cell.name ? 1.0 : 0.0;
        switch (spec.encoding) {
        case schema::Encoding::age:
            return result_.settings.reference_year - x;
        case schema::Encoding::logarithm:
            return std::log1p(std::max(x, 0.0));
        case schema::Encoding::frequency:
        case schema::Encoding::one_hot:
        case schema::Encoding::one_hot_full:
            return share(spec.from, cell.name);
        default:
            return x;
        }
    }

    double share(const std::string& column, const std::string& name) const {
        for (const auto& slot : result_.prepared.rows->names) {
            if (slot.spec->name != column)
                continue;
            double rows = 0.0;
            for (const std::int32_t code : slot.text.codes)
                rows += (*slot.text.names)[code] == name ? 1.0 : 0.0;
            return rows / static_cast<double>(slot.text.codes.size());
        }
        return 0.0;
    }

    int nearest_to(const std::vector<double>& row) const {
        int best = -1;
        double least = kInfinity;
        for (int c = 0; c < result_.clustering->k; ++c) {
            double sum = 0.0;
            for (std::size_t f = 0; f < row.size(); ++f) {
                const double apart =
                    row[f] -
                    result_.clustering->centres[static_cast<std::size_t>(c) * row.size() + f];
                sum += apart * apart;
            }
            if (sum < least) {
                least = sum;
                best = c;
            }
        }
        return best;
    }

    const Result& result_;
    std::vector<Moments> moments_;
};

struct Range {
    double low = -kInfinity, high = kInfinity;
    bool has(double x) const { return x >= low && x <= high; }
};

// What a cell of the column may hold.
Range range_of(const Result& result, const schema::ColumnSpec& spec) {
    if (spec.role == schema::Role::id)
        return {1.0, kInfinity};
    if (spec.role == schema::Role::measure) {
        const auto mode = engine::outliers_of(result.settings, spec).mode;
        const engine::Prepared& prepared = result.prepared;
        Range range{spec.encoding == schema::Encoding::logarithm ? 0.0 : -kInfinity, kInfinity};
        if (mode == schema::OutlierMode::drop)
            range = {std::max(range.low, prepared.bounds->low), prepared.bounds->high};
        return range;
    }
    for (std::size_t slot = 0; slot < result.prepared.bound->numbers.size(); ++slot)
        if (result.prepared.bound->numbers[slot].spec->name == spec.name) {
            const auto rule = engine::number_rule(result.settings, *result.prepared.bound, slot);
            return {rule.lowest, rule.highest};
        }
    return {};
}

double start_of(const WhyColumn& column, const Range& range) {
    return range.has(column.number_read) ? column.number_read : column.number;
}

struct Seen {
    std::size_t moved = 0, unmoved = 0;
};

void check_number(const Brute& brute, const Result& result, const WhyRow& row,
                  const WhyColumn& column, Seen& seen) {
    const std::string& name = column.spec->name;
    CAPTURE(name);
    const Range range = range_of(result, *column.spec);
    const double start = start_of(column, range);
    const bool whole = column.spec->role == schema::Role::id;
    const double spread =
        column.features.front().feature->spec->encoding == schema::Encoding::logarithm
            ? std::max(std::fabs(start), 1.0)
            : std::max(column.features.front().feature->std, 0.1);
    const double step = whole ? 1.0 : spread / 100.0;
    double found = kInfinity;
    for (int i = 1; i <= (whole ? 60 : 2000) && found == kInfinity; ++i)
        for (const double x : {start + i * step, start - i * step})
            if (range.has(x) && brute.moves(row, name, {x, ""}))
                found = i * step;
    const engine::WhyChange& change = column.change;
    if (change.why_not != Unmoved::moves) {
        CHECK(change.why_not == Unmoved::none_moves);
        CHECK(found == kInfinity);
        ++seen.unmoved;
        return;
    }
    ++seen.moved;
    const double away = std::fabs(change.to - start);
    CAPTURE(change.to);
    CAPTURE(start);
    CHECK(std::fabs(change.amount) == doctest::Approx(away));
    if (found < kInfinity) {
        CHECK(away <= found * (1.0 + 1e-9));
        CHECK(away >= found - step * (1.0 + 1e-6));
    } else {
        CHECK(away >= (whole ? 60 : 2000) * step * 0.999);
    }
    const double beyond = std::copysign(whole ? 0.0 : 1e-7 * std::max(spread, std::fabs(change.to)),
                                        change.to - start);
    if (range.has(change.to + beyond))
        CHECK(brute.nearest(row.position, name, {change.to + beyond, ""}) == change.cluster);
    // What the card says moves the row too, and is hardly more.
    const bool is_age = change.unit_of != nullptr && !whole;
    const double said = start + (is_age ? -change.said : change.said);
    CHECK(range.has(said));
    CHECK(brute.moves(row, name, {said, ""}));
    CHECK(std::fabs(change.said) >= away * (1.0 - 1e-9));
}

// Names of a category, or levels, in the order in which they are to be tried.
std::vector<Cell> cells_to_try(const Result& result, const WhyColumn& column) {
    std::vector<std::pair<double, Cell>> cells;
    if (column.spec->encoding == schema::Encoding::ordinal) {
        for (std::size_t level = 0; level < column.spec->levels.size(); ++level) {
            const auto place = static_cast<double>(level);
            if (place != column.number)
                cells.push_back(
                    {std::fabs(place - column.number), {place, column.spec->levels[level]}});
        }
    } else {
        for (const auto& slot : result.prepared.rows->names)
            if (slot.spec->name == column.spec->name)
                for (std::size_t code = 0; code < slot.name_rows.size(); ++code)
                    if (const std::string name(slot.text.names->at(code)); name != column.name)
                        cells.push_back({-static_cast<double>(slot.name_rows[code]), {0.0, name}});
    }
    std::ranges::stable_sort(cells, {}, &std::pair<double, Cell>::first);
    std::vector<Cell> ordered;
    for (auto& [key, cell] : cells)
        ordered.push_back(cell);
    return ordered;
}

void check_name(const Brute& brute, const Result& result, const WhyRow& row,
                const WhyColumn& column, Seen& seen) {
    const std::string& name = column.spec->name;
    CAPTURE(name);
    for (const Cell& cell : cells_to_try(result, column))
        if (brute.moves(row, name, cell)) {
            CHECK(column.change.why_not == Unmoved::moves);
            CHECK(column.change.name == cell.name);
            CHECK(column.change.cluster == brute.nearest(row.position, name, cell));
            ++seen.moved;
            return;
        }
    CHECK(column.change.why_not == Unmoved::none_moves);
    ++seen.unmoved;
}

void check_row(const Brute& brute, const Result& result, std::uint32_t position, Seen& seen) {
    CAPTURE(position);
    const WhyRow row = engine::why_row(result, position);
    CHECK(row.cluster == result.clustering->labels[position]);
    if (row.unmoved != Unmoved::moves)
        return;
    for (const WhyColumn& column : row.columns) {
        if (column.features.empty() || column.change.why_not == Unmoved::muted ||
            column.change.why_not == Unmoved::constant)
            continue;
        const bool named = column.spec->role == schema::Role::category;
        (named ? check_name : check_number)(brute, result, row, column, seen);
    }
}

Seen check_rows(const Result& result, std::size_t rows) {
    const Brute brute(result);
    Seen seen;
    const std::size_t step = 1 + result.rows() / rows;
    for (std::size_t position = 0; position < result.rows(); position += step)
        check_row(brute, result, static_cast<std::uint32_t>(position), seen);
    return seen;
}

Settings settings_of(std::shared_ptr<const schema::Schema> schema, int k) {
    Settings settings;
    settings.schema = std::move(schema);
    settings.kmeans.k = k;
    settings.kmeans.restarts = 2;
    return settings;
}

} // namespace

TEST_CASE("the smallest changes of every encoding are those of brute force") {
    for (const int k : {2, 5}) {
        CAPTURE(k);
        const auto table = tests::table_of_pupils(240, static_cast<std::uint64_t>(k));
        const auto result = tests::analysed(table, settings_of(tests::every_encoding(), k));
        const Seen seen = check_rows(*result, 30);
        CHECK(seen.moved > 60);
        CHECK(seen.unmoved > 20);
    }
}

TEST_CASE("the smallest changes follow weights, dropped outliers and years turned") {
    Settings settings = settings_of(tests::every_encoding(), 4);
    settings.weights = {
        {"score", 3.0}, {"medium", 2.0}, {"both", 0.0}, {"town", 0.5}, {"born", 2.5}};
    settings.reference_year = 2020;
    test::turn(settings, "pay.outliers", "drop");
    const auto result = tests::analysed(tests::table_of_pupils(300, 9), settings);
    const Seen seen = check_rows(*result, 30);
    CHECK(seen.moved > 60);
}

TEST_CASE("the smallest changes of random tables with pay are those of brute force") {
    const auto result = tests::analysed(tests::random_table(800, 5), Settings());
    const Seen seen = check_rows(*result, 40);
    CHECK(seen.moved > 60);
}

TEST_CASE("the smallest changes of real tables are those of brute force") {
    for (const char* name : {"data/oulad_learner_features.csv", "data/graduate_admissions.csv",
                             "data/scaler_learners.csv"}) {
        CAPTURE(name);
        const std::string path = tests::shared_file(name);
        if (path.empty())
            continue;
        base::Progress progress;
        const auto table = std::make_shared<const data::Table>(
            engine::table_of_file(path, data::ReadOptions(), progress));
        const auto result = tests::analysed(table, settings_of(schema::best_schema(*table), 4));
        CHECK(check_rows(*result, result->rows() > 10'000 ? 4 : 15).moved > 4);
    }
}
