#include "engine/settings.h"

#include <array>
#include <type_traits>

namespace cohortscope::engine {

namespace {

using features::OutlierMode;
using features::PersonRows;
using features::RoleImputation;
using features::Scaler;
using features::YearImputation;

struct Words {
    std::string_view key, label, unit, help;
};

// `part` is the path to the value inside Settings: reading and writing come from one expression.
template <class Part>
Field number(FieldKind kind, const Words& words, double low, double high, Part part) {
    return {words.key,
            words.label,
            words.unit,
            kind,
            low,
            high,
            {},
            words.help,
            [part](const Settings& s) { return static_cast<double>(part(s)); },
            [part](Settings& s, double value) {
                using Value = std::remove_reference_t<decltype(part(s))>;
                part(s) = static_cast<Value>(value);
            }};
}

template <class Part>
Field choice(const Words& words, std::vector<std::string_view> names, Part part) {
    Field field =
        number(FieldKind::choice, words, 0.0, static_cast<double>(names.size() - 1), part);
    field.choices = std::move(names);
    return field;
}

template <class Part> Field toggle(const Words& words, Part part) {
    return number(FieldKind::boolean, words, 0.0, 1.0, part);
}

void add_cleaning(std::vector<Field>& list) {
    list.push_back(toggle(
        {"clean.text", "Clean text", "",
         "Drops punctuation and case from company names and roles, so that variants of "
         "one name become one name."},
        [](auto& s) -> auto& { return s.clean.text; }));
    list.push_back(choice(
        {"clean.duplicates", "Drop duplicates", "",
         "Keeps the first of a person's rows that are equal in all six columns. Rows without an "
         "e-mail may be of different people: those that look alike go only with 'alike'."},
        {"true", "false", "alike"}, [](auto& s) -> auto& { return s.clean.duplicates; }));
    list.push_back(choice(
        {"clean.person_rows", "Rows of a learner", "",
         "Keeps every row, or only the first or the last row of each learner."},
        {"all", "first", "last"}, [](auto& s) -> auto& { return s.clean.person_rows; }));
    list.push_back(number(
        FieldKind::integer,
        {"clean.first_year", "First valid year", "",
         "Start years before this one are taken as missing."},
        1900, 2100, [](auto& s) -> auto& { return s.year.first_year; }));
    list.push_back(number(
        FieldKind::integer,
        {"reference_year", "Reference year", "",
         "Experience is this year less the start year; later start years are taken as "
         "missing."},
        1970, 2100, [](auto& s) -> auto& { return s.year.reference_year; }));
    list.push_back(choice(
        {"impute.year", "Missing years", "",
         "What a missing or invalid start year becomes: the median or mean of the valid "
         "ones, the company's median, or the mean of the 5 nearest rows by pay and update "
         "year."},
        {"median", "mean", "company", "neighbours"},
        [](auto& s) -> auto& { return s.year.imputation; }));
    list.push_back(choice(
        {"impute.role", "Missing roles", "",
         "Stepwise: the most frequent role of the learner, else of the company and "
         "experience, else of the company, else 'other'."},
        {"stepwise", "other"}, [](auto& s) -> auto& { return s.role_imputation; }));
}

void add_pay_and_rarity(std::vector<Field>& list) {
    list.push_back(choice(
        {"outliers.mode", "Outliers of pay", "",
         "Clips pay to its percentiles, drops the rows outside, or leaves pay as it is."},
        {"clip", "drop", "none"}, [](auto& s) -> auto& { return s.outliers.mode; }));
    list.push_back(number(
        FieldKind::real,
        {"outliers.low", "Low percentile", "%", "Pay below this percentile counts as an outlier."},
        0, 50, [](auto& s) -> auto& { return s.outliers.low; }));
    list.push_back(number(
        FieldKind::real,
        {"outliers.high", "High percentile", "%",
         "Pay above this percentile counts as an outlier."},
        50, 100, [](auto& s) -> auto& { return s.outliers.high; }));
    list.push_back(number(
        FieldKind::integer,
        {"rare_company_threshold", "Rare company below", "rows",
         "Companies with fewer rows become one company, less_occurred."},
        1, 100'000, [](auto& s) -> auto& { return s.rare.company_threshold; }));
    list.push_back(number(
        FieldKind::integer,
        {"rare_role_threshold", "Rare role below", "rows",
         "Roles with fewer rows become one role, less_occurred_role."},
        1, 100'000, [](auto& s) -> auto& { return s.rare.role_threshold; }));
    list.push_back(choice(
        {"scaler", "Scaler", "",
         "Standard: mean and deviation; robust: median and interquartile range; minmax: "
         "smallest and largest value; none: raw values."},
        {"standard", "robust", "minmax", "none"}, [](auto& s) -> auto& { return s.scaler; }));
}

void add_clustering(std::vector<Field>& list) {
    list.push_back(choice(
        {"method", "Method", "",
         "K-Means, or Ward: the tree of merges over every row, cut into k clusters."},
        {"kmeans", "ward"}, [](auto& s) -> auto& { return s.method; }));
    list.push_back(number(
        FieldKind::integer, {"kmeans.k", "Clusters k", "", "How many clusters are looked for."}, 1,
        analysis::kMaximumClusters, [](auto& s) -> auto& { return s.kmeans.k; }));
    list.push_back(number(
        FieldKind::integer,
        {"kmeans.restarts", "Restarts", "runs",
         "The final result is the best of this many runs from different starts."},
        1, 100, [](auto& s) -> auto& { return s.kmeans.restarts; }));
    list.push_back(number(
        FieldKind::integer,
        {"kmeans.max_iterations", "Most iterations", "",
         "A run of K-Means stops after this many iterations at the latest."},
        1, 10'000, [](auto& s) -> auto& { return s.kmeans.max_iterations; }));
    list.push_back(number(
        FieldKind::real,
        {"kmeans.tolerance", "Tolerance", "",
         "A run stops when the centres' squared shift is at most this times the mean "
         "column variance."},
        0, 1, [](auto& s) -> auto& { return s.kmeans.tolerance; }));
    list.push_back(number(
        FieldKind::integer, {"seed", "Seed", "", "Another seed starts K-Means from other rows."}, 0,
        4'294'967'295.0, [](auto& s) -> auto& { return s.kmeans.seed; }));
    list.push_back(number(
        FieldKind::integer,
        {"pca.x", "Component across", "", "Which principal component is the horizontal axis."}, 1,
        50, [](auto& s) -> auto& { return s.pca_x; }));
    list.push_back(number(
        FieldKind::integer,
        {"pca.y", "Component upwards", "", "Which principal component is the vertical axis."}, 1,
        50, [](auto& s) -> auto& { return s.pca_y; }));
}

} // namespace

std::span<const Field> fields() {
    // Never destroyed: a load that was left behind may read it while the program ends.
    static const auto& table = *[] {
        std::vector<Field> list;
        add_cleaning(list);
        add_pay_and_rarity(list);
        add_clustering(list);
        return new const std::vector<Field>(std::move(list));
    }();
    return table;
}

} // namespace cohortscope::engine
