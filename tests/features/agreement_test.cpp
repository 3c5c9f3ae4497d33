// The steps against the reference numbers and against tests/bench/reference/pipeline.py.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/parallel.h"
#include "base/random.h"
#include "features/encode.h"
#include "features/peers/peer_flags.h"
#include "support/prepared_table.h"
#include "support/read_csv.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using nlohmann::json;

namespace {

const std::string kShared = COHORTSCOPE_SOURCE_DIR "/../shared/";
const std::string kScript = COHORTSCOPE_SOURCE_DIR "/tests/bench/reference/pipeline.py";
const std::string kPython = "OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 /usr/bin/python3 ";

// All knobs of S1 to S11.
using AllKnobs = engine::Settings;

AllKnobs knobs_of(const json& settings) {
    AllKnobs knobs;
    for (const auto& [key, value] : settings.items())
        test::turn(knobs, key,
                   (value.is_string() ? value.get<std::string>() : value.dump()).c_str());
    return knobs;
}

json counts_of(const Steps& steps) {
    const features::CleanCounts& clean = steps.cleaned.counts;
    const features::NamesSlot& companies = steps.rows.names[kCompany];
    const features::NamesSlot& named_roles = steps.rows.names[kRole];
    const features::FilledNumber& years = *steps.numbers[kYear];
    const features::FilledNames& roles = *steps.names[kRole];
    return {{"rows_read", clean.rows_read},
            {"emptied", clean.emptied},
            {"duplicates", clean.duplicates},
            {"look_alikes", clean.look_alikes},
            {"updated_before_start", clean.checks[0]},
            {"rows_without_pay", clean.rows_without_measure},
            {"orgyear_invalid", years.invalid},
            {"orgyear_missing", years.missing},
            {"job_missing", roles.missing},
            {"job_imputed",
             {{"same_learner", roles.by_id},
              {"same_company_and_experience", roles.by_group_and_number},
              {"same_company", roles.by_group},
              {"other", roles.other}}},
            {"ctc_clipped_rows", {steps.bounds.below, steps.bounds.above}},
            {"companies", companies.names},
            {"rare_companies", companies.rare_names},
            {"rare_rows", companies.rare_rows},
            {"rare_roles", named_roles.rare_names},
            {"rare_role_rows", named_roles.rare_rows},
            {"rows_used", steps.rows.rows.size()}};
}

json flags_of(const Steps& steps) {
    const features::PeerFlags flags =
        peer_flags(steps.rows, features::peer_slots(steps.bound).value());
    const auto object = [](const std::vector<std::uint8_t>& each) {
        const auto n = features::count_flags(each);
        return json{{"1", n[0]}, {"2", n[1]}, {"3", n[2]}};
    };
    return {{"designation", object(flags.designation)},
            {"class", object(flags.class_)},
            {"tier", object(flags.tier)}};
}

json top_names(const features::SortedText& text, const std::vector<std::uint32_t>& rows) {
    std::vector<std::pair<long, std::string>> names;
    for (std::size_t code = 0; code < rows.size(); ++code)
        names.emplace_back(-static_cast<long>(rows[code]), text.names->at(code));
    std::sort(names.begin(), names.end());
    json top = json::array();
    for (std::size_t i = 0; i < std::min<std::size_t>(10, names.size()); ++i)
        top.push_back({names[i].second, -names[i].first});
    return top;
}

bool near(double value, double expected, double scale = 0.0) {
    return std::abs(value - expected) <= 1e-9 * std::max(std::abs(expected), scale);
}

void check_feature(const features::Feature& mine, const json& theirs) {
    const std::array<std::pair<const char*, double>, 7> moments{{{"mean", mine.mean},
                                                                 {"std", mine.std},
                                                                 {"min", mine.min},
                                                                 {"max", mine.max},
                                                                 {"q1", mine.q1},
                                                                 {"median", mine.median},
                                                                 {"q3", mine.q3}}};
    for (const auto& [name, value] : moments)
        if (theirs.contains(name)) {
            CAPTURE(name);
            // A mean or deviation near 0 is a difference of larger numbers.
            CHECK(near(value, theirs[name],
                       std::string_view(name) == "std" ? 1e-3 * std::abs(mine.mean)
                                                       : 1e-3 * mine.std));
        }
}

// Every count, flag, name and moment of `expected`, which is a result of pipeline.py.
void check_agreement(const data::Table& table, const json& settings, const json& expected) {
    CAPTURE(settings.dump());
    const AllKnobs knobs = knobs_of(settings);
    const Steps steps = prepare(table, knobs);
    const json counts = counts_of(steps);
    for (const auto& [key, value] : counts.items())
        if (expected.contains(key)) {
            CAPTURE(key);
            CHECK(value == expected[key]);
        }
    CHECK(flags_of(steps) == expected["flags"]);
    if (!expected["ctc_clip"][0].is_null()) {
        CHECK(near(steps.bounds.low, expected["ctc_clip"][0]));
        CHECK(near(steps.bounds.high, expected["ctc_clip"][1]));
    }
    const features::FeatureSet features = encoded(steps, knobs.weights);
    CHECK(features::count_distinct_rows(features) == expected["distinct_rows"]);
    CHECK(features.columns.size() == expected["features"].size());
    const features::Matrix matrix = scale_and_weight(features, knobs.scaler, knobs.weights);
    for (std::size_t i = 0; i < features.columns.size(); ++i) {
        const features::Feature& feature = *features.columns[i];
        CAPTURE(feature.name);
        const json& theirs = expected["features"][feature.name];
        check_feature(feature, theirs);
        if (!theirs.contains("scaled_mean"))
            continue;
        const double deviation = std::sqrt(matrix.columns[i]->variance);
        CHECK(near(deviation, theirs["scaled_std"], 1e-3));
        CHECK(near(matrix.columns[i]->offset, theirs["scaled_mean"], 1e-2));
        for (std::size_t j = 0; j < features.columns.size(); ++j)
            CHECK(near(features.correlation[i * features.columns.size() + j],
                       expected["correlation"][i][j], 1.0));
    }
    if (expected.contains("top_roles")) {
        CHECK(top_names(steps.rows.names[kRole].text, steps.rows.names[kRole].name_rows) ==
              expected["top_roles"]);
        CHECK(top_names(steps.rows.names[kCompany].text, steps.rows.names[kCompany].name_rows) ==
              expected["top_companies"]);
    }
}

bool has_pandas() { return std::system((kPython + "-c 'import pandas' 2>/dev/null").c_str()) == 0; }

// What pipeline.py gives for each of the settings.
json run_script(const std::string& csv, const std::vector<json>& settings) {
    std::string command = kPython + "'" + kScript + "' '" + csv + "'";
    for (const json& each : settings)
        command += " '" + each.dump() + "'";
    std::FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string output;
    std::array<char, 65'536> buffer;
    while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe))
        output.append(buffer.data(), size);
    REQUIRE(pclose(pipe) == 0);
    return json::parse(output);
}

void check_with_script(const std::string& csv, const std::vector<json>& settings) {
    base::Progress progress;
    const data::Table table = tests::read_csv(csv, progress);
    const json expected = run_script(csv, settings);
    for (std::size_t i = 0; i < settings.size(); ++i)
        check_agreement(table, settings[i], expected[i]);
}

// A small table with every kind of dirt, and many ties.
std::string dirty_csv(std::size_t rows) {
    base::Random random(20);
    const auto pick = [&](std::initializer_list<std::string> choices) {
        return choices.begin()[random.below(choices.size())];
    };
    std::string csv = ",company_hash,email_hash,orgyear,ctc,job_position,ctc_updated_year,score\n";
    for (std::size_t i = 0; i < rows; ++i) {
        const std::string company = pick({"Co ", "co", "CO-", "x y", "unknown"});
        const std::string fraction = pick({"", ".0", ".5"});
        const std::uint64_t pay = (1 + random.below(60)) * 100'000;
        const std::string cells[] = {
            std::to_string(i),
            random.below(20) == 0 ? "" : numbered(company, random.below(120)),
            random.below(15) == 0 ? "" : numbered("e", random.below(700)),
            random.below(6) == 0 ? pick({"", "0", "2030", "1969", "20165"})
                                 : numbered("", 1995 + random.below(31)).append(fraction),
            random.below(30) == 0 ? pick({"0", "", "-4", "123.75"}) : std::to_string(pay),
            pick({"", "SDE-2", "sde 2", "QA", "Backend Engineer", ".", "backend  engineer",
                  numbered("rare", random.below(90)), "Other"}),
            pick({"2019", "2020", "2021", "2017", ""}),
            pick({"", "0.5", "1.25", "7", "-3"})};
        for (const std::string& cell : cells)
            csv.append(cell).append(",");
        csv.back() = '\n';
    }
    return csv;
}

} // namespace

TEST_CASE("the shared table gives the reference numbers") {
    if (!std::filesystem::exists(kShared + "reference/scaler_learners.json")) {
        MESSAGE("skipped: no shared data");
        return;
    }
    base::Progress progress;
    const data::Table table = tests::read_csv(kShared + "data/scaler_learners.csv", progress);
    check_agreement(table, json::object(),
                    json::parse(base::read_file(kShared + "reference/scaler_learners.json")));
}

TEST_CASE("the shared table agrees with pandas at other settings") {
    if (!std::filesystem::exists(kShared + "data/scaler_learners.csv") || !has_pandas()) {
        MESSAGE("skipped: no shared data or no pandas");
        return;
    }
    check_with_script(kShared + "data/scaler_learners.csv",
                      {json::parse(R"({"rare_company_threshold": 50, "rare_role_threshold": 10,
                         "outliers.low": 5, "outliers.high": 90, "reference_year": 2019,
                         "weight.ctc_log": 0.5, "scaler": "robust"})"),
                       json::parse(R"({"clean.person_rows": "last", "impute.year": "company",
                         "outliers.mode": "drop", "rare_company_threshold": 1,
                         "clean.text": false, "scaler": "minmax"})"),
                       json::parse(R"({"impute.year": "neighbours", "impute.role": "other",
                         "clean.duplicates": false, "outliers.mode": "none",
                         "clean.first_year": 1990, "scaler": "none"})")});
}

TEST_CASE("a small dirty table agrees with pandas at every choice of every knob") {
    if (!has_pandas()) {
        MESSAGE("skipped: no pandas");
        return;
    }
    const std::filesystem::path csv =
        std::filesystem::temp_directory_path() /
        (numbered("cohortscope_agreement_", std::random_device{}()) + ".csv");
    base::write_file(csv.string(), dirty_csv(3000));
    std::vector<json> settings{json::object()};
    for (const char* text :
         {R"({"clean.text": false})", R"({"clean.duplicates": false})",
          R"({"clean.duplicates": "alike"})", R"({"clean.person_rows": "first"})",
          R"({"clean.person_rows": "last"})", R"({"impute.year": "mean"})",
          R"({"impute.year": "company"})", R"({"impute.year": "neighbours"})",
          R"({"impute.role": "other"})",
          R"({"outliers.mode": "drop", "outliers.low": 20, "outliers.high": 70})",
          R"({"outliers.mode": "none", "clean.first_year": 2000, "reference_year": 2010})",
          R"({"rare_company_threshold": 1})", R"({"rare_company_threshold": 100000})",
          R"({"rare_role_threshold": 40, "scaler": "robust"})",
          R"({"outliers.low": 50, "outliers.high": 50.5, "scaler": "minmax"})",
          R"({"weight.score": 0.75, "weight.ctc_log": 0, "scaler": "none"})",
          R"({"weight.score": 2, "outliers.mode": "drop", "clean.person_rows": "first"})"})
        settings.push_back(json::parse(text));
    check_with_script(csv.string(), settings);
    std::filesystem::remove(csv);
}

TEST_CASE("every step has the same bits on one thread as on several") {
    base::Progress progress;
    const data::Table table = tests::parse_csv(dirty_csv(30'000), "dirty.csv", progress);
    AllKnobs knobs = knobs_of(json::parse(R"({"impute.year": "neighbours"})"));
    const auto fingerprints = [&] {
        const Steps steps = prepare(table, knobs);
        const features::FeatureSet features = encoded(steps, {{"score", 1.0}});
        const features::Matrix matrix =
            scale_and_weight(features, features::Scaler::standard, {{"score", 1.0}});
        return std::array{steps.cleaned.fingerprint,
                          steps.numbers[kYear]->values.fingerprint(),
                          steps.names[kRole]->fingerprint,
                          steps.bounds.fingerprint,
                          steps.rows.fingerprint,
                          features.fingerprint,
                          matrix.fingerprint,
                          base::fingerprint_of(std::span<const double>(features.correlation))};
    };
    const auto several = fingerprints();
    const base::ThreadLimit one(1);
    CHECK(fingerprints() == several);
}
