// A picture of the whole window, drawn without a display.
#pragma once

#include <cstdint>
#include <vector>

#include "app/arguments.h"

namespace cohortscope::app {

class Host;

struct PictureSize {
    int width = 0, height = 0; // pixels
};

// Builds frames until layout and glides have settled. Time stands still in a picture but for them.
void settle(Host& host, float scale);

// Builds the frames of the first minute up to so many seconds after its first picture.
void play_first_minute(Host& host, float scale, double seconds);

// Draws the last built frame tile by tile, so that a picture may be larger than the card's targets:
// width · height · 3 bytes, rows from the top, the same whatever the tile's side.
std::vector<std::uint8_t> draw_tiles(Host& host, const PictureSize& size, int tile_side);

// Writes a PNG of size × scale pixels with the final result at the settings. Throws base::Error.
void run_screenshot(const Screenshot& screenshot);

} // namespace cohortscope::app
