// The selected rows of the column beside the clusters, against a count row by row.
#include "engine/selection/selected.h"

#include <cmath>

#include <doctest/doctest.h>

#include "engine/pipeline.h"
#include "engine/shown_columns.h"
#include "sample/sample.h"
#include "support/fake_result.h"

using namespace cohortscope;

namespace {

struct Case {
    std::shared_ptr<engine::Result> result;
    engine::ColumnSpreads spreads;
    std::shared_ptr<const engine::RowSet> rows;

    explicit Case(const std::string& column) {
        engine::Pipeline pipeline(
            std::make_shared<const data::Table>(sample::make_sample(3000, 5)));
        base::Progress progress;
        result = std::make_shared<engine::Result>(*pipeline.final_result({}, progress));
        result->identity.colour = {0, 1, 2, 3, 4};
        result->spread = spreads.of(*result, column);
        rows = rows_in(*result, {engine::NumberRange{"ctc", 5e5, 1.5e6}});
        REQUIRE(rows->count() > 100);
    }
    std::shared_ptr<const engine::Selected> selected() {
        return selected_in(result, rows, nullptr, &spreads);
    }
    bool is_selected(std::size_t position) const {
        return rows->contains(result->prepared.rows->rows[position]);
    }
};

} // namespace

TEST_CASE("names of the selected rows are counted in the parts of the bars") {
    Case c("job_position");
    const auto selected = c.selected();
    REQUIRE(selected->spread);
    const auto& all = std::get<analysis::NameShares>(c.result->spread->what);
    const auto& part = std::get<analysis::NameShares>(selected->spread->what);
    CHECK(part.names == all.names);
    REQUIRE(part.clusters.size() == 6); // and the rest
    const features::NamesSlot& slot = c.result->prepared.rows->names[1];
    REQUIRE(slot.spec->name == "job_position");
    for (std::size_t cluster = 0; cluster < 5; ++cluster) {
        std::vector<std::size_t> counts(all.all.size(), 0);
        for (std::size_t i = 0; i < c.result->rows(); ++i) {
            if (c.result->clustering->labels[i] != cluster || !c.is_selected(i))
                continue;
            const std::string name(
                slot.text.names->at(static_cast<std::size_t>(slot.text.codes[i])));
            const auto found = std::ranges::find(all.names, name);
            ++counts[static_cast<std::size_t>(found - all.names.begin())];
        }
        CHECK(part.clusters[cluster] == counts);
    }
}

TEST_CASE("another number's selected rows are counted in the bins of the ridges") {
    Case c("orgyear");
    const auto selected = c.selected();
    REQUIRE(selected->spread);
    const auto& all = std::get<analysis::Distribution>(c.result->spread->what);
    const auto& part = std::get<analysis::Distribution>(selected->spread->what);
    CHECK(part.axis.bins == all.axis.bins);
    for (std::size_t cluster = 0; cluster < 5; ++cluster) {
        std::size_t rows = 0;
        for (std::size_t i = 0; i < c.result->rows(); ++i)
            rows += c.result->clustering->labels[i] == cluster && c.is_selected(i) ? 1 : 0;
        CHECK(part.clusters[cluster].rows == rows);
        for (std::size_t bin = 0; bin < all.clusters[cluster].histogram.size(); ++bin)
            CHECK(part.clusters[cluster].histogram[bin] <= all.clusters[cluster].histogram[bin]);
    }
}

TEST_CASE("without another column than the measure there is no spread") {
    Case c("ctc");
    CHECK(c.result->spread == nullptr);
    CHECK(c.selected()->spread == nullptr);
    CHECK(selected_in(c.result, c.rows)->spread == nullptr);
}
