// Rows among their peers: benchmarks, who is underpaid, ends and flags.
#include "analysis/peers/peers.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "analysis/contrast/share_contrast.h"
#include "base/parallel.h"
#include "base/random.h"
#include "support/prepared_table.h"

using namespace cohortscope;
using namespace cohortscope::tests;
using analysis::Bands;
using analysis::FiveNumbers;
using analysis::Peers;

namespace {

const Bands kBands{{3, 6, 11, 16}};
const Bands kSizes{{10, 100}};

Knobs unclipped() {
    Knobs knobs;
    test::turn(knobs, "outliers.mode", "none");
    knobs.clean.duplicates = features::Duplicates::none;
    return knobs;
}

analysis::Clustering clusters(std::vector<analysis::Label> labels, int k) {
    analysis::Clustering made;
    made.k = k;
    made.labels = std::move(labels);
    return made;
}

analysis::Clustering one_cluster(std::size_t rows) {
    return clusters(std::vector<analysis::Label>(rows, 0), 1);
}

Peers peers_of(const Steps& steps, const analysis::Clustering& clustering,
               const Bands& bands = kBands) {
    base::Progress progress;
    return analysis::peers({steps.rows, clustering, features::benchmark_slots(steps.bound).value(),
                            features::peer_slots(steps.bound), bands, kSizes},
                           progress);
}

Peers peers_of(const std::vector<Row>& rows, const Bands& bands = kBands) {
    return peers_of(prepare(learner_table(rows), unclipped()), one_cluster(rows.size()), bands);
}

// n rows of the role with pay 100, 200, …, of 2025 − age.
std::vector<Row> ladder(const std::string& role, int n, double age = 8, double from = 100) {
    std::vector<Row> rows;
    for (int i = 0; i < n; ++i)
        rows.push_back({"c", numbered(role, i), 2025 - age, from + 100.0 * i, role});
    return rows;
}

std::vector<Row> both(std::vector<Row> first, const std::vector<Row>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

} // namespace

TEST_CASE("an edge belongs to the band above it") {
    CHECK(kBands.count() == 5);
    CHECK(kBands.of(0) == 0);
    CHECK(kBands.of(2.9) == 0);
    CHECK(kBands.of(3) == 1);
    CHECK(kBands.of(16) == 4);
    CHECK(analysis::label_of(kBands, 0) == "under 3");
    CHECK(analysis::label_of(kBands, 1) == "3 to <6");
    CHECK(analysis::label_of(kBands, 4) == "16 and more");
    CHECK(analysis::label_of(Bands{}, 0) == "all");
}

TEST_CASE("without edges the bands are quarters, fewer where quartiles are equal") {
    const std::vector<double> values = {1, 2, 3, 4, 5};
    CHECK(analysis::quarters(values).edges == std::vector<double>{2, 3, 4});
    const std::vector<double> equal = {7, 7, 7};
    CHECK(analysis::quarters(equal).edges.empty());
    CHECK(analysis::quarters({}).edges.empty());
}

TEST_CASE("a benchmark's quartiles, ends and interval are those of its rows") {
    // Pay 100 … 1200 of 12 backend rows: quartiles at ranks 2.75, 5.5 and 8.25 of 0 … 11; the 3rd
    // and the 10th hold the median with 96.1 %.
    const Peers made = peers_of(both(ladder("backend", 12), ladder("sales", 2, 4)));
    REQUIRE(made.categories == 2);
    const FiveNumbers& five = made.cell(0, 2);
    CHECK(five.rows == 12);
    CHECK(five.lowest == 100);
    CHECK(five.q1 == 375);
    CHECK(five.median == 650);
    CHECK(five.q3 == 925);
    CHECK(five.highest == 1200);
    CHECK(five.interval.low == 300);
    CHECK(five.interval.high == 1000);
    CHECK(made.cell(1, 1).rows == 2);
    CHECK(made.cell(1, 1).median == 150);
    CHECK(std::isnan(made.cell(1, 1).interval.low));
    CHECK(made.cell(1, 2).rows == 0);
    CHECK(std::isnan(made.cell(1, 2).median));
    CHECK(made.all.rows == 14);
    CHECK(made.by_band[2].rows == 12);
    CHECK(made.by_category()[0].median == 650);
}

TEST_CASE("underpaid is below four fifths of the median of at least ten peers") {
    // Medians 550 of ten rows: 0.8 · 550 = 440 leaves 100 … 400. Nine rows are too few.
    const Peers made = peers_of(both(ladder("backend", 10), ladder("sales", 9)));
    CHECK(made.underpaid.rows == 19);
    CHECK(made.underpaid.compared == 10);
    CHECK(made.underpaid.underpaid == 4);
    // Gaps 450/550, 350/550, 250/550, 150/550.
    CHECK(made.underpaid.median_gap == doctest::Approx(300.0 / 550.0).epsilon(1e-12));
    CHECK(made.underpaid.share() == 0.4);
    CHECK(made.underpaid.interval().low == analysis::wilson(4, 10).low);
    CHECK(made.underpaid_by_category[0].underpaid == 4);
    CHECK(made.underpaid_by_category[1].compared == 0);
    CHECK(std::isnan(made.underpaid_by_category[1].share()));
    CHECK(made.standing[0] == analysis::kUnderpaid);
    CHECK(made.standing[3] == analysis::kUnderpaid);
    CHECK(made.standing[4] == analysis::kNotUnderpaid);
    CHECK(made.standing[10] == analysis::kNotCompared);
}

TEST_CASE("exactly a fifth below the median is not underpaid") {
    std::vector<Row> rows = ladder("r", 11, 8, 1000);
    for (Row& row : rows)
        row.ctc = 1000;
    rows[0].ctc = 800;
    rows[1].ctc = 799;
    const Peers made = peers_of(rows);
    CHECK(made.underpaid.underpaid == 1);
    CHECK(made.standing[0] == analysis::kNotUnderpaid);
    CHECK(made.standing[1] == analysis::kUnderpaid);
}

TEST_CASE("equal pay leaves nobody underpaid and every flag equal") {
    std::vector<Row> rows = ladder("r", 30);
    for (Row& row : rows)
        row.ctc = 500;
    const Peers made = peers_of(rows);
    CHECK(made.underpaid.compared == 30);
    CHECK(made.underpaid.underpaid == 0);
    CHECK(std::isnan(made.underpaid.median_gap));
    REQUIRE(made.flags);
    for (std::size_t group = 0; group < 3; ++group)
        CHECK(made.flags->at(1, group, 1) == 30);
    CHECK(made.flags->adjusted_rand == 1.0); // both are one group
    CHECK(made.cell(0, 2).q1 == 500);
}

TEST_CASE("one row has a benchmark of itself and no peers") {
    const Peers made = peers_of({{"c", "1", 2015, 700, "r"}});
    CHECK(made.cell(0, 2).rows == 1);
    CHECK(made.all.median == 700);
    CHECK(made.underpaid.compared == 0);
    CHECK(made.names[kCompany].ends[0].lowest == std::vector<std::uint32_t>{0});
}

TEST_CASE("rows without a start year are in the band of the median that fills them") {
    std::vector<Row> rows = ladder("r", 12);
    for (Row& row : rows)
        row.orgyear = kNone;
    rows[0].orgyear = 2015;
    const Peers made = peers_of(rows);
    CHECK(made.by_band[2].rows == 12);
}

TEST_CASE("the ends of a group are its rows with most and least, ties by row") {
    std::vector<Row> rows = ladder("r", 7);
    rows[6].ctc = 100; // as the first
    const Peers made = peers_of(rows);
    const analysis::Ends& ends = made.names[kRole].ends[0];
    CHECK(ends.lowest == std::vector<std::uint32_t>{0, 6, 1, 2, 3});
    CHECK(ends.highest == std::vector<std::uint32_t>{5, 4, 3, 2, 1});
    REQUIRE(made.flags);
    // The mean of 100 … 600 and 100 is 314: 400, 500 and 600 lie above it.
    CHECK(made.flags->at(1, 2, 0) == 3);
    CHECK(made.flags->ends[2][0].highest == std::vector<std::uint32_t>{5, 4, 3});
    CHECK(made.flags->five[2][0].median == 500);
}

TEST_CASE("sizes count the rows of a place; the lump of the rare has none") {
    std::vector<Row> rows = both(ladder("r", 12), ladder("s", 3));
    for (std::size_t i = 12; i < 15; ++i)
        rows[i].company = numbered("small", i);
    rows.push_back({"", "x", 2015, 100, "r"});
    Knobs knobs = unclipped();
    test::turn(knobs, "rare_company_threshold", 2);
    const Peers made = peers_of(prepare(learner_table(rows), knobs), one_cluster(16));
    REQUIRE(made.underpaid_by_size.size() == 5);
    CHECK(made.underpaid_by_size[analysis::kSizeLumped].rows == 4); // `unknown` is rare, too
    CHECK(made.underpaid_by_size[analysis::kFirstSize].rows == 0);
    CHECK(made.underpaid_by_size[analysis::kFirstSize + 1].rows == 12);
}

TEST_CASE("parts of the rows add up, whatever they are parted by, on any number of threads") {
    base::Random random(5);
    std::vector<Row> rows;
    std::vector<analysis::Label> labels;
    for (int i = 0; i < 20000; ++i) {
        rows.push_back({numbered("c", random.below(400)), numbered("e", i),
                        2025.0 - static_cast<double>(random.below(30)),
                        1000.0 + static_cast<double>(random.below(9000)),
                        numbered("r", random.below(300))});
        labels.push_back(static_cast<analysis::Label>(random.below(4)));
    }
    const Steps steps = prepare(learner_table(rows), unclipped());
    const analysis::Clustering clustering = clusters(labels, 4);
    const Peers made = peers_of(steps, clustering);
    for (const auto* shares : {&made.underpaid_by_cluster, &made.underpaid_by_category,
                               &made.underpaid_by_band, &made.underpaid_by_size}) {
        analysis::UnderpaidShare sum;
        for (const analysis::UnderpaidShare& share : *shares) {
            sum.rows += share.rows;
            sum.compared += share.compared;
            sum.underpaid += share.underpaid;
        }
        CHECK(sum.rows == made.underpaid.rows);
        CHECK(sum.compared == made.underpaid.compared);
        CHECK(sum.underpaid == made.underpaid.underpaid);
    }
    // Row by row, by the definition.
    std::size_t low = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto code = static_cast<std::size_t>(steps.rows.names[kRole].text.codes[row]);
        CHECK(made.category_low[row] + 256u * made.category_high[row] == code);
        const FiveNumbers& cell = made.cell(code, made.band_of[row]);
        const bool is_low = cell.rows >= 10 && steps.rows.measure[row] < 0.8 * cell.median;
        CHECK((made.standing[row] == analysis::kUnderpaid) == is_low);
        low += is_low ? 1 : 0;
    }
    CHECK(low == made.underpaid.underpaid);
    CHECK(low > 0);
    const base::ThreadLimit one(1);
    const Peers alone = peers_of(steps, clustering);
    CHECK(alone.standing == made.standing);
    CHECK(alone.underpaid.median_gap == made.underpaid.median_gap);
    CHECK(alone.flags->counts == made.flags->counts);
}
