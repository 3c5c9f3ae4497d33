// Selecting by clicks on parts of charts: names' bars, cells, branches, ribbons.
#include <algorithm>
#include <optional>

#include <doctest/doctest.h>

#include "base/format.h"
#include "engine/history.h"
#include "engine/selection/study_shapes.h"
#include "engine/shown_columns.h"
#include "plot/clusters/profile_rows.h"
#include "support/headless_studies.h"

using namespace cohortscope;
using engine::RowSet;
using engine::Study;
using tests::StudyBench;

namespace {

ImVec2 middle(const plot::Box& box) {
    return {(box.left + box.right) / 2, (box.top + box.bottom) / 2};
}

struct Bench : StudyBench {
    explicit Bench(const char* tab, const std::string& column = {}) : StudyBench(tab) {
        if (!column.empty()) {
            workbench().set_ridges(column);
            auto result = std::make_shared<engine::Result>(*live.result);
            engine::ColumnSpreads spreads;
            result->spread = spreads.of(*result, column);
            ++result->serial;
            live.result = result;
        }
        land_all();
        rest();
        frames(4);
    }
    const engine::Result& result() const { return *live.result; }
    const engine::Document& document() { return workbench().history().present(); }
    std::size_t steps() { return workbench().history().at(); }
    RowSet selected() {
        return document().selection ? *document().selection : RowSet(result().prepared.table->rows);
    }
    void control_click(ImVec2 at) {
        control(true);
        frames(2);
        click(at.x, at.y);
        frames(3);
        control(false);
        frames(2);
    }
    void plain_click(ImVec2 at) {
        click(at.x, at.y);
        frames(3);
    }
    // The n-th place of a text in the chart beside the clusters' names.
    plot::Box in_bars(const std::string& text, int n = 0) const {
        for (int at = 0;; ++at) {
            const plot::Box box = find(text, at);
            const bool inside = box.left > width() * 0.83f && box.top < height() * 0.5f;
            if (box.width() <= 0 || (inside && n-- == 0))
                return box;
        }
    }
    RowSet with_name(const std::string& column, const std::string& name,
                     std::optional<int> cluster = {}) const {
        engine::Shape shape{engine::Name{column, name}};
        if (cluster)
            shape.colour = result().identity.colour[static_cast<std::size_t>(*cluster)];
        return *rows_in(result(), shape);
    }
};

} // namespace

TEST_CASE("a part of a bar selects its name in its group; Shift adds, Alt takes away") {
    Bench ui("profile", "job_position");
    const auto& spread = std::get<analysis::NameShares>(ui.result().spread->what);
    const std::string& name = spread.names.front();
    const plot::Box first = ui.in_bars(name);
    plot::Box second; // a name in another row
    for (const std::string& other : spread.names)
        for (int n = 0; n < 5 && second.width() <= 0; ++n)
            if (const plot::Box box = ui.in_bars(other, n);
                box.top > first.bottom || box.bottom < first.top)
                second = box;
    REQUIRE(second.width() > 0);
    const std::size_t before = ui.steps();
    ui.plain_click(middle(first));
    CHECK(ui.steps() == before + 1);
    CHECK(ui.document().view.pinned == engine::kNoColour);
    std::optional<int> group;
    for (int cluster = 0; cluster < 5 && !group; ++cluster)
        if (ui.selected() == ui.with_name("job_position", name, cluster))
            group = cluster;
    REQUIRE(group);
    CHECK(ui.document().selection_origin.find(name) != std::string::npos);
    const RowSet one = ui.selected();
    ui.shift(true);
    ui.frames(2);
    ui.plain_click(middle(second));
    ui.shift(false);
    ui.frames(2);
    CHECK(ui.steps() == before + 2);
    CHECK(ui.selected().count() > one.count());
    CHECK(intersect(ui.selected(), one) == one);
    const RowSet both = ui.selected();
    ui.alt(true);
    ui.frames(2);
    ui.plain_click(middle(first));
    ui.alt(false);
    ui.frames(2);
    CHECK(ui.selected() == subtract(both, one));
    ui.workbench().run(ui::Command::undo);
    ui.frames(2);
    CHECK(ui.selected() == both);
}

TEST_CASE("with Ctrl a part selects its name in all groups; beside the bar the group is pinned") {
    Bench ui("profile", "job_position");
    const auto& spread = std::get<analysis::NameShares>(ui.result().spread->what);
    const std::string& name = spread.names.front();
    ui.control_click(middle(ui.in_bars(name)));
    CHECK(ui.selected() == ui.with_name("job_position", name));
    CHECK(ui.document().view.pinned == engine::kNoColour);
    plot::Box label; // beside the bars: the map has the name, too
    for (int at = 0;; ++at) {
        const plot::Box found = ui.find(ui.result().name(1).substr(0, 8), at);
        if (found.width() <= 0)
            break;
        if (found.left > label.left)
            label = found;
    }
    REQUIRE(label.width() > 0);
    ui.plain_click(middle(label));
    CHECK(ui.document().view.pinned != engine::kNoColour);
}

TEST_CASE("a key below the bars selects its name in all groups") {
    Bench ui("profile", "job_position");
    const auto& spread = std::get<analysis::NameShares>(ui.result().spread->what);
    ui.plain_click(middle(ui.find("the rest")));
    const RowSet rest = *rows_in(ui.result(), {engine::OtherNames{"job_position", spread.names}});
    CHECK(rest.count() > 0);
    std::vector<RowSet> places = {rest}; // or of a group, where a bar has room for the words
    for (const int colour : ui.result().identity.colour)
        places.push_back(
            *rows_in(ui.result(), {engine::OtherNames{"job_position", spread.names}, colour}));
    CHECK(std::ranges::count(places, ui.selected()) == 1);
}

TEST_CASE("Ctrl+click on a cell selects the group's rows on the side that it shows") {
    Bench ui("profile");
    std::size_t tried = 0;
    for (const plot::ProfileRow& row : plot::profile_rows(ui.result()))
        for (std::size_t cluster = 0; cluster < row.cells.size(); ++cluster) {
            const plot::ProfileCell& cell = row.cells[cluster];
            if (!cell.side || row.names || ui.find(cell.text, 1).width() > 0)
                continue; // its text stands elsewhere, too
            const plot::Box box = ui.lowest(cell.text);
            if (box.width() <= 0)
                continue;
            ui.move(-10, -10);
            ui.frames(3);
            ui.control_click(middle(box));
            engine::Shape shape = *cell.side;
            shape.colour = ui.result().identity.colour[cluster];
            CHECK_MESSAGE(ui.selected() == *rows_in(ui.result(), shape), row.label);
            ++tried;
        }
    CHECK(tried > 3);
    CHECK(ui.document().view.pinned == engine::kNoColour);
}

TEST_CASE("a leaf's number selects its rows, a branch of the tree with Ctrl alone") {
    Bench ui("ward");
    const auto& tree = *engine::value_in<engine::WardStudy>(ui.study(Study::ward))->dendrogram;
    const plot::Box caption = ui.lowest("rows of");
    REQUIRE(caption.width() > 0);
    ui.plain_click({ui.width() * 0.86f, caption.top - 6});
    const RowSet leaf = ui.selected();
    CHECK(std::ranges::count(tree.leaf_rows, leaf.count()) >= 1);
    CHECK(ui.document().selection_origin.find("in Ward's tree") != std::string::npos);
    // A branch somewhere above.
    bool found = false;
    float y = caption.top - 120;
    for (; y > ui.height() * 0.5f && !found; y -= 4)
        for (float x = ui.width() * 0.75f; x < ui.width() * 0.98f && !found; x += 6) {
            ui.move(x, y);
            ui.frames(2);
            found = ui.shows("in this branch") || ui.shows("join at height");
            if (!found)
                continue;
            const std::size_t steps = ui.steps();
            ui.control_click({x, y});
            CHECK(ui.steps() == steps + 1);
            CHECK(ui.selected().count() >= 1);
            CHECK(ui.document().settings.kmeans.k == 5); // the line stays
        }
    CHECK(found);
}

TEST_CASE("a cell of Ward against K-Means selects the rows that both share") {
    Bench ui("compare");
    auto made = *engine::value_in<engine::Comparison>(ui.study(Study::compare));
    made.kmeans = ui.result().clustering;
    ui.study(Study::compare).value = std::make_shared<const engine::StudyValue>(made);
    ui.frames(4);
    std::size_t tried = 0;
    for (int cell = 0; cell < 25; ++cell) {
        const std::size_t rows = made.contingency[static_cast<std::size_t>(cell)];
        const std::string text = base::grouped(static_cast<long long>(rows));
        const auto has_text = [&](std::size_t other) {
            return base::grouped(static_cast<long long>(other)).find(text) != std::string::npos;
        };
        if (rows < 100 || std::ranges::count_if(made.contingency, has_text) > 1)
            continue;
        const plot::Box box = ui.lowest(text);
        if (box.width() <= 0)
            continue;
        ui.plain_click(middle(box));
        std::size_t met = 0; // the text's letters may stand elsewhere in the table, too
        for (int other = 0; other < 25; ++other)
            met += ui.selected() ==
                           *rows_in(ui.result(),
                                    *engine::shared_rows(made, other / 5, other % 5, ui.result()))
                       ? 1
                       : 0;
        CHECK(met == 1);
        CHECK(ui.document().selection_origin.find(" and ") != std::string::npos);
        CHECK(ui.document().view.pinned == engine::kNoColour);
        ++tried;
    }
    CHECK(tried > 2);
}

TEST_CASE("the thin bar of a sensitivity applies the other value") {
    Bench ui("sensitivity");
    const plot::Box label = ui.lowest("k5");
    REQUIRE(label.width() > 0);
    const float x = ui.width() * 0.9f;
    ui.click(x, label.bottom + 1); // the lower half of the row
    CHECK(ui.document().settings.kmeans.k == 4);
    ui.workbench().run(ui::Command::undo);
    ui.frames(3);
    ui.click(x, label.top);
    CHECK(ui.document().settings.kmeans.k == 6);
}
