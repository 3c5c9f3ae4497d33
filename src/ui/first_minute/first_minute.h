// The first minute: one sentence, the map, and a card for each group, before any knob is seen.
#pragma once

#include <limits>
#include <string>

#include "base/fingerprint.h"
#include "plot/scatter/scatter_chart.h"
#include "plot/scene.h"

namespace cohortscope::ui {

struct Area;
struct Frame;
struct View;

// Its timetable, in seconds since its first picture: groups take their colours one after another
// while their cards slide in, all within kColouredBy; then the map is named.
inline constexpr double kColoursFrom = 0.25;
inline constexpr double kColouredBy = 1.5;
inline constexpr double kArrivalSeconds = 0.35; // of one group
inline constexpr double kUnfoldSeconds = 0.25;  // of the panels, afterwards

// How far a group of k has arrived: 0 grey and without a card, to 1.
float arrival(int group, int k, double seconds);

struct FirstMinute {
    bool open = false;
    bool moves = true;       // false where the system asks for no motion: the end at once
    bool started = false;    // a frame of it was drawn
    double began_s = kNever; // its first picture
    double left_s = -kNever; // when the panels began to unfold
    bool pressed = false;    // More or Fewer groups, at least once
    std::string loading;     // what was being read when it began
    base::Fingerprint table; // whose groups it tells of

    base::Fingerprint cards_key, map_key;
    plot::Scene cards;
    plot::Scatter map;
    struct {
        float left = 0, top = 0, right = 0, bottom = 0;
    } map_area; // device pixels, where the map was last: it glides from there

    static constexpr double kNever = std::numeric_limits<double>::infinity();
};

// From the next frame on.
void show_first_minute(View& view);

// Back to the workbench, whose panels unfold; false if the first minute was not open.
bool leave_first_minute(View& view, double seconds);

// Times the sizes of kStageSizes for a window of so many device pixels; 0 while it is not open.
float first_minute_stage(const View& view, float width, float height, float scale);

// Draws the whole window while the first minute is open. False where it is not: the workbench is
// drawn, its panels through `unfolded`.
bool first_minute(Frame& frame);

// Where a part of the workbench is while the panels unfold: those at the left and right come from
// their edges, the map from where it was.
enum class Fold { left, map, right };
Area unfolded(Frame& frame, const Area& area, Fold fold);

} // namespace cohortscope::ui
