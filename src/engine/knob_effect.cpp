#include "engine/knob_effect.h"

#include <algorithm>
#include <cmath>

#include "features/encode.h"

namespace cohortscope::engine {

namespace {

constexpr std::string_view kExperience = "years_of_experience";
constexpr std::string_view kCompany = "company_frequency";
constexpr std::string_view kRole = "job_frequency";
constexpr std::string_view kPay = "ctc_log";

bool is_muted(std::string_view feature, const Settings& settings) {
    return features::weight_of(settings.weights, *schema::feature_named(feature)) == 0.0;
}

// Years decide roles, too: a missing role is taken from the same company and experience.
bool years_decide_roles(const Settings& settings) {
    return settings.role_imputation == features::RoleImputation::stepwise;
}

// Dropped rows are missed by every feature.
bool acts_on_rows(std::string_view key, const Settings& settings) {
    return key.starts_with("outliers.") && settings.outliers.mode == features::OutlierMode::drop;
}

} // namespace

std::span<const KnobPath> knob_paths() {
    static const std::vector<KnobPath> paths = {
        {"reference_year", {kExperience, kRole}},
        {"clean.first_year", {kExperience, kRole}},
        {"impute.year", {kExperience, kRole}},
        {"impute.role", {kRole}},
        {"rare_role_threshold", {kRole}},
        {"rare_company_threshold", {kCompany}},
        {"outliers.low", {kPay}},
        {"outliers.high", {kPay}},
        {"seed", {}},
        {"kmeans.restarts", {}},
        {"kmeans.max_iterations", {}},
        {"kmeans.tolerance", {}},
    };
    return paths;
}

std::optional<Idle> idle_knob(std::string_view key, const Settings& settings) {
    const std::span<const KnobPath> paths = knob_paths();
    const auto path = std::ranges::find(paths, key, &KnobPath::key);
    if (path == paths.end() || acts_on_rows(key, settings))
        return std::nullopt;
    if (path->features.empty())
        return settings.method == Method::ward ? std::optional<Idle>(Idle{}) : std::nullopt;
    Idle idle;
    for (const std::string_view feature : path->features) {
        if (feature == kRole && path->features.front() == kExperience &&
            !years_decide_roles(settings))
            continue;
        if (!is_muted(feature, settings))
            return std::nullopt;
        idle.muted.push_back(feature);
    }
    return idle;
}

void wake_knob(const Idle& idle, Settings& settings) {
    if (idle.muted.empty())
        settings.method = Method::kmeans;
    else // the most direct path is enough
        settings.weights.erase(std::string(idle.muted.front()));
}

namespace {

bool has_number(const data::NumericColumn* column) {
    return column != nullptr &&
           std::ranges::any_of(column->values, [](double value) { return !std::isnan(value); });
}

} // namespace

std::string_view lacking_for(std::string_view key, const Settings& settings,
                             const data::Table& table) {
    const auto has = [&](std::string_view name) {
        const data::TextColumn* column = table.find_text(name);
        return column != nullptr && column->dictionary.size() > 0;
    };
    const bool by_person = key == "weight.ctc_update_count" || key == "clean.person_rows";
    const bool by_company =
        key == "weight.company_frequency" || key == "rare_company_threshold" ||
        (key == "impute.year" && settings.year.imputation == features::YearImputation::company);
    if (by_person && !has("email_hash"))
        return "e-mail";
    if (key == "impute.year" && settings.year.imputation == features::YearImputation::neighbours &&
        !has_number(table.find_numeric("ctc_updated_year")))
        return "update year";
    return by_company && !has("company_hash") ? "company" : std::string_view();
}

} // namespace cohortscope::engine
