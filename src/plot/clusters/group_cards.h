// A card for each group, readable from the back of a room: who they are, and where they came from.
#pragma once

#include <span>

#include "engine/moves.h"
#include "plot/clusters/cluster_charts.h"

namespace cohortscope::plot {

inline constexpr float kCardText = 22.0f;  // pixels at text scale 1
inline constexpr float kCardTitle = 26.0f; // the group's name

struct GroupCardsOptions {
    Theme theme = Theme::dark;
    float text_scale = 1.0f;
    int focus = -1;                       // cluster in focus; the others are dimmed
    const engine::Moves* moves = nullptr; // from the groups before; null: nothing is said of them
    std::span<const float> arrived = {}; // 0 not there, to 1: how far each card has slid in; empty:
                                         // all are there
};

// Cards one below the other in the clusters' order, in a scene of just this size: four lines each
// where there is room, down to one. The bar at a card's foot is as long as the group is large
// against the largest; with `moves` its parts have the colours of the groups they came from. Where
// not even a line each fits, the last line counts the groups left out. One mark a card.
Scene group_cards(const engine::Result& result, float width, float height,
                  const GroupCardsOptions& options, const TextMeasure& measure);

} // namespace cohortscope::plot
