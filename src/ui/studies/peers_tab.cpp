// The tab of rows among their peers.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/peers/peers.h"
#include "plot/figures/figure.h"
#include "plot/labels.h"
#include "ui/controls/scrolled.h"
#include "ui/controls/table_list.h"
#include "ui/controls/widgets.h"
#include "ui/scene_cache.h"
#include "ui/studies/study_tabs.h"

namespace cohortscope::ui {

struct CachedPeerTable {
    CachedStudy<plot::PeerTable> table;
    CachedStudy<plot::Scene> scene;
};

namespace {

using engine::Study;

// At scale 1.
constexpr float kChooser = 28.0f, kGap = 8.0f;
constexpr float kLeastPicture = 260.0f;

// What is shown now: the study's value with the result whose names and colours it has.
struct Shown {
    plot::PeerView view;
    std::shared_ptr<const engine::StudyValue> value;
    std::shared_ptr<const engine::Result> of;
};

int& choice_of(PeersView& state) { return state.choice[static_cast<std::size_t>(state.shown)]; }

// The views that this table has, with their names.
struct Views {
    std::vector<PeersShown> shown;
    std::vector<std::string> labels;
};

Views views_of(const plot::PeerView& view) {
    Views views;
    const auto add = [&](PeersShown shown, std::string label) {
        views.shown.push_back(shown);
        views.labels.push_back(std::move(label));
    };
    if (view.peers().flags)
        add(PeersShown::flags, "Above or below");
    add(PeersShown::benchmark, "Benchmark");
    add(PeersShown::underpaid, "Well below peers");
    add(PeersShown::five, "Five numbers");
    if (view.peers().slots.place)
        add(PeersShown::places,
            "Top " + plot::plural_of(*view.names(*view.peers().slots.place).spec));
    add(PeersShown::ends, "Highest and lowest");
    return views;
}

// Groupings whose groups have rows at their ends.
std::vector<plot::PeerGrouping> with_ends(const plot::PeerView& view) {
    std::vector<plot::PeerGrouping> all = plot::groupings(view);
    std::erase_if(all, [](const plot::PeerGrouping& grouping) {
        return grouping.kind == plot::PeerGrouping::Kind::bands;
    });
    return all;
}

constexpr const char* kPicture = "picture";

// The second list: how the view is told. Empty: there is but one way.
std::vector<std::string> choices_of(const plot::PeerView& view, PeersShown shown) {
    std::vector<std::string> labels;
    switch (shown) {
    case PeersShown::flags:
        return {"by group", "counts"};
    case PeersShown::benchmark:
        return {"table", kPicture};
    case PeersShown::underpaid:
        for (const plot::UnderpaidBy by : plot::ways_to_count(view))
            labels.push_back("by " + plot::label_of(view, by));
        labels.emplace_back(kPicture);
        return labels;
    case PeersShown::five:
        for (const plot::PeerGrouping& grouping : plot::groupings(view))
            labels.push_back("by " + plot::label_of(view, grouping));
        return labels;
    case PeersShown::ends:
        for (const plot::PeerGrouping& grouping : with_ends(view))
            labels.push_back("by " + plot::label_of(view, grouping));
        return labels;
    case PeersShown::places:
        break;
    }
    return labels;
}

// The figure that stands in place of a table; null: it is a table.
const char* figure_of(const PeersView& state, std::size_t choices) {
    const auto choice =
        static_cast<std::size_t>(state.choice[static_cast<std::size_t>(state.shown)]);
    switch (state.shown) {
    case PeersShown::flags:
        return choice == 0 ? "flags_by_cluster" : nullptr;
    case PeersShown::benchmark:
        return choice == 1 ? "benchmark" : nullptr;
    case PeersShown::underpaid:
        return choice + 1 == choices ? "underpaid" : nullptr;
    default:
        return nullptr;
    }
}

plot::PeerTable table_of(const plot::PeerView& view, const PeersView& state) {
    const auto choice =
        static_cast<std::size_t>(state.choice[static_cast<std::size_t>(state.shown)]);
    switch (state.shown) {
    case PeersShown::flags:
        return plot::flag_table(view);
    case PeersShown::benchmark:
        return plot::benchmark_table(view);
    case PeersShown::underpaid:
        return plot::underpaid_table(view, plot::ways_to_count(view).at(choice));
    case PeersShown::five:
        return plot::five_number_table(view, plot::groupings(view).at(choice));
    case PeersShown::places:
        return plot::place_table(view);
    case PeersShown::ends:
        break;
    }
    return plot::ends_table(view, with_ends(view).at(choice), state.list.filter.data());
}

void other_table(TableList& list) {
    list.filter[0] = '\0';
    list.sort_column = TableList::kAsMade;
}

// Both lists. Keeps what is chosen within what there is.
std::size_t choosers(Frame& frame, const Area& line, const plot::PeerView& view) {
    PeersView& state = frame.view.peers;
    const Views views = views_of(view);
    const float gap = frame.px(kGap);
    const float half = std::floor((line.width() - gap) / 2);
    const auto at = std::ranges::find(views.shown, state.shown);
    const int now = at == views.shown.end() ? 0 : static_cast<int>(at - views.shown.begin());
    const int chosen =
        dropdown(frame, "peers.view", {line.left, line.top, line.left + half, line.bottom},
                 views.labels, now);
    const PeersShown next = views.shown[static_cast<std::size_t>(chosen)];
    if (next != state.shown)
        other_table(state.list);
    state.shown = next;
    const std::vector<std::string> choices = choices_of(view, state.shown);
    int& choice = choice_of(state);
    choice = std::clamp(choice, 0, std::max(static_cast<int>(choices.size()) - 1, 0));
    if (choices.empty())
        return 0;
    const int other =
        dropdown(frame, "peers.choice", {line.left + half + gap, line.top, line.right, line.bottom},
                 choices, choice);
    if (other != choice)
        other_table(state.list);
    choice = other;
    return choices.size();
}

// Whether a group of peers colours the map, and which.
float colour_choice(Frame& frame, const Area& area, const plot::PeerView& view) {
    std::vector<std::string> labels = {"Map: colours of the groups"};
    for (std::size_t group = 0; group < analysis::kFlagGroups; ++group)
        labels.push_back("Map: against the " +
                         plot::peers_in_words(*view.result.prepared.bound->schema, group));
    const float height = frame.px(kChooser);
    frame.view.peers.colours =
        dropdown(frame, "peers.colours", {area.left, area.top, area.right, area.top + height},
                 labels, frame.view.peers.colours + 1) -
        1;
    return height + frame.px(kGap);
}

std::string sentence_of(const plot::PeerView& view, PeersShown shown) {
    if (shown == PeersShown::flags)
        return plot::flags_sentence(view);
    if (shown == PeersShown::underpaid)
        return plot::underpaid_sentence(view);
    return "";
}

// The cluster's rows with the flag, of a cell of the flags.
std::optional<PartRows> rows_of_flag(const Shown& shown, const plot::Mark& mark) {
    constexpr int kEach = static_cast<int>(analysis::kFlagGroups * analysis::kFlagValues);
    if (mark.value < 0)
        return std::nullopt;
    const auto cluster = static_cast<std::size_t>(mark.value / kEach);
    const auto cell = static_cast<std::size_t>(mark.value % kEach);
    plot::PeerLine line;
    line.part.flag = {cell / analysis::kFlagValues, cell % analysis::kFlagValues};
    line.words = plot::flag_words(*shown.of->prepared.bound->schema, line.part.flag->group,
                                  line.part.flag->flag);
    if (cluster < static_cast<std::size_t>(shown.view.study.clustering->k)) {
        line.part.cluster = cluster;
        line.words = shown.of->name(static_cast<int>(cluster)) + ", " + line.words;
    }
    std::optional<engine::Shape> shape = plot::shape_of(shown.view, line);
    return shape ? std::optional(PartRows{std::move(*shape)}) : std::nullopt;
}

void show_figure(Frame& frame, const Area& area, const Shown& shown, const char* name) {
    const plot::Figure& figure = *plot::find_figure(name);
    const ImVec2 size = {area.width() / frame.look.scale,
                         std::max(kLeastPicture, std::floor(area.height() / frame.look.scale))};
    const StudyChart chart = {shown.value, shown.of, size,
                              base::Hasher().add_text(name).finish().value};
    const plot::Scene& scene = cached_study(
        frame, frame.view.peers.table->scene, chart, [&](const auto& options, const auto& measure) {
            plot::FigureInput input{*shown.of};
            input.studies[static_cast<std::size_t>(Study::peers)] = shown.value;
            return figure.make(input, {size.x, size.y, options.theme, 1.0f, measure}).scene;
        });
    Showing showing{shown.of.get(), greyness(frame, Study::peers)};
    if (frame.view.peers.shown == PeersShown::flags)
        showing.rows_of = [&](const plot::Mark& mark) { return rows_of_flag(shown, mark); };
    show_scene(frame, "###peers", area, scene, showing);
}

void show_table(Frame& frame, Area area, const Shown& shown) {
    PeersView& state = frame.view.peers;
    search_line(frame, {area.left, area.top, area.right, area.top + frame.px(kSearchLine)},
                "Search the table", state.list);
    area.top += frame.px(kSearchLine);
    const bool searched = state.shown == PeersShown::ends;
    base::Hasher hasher;
    hasher.add(static_cast<std::uint64_t>(state.shown))
        .add(static_cast<std::uint64_t>(choice_of(state)));
    if (searched)
        hasher.add_text(state.list.filter.data());
    const StudyChart chart = {shown.value, shown.of, {0, 0}, hasher.finish().value};
    CachedStudy<plot::PeerTable>& slot = state.table->table;
    const plot::PeerTable& table = cached_study(
        frame, slot, chart, [&](const auto&, const auto&) { return table_of(shown.view, state); });
    // The slot holds on to the value: no other one is at its address.
    const std::uint64_t key = hasher.add(reinterpret_cast<std::uintptr_t>(shown.value.get()))
                                  .add(shown.of->serial)
                                  .finish()
                                  .value;
    if (!table.note.empty())
        area.top += draw_wrapped(frame.look, {area.left, area.top}, area.width(), table.note,
                                 small(frame.look)) +
                    frame.px(4);
    const auto rows_of = [&](const plot::PeerLine& line) -> std::optional<PartRows> {
        std::optional<engine::Shape> shape = plot::shape_of(shown.view, line);
        return shape ? std::optional(PartRows{std::move(*shape)}) : std::nullopt;
    };
    table_list(frame, "###peers", area,
               {table, *shown.of, key, greyness(frame, Study::peers), searched, rows_of},
               state.list);
}

} // namespace

void peers_tab(Frame& frame, const Area& area) {
    const auto& value = frame.studies[Study::peers].value;
    const auto* study = engine::value_in<engine::PeerStudy>(frame.studies[Study::peers]);
    const std::shared_ptr<const engine::Result> of = frame.view.studies[Study::peers].studied();
    PeersView& state = frame.view.peers;
    state.list.typing = false;
    if (study != nullptr && !study->peers) {
        draw_wrapped(frame.look, {area.left, area.top}, area.width(), study->missing,
                     small_plain(frame.look));
        return;
    }
    if (study == nullptr || !of || of->clustering->k != study->clustering->k)
        return nothing_yet(frame, *find_tab("peers"), area);
    if (!state.table)
        state.table = std::make_shared<CachedPeerTable>();
    const Shown shown = {{*study, *of}, value, of};
    const float gap = frame.px(kGap);
    Area below = {area.left, area.top + frame.px(kChooser) + gap, area.right, area.bottom};
    const std::size_t choices = choosers(
        frame, {area.left, area.top, area.right, area.top + frame.px(kChooser)}, shown.view);
    if (state.shown == PeersShown::flags)
        below.top += colour_choice(frame, below, shown.view);
    if (const std::string said = sentence_of(shown.view, state.shown); !said.empty())
        below.top += draw_wrapped(frame.look, {below.left, below.top}, below.width(), said,
                                  small_plain(frame.look)) +
                     gap;
    if (const char* figure = figure_of(state, choices))
        show_figure(frame, below, shown, figure);
    else
        show_table(frame, below, shown);
}

} // namespace cohortscope::ui
