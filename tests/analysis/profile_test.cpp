#include "analysis/profile/profile.h"

#include <map>

#include <doctest/doctest.h>

#include "analysis/kmeans/kmeans.h"
#include "base/parallel.h"
#include "support/analysis_cases.h"

using namespace cohortscope;
using namespace cohortscope::analysis;
using test::Person;

namespace {

// The percentile as section S7 of the definitions has it.
double percentile(std::vector<double> values, double percent) {
    std::sort(values.begin(), values.end());
    const double h = static_cast<double>(values.size() - 1) * percent / 100.0;
    const auto low = static_cast<std::size_t>(h);
    if (low + 1 == values.size())
        return values[low];
    return values[low] + (h - static_cast<double>(low)) * (values[low + 1] - values[low]);
}

std::vector<Person> random_people(std::size_t n) {
    base::Random random(17);
    std::vector<Person> people;
    for (std::size_t i = 0; i < n; ++i)
        people.push_back({static_cast<double>(random.below(40)),
                          static_cast<double>(1 + random.below(5)),
                          1e5 * static_cast<double>(1 + random.below(300)),
                          "role " + std::to_string(random.below(30)),
                          "company " + std::to_string(random.below(random.below(200) + 1))});
    return people;
}

std::vector<std::pair<std::string, std::size_t>> pairs_of(const std::vector<NamedCount>& counts) {
    std::vector<std::pair<std::string, std::size_t>> pairs;
    for (const NamedCount& entry : counts)
        pairs.emplace_back(entry.name, entry.count);
    return pairs;
}

std::vector<std::pair<std::string, std::size_t>>
top_ten(const std::map<std::string, std::size_t>& counts) {
    std::vector<std::pair<std::string, std::size_t>> top(counts.begin(), counts.end());
    std::stable_sort(top.begin(), top.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    top.resize(std::min<std::size_t>(top.size(), 10));
    return top;
}

void check_cluster(const ClusterProfile& profile, const std::vector<Person>& people,
                   const std::vector<Label>& labels, Label cluster) {
    std::vector<double> pay;
    double pay_sum = 0.0;
    double years = 0.0;
    std::map<std::string, std::size_t> roles;
    std::map<std::string, std::size_t> companies;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (labels[i] != cluster)
            continue;
        pay.push_back(people[i].ctc);
        pay_sum += people[i].ctc;
        years += people[i].years;
        ++roles[people[i].role];
        ++companies[people[i].company];
    }
    const auto size = static_cast<double>(pay.size());
    CHECK(profile.size == pay.size());
    CHECK(profile.share == size / static_cast<double>(people.size()));
    CHECK(profile.measure_mean == doctest::Approx(pay_sum / size).epsilon(1e-12));
    CHECK(profile.measure_q1 == percentile(pay, 25));
    CHECK(profile.measure_median == percentile(pay, 50));
    CHECK(profile.measure_q3 == percentile(pay, 75));
    CHECK(profile.feature_means[0] == doctest::Approx(years / size).epsilon(1e-12));
    CHECK(pairs_of(profile.top_names[test::kRole]) == top_ten(roles));
    CHECK(pairs_of(profile.top_names[test::kCompany]) == top_ten(companies));
    CHECK(std::accumulate(profile.histogram.begin(), profile.histogram.end(), 0u) == pay.size());
}

int bin_at(const MeasureBins& bins, std::size_t row) { return bins.bin(row); }

} // namespace

TEST_CASE("a cluster's pay, features, roles and companies are those of its rows") {
    const std::vector<Person> people{{10, 1, 4e5, "dev", "b"},
                                     {20, 3, 1e5, "dev", "a"},
                                     {30, 2, 2e5, "admin", "a"},
                                     {40, 1, 3e5, "qa", "b"},
                                     {2, 1, 9e5, "qa", "c"}};
    const Profiles profiles = test::profiles_of(people, {1, 1, 1, 1, 0}, 2);
    const ClusterProfile& many = profiles.clusters[1];
    CHECK(many.size == 4);
    CHECK(many.share == 0.8);
    CHECK(many.measure_mean == 2.5e5);
    CHECK(many.measure_median == 2.5e5);
    CHECK(many.measure_q1 == 1.75e5);
    CHECK(many.measure_q3 == 3.25e5);
    CHECK(many.feature_means[0] == 25.0);
    CHECK(many.feature_means[1] == 1.75);
    using Pairs = std::vector<std::pair<std::string, std::size_t>>;
    CHECK(pairs_of(many.top_names[test::kRole]) == Pairs{{"dev", 2}, {"admin", 1}, {"qa", 1}});
    CHECK(pairs_of(many.top_names[test::kCompany]) == Pairs{{"a", 2}, {"b", 2}});
    const ClusterProfile& one = profiles.clusters[0];
    CHECK(one.measure_q1 == 9e5);
    CHECK(one.measure_median == 9e5);
    CHECK(one.measure_q3 == 9e5);
    CHECK(profiles.all.size == 5);
    CHECK(profiles.all.share == 1.0);
    CHECK(profiles.all.measure_mean == doctest::Approx(3.8e5).epsilon(1e-14));
    CHECK(profiles.all.measure_median == 3e5);
    CHECK(pairs_of(profiles.all.top_names[test::kRole]) ==
          Pairs{{"dev", 2}, {"qa", 2}, {"admin", 1}});
}

TEST_CASE("profiles of many rows agree with a plain computation, for any number of clusters") {
    const std::vector<Person> people = random_people(20'011);
    base::Random random(5);
    for (const int k : {1, 2, 7, 50}) {
        const std::vector<Label> labels = test::random_labels(people.size(), k, random);
        const Profiles profiles = test::profiles_of(people, labels, k);
        for (int cluster = 0; cluster < k; ++cluster)
            check_cluster(profiles.clusters[static_cast<std::size_t>(cluster)], people, labels,
                          static_cast<Label>(cluster));
        check_cluster(profiles.all, people, std::vector<Label>(people.size(), 0), 0);
    }
}

TEST_CASE("one thread gives profiles of the same bits") {
    const std::vector<Person> people = random_people(30'000);
    base::Random random(6);
    const std::vector<Label> labels = test::random_labels(people.size(), 5, random);
    const Profiles many = test::profiles_of(people, labels, 5);
    const base::ThreadLimit limit(1);
    const Profiles one = test::profiles_of(people, labels, 5);
    for (std::size_t c = 0; c < 5; ++c) {
        CHECK(many.clusters[c].measure_mean == one.clusters[c].measure_mean);
        CHECK(many.clusters[c].feature_means == one.clusters[c].feature_means);
        CHECK(many.clusters[c].histogram == one.clusters[c].histogram);
        CHECK(many.clusters[c].name == one.clusters[c].name);
    }
}

TEST_CASE("one row, equal pay and a cluster without rows have profiles") {
    const Profiles one = test::profiles_of({Person{}}, {0}, 1);
    CHECK(one.clusters[0].measure_median == 1e6);
    CHECK(one.measure_axis.bins == 1);
    CHECK(one.clusters[0].histogram == std::vector<std::uint32_t>{1});
    const Profiles empty = test::profiles_of({Person{}, Person{}}, {0, 0}, 2);
    CHECK(empty.clusters[1].size == 0);
    CHECK(empty.clusters[1].measure_mean == 0.0);
    CHECK(
        (empty.clusters[1].top_names.empty() || empty.clusters[1].top_names[test::kRole].empty()));
    CHECK(empty.clusters[1].name != empty.clusters[0].name);
}

TEST_CASE("means of pay whose sum no double holds are numbers, and number the clusters") {
    constexpr double kUnit = 0x1p1023;
    std::vector<Person> people;
    for (const double pay : {1.75, 1.25, 1.0, 1.5, 1.75, 1.25})
        people.push_back({10, 1, pay * kUnit, "dev", "a"});
    const Profiles profiles = test::profiles_of(people, {0, 0, 1, 1, 0, 1}, 2);
    CHECK(profiles.clusters[0].measure_mean / kUnit == doctest::Approx(4.75 / 3).epsilon(1e-14));
    CHECK(profiles.clusters[1].measure_mean / kUnit == doctest::Approx(1.25).epsilon(1e-14));
    CHECK(profiles.all.measure_mean / kUnit == doctest::Approx(8.5 / 6).epsilon(1e-14));

    Clustering clustering{2, {0, 0, 1, 1, 0, 1}, {5.0, 7.0}, {3, 3}, 0.0, 0, true};
    std::vector<double> pay;
    for (const Person& person : people)
        pay.push_back(person.ctc);
    number_canonically(clustering, pay);
    CHECK(clustering.labels == std::vector<Label>{1, 1, 0, 0, 1, 0});
    CHECK(clustering.centres == std::vector<double>{7.0, 5.0});
}

TEST_CASE("pay bins are twenty-fourths of a decade with whole decades as edges") {
    std::vector<Person> people;
    for (const double ctc : {99'999.0, 1e5, 1e6, 1e7, 3.2e5, 101.0})
        people.push_back({5, 1, ctc, "r", "c"});
    const MeasureBins bins = bin_measure(test::rows_of(people));
    CHECK(bins.axis.low == 2.0);
    CHECK(bins.axis.step == doctest::Approx(1.0 / 24.0).epsilon(1e-15));
    CHECK(bins.axis.bins == 120);
    CHECK(bin_at(bins, 0) == 71);
    CHECK(bin_at(bins, 1) == 72);
    CHECK(bin_at(bins, 2) == 96);
    CHECK(bin_at(bins, 3) == 119); // the last bin includes its upper end
    CHECK(bin_at(bins, 4) == 84);  // 10^5.5 = 316,228
    CHECK(bin_at(bins, 5) == 0);
}

TEST_CASE("every pay lies within its bin, also over hundreds of decades") {
    base::Random random(12);
    for (const double decades : {0.01, 3.0, 9.0, 40.0, 500.0}) {
        std::vector<Person> people;
        for (int i = 0; i < 3000; ++i)
            people.push_back({5, 1, std::pow(10.0, (random.uniform() - 0.5) * decades), "r", "c"});
        const features::PreparedRows prepared = test::rows_of(people);
        const MeasureBins bins = bin_measure(prepared);
        REQUIRE(bins.axis.bins >= 1);
        REQUIRE(bins.axis.bins <= 255);
        double worst = 0.0;
        for (std::size_t row = 0; row < people.size(); ++row) {
            REQUIRE(bins.bin(row) < bins.axis.bins);
            const double place = (std::log10(people[row].ctc) - bins.axis.low) / bins.axis.step;
            worst = std::max({worst, bins.bin(row) - place, place - bins.bin(row) - 1.0});
        }
        CHECK(worst < 1e-6);
    }
}

TEST_CASE("pay's slots never decrease with pay, and each lies in one bin") {
    base::Random random(13);
    for (const double decades : {0.5, 6.0, 300.0}) {
        std::vector<Person> people;
        for (int i = 0; i < 5000; ++i)
            people.push_back({5, 1, std::pow(10.0, (random.uniform() - 0.5) * decades), "r", "c"});
        const features::PreparedRows prepared = test::rows_of(people);
        const MeasureBins bins = bin_measure(prepared);
        std::size_t wrong = 0;
        for (std::size_t i = 1; i < people.size(); ++i) {
            const std::uint16_t slot = bins.slot[prepared.by_measure[i]];
            wrong +=
                slot < bins.slot[prepared.by_measure[i - 1]] || slot >= bins.bins_of_slot.size();
        }
        CHECK(wrong == 0);
        CHECK(std::is_sorted(bins.bins_of_slot.begin(), bins.bins_of_slot.end()));
    }
}

TEST_CASE("means are of four running sums a chunk and cluster, to the last bit") {
    const std::vector<Person> people = random_people(20'003);
    base::Random random(7);
    const std::vector<Label> labels = test::random_labels(people.size(), 3, random);
    const Profiles profiles = test::profiles_of(people, labels, 3);
    for (std::size_t cluster = 0; cluster < 3; ++cluster) {
        double total = 0.0;
        for (std::size_t begin = 0; begin < people.size(); begin += base::kChunkRows) {
            std::vector<double> logs;
            const std::size_t end = std::min(people.size(), begin + base::kChunkRows);
            for (std::size_t row = begin; row < end; ++row)
                if (labels[row] == cluster)
                    logs.push_back(std::log1p(people[row].ctc));
            double sums[4] = {};
            for (std::size_t i = 0; i < logs.size(); ++i)
                sums[i < logs.size() / 4 * 4 ? i % 4 : 0] += logs[i];
            total += (sums[0] + sums[1]) + (sums[2] + sums[3]);
        }
        const ClusterProfile& profile = profiles.clusters[cluster];
        CHECK(profile.feature_means[2] == total / static_cast<double>(profile.size));
    }
}
