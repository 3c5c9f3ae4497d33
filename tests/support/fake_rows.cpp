#include "support/fake_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/elementary.h"
#include "base/random.h"

namespace cohortscope::tests {

namespace {

constexpr Kind kKinds[] = {
    {"typical, 9 years", 0.335, 8.8, 1.4, 0.0030, 0.06, 13.55, "fullstack engineer", "qntx"},
    {"3.5 updates", 0.108, 9.5, 3.5, 0.035, 0.17, 13.70, "backend engineer", "mug"},
    {"backend engineer", 0.240, 9.4, 1.3, 0.004, 0.36, 13.90, "backend engineer", "qntx"},
    {"all less_occurred", 0.209, 9.5, 1.5, 0.2328, 0.17, 13.82, "backend engineer",
     "less_occurred"},
    {"higher pay, 19 years", 0.107, 19.4, 1.5, 0.04, 0.12, 14.60, "engineering leadership", "xovo"},
};

double heaped_pay(double log_pay, base::Random& random) {
    const double pay = base::exponential(log_pay + 0.75 * random.normal());
    const double grid = random.uniform() < 0.57 ? 1e5 : 1e4; // people report round numbers
    return std::clamp(std::round(pay / grid) * grid, 30'000.0, 15'000'000.0);
}

// Clusters by ascending mean pay, as the contract numbers them.
void number_by_pay(FakeRows& rows, int k) {
    std::vector<int>& kinds = rows.kinds;
    std::vector<double> sum(static_cast<std::size_t>(k)), count(sum.size());
    for (std::size_t i = 0; i < rows.labels.size(); ++i) {
        sum[rows.labels[i]] += rows.measure[i];
        count[rows.labels[i]] += 1;
    }
    kinds.resize(sum.size());
    std::iota(kinds.begin(), kinds.end(), 0);
    std::stable_sort(kinds.begin(), kinds.end(), [&](int a, int b) {
        const auto i = static_cast<std::size_t>(a), j = static_cast<std::size_t>(b);
        return sum[i] / count[i] < sum[j] / count[j];
    });
    std::vector<analysis::Label> number(kinds.size());
    for (std::size_t place = 0; place < kinds.size(); ++place)
        number[static_cast<std::size_t>(kinds[place])] = static_cast<analysis::Label>(place);
    for (analysis::Label& label : rows.labels)
        label = number[label];
}

} // namespace

Kind kind_of(int cluster) {
    Kind kind = kKinds[cluster % 5];
    const double turn = cluster / 5;
    kind.share /= 1.0 + turn;
    kind.years += 3.0 * turn;
    kind.updates += 0.8 * turn;
    kind.job = std::fmod(kind.job + 0.07 * turn, 0.36);
    kind.log_pay += 0.35 * turn;
    return kind;
}

FakeRows draw_rows(const FakeOptions& options) {
    base::Random random(7);
    std::vector<double> upto; // cumulated shares
    double total = 0.0;
    for (int c = 0; c < options.k; ++c)
        upto.push_back(total += options.tiny_cluster && c == 1 ? 0.0 : kind_of(c).share);
    FakeRows rows;
    for (std::size_t row = 0; row < options.rows; ++row) {
        const double draw = random.uniform() * total;
        // The first rows make sure that no cluster is empty.
        const auto found = std::upper_bound(upto.begin(), upto.end() - 1, draw) - upto.begin();
        const int label = row < static_cast<std::size_t>(options.k) ? static_cast<int>(row)
                                                                    : static_cast<int>(found);
        const Kind kind = kind_of(label);
        rows.labels.push_back(static_cast<analysis::Label>(label));
        rows.measure.push_back(options.equal_pay ? 1e6 : heaped_pay(kind.log_pay, random));
        const double years = std::round(kind.years + 2.4 * random.normal());
        rows.values[0].push_back(std::clamp(years, 0.0, 55.0));
        const double updates = std::round(kind.updates + 0.6 * random.normal());
        rows.values[1].push_back(std::clamp(updates, 1.0, 10.0));
        rows.values[2].push_back(
            std::clamp(kind.company + 0.003 * random.normal(), 2.4e-5, 0.2328));
        rows.values[3].push_back(std::clamp(kind.job + 0.02 * random.normal(), 5e-6, 0.36));
        rows.values[4].push_back(base::natural_log1p(rows.measure.back()));
    }
    number_by_pay(rows, options.k);
    return rows;
}

float EstimatedMeasure::width(const std::string& text, float size, plot::Face face) const {
    float ems = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xc0) == 0x80)
            continue; // inside a character
        const bool narrow = c == ' ' || c == '.' || c == ',' || c == 'i' || c == 'l' || c == ':';
        const bool wide = c == 'm' || c == 'w' || c == 'M' || c == 'W' || byte >= 0xe0;
        ems += narrow ? 0.27f : wide ? 0.88f : 0.57f;
    }
    return ems * size * (face == plot::Face::semibold ? 1.03f : 1.0f);
}

} // namespace cohortscope::tests
