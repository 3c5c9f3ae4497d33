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

// What stands behind the number: " L", " Cr", " minutes", or nothing.
std::string after_number(const std::string& amount) {
    const std::size_t space = amount.find(' ');
    return space == std::string::npos ? std::string() : amount.substr(space);
}

std::string without_sign(const std::string& amount) {
    const std::string sign = "₹";
    return amount.rfind(sign, 0) == 0 ? amount.substr(sign.size()) : amount;
}

const analysis::ClusterProfile& profile_of(const engine::Result& result, int cluster) {
    return result.profiles->clusters[static_cast<std::size_t>(cluster)];
}

auto age_feature(const engine::Result& result) {
    return std::ranges::find_if(result.prepared.features->columns, [](const auto& column) {
        return column->spec->encoding == schema::Encoding::age;
    });
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

std::string rough_measure(const schema::ColumnSpec& measure, double value) {
    return short_measure(measure, rounded(value, 2));
}

std::string measure_range(const schema::ColumnSpec& measure, double low, double high) {
    const std::string from = rough_measure(measure, low);
    const std::string to = rough_measure(measure, high);
    if (from == to)
        return from;
    const std::string unit = after_number(from);
    const bool shared = unit == after_number(to);
    return from.substr(0, from.size() - (shared ? unit.size() : 0)) + "–" +
           (shared ? without_sign(to) : to);
}

std::string years_in_words(const engine::Result& result, int cluster) {
    const auto found = age_feature(result);
    const auto& columns = result.prepared.features->columns;
    if (found == columns.end())
        return {};
    const double mean = profile_of(result, cluster)
                            .feature_means[static_cast<std::size_t>(found - columns.begin())];
    return std::isfinite(mean) && mean >= 0.0
               ? counted(static_cast<std::size_t>(std::llround(mean)), "year", "years")
               : std::string();
}

std::string years_label(const engine::Result& result) {
    const auto found = age_feature(result);
    return found == result.prepared.features->columns.end() ? std::string() : (*found)->spec->label;
}

std::string median_in_words(const engine::Result& result, int cluster) {
    const schema::ColumnSpec& measure = *result.profiles->measure;
    return "median " + measure.label + " " +
           rough_measure(measure, profile_of(result, cluster).measure_median);
}

std::string others_in_words(const engine::Result& result, int cluster) {
    double low = INFINITY;
    double high = -INFINITY;
    for (int other = 0; other < result.clustering->k; ++other) {
        if (other == cluster)
            continue;
        low = std::min(low, profile_of(result, other).measure_median);
        high = std::max(high, profile_of(result, other).measure_median);
    }
    return low > high ? std::string()
                      : "others " + measure_range(*result.profiles->measure, low, high);
}

std::string outcome_in_words(const engine::Result& result,
                             const analysis::ClusterProfile& profile) {
    const schema::ColumnSpec* outcome = result.profiles->outcome.get();
    if (outcome == nullptr || profile.outcome_rows == 0)
        return {};
    return outcome->label + " " +
           (is_rate(result) ? percent(profile.outcome_mean, 0)
                            : short_measure(*outcome, profile.outcome_mean));
}

bool is_rate(const engine::Result& result) {
    return std::ranges::all_of(result.prepared.rows->outcome, [](double value) {
        return std::isnan(value) || value == 0.0 || value == 1.0;
    });
}

std::string after_comma(const std::string& words) { return words.empty() ? words : ", " + words; }

std::string groups_sentence(const engine::Result& result) {
    const std::string records = counted(result.rows(), "record", "records");
    const auto k = static_cast<std::size_t>(result.clustering->k);
    return k == 1 ? records + " form one group."
                  : records + " fall into " + std::to_string(k) + " groups.";
}

} // namespace cohortscope::plot
