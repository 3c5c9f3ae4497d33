#include "analysis/contrast/names_contrast.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "analysis/contrast/share_contrast.h"
#include "analysis/contrast/tails.h"
#include "base/parallel.h"

namespace cohortscope::analysis {

namespace {

using Pairs = std::span<const OfBoth<std::uint32_t>>;

constexpr std::size_t kNamesOfTask = 256;

// A table of names × two groups.
struct Table {
    double n = 0.0, first = 0.0, second = 0.0; // rows of both, of each
    double names = 0.0;                        // with rows
    double chi_square = 0.0;
    double inverse = 0.0; // Σ 1 / rows of the name
};

Table table_of(Pairs pairs, OfBoth<std::size_t> rows) {
    Table table;
    table.first = static_cast<double>(rows[0]);
    table.second = static_cast<double>(rows[1]);
    table.n = table.first + table.second;
    for (const auto& [a, b] : pairs) {
        if (a + b == 0)
            continue;
        // Whole numbers: what cancels does so exactly.
        const auto apart =
            static_cast<double>(static_cast<std::int64_t>(a) * static_cast<std::int64_t>(rows[1]) -
                                static_cast<std::int64_t>(b) * static_cast<std::int64_t>(rows[0]));
        const double count = static_cast<double>(a) + static_cast<double>(b);
        ++table.names;
        table.inverse += 1.0 / count;
        table.chi_square += apart / table.first * (apart / table.second) / count;
    }
    return table;
}

// What V² is divided by: the smaller of the corrected numbers of rows and columns, less 1.
double corrected_width(const Table& table) {
    const double r = table.names - 1.0;
    return std::min(r - r * r / (table.n - 1.0), 1.0 - 1.0 / (table.n - 1.0));
}

double v_of(double phi_square, double width) {
    return width > 0.0 ? std::sqrt(std::clamp(phi_square / width, 0.0, 1.0)) : 0.0;
}

// The gamma distribution with χ²'s mean and variance over all permutations.
double permutation_test(const Table& table) {
    const double n = table.n, r = table.names;
    if (n <= 3.0)
        return 1.0;
    const double mean = n * (r - 1.0) / (n - 1.0);
    const double spread_r = (r - 1.0) * (n - r) / (n - 1.0), spread_c = (n - 2.0) / (n - 1.0);
    const double uneven_r = (n * table.inverse - r * r) / (n - 2.0);
    const double uneven_c = (n * (1.0 / table.first + 1.0 / table.second) - 4.0) / (n - 2.0);
    const double variance = 2.0 * n / (n - 3.0) * (spread_r - uneven_r) * (spread_c - uneven_c) +
                            n * n / (n - 1.0) * uneven_r * uneven_c;
    if (!(variance > 1e-9 * mean))
        return 1.0; // every permutation has this χ²
    return gamma_tail(mean * mean / variance, table.chi_square * mean / variance);
}

} // namespace

NamesContrast names_contrast(Pairs pairs, OfBoth<std::size_t> rows) {
    NamesContrast contrast;
    contrast.n = rows;
    contrast.names_seen = static_cast<std::size_t>(
        std::ranges::count_if(pairs, [](const auto& pair) { return pair[0] + pair[1] > 0; }));
    if (rows[0] == 0 || rows[1] == 0)
        return contrast;
    const Table table = table_of(pairs, rows);
    contrast.chi_square = table.chi_square;
    if (contrast.names_seen < 2) {
        contrast.effect_interval = {0.0, 0.0};
        return contrast;
    }
    const double degrees = table.names - 1.0;
    const double width = corrected_width(table);
    contrast.effect = v_of(table.chi_square / table.n - degrees / (table.n - 1.0), width);
    const Noncentralities lambda = noncentralities_95(table.chi_square, degrees);
    contrast.effect_interval = {std::min(contrast.effect, v_of(lambda.low / table.n, width)),
                                std::max(contrast.effect, v_of(lambda.high / table.n, width))};
    contrast.p = permutation_test(table);
    return contrast;
}

std::vector<SeenName> seen_names(Pairs pairs, OfBoth<std::size_t> rows) {
    std::vector<SeenName> seen;
    for (std::size_t code = 0; code < pairs.size(); ++code)
        if (pairs[code][0] + pairs[code][1] > 0)
            seen.push_back({static_cast<std::int32_t>(code)});
    base::for_each_chunk(seen.size(), kNamesOfTask, [&](const base::Chunk& chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
            const auto& pair = pairs[static_cast<std::size_t>(seen[i].code)];
            seen[i].p = share_test({pair[0], pair[1]}, rows);
        }
    });
    return seen;
}

std::vector<NameContrast> most_telling(Pairs pairs, OfBoth<std::size_t> rows,
                                       std::span<const SeenName> seen,
                                       std::span<const double> adjusted) {
    std::vector<std::tuple<bool, double, bool, std::size_t>> keys;
    keys.reserve(seen.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto& pair = pairs[static_cast<std::size_t>(seen[i].code)];
        const double difference =
            static_cast<double>(pair[0]) / static_cast<double>(std::max<std::size_t>(rows[0], 1)) -
            static_cast<double>(pair[1]) / static_cast<double>(std::max<std::size_t>(rows[1], 1));
        keys.emplace_back(!(adjusted[i] < kTelling), -std::fabs(difference), difference <= 0.0, i);
    }
    const std::size_t count = std::min(kNamesContrasted, keys.size());
    std::partial_sort(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(count), keys.end());
    std::vector<NameContrast> names;
    for (std::size_t rank = 0; rank < count; ++rank) {
        const std::size_t i = std::get<3>(keys[rank]);
        const auto& pair = pairs[static_cast<std::size_t>(seen[i].code)];
        names.push_back({seen[i].code, share_contrast({pair[0], pair[1]}, rows)});
        names.back().share.p_adjusted = adjusted[i];
    }
    return names;
}

} // namespace cohortscope::analysis
