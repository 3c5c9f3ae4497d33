#include "analysis/naming/naming.h"
#include "analysis/naming/naming_phrase.h"

#include <bit>
#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "support/analysis_cases.h"

using namespace cohortscope;
using namespace cohortscope::analysis;

namespace {

// Moments of the reference table's features.
features::FeatureSet reference_features() {
    const auto feature = [](const char* name, double mean, double std) {
        auto result = std::make_shared<features::Feature>();
        result->name = name;
        result->spec = schema::feature_named(name);
        result->mean = mean;
        result->std = std;
        return result;
    };
    features::FeatureSet set;
    set.columns = {feature("years_of_experience", 10.3, 4.49),
                   feature("ctc_update_count", 1.65, 0.884),
                   feature("company_frequency", 0.059, 0.096),
                   feature("job_frequency", 0.178, 0.144), feature("ctc_log", 13.78, 1.045)};
    return set;
}

constexpr std::size_t kAllRows = 205'785;

ClusterProfile all_rows() {
    ClusterProfile all;
    all.size = kAllRows;
    all.top_names.resize(2);
    all.measure_median = 950'000;
    all.feature_means = {10.3, 1.65, 0.059, 0.178, 13.78};
    all.top_names[test::kRole] = {
        {"backend engineer", 74'085}, {"fullstack engineer", 30'000}, {"other", 100}};
    all.top_names[test::kCompany] = {{"less_occurred", 47'903}, {"qntx", 8'337}, {"mug", 5'000}};
    return all;
}

// A cluster of 10,000 rows that is like all rows in everything.
ClusterProfile plain_cluster() {
    ClusterProfile cluster = all_rows();
    cluster.size = 10'000;
    cluster.top_names[test::kRole] = {{"backend engineer", 3'600}};
    cluster.top_names[test::kCompany] = {{"less_occurred", 2'300}};
    return cluster;
}

std::vector<std::string> names_of(const std::vector<ClusterProfile>& clusters) {
    Profiles profiles = test::described();
    profiles.all = all_rows();
    profiles.clusters = clusters;
    return name_clusters(profiles, reference_features());
}

// "first | second": so that a failure shows them.
std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : " | ") + name;
    return text;
}

// Beside clusters that are like all rows, and rarer: the broad middle and a senior.
std::string name_of(const ClusterProfile& cluster) {
    ClusterProfile other = plain_cluster();
    other.feature_means[0] = 20.0;
    return names_of({cluster, other}).front();
}

ClusterProfile backend_cluster() {
    ClusterProfile cluster = plain_cluster();
    cluster.top_names[test::kRole] = {{"backend engineer", 10'000}};
    return cluster;
}

} // namespace

TEST_CASE("the reference table's five clusters read as what they are") {
    std::vector<ClusterProfile> clusters(5, plain_cluster());
    clusters[0].size = 69'034;
    clusters[0].share = 0.335;
    clusters[0].measure_median = 800'000;
    clusters[0].feature_means = {8.786, 1.402, 0.006, 0.077, 13.57};
    clusters[0].top_names[test::kRole] = {{"fullstack engineer", 18'593}};
    clusters[0].top_names[test::kCompany] = {{"qntx", 3'666}};
    clusters[1].measure_median = 900'000;
    clusters[1].feature_means = {9.52, 3.517, 0.024, 0.172, 13.67};
    clusters[2].size = 49'454;
    clusters[2].measure_median = 1'100'000;
    clusters[2].feature_means = {9.364, 1.309, 0.007, 0.36, 13.83};
    clusters[2].top_names[test::kRole] = {{"backend engineer", 49'454}};
    clusters[3].measure_median = 1'000'000;
    clusters[3].feature_means = {9.544, 1.534, 0.2328, 0.161, 13.73};
    clusters[3].top_names[test::kCompany] = {{"less_occurred", 10'000}};
    clusters[4].measure_median = 2'300'000;
    clusters[4].feature_means = {19.41, 1.531, 0.037, 0.126, 14.53};
    CHECK(listed(names_of(clusters)) ==
          "the broad middle, lowest paid | frequent updaters, 3.5 updates | backend engineers | "
          "people at rare companies | seniors, 19 years, best paid");
}

TEST_CASE("a cluster near the mean is the broad middle, a small one near the average") {
    ClusterProfile cluster = plain_cluster();
    cluster.share = 0.6;
    CHECK(name_of(cluster) == "the broad middle");
    cluster.share = 0.2;
    CHECK(name_of(cluster) == "near the average");
}

TEST_CASE("of two clusters near the mean one is the broad middle: the larger") {
    std::vector<ClusterProfile> clusters(3, plain_cluster());
    clusters[0].size = 8'000;
    clusters[0].share = 0.4;
    clusters[1].share = 0.45;
    clusters[2].feature_means[0] = 20.0;
    const auto names = names_of(clusters);
    CHECK(names[0].find("the broad middle") == std::string::npos);
    CHECK(names[1].find("the broad middle") == 0);
}

TEST_CASE("one cluster is everyone, and a cluster without rows nobody") {
    CHECK(listed(names_of({plain_cluster()})) == "everyone");
    ClusterProfile empty;
    empty.feature_means.assign(5, 0.0);
    CHECK(names_of({plain_cluster(), empty})[1] == "nobody");
    CHECK(names_of({}).empty());
}

TEST_CASE("a role or company that nearly fills a cluster is named with its share") {
    ClusterProfile cluster = plain_cluster();
    cluster.top_names[test::kRole] = {{"backend engineer", 9'399}};
    CHECK(name_of(cluster) == "93 % backend engineers");
    cluster.top_names[test::kRole] = {{"engineering leadership", 10'000}};
    CHECK(name_of(cluster) == "engineering leadership");
    cluster.top_names[test::kRole] = {{"other", 10'000}};
    CHECK(name_of(cluster) == "role \"other\"");
    cluster = plain_cluster();
    cluster.top_names[test::kCompany] = {{"qntx", 10'000}};
    CHECK(name_of(cluster) == "people at qntx");
    cluster.top_names[test::kCompany] = {{"less_occurred", 9'999}};
    CHECK(name_of(cluster) == "99 % at rare companies");
    cluster.top_names[test::kCompany] = {{"less_occurred", 6'000}};
    CHECK(name_of(cluster) == "60 % at rare companies");
    cluster.top_names[test::kCompany] = {{"less_occurred", 4'900}};
    CHECK(name_of(cluster).find("rare companies") == std::string::npos);
}

TEST_CASE("a role that all rows share is no difference") {
    Profiles profiles = test::described();
    profiles.all = all_rows();
    profiles.all.top_names[test::kRole] = {{"backend engineer", kAllRows}};
    profiles.clusters = {backend_cluster(), backend_cluster()};
    profiles.clusters[0].share = 0.7;
    profiles.clusters[1].feature_means[0] = 20.0;
    const std::vector<std::string> names = name_clusters(profiles, reference_features());
    CHECK(names.front() == "the broad middle");
    CHECK(names.back() == "seniors, 20 years");
}

TEST_CASE("pay is called higher only where its median and its logarithm both are") {
    ClusterProfile cluster = plain_cluster();
    cluster.feature_means[4] = 14.5;
    CHECK(name_of(cluster).find("paid") == std::string::npos);
    cluster.measure_median = 1'900'000;
    CHECK(name_of(cluster) == "best paid, twice the median");
    cluster.feature_means[4] = 13.78;
    CHECK(name_of(cluster).find("paid") == std::string::npos);
    cluster.feature_means[4] = 12.5;
    cluster.measure_median = 37'000;
    CHECK(name_of(cluster) == "lowest paid, ₹37,000");
}

TEST_CASE("people of one role are told apart by what they are, not by a number") {
    std::vector<ClusterProfile> clusters(4, backend_cluster());
    clusters[0].feature_means[0] = 20.0;
    clusters[1].feature_means[4] = 14.5;
    clusters[1].measure_median = 2'500'000;
    clusters[2].top_names[test::kCompany] = {{"less_occurred", 10'000}};
    clusters[3].feature_means[0] = 8.0;
    CHECK(listed(names_of(clusters)) ==
          "senior backend engineers | best-paid backend engineers | backend engineers, rare "
          "companies | less experienced backend engineers");
}

TEST_CASE("clusters of the same words get the measure that lies furthest apart") {
    std::vector<ClusterProfile> clusters(2, plain_cluster());
    clusters[0].feature_means[0] = 17.0;
    clusters[1].feature_means[0] = 17.9;
    CHECK(listed(names_of(clusters)) == "seniors, 17 years | seniors, 18 years");
}

TEST_CASE("clusters that nothing tells apart are numbered") {
    CHECK(listed(names_of({plain_cluster(), plain_cluster(), plain_cluster()})) ==
          "near the average | near the average 2 | near the average 3");
}

TEST_CASE("the lump of rare companies is no large company") {
    std::vector<ClusterProfile> clusters(3, plain_cluster());
    clusters[0].feature_means[2] = 0.23;
    clusters[0].top_names[test::kCompany] = {{"less_occurred", 4'500}};
    clusters[1].feature_means[2] = 0.23;
    clusters[1].top_names[test::kCompany] = {{"qntx", 4'500}};
    for (const std::string& name : names_of(clusters))
        CHECK(name.find("common companies") == std::string::npos);
    // Without a lump, a high frequency is that of companies with many rows.
    Profiles profiles = test::described();
    profiles.all = all_rows();
    profiles.all.top_names[test::kCompany] = {{"qntx", 8'337}};
    profiles.clusters = {clusters[1], plain_cluster()};
    CHECK(name_clusters(profiles, reference_features()).front() == "people at common companies");
}

TEST_CASE("a column that is not known is named by its direction and its mean") {
    Profiles profiles = test::described();
    profiles.names.clear();
    features::FeatureSet features;
    auto score = std::make_shared<features::Feature>();
    score->name = "gre_score";
    score->spec = schema::feature_named(score->name);
    score->mean = 300;
    score->std = 10;
    features.columns = {score};
    profiles.all.size = 100;
    profiles.all.feature_means = {300};
    profiles.clusters.resize(2);
    profiles.clusters[0].size = profiles.clusters[1].size = 50;
    profiles.clusters[0].feature_means = {290};
    profiles.clusters[1].feature_means = {306};
    CHECK(listed(name_clusters(profiles, features)) ==
          "low gre score, mean 290 | higher gre score, mean 306");
}

namespace {

std::vector<ClusterProfile> random_clusters(base::Random& random) {
    const std::vector<std::string> roles{"backend engineer", "engineering leadership", "other",
                                         "a role with an exceedingly long title of many words"};
    const std::vector<std::string> companies{"less_occurred", "unknown", "vbncw btztvmtn rgotzyo"};
    std::vector<ClusterProfile> clusters(1 + random.below(15), plain_cluster());
    for (ClusterProfile& cluster : clusters) {
        cluster.feature_means = {std::max(0.0, 10.3 + 4.0 * random.normal()),
                                 1.0 + random.uniform() * 2, 0.05, 0.2, 13.78 + random.normal()};
        cluster.share = random.uniform() * 0.3;
        cluster.measure_median = 1e5 * static_cast<double>(1 + random.below(30));
        cluster.top_names[test::kRole] = {
            {roles[random.below(roles.size())], 4'000 + 1'000 * random.below(7)}};
        cluster.top_names[test::kCompany] = {
            {companies[random.below(companies.size())], 4'000 + 1'000 * random.below(7)}};
    }
    return clusters;
}

// What a claim says, computed here once more: so much more or less than all rows have.
bool is_true(const Claim& claim, const ClusterProfile& cluster) {
    const auto has = [&](const NamedCount& top) {
        return top.name == claim.subject &&
               static_cast<double>(top.count) >= claim.share * static_cast<double>(cluster.size);
    };
    const auto z = [&](std::size_t f) {
        const features::FeatureSet features = reference_features();
        return (cluster.feature_means[f] - features.columns[f]->mean) / features.columns[f]->std;
    };
    if (claim.kind == ClaimKind::name)
        return has(cluster.top_names[claim.feature].front());
    if (claim.kind == ClaimKind::kept)
        return cluster.top_names[test::kCompany].front().name != "less_occurred";
    if (claim.kind == ClaimKind::middle)
        return std::fabs(z(0)) < 0.5 && std::fabs(z(1)) < 0.5 &&
               cluster.measure_median < 1.5 * 950'000 && cluster.measure_median * 1.5 > 950'000;
    const double sign = is_high(claim.degree) ? 1.0 : -1.0;
    if (claim.feature == 4)
        return sign * (cluster.measure_median / 950'000 - 1.0) > 0.0 && sign * z(4) > 0.1;
    return sign * z(claim.feature) >= 0.3;
}

} // namespace

TEST_CASE("names of any clusters are distinct, short, true, and mostly set apart by words") {
    base::Random random(31);
    std::size_t all = 0, apart = 0;
    for (int trial = 0; trial < 400; ++trial) {
        Profiles profiles = test::described();
        profiles.all = all_rows();
        profiles.clusters = random_clusters(random);
        const std::vector<MeasuredName> names = measured_names(profiles, reference_features());
        std::set<std::string> texts;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const MeasuredName& name = names[i];
            CAPTURE(name.text);
            CHECK(texts.insert(name.text).second);
            CHECK(!name.text.empty());
            CHECK(length_of(name.text) <= kLongestName + 3); // with " 12"
            for (const Claim& claim : name.claims)
                CHECK_MESSAGE(is_true(claim, profiles.clusters[i]), claim.words.text);
            // Where the words set the cluster apart, no other one deserves all of them.
            for (std::size_t other = 0; other < names.size() && name.set_apart; ++other)
                CHECK(
                    (other == i ||
                     !std::all_of(name.claims.begin(), name.claims.end(), [&](const Claim& claim) {
                         return holds(groups_of(profiles, reference_features()), claim, other);
                     })));
            all += 1;
            apart += name.set_apart ? 1 : 0;
        }
    }
    CHECK(apart * 10 >= all * 8);
}
