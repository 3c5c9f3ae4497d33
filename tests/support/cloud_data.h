// Made-up clouds of points for the tests of both painters.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "base/random.h"
#include "plot/cloud/cloud.h"

namespace cohortscope::support {

struct Cloud {
    std::vector<float> x, y;
    std::vector<std::uint8_t> labels;
    std::vector<std::uint8_t> selected; // empty: nothing is
    std::uint64_t selected_key = 1;

    plot::CloudData data(std::uint64_t positions_key = 1, std::uint64_t labels_key = 1) const {
        return {x, y, labels, positions_key, labels_key, selected, selected_key};
    }
    void add(float px, float py, int label) {
        x.push_back(px);
        y.push_back(py);
        labels.push_back(static_cast<std::uint8_t>(label));
    }
};

// Clusters of normally spread points, some of them outside the unit square that is seen.
inline Cloud normal_clusters(std::size_t rows, int clusters, std::uint64_t seed) {
    base::Random random(seed);
    Cloud cloud;
    for (std::size_t i = 0; i < rows; ++i) {
        const int k = static_cast<int>(random.below(static_cast<std::uint64_t>(clusters)));
        const double spread = 0.08 + 0.05 * k;
        cloud.add(static_cast<float>(0.2 + 0.15 * k + spread * random.normal()),
                  static_cast<float>(0.7 - 0.1 * k + spread * random.normal()), k);
    }
    return cloud;
}

inline std::vector<std::uint8_t> every_third(const Cloud& cloud) {
    std::vector<std::uint8_t> selected(cloud.x.size(), 0);
    for (std::size_t i = 0; i < selected.size(); i += 3)
        selected[i] = 1;
    return selected;
}

inline Cloud shuffled(const Cloud& cloud, std::uint64_t seed) {
    base::Random random(seed);
    Cloud out = cloud;
    for (std::size_t i = out.x.size(); i > 1; --i) {
        const std::size_t j = random.below(i);
        std::swap(out.x[i - 1], out.x[j]);
        std::swap(out.y[i - 1], out.y[j]);
        std::swap(out.labels[i - 1], out.labels[j]);
        if (!out.selected.empty())
            std::swap(out.selected[i - 1], out.selected[j]);
    }
    return out;
}

inline plot::CloudStyle five_colours() {
    plot::CloudStyle style;
    style.colours = {{0.902f, 0.624f, 0.0f, 1.0f},
                     {0.337f, 0.706f, 0.914f, 1.0f},
                     {0.0f, 0.620f, 0.451f, 1.0f},
                     {0.941f, 0.894f, 0.259f, 1.0f},
                     {0.0f, 0.447f, 0.698f, 1.0f}};
    style.emphasis.assign(style.colours.size(), 1.0f);
    return style;
}

inline plot::CloudView unit_view(int width, int height) {
    plot::CloudView view;
    view.width = width;
    view.height = height;
    return view;
}

// How far two pictures are apart.
struct Difference {
    int largest = 0;             // of 255 levels
    double share_beyond_2 = 0.0; // of the channels of pixels drawn in either
};

inline Difference difference(const std::vector<std::uint8_t>& a,
                             const std::vector<std::uint8_t>& b) {
    Difference out;
    std::size_t drawn = 0;
    std::size_t beyond = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const int levels = std::abs(int(a[i]) - int(b[i]));
        out.largest = std::max(out.largest, levels);
        drawn += a[i / 4 * 4 + 3] > 0 || b[i / 4 * 4 + 3] > 0 ? 1 : 0;
        beyond += levels > 2 ? 1 : 0;
    }
    out.share_beyond_2 = double(beyond) / double(std::max<std::size_t>(drawn, 1));
    return out;
}

} // namespace cohortscope::support
