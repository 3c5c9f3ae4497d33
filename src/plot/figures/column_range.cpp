#include "plot/figures/column_range.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "plot/figures/figure_parts.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Overloads by what the column is: what is compared, its value in a cluster, and that in words.
struct Compared {
    const schema::ColumnSpec& spec;

    std::string what(const analysis::Distribution&) const { return "median " + spec.label; }
    double value(const analysis::Distribution& number, std::size_t cluster) const {
        const analysis::NumberSpread& here = number.clusters[cluster];
        return here.rows == 0 ? kNone : here.median;
    }
    std::string said(const analysis::Distribution&, double value) const {
        return short_measure(spec, value);
    }

    static std::size_t most_frequent(const analysis::NameShares& shares) {
        const auto named = shares.all.begin() + static_cast<std::ptrdiff_t>(shares.names.size());
        return static_cast<std::size_t>(std::max_element(shares.all.begin(), named) -
                                        shares.all.begin());
    }
    std::string what(const analysis::NameShares& shares) const {
        return shares.names.empty() ? spec.label
                                    : spec.label + " “" + shares.names[most_frequent(shares)] + "”";
    }
    double value(const analysis::NameShares& shares, std::size_t cluster) const {
        const auto& rows = shares.clusters[cluster];
        const std::size_t all = std::accumulate(rows.begin(), rows.end(), std::size_t{0});
        return all == 0 || shares.names.empty()
                   ? kNone
                   : static_cast<double>(rows[most_frequent(shares)]) / static_cast<double>(all);
    }
    std::string said(const analysis::NameShares&, double value) const { return percent(value, 0); }

    std::string what(const analysis::OutcomeMeans& means) const {
        return (means.rate ? "rate of " : "mean ") + spec.label;
    }
    double value(const analysis::OutcomeMeans& means, std::size_t cluster) const {
        return means.clusters[cluster].mean;
    }
    std::string said(const analysis::OutcomeMeans& means, double value) const {
        return means.rate ? percent(value) : short_measure(spec, value);
    }
};

} // namespace

std::string range_in_words(const engine::Result& result, const analysis::ColumnSpread& spread) {
    const Compared compared{*spread.spec};
    return std::visit(
        [&](const auto& column) {
            const auto value = [&](int cluster) {
                return compared.value(column, static_cast<std::size_t>(cluster));
            };
            const auto [least, largest] = extremes_of(result.clustering->k, value);
            const std::string what = compared.what(column);
            if (least < 0)
                return what + " unknown";
            const std::string low = compared.said(column, value(least));
            const std::string high = compared.said(column, value(largest));
            if (low == high)
                return what + " " + low;
            return what + " from " + low + " (“" + result.name(least) + "”) to " + high + " (“" +
                   result.name(largest) + "”)";
        },
        spread.what);
}

} // namespace cohortscope::plot
