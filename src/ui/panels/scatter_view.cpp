#include "ui/panels/scatter_view.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace cohortscope::ui {

namespace {

std::span<const double> loadings(const analysis::Pca& pca, int component) {
    const auto d = static_cast<std::size_t>(pca.dimensions);
    return std::span(pca.components).subspan(static_cast<std::size_t>(component - 1) * d, d);
}

double dot(std::span<const double> a, std::span<const double> b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

std::vector<double> times(std::span<const double> values, double factor) {
    std::vector<double> result(values.begin(), values.end());
    for (double& value : result)
        value *= factor;
    return result;
}

double eased(double t) { return t * t * (3.0 - 2.0 * t); }

// Zoomed in to one pixel a row, or out to a speck, nothing can be read any more.
constexpr double kNearest = 1e-3;
constexpr double kFarthest = 4.0;
constexpr double kFitMargin = 0.06; // of the range, at each side

} // namespace

void ScatterView::orient(const engine::Result& result) {
    const analysis::Pca& pca = *result.pca;
    const auto x = loadings(pca, result.settings.pca_x);
    const auto y = loadings(pca, result.settings.pca_y);
    const bool comparable = across_.size() == x.size() && pca_x_ == result.settings.pca_x &&
                            pca_y_ == result.settings.pca_y &&
                            table_ == result.prepared.table->fingerprint;
    orientation_ = {};
    if (comparable)
        orientation_ = {dot(across_, x) < 0.0, dot(upwards_, y) < 0.0};
    else
        follows_ = true;
    across_ = times(x, orientation_.mirror_x ? -1.0 : 1.0);
    upwards_ = times(y, orientation_.mirror_y ? -1.0 : 1.0);
    pca_x_ = result.settings.pca_x;
    pca_y_ = result.settings.pca_y;
    table_ = result.prepared.table->fingerprint;
}

void ScatterView::follow(const engine::Result& result, double aspect, bool held, double seconds) {
    const bool is_new = first_ || serial_ != result.serial;
    const bool reshaped = aspect != aspect_;
    if (!is_new && !reshaped && (held || fitted_serial_ == serial_))
        return;
    if (is_new)
        orient(result);
    serial_ = result.serial;
    aspect_ = aspect;
    if (held && !first_)
        return;
    fitted_serial_ = serial_;
    fit_ = seen(fit_by_grid(result, aspect_));
    if (first_ || (reshaped && !is_new && follows_)) {
        shown_ = to_ = fit_;
        glide_start_.reset();
    } else if (follows_) {
        glide_to(fit_, seconds);
    }
    first_ = false;
}

void ScatterView::glide_to(const Camera& camera, double seconds) {
    if (camera == to_)
        return;
    from_ = shown_;
    to_ = camera;
    glide_start_ = seconds;
}

bool ScatterView::advance(double seconds) {
    if (!glide_start_)
        return false;
    const double t = std::clamp((seconds - *glide_start_) / kGlideSeconds, 0.0, 1.0);
    const double share = eased(t);
    shown_.x = from_.x + (to_.x - from_.x) * share;
    shown_.y = from_.y + (to_.y - from_.y) * share;
    shown_.half_height = from_.half_height * std::pow(to_.half_height / from_.half_height, share);
    shown_.stretch = from_.stretch * std::pow(to_.stretch / from_.stretch, share);
    if (t < 1.0)
        return true;
    shown_ = to_;
    glide_start_.reset();
    return false;
}

void ScatterView::pan(double dx, double dy) {
    follows_ = false;
    glide_start_.reset();
    shown_.x += dx;
    shown_.y += dy;
    to_ = shown_;
}

void ScatterView::zoom(double factor, double at_x, double at_y) {
    follows_ = false;
    glide_start_.reset();
    const double wanted = shown_.half_height / factor;
    const double next =
        std::clamp(wanted, fit_.half_height * kNearest, fit_.half_height * kFarthest);
    const double ratio = next / shown_.half_height;
    shown_.x = at_x + (shown_.x - at_x) * ratio;
    shown_.y = at_y + (shown_.y - at_y) * ratio;
    shown_.half_height = next;
    to_ = shown_;
}

void ScatterView::fit(double seconds) {
    follows_ = true;
    glide_to(fit_, seconds);
}

void ScatterView::fit_cluster(const engine::Result& result, int cluster, double seconds) {
    follows_ = false;
    glide_to(seen(plot::fit_cluster(result, cluster, aspect_)), seconds);
}

Camera ScatterView::seen(const plot::Viewport& viewport) const {
    Camera camera;
    camera.x = (viewport.min_x + viewport.max_x) / 2.0;
    camera.y = (viewport.min_y + viewport.max_y) / 2.0;
    camera.half_height = (viewport.max_y - viewport.min_y) / 2.0;
    if (orientation_.mirror_x)
        camera.x = -camera.x;
    if (orientation_.mirror_y)
        camera.y = -camera.y;
    const double across = (viewport.max_x - viewport.min_x) / 2.0 / aspect_;
    if (!(camera.half_height > 0.0))
        camera.half_height = 1.0;
    camera.stretch = across > 0.0 ? across / camera.half_height : 1.0;
    return camera;
}

double ScatterView::zoom() const {
    return fit_.half_height / shown_.half_height * std::sqrt(fit_.stretch / shown_.stretch);
}

plot::Viewport ScatterView::viewport() const { return of(shown_); }
plot::Viewport ScatterView::destination() const { return of(to_); }

plot::Viewport ScatterView::of(const Camera& camera) const {
    const double half_width = camera.half_height * camera.stretch * aspect_;
    plot::Viewport seen = {camera.x - half_width, camera.x + half_width,
                           camera.y - camera.half_height, camera.y + camera.half_height};
    if (orientation_.mirror_x) {
        seen.min_x = -seen.min_x;
        seen.max_x = -seen.max_x;
    }
    if (orientation_.mirror_y) {
        seen.min_y = -seen.min_y;
        seen.max_y = -seen.max_y;
    }
    return seen;
}

plot::Viewport fit_by_grid(const engine::Result& result, double aspect) {
    if (!result.pick || result.pick->rows.empty())
        return plot::fit_viewport(result, aspect);
    const analysis::InnerRange range = analysis::inner_range(*result.pick);
    return plot::viewport_around({range.min_x, range.max_x}, {range.min_y, range.max_y}, aspect,
                                 kFitMargin);
}

} // namespace cohortscope::ui
