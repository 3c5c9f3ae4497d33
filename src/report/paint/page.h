// A figure on its page, ready for a painter, and the words that its file carries beside it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "plot/cloud/cloud.h"
#include "plot/figures/figure.h"

namespace cohortscope::report {

// The scene is as large as the page and paints its own ground. What `cloud` shows outlives it.
struct Page {
    plot::Picture picture;
    plot::CloudData cloud;
    std::shared_ptr<const std::vector<std::uint8_t>> selected = {}; // keeps that of `cloud`
    double pixels = 1;                                              // of a PNG, a unit of the scene
    double points = 1;       // 1/72 inch in SVG and PDF, a unit of the scene
    double cloud_pixels = 2; // of the cloud's picture in SVG and PDF, a unit of the scene
};

// Anything in UTF-8; empty: not said.
struct FileWords {
    std::string title;
    std::string description; // for who cannot see the picture
    std::string session;     // settings that carried_session finds again
    std::string date;        // "2026-11-27", of the file; no clock is asked
};

} // namespace cohortscope::report
