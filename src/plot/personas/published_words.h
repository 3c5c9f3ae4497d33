// What a published analysis found, beside what comes out here.
#pragma once

#include <string>
#include <vector>

#include "engine/session/preset.h"

namespace cohortscope::plot {

// One number of both.
struct PublishedNumber {
    std::string of; // "rows", "pay", "experience"
    double there = 0.0, here = 0.0;
    std::string there_text, here_text;
};

// Of all rows, or of one published group and the one of the result that is likest to it.
struct PublishedLine {
    std::string name; // "all rows", "senior leaders"
    int cluster = -1;
    std::vector<PublishedNumber> numbers;
};
std::vector<PublishedLine> published_lines(const engine::Preset& preset,
                                           const engine::Result& result);

// "rows 47,673 there, 47,102 here (−1.2 %)".
std::string published_text(const PublishedNumber& number);

} // namespace cohortscope::plot
