#include "support/headless_ui.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/pipeline.h"
#include "sample/sample.h"
#include "support/headless_allocations.h"
#include "ui/compat/compat.h"
#include "ui/compat/compat_glyphs.h"
#include "ui/compat/compat_keys.h"

namespace cohortscope::tests {

namespace {

constexpr float kFrameSeconds = 1.0f / 60.0f;

using AtlasPlace = std::pair<float, float>;

// Which character lies where in the atlas.
std::map<AtlasPlace, unsigned int> characters() {
    std::map<AtlasPlace, unsigned int> codes;
    ui::compat::for_each_glyph(*ImGui::GetIO().Fonts, [&](const ImFontGlyph& glyph) {
        codes[{glyph.U0, glyph.V0}] = glyph.Codepoint;
    });
    return codes;
}

// A letter is a quadrilateral of six indices whose corners differ in the atlas.
bool is_quad(const ImDrawIdx* i) {
    return i[0] == i[3] && i[2] == i[4] && i[1] == i[0] + 1 && i[2] == i[0] + 2 && i[5] == i[0] + 3;
}

Letter letter_of(const ImDrawList& list, const ImDrawCmd& command, const ImDrawIdx* indices,
                 unsigned int code) {
    Letter letter;
    letter.code = code;
    letter.clip = {command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w};
    const ImDrawVert& first = list.VtxBuffer[static_cast<int>(indices[0] + command.VtxOffset)];
    letter.box = {first.pos.x, first.pos.y, first.pos.x, first.pos.y};
    letter.colour = first.col;
    letter.u = first.uv.x;
    letter.v = first.uv.y;
    for (int corner = 0; corner < 6; ++corner) {
        const ImVec2 p = list.VtxBuffer[static_cast<int>(indices[corner] + command.VtxOffset)].pos;
        letter.box.left = std::min(letter.box.left, p.x);
        letter.box.right = std::max(letter.box.right, p.x);
        letter.box.top = std::min(letter.box.top, p.y);
        letter.box.bottom = std::max(letter.box.bottom, p.y);
    }
    return letter;
}

std::vector<unsigned int> codes_without_blanks(const std::string& text) {
    std::vector<unsigned int> codes;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const int extra = byte < 0x80 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        unsigned int code = extra == 0 ? byte : byte & (0x3fu >> extra);
        for (int i = 1; i <= extra; ++i)
            code = (code << 6) |
                   (static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]) & 0x3fu);
        at += 1 + static_cast<std::size_t>(extra);
        if (code != ' ' && code != 0xa0)
            codes.push_back(code);
    }
    return codes;
}

} // namespace

HeadlessUi::HeadlessUi(float width, float height, float scale) : scale_(scale) {
    count_imgui();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {width * scale, height * scale};
    io.DeltaTime = kFrameSeconds;
    ui::compat::map_keys(io);
    ui::compat::add_mouse_position(io, -1000.0f, -1000.0f);
    workbench_ = std::make_unique<ui::Workbench>([this](const plot::CloudData& data,
                                                        const plot::CloudView& view,
                                                        const plot::CloudStyle& style) {
        const auto selected = std::ranges::count(data.selected, 1);
        clouds.push_back({style, view, data.positions_key, data.labels_key, data.selected_key,
                          static_cast<std::size_t>(selected)});
        return 7u;
    });
}

HeadlessUi::~HeadlessUi() {
    workbench_.reset();
    ImGui::DestroyContext();
}

ui::FrameOutput HeadlessUi::frame() {
    seconds_ += static_cast<double>(kFrameSeconds);
    clouds.clear();
    rebuilt_fonts = workbench_->prepare(scale_);
    if (rebuilt_fonts)
        ui::compat::build_atlas(*ImGui::GetIO().Fonts);
    ImGui::NewFrame();
    ui::FrameInput input;
    input.width = ImGui::GetIO().DisplaySize.x;
    input.height = ImGui::GetIO().DisplaySize.y;
    input.seconds = seconds_;
    input.renderer = "no renderer";
    input.wants_controls = wants_controls;
    input.no_pictures = no_pictures;
    if (live.result && !live.clusters)
        live.clusters = std::make_shared<const analysis::Snapshot>(
            analysis::Snapshot{std::make_shared<const std::vector<std::uint32_t>>(),
                               live.result->clustering->labels, live.result->clustering->k});
    if (answers)
        answer();
    input.rows = rows;
    input.report = report;
    base::Progress progress;
    if (answers && live.result && live.result->final_result)
        live.answer = engine::answer_to(asking_, *live.result, live.answer, progress);
    const ui::FrameOutput output = workbench_->frame(live, input, studies);
    asking_ = output.wish.asking;
    wished_ = output.wish;
    ImGui::Render();
    return output;
}

// As the worker would.
void HeadlessUi::answer() {
    std::shared_ptr<const engine::RowSet> rows = wished_.selection;
    const engine::Picking& picking = wished_.picking;
    if (live.result && picking.serial > live.picked.serial) {
        rows = engine::combine(picking.from,
                               engine::rows_in(*live.result, picking.shape, live.baseline.get()),
                               picking.how);
        live.picked = {picking.serial, rows};
    }
    const bool fits =
        rows && !rows->empty() && live.result && rows->size() == live.result->prepared.table->rows;
    live.selected =
        fits ? engine::selected_in(live.result, rows, live.selected.get(), &spreads_) : nullptr;
    const bool fits_before =
        fits && live.baseline && rows->size() == live.baseline->prepared.table->rows;
    live.selected_before =
        fits_before ? engine::selected_in(live.baseline, rows, nullptr, &spreads_) : nullptr;
    const engine::Contrasting& of = wished_.contrasting;
    const std::shared_ptr<const engine::RowSet> first = of.first ? of.first : rows;
    live.contrast = of.wanted && first && !first->empty() && live.result
                        ? engine::contrasted_in(*live.result, of, first,
                                                analysis::rank_columns(*live.result->prepared.rows))
                        : nullptr;
}

ui::FrameOutput HeadlessUi::frames(int count) {
    ui::FrameOutput output;
    for (int i = 0; i < count; ++i)
        output = frame();
    return output;
}

int HeadlessUi::rest() {
    int exchanges = 0;
    for (bool moving = true; moving;) {
        moving = frame().animating;
        exchanges += rebuilt_fonts ? 1 : 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(1)); // another thread makes fonts
    }
    return exchanges;
}

void HeadlessUi::move(float x, float y) { ui::compat::add_mouse_position(ImGui::GetIO(), x, y); }
void HeadlessUi::button(bool down) { ui::compat::add_mouse_button(ImGui::GetIO(), 0, down); }
void HeadlessUi::wheel(float steps) { ui::compat::add_mouse_wheel(ImGui::GetIO(), steps); }
void HeadlessUi::shift(bool down) { ui::compat::add_shift_key(ImGui::GetIO(), down); }
void HeadlessUi::alt(bool down) { ui::compat::add_alt_key(ImGui::GetIO(), down); }
void HeadlessUi::control(bool down) { ui::compat::add_control_key(ImGui::GetIO(), down); }

void HeadlessUi::key(ImGuiKey key) {
    ui::compat::add_key(ImGui::GetIO(), key, true);
    frame();
    ui::compat::add_key(ImGui::GetIO(), key, false);
    frame();
}

void HeadlessUi::type(const std::string& ascii) {
    for (const char c : ascii)
        ImGui::GetIO().AddInputCharacter(static_cast<unsigned int>(c));
    frame();
}

ui::FrameOutput HeadlessUi::click(float x, float y) {
    move(x, y);
    frames(2);
    button(true);
    frame();
    button(false);
    return frame();
}

ui::FrameOutput HeadlessUi::drag(ImVec2 from, ImVec2 to) {
    constexpr int kSteps = 6;
    move(from.x, from.y);
    frames(2);
    button(true);
    frame();
    for (int step = 1; step <= kSteps; ++step) {
        const float share = static_cast<float>(step) / kSteps;
        move(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
        frame();
    }
    frames(2);
    button(false);
    return frames(3);
}

ui::FrameOutput HeadlessUi::double_click(float x, float y) {
    click(x, y);
    button(true);
    frame();
    button(false);
    return frame();
}

std::vector<Letter> HeadlessUi::letters() const {
    static_assert(sizeof(ImDrawIdx) >= 2);
    const std::map<AtlasPlace, unsigned int> codes = characters();
    std::vector<Letter> found;
    const ImDrawData* data = ImGui::GetDrawData();
    for (int n = 0; n < data->CmdListsCount; ++n) {
        const ImDrawList& list = *data->CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr || !ui::compat::draws_font_atlas(command))
                continue;
            const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
            for (unsigned int i = 0; i + 6 <= command.ElemCount;) {
                const bool quad = is_quad(indices + i);
                const ImVec2 uv =
                    list.VtxBuffer[static_cast<int>(indices[i] + command.VtxOffset)].uv;
                const auto code = codes.find({uv.x, uv.y});
                if (quad && code != codes.end()) {
                    found.push_back(letter_of(list, command, indices + i, code->second));
                    i += 6;
                } else {
                    i += 3;
                }
            }
        }
    }
    return found;
}

plot::Box HeadlessUi::find(const std::string& text, int n) const {
    const std::vector<unsigned int> wanted = codes_without_blanks(text);
    const std::vector<Letter> all = letters();
    for (std::size_t start = 0; start + wanted.size() <= all.size(); ++start) {
        bool equal = true;
        for (std::size_t i = 0; i < wanted.size() && equal; ++i)
            equal = all[start + i].code == wanted[i];
        if (!equal || n-- > 0)
            continue;
        plot::Box box = all[start].box;
        for (std::size_t i = 1; i < wanted.size(); ++i) {
            box.left = std::min(box.left, all[start + i].box.left);
            box.right = std::max(box.right, all[start + i].box.right);
            box.top = std::min(box.top, all[start + i].box.top);
            box.bottom = std::max(box.bottom, all[start + i].box.bottom);
        }
        return box;
    }
    return {};
}

std::shared_ptr<const engine::Result> sample_result(std::size_t rows, int k) {
    static std::map<std::pair<std::size_t, int>, std::shared_ptr<const engine::Result>> made;
    auto& slot = made[{rows, k}];
    if (!slot) {
        auto table = std::make_shared<data::Table>(sample::make_sample(rows, 42));
        engine::Pipeline pipeline(table);
        engine::Settings settings;
        settings.kmeans.k = k;
        settings.kmeans.restarts = 2;
        base::Progress progress;
        slot = pipeline.final_result(settings, progress);
    }
    return slot;
}

} // namespace cohortscope::tests
