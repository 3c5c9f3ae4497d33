#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "plot/studies/explain_words.h"
#include "plot/studies/study_charts.h"
#include "support/chart_sizes.h"
#include "support/fake_studies.h"

using namespace cohortscope;

TEST_CASE("the explaining tree has no fault at any size, number of clusters and of leaves") {
    for (const int k : {1, 2, 5, 12}) {
        CAPTURE(k);
        const auto result = tests::fake_result({k, 1500, true, false, false, k == 5});
        const engine::Explained explained = tests::fake_explained(*result);
        for (const int leaves :
             {1, explained.tree.suggested_leaves(), explained.tree.most_leaves()}) {
            CAPTURE(leaves);
            tests::check_at_all_sizes([&](float width, float, const plot::ChartOptions& options,
                                          const plot::TextMeasure& measure) {
                return plot::explain_chart(explained, *result, leaves, width, options, measure);
            });
        }
    }
}

TEST_CASE("rules in words give each leaf's rows") {
    const auto result = tests::fake_result();
    const engine::Explained explained = tests::fake_explained(*result);
    const int leaves = explained.tree.suggested_leaves();
    const analysis::LabelTree& tree = explained.tree.tree(leaves);
    for (const int leaf : tree.leaves(leaves)) {
        std::size_t rows = 0;
        for (std::size_t row = 0; row < result->rows(); ++row) {
            bool holds = true;
            for (const analysis::LeafRange& range :
                 analysis::leaf_ranges(explained.tree, leaves, leaf)) {
                const features::Feature& of =
                    *explained.features->columns[explained.tree.columns[range.feature]];
                const bool is_log = of.spec->encoding == schema::Encoding::logarithm;
                const double value =
                    is_log ? std::expm1(of.values[row]) : of.values[row] * of.spec->factor;
                if (range.above)
                    holds =
                        holds &&
                        value > plot::split_words(explained, range.feature, *range.above).threshold;
                if (range.upto)
                    holds =
                        holds &&
                        value <= plot::split_words(explained, range.feature, *range.upto).threshold;
            }
            rows += holds ? 1 : 0;
        }
        CHECK(rows == tree.nodes[static_cast<std::size_t>(leaf)].rows);
    }
    const std::string text = plot::rules_text(*result, explained, leaves);
    CHECK(std::count(text.begin(), text.end(), '\n') == leaves + 1);
    CHECK(text.find("If ") != std::string::npos);
}
