#include "analysis/why/change.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/why/standing.h"
#include "base/elementary.h"

namespace cohortscope::analysis {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double on_curve(Curve curve, double x) {
    if (curve == Curve::straight)
        return x;
    return base::natural_log1p(std::max(x, 0.0));
}

// x of ln(1 + x); infinite where no double holds it.
double inverse_of_logarithm(double logarithm) {
    constexpr double kMost = 700.0;
    return logarithm > kMost ? kInfinity : base::exponential(logarithm) - 1.0;
}

// How much farther another centre is than the own one, squared, along the cell's number x:
// constant + straight · x + logarithm · ln(1 + max(x, 0)).
struct Lead {
    int cluster = 0;
    double constant = 0.0;
    double straight = 0.0;
    double logarithm = 0.0;

    double at(double x) const {
        // No 0 · ∞: a curve without a share has none at the ends of the line either.
        double value = constant;
        if (straight != 0.0)
            value += straight * x;
        if (logarithm != 0.0)
            value += logarithm * on_curve(Curve::logarithm, x);
        return value;
    }
    // At the ends of the line the straight part outweighs the logarithm.
    bool is_won_at(double x) const {
        if (std::isfinite(x))
            return at(x) < 0.0;
        const double steepest = straight != 0.0 ? straight * x : x > 0.0 ? logarithm : at(0.0);
        return steepest < 0.0;
    }
};

// Where the lead over one cluster is lost between two numbers, of which it is kept at the first and
// lost at the second. Monotone in between.
double crossing(const Lead& lead, double kept, double lost) {
    const bool below_zero = std::min(kept, lost) < 0.0;
    if (lead.logarithm == 0.0 || (below_zero && std::max(kept, lost) <= 0.0))
        return -lead.at(0.0) / lead.straight;
    if (lead.straight == 0.0)
        return inverse_of_logarithm(-lead.constant / lead.logarithm);
    if (!std::isfinite(lost)) {
        double reach = std::max(1.0, std::fabs(kept));
        while (std::isfinite(reach) && !lead.is_won_at(kept + reach))
            reach *= 2.0;
        lost = kept + reach;
    }
    for (;;) {
        const double middle = kept + (lost - kept) / 2.0;
        if (middle == kept || middle == lost || !std::isfinite(middle))
            return lost;
        (lead.is_won_at(middle) ? lost : kept) = middle;
    }
}

// The numbers between `from` and `to` where the lead may turn, nearest to `from` first, and `to`.
std::vector<double> pieces(const Lead& lead, double from, double to) {
    std::vector<double> ends;
    const auto add = [&](double x) {
        if (x > std::min(from, to) && x < std::max(from, to))
            ends.push_back(x);
    };
    if (lead.logarithm != 0.0) {
        add(0.0);
        if (const double turn = -1.0 - lead.logarithm / lead.straight;
            lead.straight != 0.0 && turn > 0.0)
            add(turn);
    }
    std::sort(ends.begin(), ends.end());
    if (to < from)
        std::reverse(ends.begin(), ends.end());
    ends.push_back(to);
    return ends;
}

// The first number from `from` towards `to` beyond which the lead is lost.
std::optional<double> first_loss(const Lead& lead, double from, double to) {
    double kept = from;
    for (const double end : pieces(lead, from, to)) {
        if (lead.is_won_at(end)) {
            const double x = crossing(lead, kept, end);
            if (!std::isfinite(x))
                return std::nullopt;
            return std::clamp(x, std::min(kept, end), std::max(kept, end));
        }
        kept = end;
    }
    return std::nullopt;
}

double at(std::span<const double> centres, std::size_t d, int cluster, std::size_t feature) {
    return centres[static_cast<std::size_t>(cluster) * d + feature];
}

Lead lead_over(std::span<const double> row, const Clustering& clustering, int own, int other,
               const NumberCell& cell) {
    const std::size_t d = row.size();
    Lead lead{other};
    for (std::size_t feature = 0; feature < d; ++feature) {
        const double mine = at(clustering.centres, d, own, feature);
        const double theirs = at(clustering.centres, d, other, feature);
        const auto moved = std::ranges::find(cell.coordinates, feature, &CellCoordinate::feature);
        if (moved == cell.coordinates.end()) {
            lead.constant += (mine - theirs) * (2.0 * row[feature] - mine - theirs);
            continue;
        }
        const double per_unit = 2.0 * (mine - theirs);
        lead.constant += (mine - theirs) * (2.0 * moved->start - mine - theirs);
        (moved->curve == Curve::straight ? lead.straight : lead.logarithm) +=
            per_unit * moved->slope;
    }
    return lead;
}

// Where the cell's number has an effect.
struct Reach {
    double lowest = 0.0;
    double highest = 0.0;
    bool has(double x) const { return x >= lowest && x <= highest; }
};

// The first whole step at or beyond `boundary` that moves the row.
std::optional<double> whole_step(std::span<const double> row, const Clustering& clustering, int own,
                                 const NumberCell& cell, double boundary, bool up) {
    const double step = up ? 1.0 : -1.0;
    const double first = std::max(1.0, std::ceil(std::fabs(boundary - cell.value) - 1e-6));
    constexpr int kMostTries = 3; // the boundary itself, a tie there, and its rounding
    for (int more = 0; more < kMostTries; ++more) {
        const double x = cell.value + step * (first + more);
        if (x < cell.lowest || x > cell.highest)
            return std::nullopt;
        if (nearest_centre(row_with(row, cell, x), clustering) != own)
            return x;
    }
    return std::nullopt;
}

bool is_smaller(const NumberChange& a, const NumberChange& b, double value) {
    return std::fabs(a.to - value) < std::fabs(b.to - value);
}

} // namespace

std::vector<double> row_with(std::span<const double> row, const NumberCell& cell, double value) {
    std::vector<double> changed(row.begin(), row.end());
    const double x = std::clamp(value, cell.low, cell.high);
    for (const CellCoordinate& coordinate : cell.coordinates)
        changed[coordinate.feature] =
            coordinate.start + coordinate.slope * on_curve(coordinate.curve, x);
    return changed;
}

int nearest_with(std::span<const double> row, const Clustering& clustering,
                 std::span<const Replaced> replaced) {
    std::vector<double> changed(row.begin(), row.end());
    for (const Replaced& each : replaced)
        changed[each.feature] = each.coordinate;
    return nearest_centre(changed, clustering);
}

std::optional<NumberChange> smallest_change(std::span<const double> row,
                                            const Clustering& clustering, int own,
                                            const NumberCell& cell) {
    const Reach reach{std::max(cell.lowest, cell.low), std::min(cell.highest, cell.high)};
    const double from = std::clamp(cell.value, cell.low, cell.high);
    std::optional<NumberChange> best;
    for (const bool up : {true, false})
        for (int other = 0; other < clustering.k; ++other) {
            const double end = up ? reach.highest : reach.lowest;
            if (other == own || clustering.sizes[static_cast<std::size_t>(other)] == 0 ||
                (up ? from >= end : from <= end))
                continue;
            const Lead lead = lead_over(row, clustering, own, other, cell);
            std::optional<double> x = first_loss(lead, from, end);
            if (x && cell.is_whole)
                x = whole_step(row, clustering, own, cell, *x, up);
            if (!x || !reach.has(*x))
                continue;
            const NumberChange change{*x, up, other};
            if (!best || is_smaller(change, *best, cell.value))
                best = change;
        }
    if (best && cell.is_whole)
        best->cluster = nearest_centre(row_with(row, cell, best->to), clustering);
    return best;
}

} // namespace cohortscope::analysis
