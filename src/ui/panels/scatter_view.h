// Where the scatter looks: its camera, its glides, and the signs of the axes shown.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/result.h"
#include "plot/scatter/scatter_chart.h"

namespace cohortscope::ui {

// Which axes are shown mirrored, so that the picture stays close to the one before. The view's
// alone: no result or export knows it.
struct Orientation {
    bool mirror_x = false;
    bool mirror_y = false;
    bool operator==(const Orientation&) const = default;
};

// Data coordinates as shown (mirrored).
struct Camera {
    double x = 0.0, y = 0.0;
    double half_height = 1.0;
    double stretch = 1.0; // how much longer a unit is upwards than across
    bool operator==(const Camera&) const = default;
};

inline constexpr double kGlideSeconds = 0.25;

class ScatterView {
  public:
    // Takes a new result in. While a knob is held the camera stays; otherwise a camera that follows
    // (nobody panned or zoomed) glides to the new fit. `aspect` is the plot's width / height.
    void follow(const engine::Result& result, double aspect, bool held, double seconds);

    // Moves a glide on; true while it lasts.
    bool advance(double seconds);

    void pan(double dx, double dy);                     // data coordinates as shown
    void zoom(double factor, double at_x, double at_y); // factor > 1 comes nearer
    void fit(double seconds);                           // back to all rows, then follows again
    void fit_cluster(const engine::Result& result, int cluster, double seconds);

    // Canonical coordinates at the edges: min > max on a mirrored axis.
    plot::Viewport viewport() const;
    plot::Viewport destination() const; // the same where a glide ends
    const Orientation& orientation() const { return orientation_; }
    const Camera& camera() const { return shown_; }
    // How much closer than the view of all rows: √(area of that / area of this); 1 there.
    double zoom() const;
    bool follows() const { return follows_; }

  private:
    void orient(const engine::Result& result);
    void glide_to(const Camera& camera, double seconds);
    Camera seen(const plot::Viewport& canonical_viewport) const;
    plot::Viewport of(const Camera& camera) const;

    Camera shown_, from_, to_;
    std::optional<double> glide_start_;
    Camera fit_; // of the latest result followed
    bool follows_ = true;
    bool first_ = true;
    double aspect_ = 1.0;
    Orientation orientation_;
    std::vector<double> across_, upwards_; // loadings shown, as oriented
    int pca_x_ = 0, pca_y_ = 0;
    base::Fingerprint table_;
    std::uint64_t serial_ = 0;
    std::uint64_t fitted_serial_ = 0;
};

// All rows but the farthest thousandth at each side, with a margin, from the pick grid's counts:
// O(cells) where plot::fit_viewport is O(rows).
plot::Viewport fit_by_grid(const engine::Result& result, double aspect);

} // namespace cohortscope::ui
