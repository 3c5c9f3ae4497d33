#include "analysis/naming.h"

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
    all.ctc_median = 950'000;
    all.feature_means = {10.3, 1.65, 0.059, 0.178, 13.78};
    all.top_roles = {{"backend engineer", 74'085}, {"fullstack engineer", 30'000}, {"other", 100}};
    all.top_companies = {{"less_occurred", 47'903}, {"qntx", 8'337}, {"mug", 5'000}};
    return all;
}

// A cluster of 10,000 rows that is like all rows in everything.
ClusterProfile plain_cluster() {
    ClusterProfile cluster = all_rows();
    cluster.size = 10'000;
    cluster.top_roles = {{"backend engineer", 3'600}};
    cluster.top_companies = {{"less_occurred", 2'300}};
    return cluster;
}

std::vector<std::string> names_of(const std::vector<ClusterProfile>& clusters) {
    Profiles profiles;
    profiles.all = all_rows();
    profiles.clusters = clusters;
    return name_clusters(profiles, reference_features());
}

std::string name_of(const ClusterProfile& cluster) { return names_of({cluster}).front(); }

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

} // namespace

TEST_CASE("the reference table's five clusters read as what they are") {
    std::vector<ClusterProfile> clusters(5, plain_cluster());
    clusters[0].size = 69'034;
    clusters[0].ctc_median = 800'000;
    clusters[0].feature_means = {8.786, 1.402, 0.006, 0.077, 13.57};
    clusters[0].top_roles = {{"fullstack engineer", 18'593}};
    clusters[0].top_companies = {{"qntx", 3'666}};
    clusters[1].ctc_median = 900'000;
    clusters[1].feature_means = {9.52, 3.517, 0.024, 0.172, 13.67};
    clusters[2].size = 49'454;
    clusters[2].ctc_median = 1'100'000;
    clusters[2].feature_means = {9.364, 1.309, 0.007, 0.36, 13.83};
    clusters[2].top_roles = {{"backend engineer", 49'454}};
    clusters[3].ctc_median = 1'000'000;
    clusters[3].feature_means = {9.544, 1.534, 0.2328, 0.161, 13.73};
    clusters[3].top_companies = {{"less_occurred", 10'000}};
    clusters[4].ctc_median = 2'300'000;
    clusters[4].feature_means = {19.41, 1.531, 0.037, 0.126, 14.53};
    CHECK(names_of(clusters) == std::vector<std::string>{"8.8 years, lower pay", "3.5 pay updates",
                                                         "all backend engineer",
                                                         "rare companies only",
                                                         "19 years, higher pay"});
}

TEST_CASE("a cluster like all rows is typical") {
    CHECK(name_of(plain_cluster()) == "typical, 10 years");
}

TEST_CASE("a role or company that nearly fills a cluster is named with its share") {
    ClusterProfile cluster = plain_cluster();
    cluster.top_roles = {{"backend engineer", 9'399}};
    CHECK(name_of(cluster) == "93 % backend engineer");
    cluster.top_roles = {{"other", 10'000}};
    CHECK(name_of(cluster) == "all in role \"other\"");
    cluster = plain_cluster();
    cluster.top_companies = {{"qntx", 10'000}};
    CHECK(name_of(cluster) == "all at qntx");
    cluster.top_companies = {{"less_occurred", 9'999}};
    CHECK(name_of(cluster) == "99 % rare companies");
    cluster.top_companies = {{"less_occurred", 6'000}};
    CHECK(name_of(cluster) == "60 % rare companies");
    cluster.top_companies = {{"less_occurred", 4'900}};
    CHECK(name_of(cluster) == "typical, 10 years");
}

TEST_CASE("a role that all rows share is no difference") {
    Profiles profiles;
    profiles.all = all_rows();
    profiles.all.top_roles = {{"backend engineer", kAllRows}};
    profiles.clusters = {plain_cluster()};
    profiles.clusters[0].top_roles = {{"backend engineer", 10'000}};
    CHECK(name_clusters(profiles, reference_features()).front() == "typical, 10 years");
}

TEST_CASE("pay is called higher only where its median and its logarithm both are") {
    ClusterProfile cluster = plain_cluster();
    cluster.feature_means[4] = 14.5;
    CHECK(name_of(cluster) == "typical, 10 years");
    cluster.ctc_median = 2'000'000;
    CHECK(name_of(cluster) == "higher pay, median ₹20 L");
    cluster.feature_means[4] = 13.78;
    CHECK(name_of(cluster) == "typical, 10 years");
}

TEST_CASE("clusters of the same role are told apart by a further measure") {
    std::vector<ClusterProfile> clusters(3, plain_cluster());
    for (ClusterProfile& cluster : clusters)
        cluster.top_roles = {{"backend engineer", 10'000}};
    clusters[0].feature_means[0] = 8.0;
    clusters[1].feature_means[0] = 9.0;
    clusters[2].feature_means[0] = 11.0;
    CHECK(names_of(clusters) == std::vector<std::string>{"backend, 8.0 years", "backend, 9.0 years",
                                                         "backend, 11 years"});
    clusters[1].feature_means[0] = 8.0;
    clusters[1].ctc_median = 1'230'000;
    clusters[2].ctc_median = 1'000'000;
    CHECK(names_of(clusters)[1] == "backend, median ₹12.3 L");
}

TEST_CASE("clusters that no measure tells apart are numbered") {
    CHECK(names_of({plain_cluster(), plain_cluster(), plain_cluster()}) ==
          std::vector<std::string>{"typical, 10 years", "typical, 10 years 2",
                                   "typical, 10 years 3"});
    CHECK(names_of({}).empty());
}

TEST_CASE("an unknown feature is named by its direction") {
    Profiles profiles;
    features::FeatureSet features;
    auto score = std::make_shared<features::Feature>();
    score->name = "gre_score";
    score->mean = 300;
    score->std = 10;
    features.columns = {score};
    profiles.all.size = 100;
    profiles.all.feature_means = {300};
    profiles.clusters.resize(2);
    profiles.clusters[0].size = profiles.clusters[1].size = 50;
    profiles.clusters[0].feature_means = {290};
    profiles.clusters[1].feature_means = {310};
    CHECK(name_clusters(profiles, features) ==
          std::vector<std::string>{"lower gre score", "higher gre score"});
}

TEST_CASE("names of any clusters are distinct, short and not empty") {
    base::Random random(31);
    const std::vector<std::string> roles{"backend engineer", "engineering leadership", "other",
                                         "a role with an exceedingly long title of many words"};
    const std::vector<std::string> companies{"less_occurred", "unknown", "vbncw btztvmtn rgotzyo"};
    for (int trial = 0; trial < 400; ++trial) {
        std::vector<ClusterProfile> clusters(1 + random.below(15), plain_cluster());
        for (ClusterProfile& cluster : clusters) {
            cluster.feature_means = {std::max(0.0, 10.3 + 4.0 * random.normal()),
                                     1.0 + random.uniform() * 2, 0.05, 0.2,
                                     13.78 + random.normal()};
            cluster.ctc_median = 1e5 * static_cast<double>(1 + random.below(30));
            cluster.top_roles = {
                {roles[random.below(roles.size())], 4'000 + 1'000 * random.below(7)}};
            cluster.top_companies = {
                {companies[random.below(companies.size())], 4'000 + 1'000 * random.below(7)}};
        }
        const std::vector<std::string> names = names_of(clusters);
        CHECK(std::set<std::string>(names.begin(), names.end()).size() == clusters.size());
        for (const std::string& name : names) {
            CHECK(!name.empty());
            CHECK(characters(name) <= 33);
        }
    }
}
