#include "plot/clusters/group_words.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// Rounded to so many significant digits.
double rounded(double value, int digits) {
    if (value == 0.0 || !std::isfinite(value))
        return value;
    const double place = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - digits + 1);
    return std::round(value / place) * place;
}

// What stands behind the number: " L", " Cr", or nothing.
std::string unit_of(const std::string& rupees) {
    const std::size_t space = rupees.find(' ');
    return space == std::string::npos ? std::string() : rupees.substr(space);
}

std::string without_sign(const std::string& rupees) {
    const std::string sign = "₹";
    return rupees.rfind(sign, 0) == 0 ? rupees.substr(sign.size()) : rupees;
}

const analysis::ClusterProfile& profile_of(const engine::Result& result, int cluster) {
    return result.profiles->clusters[static_cast<std::size_t>(cluster)];
}

} // namespace

std::string share_in_words(std::size_t size, std::size_t all) {
    constexpr std::size_t kFew = 20;
    constexpr double kFair = 0.04; // of the share
    constexpr double kExact = 20;  // larger ones are rounded to two digits
    if (size <= kFew || all == 0)
        return counted(size, "record", "records");
    if (size >= all)
        return "all records";
    const double share = static_cast<double>(size) / static_cast<double>(all);
    double one_in = std::round(1.0 / share);
    if (one_in > kExact)
        one_in = rounded(1.0 / share, 2);
    if (one_in < 2.0 || std::fabs(1.0 / one_in - share) > kFair * share)
        return percent(share, share < 0.1 ? 1 : 0) + " of records";
    if (one_in == 2.0)
        return "half of the records";
    return "1 in " + base::grouped(std::llround(one_in)) + " records";
}

std::string rough_rupees(double value) { return base::indian_money(rounded(value, 2)); }

std::string rupee_range(double low, double high) {
    const std::string from = rough_rupees(low);
    const std::string to = rough_rupees(high);
    if (from == to)
        return from;
    const std::string unit = unit_of(from);
    const bool shared = unit == unit_of(to);
    return from.substr(0, from.size() - (shared ? unit.size() : 0)) + "–" +
           (shared ? without_sign(to) : to);
}

std::string years_in_words(const engine::Result& result, int cluster) {
    const auto& columns = result.prepared.features->columns;
    const auto found = std::ranges::find_if(columns, [](const auto& column) {
        return column->spec->encoding == schema::Encoding::age;
    });
    if (found == columns.end())
        return {};
    const double mean = profile_of(result, cluster)
                            .feature_means[static_cast<std::size_t>(found - columns.begin())];
    return std::isfinite(mean) && mean >= 0.0
               ? counted(static_cast<std::size_t>(std::llround(mean)), "year", "years")
               : std::string();
}

std::string median_in_words(const engine::Result& result, int cluster) {
    return "median pay " + rough_rupees(profile_of(result, cluster).ctc_median);
}

std::string others_in_words(const engine::Result& result, int cluster) {
    double low = INFINITY;
    double high = -INFINITY;
    for (int other = 0; other < result.clustering->k; ++other) {
        if (other == cluster)
            continue;
        low = std::min(low, profile_of(result, other).ctc_median);
        high = std::max(high, profile_of(result, other).ctc_median);
    }
    return low > high ? std::string() : "others " + rupee_range(low, high);
}

std::string groups_sentence(const engine::Result& result) {
    const std::string records = counted(result.rows(), "record", "records");
    const auto k = static_cast<std::size_t>(result.clustering->k);
    return k == 1 ? records + " form one group."
                  : records + " fall into " + std::to_string(k) + " groups.";
}

} // namespace cohortscope::plot
