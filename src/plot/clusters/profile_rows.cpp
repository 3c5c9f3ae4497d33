#include "plot/clusters/profile_rows.h"

#include <algorithm>
#include <cmath>

#include "analysis/naming/naming_words.h"
#include "base/elementary.h"
#include "base/format.h"
#include "base/whole.h"
#include "plot/labels.h"

namespace cohortscope::plot {

namespace {

// What pay is shown in: lakh, or rupees where that would leave nothing but zeros.
struct PayUnit {
    double rupees = 1e5;
    const char* name = "₹ lakh";
};

PayUnit pay_unit(const analysis::Profiles& profiles, double analysis::ClusterProfile::*field) {
    constexpr double kSmall = 1e4;
    double largest = profiles.all.*field;
    for (const auto& cluster : profiles.clusters)
        largest = std::max(largest, cluster.*field);
    return largest < kSmall ? PayUnit{1.0, "₹"} : PayUnit{};
}

std::string amount_in(const PayUnit& unit, double rupees) {
    const double amount = rupees / unit.rupees;
    if (amount >= 99.95)
        return base::whole(amount);
    return base::fixed(amount, amount < 0.995 ? 2 : 1);
}

// Pay is compared on the log scale that the features use.
ProfileRow pay_row(const engine::Result& result, const std::string& label,
                   double analysis::ClusterProfile::*field) {
    const auto& profiles = *result.profiles;
    double deviation = 0.0;
    for (const auto& column : result.prepared.features->columns)
        if (column->spec->encoding == schema::Encoding::logarithm)
            deviation = column->std;
    const PayUnit unit = pay_unit(profiles, field);
    ProfileRow row{label,
                   label,
                   unit.name,
                   amount_in(unit, profiles.all.*field),
                   short_rupees(profiles.all.*field),
                   {}};
    for (const auto& cluster : profiles.clusters) {
        const double value = cluster.*field, all = profiles.all.*field;
        const bool comparable = deviation > 0 && value > 0 && all > 0;
        const double difference = comparable ? base::natural_log(value / all) / deviation : 0.0;
        row.cells.push_back({amount_in(unit, value), short_rupees(value), difference});
    }
    return row;
}

// Rare companies count as one: their frequency is not that of a large company.
bool mostly_lumped(const analysis::ClusterProfile& cluster) {
    return !cluster.top_companies.empty() &&
           cluster.top_companies.front().name == analysis::kRareCompanies &&
           2 * cluster.top_companies.front().count >= cluster.size;
}

ProfileRow feature_row(const engine::Result& result, std::size_t index) {
    const features::Feature& feature = *result.prepared.features->columns[index];
    const schema::FeatureSpec& spec = *feature.spec;
    ProfileRow row{spec.label,
                   spec.brief,
                   spec.label.ends_with(spec.unit) ? "" : spec.unit,
                   format_number(spec, feature.mean),
                   format_value(spec, feature.mean),
                   {}};
    for (const auto& cluster : result.profiles->clusters) {
        const double mean = cluster.feature_means[index];
        ProfileCell cell{format_number(spec, mean), format_value(spec, mean),
                         feature.std > 0 ? (mean - feature.mean) / feature.std : 0.0};
        if (spec.category == analysis::kCompanies && mostly_lumped(cluster)) {
            cell.text += kLumpSign;
            cell.remark = "; mostly rare companies, counted together as one: no large company";
        }
        row.cells.push_back(std::move(cell));
    }
    return row;
}

} // namespace

bool marks_lump(const engine::Result& result) {
    return std::any_of(result.profiles->clusters.begin(), result.profiles->clusters.end(),
                       mostly_lumped);
}

std::vector<ProfileRow> profile_rows(const engine::Result& result) {
    std::vector<ProfileRow> rows = {
        pay_row(result, "median pay", &analysis::ClusterProfile::ctc_median),
        pay_row(result, "mean pay", &analysis::ClusterProfile::ctc_mean)};
    for (std::size_t f = 0; f < result.prepared.features->columns.size(); ++f)
        rows.push_back(feature_row(result, f));
    return rows;
}

} // namespace cohortscope::plot
