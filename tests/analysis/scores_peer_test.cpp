// Agreement of silhouettes and scores with scikit-learn, on the very floats of the matrix.
#include <array>
#include <cmath>

#include <doctest/doctest.h>

#include "analysis/agreement.h"
#include "analysis/identity/identity.h"
#include "analysis/silhouette/cluster_scores.h"
#include "support/python_peer.h"
#include "support/scored_tables.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using cohortscope::test::Cloud;

namespace {

using Labels = std::vector<Label>;

struct Table {
    features::Matrix matrix;
    Labels labels, other;
    int k;
    bool tied; // equal rows: scikit-learn's own distances lose digits there
};

nlohmann::json json_of(const Table& table) {
    nlohmann::json columns = nlohmann::json::array();
    for (const auto& column : table.matrix.columns)
        columns.push_back(std::vector<double>(column->values.begin(),
                                              column->values.begin() +
                                                  static_cast<std::ptrdiff_t>(table.matrix.rows)));
    return {{"columns", columns}, {"labels", table.labels}, {"other", table.other}};
}

Table table_of(const Cloud& cloud, int k, bool random_labels) {
    const auto rows = static_cast<int>(cloud.rows);
    Table table{test::cloud_matrix(cloud), {}, {}, std::min(k, rows), cloud.grain > 0.0};
    table.labels = random_labels ? test::seeded_labels(cloud.rows, table.k, cloud.seed)
                                 : test::nearest_labels(table.matrix, table.k);
    table.other = test::seeded_labels(cloud.rows, 4, cloud.seed + 1);
    if (cloud.seed % 3 == 0 && cloud.rows > 10) // a cluster of one row
        table.labels[7] = static_cast<Label>(table.k++);
    return table;
}

void make_constant(features::Matrix& matrix, std::size_t f) {
    auto column = std::make_shared<features::MatrixColumn>(*matrix.columns[f]);
    column->values.assign(column->values.size(), 0.0f);
    column->variance = 0.0;
    matrix.columns[f] = column;
}

std::vector<Table> tables() {
    std::vector<Table> result;
    std::uint64_t seed = 0;
    for (const std::size_t rows : {2, 3, 4, 5, 7, 10, 20, 50, 200, 1000})
        for (const int k : {2, 3, 5, 12, 49})
            for (const double grain : {0.0, 0.5, 4.0}) {
                ++seed;
                const Cloud cloud{.rows = rows, .d = 1 + seed % 6, .grain = grain, .seed = seed};
                result.push_back(table_of(cloud, k, seed % 2 == 0));
                if (seed % 4 == 0)
                    make_constant(result.back().matrix, 0);
            }
    result.push_back(table_of({.rows = 3000, .d = 5, .seed = 1001}, 5, false));
    result.push_back(table_of({.rows = 3000, .d = 2, .grain = 1.0, .seed = 1003}, 12, false));
    // Every row a cluster but two.
    Table narrow = table_of({.rows = 20, .d = 2, .seed = 1004}, 2, false);
    narrow.k = 19;
    for (std::size_t row = 0; row < 20; ++row)
        narrow.labels[row] = static_cast<Label>(std::min<std::size_t>(row, 18));
    result.push_back(narrow);
    return result;
}

bool near(double ours, double theirs, double tolerance = 1e-9) {
    return std::abs(ours - theirs) <= tolerance * std::max(1.0, std::abs(theirs));
}

// Within groups of equal rows, rounding decides what remains of sums that are 0.
bool has_spread(const Table& table, const ClusterScores& scores) {
    return scores.calinski_harabasz < 1e12 && scores.davies_bouldin > 1e-6 && table.k > 1;
}

void check_silhouette(const Table& table, const nlohmann::json& theirs) {
    base::Progress progress;
    const std::array labelling{Labelling{table.labels, table.k}};
    const Silhouette ours = silhouettes(table.matrix, labelling, progress)[0];
    const auto samples = theirs["samples"].get<std::vector<double>>();
    std::size_t different = 0;
    for (std::size_t row = 0; row < samples.size(); ++row)
        different += !near(ours.values[row], samples[row]);
    CHECK(different == 0);
    CHECK(near(ours.mean, theirs["mean"]));
    CHECK(near(ours.mean, theirs["plain"], table.tied ? 1e-6 : 1e-9));
}

// Whether they could be compared.
bool check_scores(const Table& table, const nlohmann::json& theirs) {
    const ClusterScores ours = cluster_scores(table.matrix, {table.labels, table.k});
    if (!has_spread(table, ours))
        return false;
    CHECK(near(ours.calinski_harabasz, theirs["calinski_harabasz"]));
    CHECK(near(ours.davies_bouldin, theirs["davies_bouldin"]));
    return true;
}

void check_agreement(const Table& table, const nlohmann::json& theirs) {
    const auto counts = contingency(table.labels, table.k, table.other, 4);
    CHECK(near(adjusted_rand_index(counts, table.k, 4), theirs["adjusted_rand"]));
    CHECK(near(normalized_mutual_information(counts, table.k, 4), theirs["mutual_information"]));
}

} // namespace

TEST_CASE("silhouettes, scores and agreement are scikit-learn's on many random tables") {
    const std::vector<Table> all = tables();
    nlohmann::json input;
    for (const Table& table : all)
        input["tables"].push_back(json_of(table));
    const auto output =
        tests::ask_python("tests/bench/reference/scores.py", "sklearn, scipy", input);
    if (!output)
        return;
    std::size_t with_silhouettes = 0, with_scores = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        CAPTURE(i);
        CAPTURE(all[i].matrix.rows);
        CAPTURE(all[i].k);
        const nlohmann::json& theirs = (*output)["tables"][i];
        check_agreement(all[i], theirs);
        if (!theirs.contains("samples"))
            continue;
        ++with_silhouettes;
        check_silhouette(all[i], theirs);
        with_scores += check_scores(all[i], theirs);
    }
    MESSAGE(with_silhouettes << " silhouettes and " << with_scores << " scores compared");
    CHECK(with_silhouettes > 100);
    CHECK(with_scores > 80);
}
