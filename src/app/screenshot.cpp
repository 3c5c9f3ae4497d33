#include "app/screenshot.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <span>

#include <imgui.h>

#include "app/carried_session.h"
#include "app/host.h"
#include "app/outputs.h"
#include "app/session_data.h"
#include "app/shown_column.h"
#include "app/tables.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/whole.h"
#include "engine/selection/named_set.h"
#include "engine/selection/shape_text.h"
#include "engine/session/opened_session.h"
#include "engine/why_row.h"
#include "gl/offscreen.h"
#include "report/paint/png_words.h"
#include "ui/controls/tabs.h"

namespace cohortscope::app {

namespace {

constexpr int kTile = 4096;          // pixels; every card has targets of this size
constexpr int kLargestSide = 32'768; // pixels of a picture
// Its bytes, and twice as many, are counted in an int by the writer of PNG.
constexpr long long kMostPixels = 300'000'000;

// Lets the main thread sleep until a worker has something new.
class Bell {
  public:
    void ring() {
        const std::scoped_lock lock(mutex_);
        rung_ = true;
        changed_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return rung_; });
        rung_ = false;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool rung_ = false;
};

void wait_for_final(engine::Live& live, Bell& bell) {
    for (;;) {
        const engine::LiveState state = live.state();
        if (!state.error.empty())
            throw base::Error(state.error);
        if (state.result && state.result->final_result && !state.computing)
            return;
        bell.wait();
    }
}

// What the open tab shows; a study that fails says so in the picture.
void wait_for_studies(Host& host, const std::string& tab, Bell& bell) {
    const std::shared_ptr<const engine::Result> result = host.live().state().result;
    const std::span<const engine::Study> studies = ui::find_tab(tab)->studies;
    for (const engine::Study study : studies)
        host.studies().request(study, result);
    const auto is_over = [](const engine::StudyView& view) {
        return view.complete || !view.error.empty();
    };
    for (;;) {
        const engine::StudiesState state = host.studies().state(result.get());
        if (std::ranges::all_of(studies,
                                [&](engine::Study study) { return is_over(state[study]); }))
            return;
        bell.wait();
    }
}

void wait_for_rows(Host& host, Bell& bell) {
    const std::shared_ptr<const engine::Result> result = host.live().state().result;
    host.rows().request({}, result);
    while (host.rows().listing() == nullptr)
        bell.wait();
}

// Asked as the window will ask it.
void wait_for_row(Host& host, const engine::Settings& settings, std::uint32_t file_row,
                  Bell& bell) {
    const std::shared_ptr<const engine::Result> result = host.live().state().result;
    if (!engine::position_of(*result, file_row + 1))
        return;
    engine::Wish wish;
    wish.settings = settings;
    wish.baseline = host.workbench().history().present().baseline;
    wish.asking.row = file_row;
    wish.asking.of = result->serial;
    host.live().request(wish, false);
    while (host.live().state().answer.row != file_row)
        bell.wait();
}

// From 0; nothing where none is asked about. Throws base::Error where the table is shorter.
std::optional<std::uint32_t> row_of(const Screenshot& screenshot, const data::Table& table) {
    if (!screenshot.row)
        return std::nullopt;
    if (*screenshot.row > table.rows)
        throw base::Error("there is no row " + std::to_string(*screenshot.row) + "; '" +
                          table.source + "' has " + std::to_string(table.rows) + " rows");
    return *screenshot.row - 1;
}

std::string tab_of(const Screenshot& screenshot) {
    if (!screenshot.tab.empty())
        return screenshot.tab;
    return screenshot.row ? ui::kWhyTab : "profile";
}

// The result at other settings, pinned; then those of the picture again.
void pin_baseline(Host& host, Bell& bell, const Screenshot& screenshot,
                  const engine::Settings& settings) {
    engine::Settings before = settings;
    for (const std::string& assignment : screenshot.baseline)
        engine::set_from_assignment(before, assignment);
    const auto frame = [&] {
        host.prepare(static_cast<float>(screenshot.scale), true);
        host.build_frame(0.0); // asks for what the workbench has
        wait_for_final(host.live(), bell);
    };
    host.workbench().set_settings(before);
    host.live().request(before, false);
    wait_for_final(host.live(), bell);
    frame(); // the workbench sees it
    host.workbench().run(ui::Command::toggle_baseline);
    host.workbench().set_settings(settings);
    frame();
}

// Selects the rows, and waits until everything shows them.
void select_rows(Host& host, const engine::Shape& shape, float scale, Bell& bell) {
    settle(host, scale);
    const std::shared_ptr<const engine::Result> result = host.live().state().result;
    const std::shared_ptr<const engine::RowSet> rows = engine::rows_in(*result, shape);
    if (rows->empty())
        throw base::Error("no row of the table is selected by " +
                          engine::origin_text(shape, *result->settings.schema));
    host.workbench().set_selection(rows, engine::origin_text(shape, *result->settings.schema));
    host.prepare(scale, true);
    const bool contrasts = host.build_frame(0.0).wish.contrasting.wanted;
    for (;;) {
        const engine::LiveState state = host.live().state();
        if (!state.error.empty())
            throw base::Error(state.error);
        if (state.selected && (state.contrast || !contrasts))
            return;
        bell.wait();
    }
}

// What the command line does not say, the session does.
void take_view(engine::Session& session, Screenshot& screenshot) {
    const engine::ViewChoices& view = session.document.view;
    if (!screenshot.theme)
        screenshot.theme = view.light ? plot::Theme::light : plot::Theme::dark;
    if (!screenshot.cloud)
        screenshot.cloud = view.cloud;
    if (!screenshot.row && view.row)
        screenshot.row = *view.row + 1;
    if (screenshot.tab.empty() && ui::find_tab(view.tab) != nullptr)
        screenshot.tab = view.tab;
    if (screenshot.ridges.empty())
        screenshot.ridges = session.column;
    session.column = screenshot.ridges;
}

// The workbench has what the session has, but for what was said on the command line, and asks for
// its result.
void take_session(Host& host, engine::Session session,
                  const std::shared_ptr<const data::Table>& table, float scale) {
    const engine::Document said = host.workbench().history().present();
    session.document.settings = said.settings;
    engine::OpenedSession opened = engine::open_on_table(session, table);
    opened.document.view.light = said.view.light;
    opened.document.view.tab = said.view.tab;
    opened.document.view.cloud = said.view.cloud;
    opened.document.view.row = said.view.row;
    opened.message.clear(); // a picture is not the place
    host.workbench().open_session(opened, "opened");
    host.prepare(scale, true);
    host.build_frame(0.0);
}

// What comes after the final: the baseline, the selected rows.
void wait_for_session(Host& host, float scale, Bell& bell) {
    host.prepare(scale, true);
    host.build_frame(0.0);
    const engine::Document& wanted = host.workbench().history().present();
    for (;;) {
        const engine::LiveState state = host.live().state();
        if (!state.error.empty())
            throw base::Error(state.error);
        if ((!wanted.baseline || state.changes) && (!wanted.selection || state.selected))
            return;
        bell.wait();
    }
}

// What the picture shows. Of a final without a session nothing is to be remembered.
std::string carried_words(Host& host, const Screenshot& screenshot, bool has_session) {
    OpenSession open;
    open.session.document = host.workbench().history().present();
    open.session.column = screenshot.ridges;
    const engine::LiveState state = host.live().state();
    if (has_session)
        open.session.shown = state.shown_final;
    if (!open.session.document.table && state.result)
        open.session.document.table = state.result->prepared.table;
    open.options = read_options(screenshot.common.table);
    return carried_text(open);
}

void expect_drawable(int width, int height) {
    const std::string size =
        "the picture would measure " + std::to_string(width) + " x " + std::to_string(height);
    if (std::max(width, height) > kLargestSide)
        throw base::Error(size + " pixels; expected at most " + std::to_string(kLargestSide) +
                          " on a side");
    if (static_cast<long long>(width) * height > kMostPixels)
        throw base::Error(size + " pixels; expected at most " +
                          std::to_string(kMostPixels / 1'000'000) + " million in all");
}

} // namespace

std::vector<std::uint8_t> draw_tiles(Host& host, const PictureSize& size, int tile_side) {
    std::vector<std::uint8_t> picture(static_cast<std::size_t>(size.width) *
                                      static_cast<std::size_t>(size.height) * 3);
    ImDrawData* data = ImGui::GetDrawData();
    for (int top = 0; top < size.height; top += tile_side)
        for (int left = 0; left < size.width; left += tile_side) {
            const int width = std::min(tile_side, size.width - left);
            const int height = std::min(tile_side, size.height - top);
            gl::OffscreenTarget target(width, height);
            target.bind();
            data->DisplayPos = ImVec2(static_cast<float>(left), static_cast<float>(top));
            data->DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
            host.draw();
            const std::vector<std::uint8_t> tile = target.read_rgb();
            const auto row_bytes = static_cast<std::ptrdiff_t>(width) * 3;
            for (int y = 0; y < height; ++y)
                std::copy_n(tile.begin() + y * row_bytes, row_bytes,
                            picture.begin() +
                                (static_cast<std::ptrdiff_t>(top + y) * size.width + left) * 3);
        }
    return picture;
}

void settle(Host& host, float scale) {
    constexpr double kFrameSeconds = 1.0 / 20.0;
    constexpr int kMostFrames = 40;
    double seconds = 0.0;
    for (int frame = 0; frame < kMostFrames; ++frame, seconds += kFrameSeconds) {
        host.prepare(scale, true);
        ImGui::GetIO().DeltaTime = static_cast<float>(kFrameSeconds);
        const bool animating = host.build_frame(seconds).animating;
        if (frame >= 4 && !animating)
            return;
    }
}

void play_first_minute(Host& host, float scale, double seconds) {
    constexpr double kFrameSeconds = 1.0 / 20.0;
    constexpr int kSettling = 4; // frames that stand still at the end
    const int moving = static_cast<int>(std::ceil(seconds / kFrameSeconds));
    host.workbench().show_first_minute();
    for (int frame = 0; frame < moving + kSettling; ++frame) {
        host.prepare(scale, true);
        ImGui::GetIO().DeltaTime = static_cast<float>(kFrameSeconds);
        host.build_frame(std::min(frame * kFrameSeconds, seconds));
    }
}

void run_screenshot(const Screenshot& asked) {
    Screenshot screenshot = asked;
    FromSession from = with_data_of_session(asked.common);
    screenshot.common = from.common;
    expect_sound({{screenshot.common.table.data, screenshot.common.session}, {screenshot.out}});
    const PictureSize size = {static_cast<int>(std::lround(screenshot.width * screenshot.scale)),
                              static_cast<int>(std::lround(screenshot.height * screenshot.scale))};
    expect_drawable(size.width, size.height);
    std::optional<engine::Shape> selected;
    if (!screenshot.select.empty())
        selected = engine::shape_of_text(screenshot.select);
    const gl::OffscreenContext context;
    Bell bell;
    Host host([&bell] { bell.ring(); });
    const bool has_session = from.session && !from.session->data.source.empty();
    if (has_session)
        take_view(*from.session, screenshot);
    host.workbench().set_theme(screenshot.theme.value_or(plot::Theme::dark));
    host.workbench().set_cloud(screenshot.cloud.value_or(ui::CloudChoice::automatic));
    const std::string tab = tab_of(screenshot);
    host.workbench().set_tab(tab);
    host.workbench().set_ridges(screenshot.ridges);
    host.workbench().set_hints(false);
    if (screenshot.columns)
        host.workbench().set_left(*screenshot.columns);
    ImGui::GetIO().DisplaySize =
        ImVec2(static_cast<float>(size.width), static_cast<float>(size.height));
    // What can go wrong at once has; now the table, which may take a while.
    const std::shared_ptr<const data::Table> table = read_table(screenshot.common.table);
    const std::optional<std::uint32_t> row = row_of(screenshot, *table);
    if (row)
        host.workbench().set_row(*row);
    const engine::Settings settings = settings_for(screenshot.common, table);
    const auto scale = static_cast<float>(screenshot.scale);
    host.workbench().set_settings(settings);
    host.live().request(settings, false);
    host.live().show_column(screenshot.ridges);
    if (has_session)
        take_session(host, *from.session, table, scale);
    else
        host.live().load_table(table);
    if (!screenshot.baseline.empty())
        pin_baseline(host, bell, screenshot, settings);
    wait_for_final(host.live(), bell);
    if (has_session)
        wait_for_session(host, scale, bell);
    expect_column(*host.live().state().result, screenshot.ridges, "--ridges");
    host.workbench().hold_flip_key(screenshot.before);
    if (screenshot.first_minute) {
        play_first_minute(host, scale, *screenshot.first_minute);
    } else {
        wait_for_studies(host, tab, bell);
        if (tab == ui::kRowsTab)
            wait_for_rows(host, bell);
        if (row && tab == ui::kWhyTab)
            wait_for_row(host, settings, *row, bell);
        if (selected)
            select_rows(host, *selected, scale, bell);
        settle(host, scale);
    }
    report::FileWords words;
    words.title = "Cohortscope";
    words.session = carried_words(host, screenshot, has_session);
    base::write_file(
        screenshot.out,
        report::with_words(gl::encode_png(size.width, size.height, draw_tiles(host, size, kTile)),
                           words));
}

} // namespace cohortscope::app
