#include "app/host.h"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <glad/gl.h>

#include "app/saved_schema.h"
#include "base/error.h"
#include "ui/compat/compat_backend.h"

namespace cohortscope::app {

namespace {

std::string renderer_name() {
    const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    return name != nullptr ? name : "unknown";
}

} // namespace

Host::Host(std::function<void()> wake) {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr; // no state outside the session
    if (!ImGui_ImplOpenGL3_Init("#version 330"))
        throw base::Error("cannot draw: the OpenGL functions could not be loaded");
    renderer_ = renderer_name();
    points_ = std::make_unique<gl::PointRenderer>();
    workbench_ = std::make_unique<ui::Workbench>(
        [this](const plot::CloudData& data, const plot::CloudView& view,
               const plot::CloudStyle& style) { return draw_cloud(data, view, style); });
    live_ = std::make_unique<engine::Live>(wake);
    studies_ = std::make_unique<engine::Studies>(wake, live_->gate(), live_->trees());
    rows_ = std::make_unique<engine::RowLister>(std::move(wake), live_->gate());
}

Host::~Host() {
    rows_.reset();
    studies_.reset();
    live_.reset();
    workbench_.reset();
    points_.reset();
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
}

void Host::prepare(float display_scale, bool wait_for_fonts) {
    const bool other_fonts = workbench_->prepare(display_scale, wait_for_fonts);
    const base::Stopwatch watch;
    if (other_fonts)
        ui::compat::remake_font_texture();
    ImGui_ImplOpenGL3_NewFrame();
    setup_cost_ = watch.passed();
}

unsigned int Host::draw_cloud(const plot::CloudData& data, const plot::CloudView& view,
                              const plot::CloudStyle& style) {
    if (!draws_cloud_ && cloud_ != 0)
        return cloud_;
    const base::Stopwatch watch;
    cloud_ = points_->draw(data, view, style);
    cloud_cost_ += watch.passed();
    return cloud_;
}

engine::LiveState Host::state() {
    engine::LiveState now = live_->state();
    if (now.result == shown_.result)
        now.result = shown_.result;
    else if (now.result)
        now.result = disposal_.later(std::move(now.result));
    if (now.baseline == shown_.baseline)
        now.baseline = shown_.baseline;
    else if (now.baseline)
        now.baseline = disposal_.later(std::move(now.baseline));
    return now;
}

std::shared_ptr<const engine::RowListing> Host::listing() {
    std::shared_ptr<const engine::RowListing> now = rows_->listing();
    if (now != listed_)
        listed_ = disposal_.later(std::move(now));
    return listed_;
}

ui::FrameOutput Host::build_frame(double seconds, bool shown) {
    cloud_cost_ = {};
    draws_cloud_ = shown;
    ImGui::NewFrame();
    const ImGuiIO& io = ImGui::GetIO();
    ui::FrameInput input;
    input.width = io.DisplaySize.x;
    input.height = io.DisplaySize.y;
    input.seconds = seconds;
    input.renderer = renderer_;
    input.bytes_uploaded = points_->bytes_uploaded();
    input.last_frame = last_frame_;
    input.wants_controls = wants_controls_;
    input.rows = listing();
    input.recent = recent_;
    input.restorable = restorable_;
    input.no_pictures = no_pictures_;
    input.report = report_;
    shown_ = state();
    ui::FrameOutput output = workbench_->frame(shown_, input, studies_->state(shown_.result.get()));
    ImGui::Render();
    live_->request(output.wish, output.held);
    live_->show_column(output.shown_column);
    if (output.cancels_load)
        live_->cancel_load();
    if (output.saves_schema && shown_.result)
        workbench_->set_message(
            save_schema(*output.wish.settings.schema, shown_.result->prepared.table->source));
    if (!output.columns.empty()) {
        data::ReadOptions options = shown_.unknown_options;
        options.columns.insert(output.columns.begin(), output.columns.end());
        live_->load_file(shown_.unknown_path, options);
    }
    for (const engine::Study study : output.cancelled)
        studies_->cancel(study);
    studies_->put_first(output.front);
    for (const engine::Study study : output.wanted)
        studies_->request(study, shown_.result);
    if (output.row_query)
        rows_->request(*output.row_query, shown_.result);
    return output;
}

int Host::vertices() const { return ImGui::GetDrawData()->TotalVtxCount; }

void Host::draw() {
    glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

} // namespace cohortscope::app
