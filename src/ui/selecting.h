// Selecting rows by gestures: what was drawn goes to the worker, the rows that it finds come back
// as an edit of the document.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/selection/selected.h"

namespace cohortscope::engine {
class History;
struct LiveState;
} // namespace cohortscope::engine

namespace cohortscope::ui {

struct Frame;

// A gesture that selects, from its first shape on. One gesture is one step, whatever the number of
// shapes that it went through.
struct Selecting {
    engine::Picking wanted;  // the latest shape
    std::uint64_t taken = 0; // serial of the answer that the document has
    std::uint64_t gesture = 0;
    std::string origin;

    bool waits() const { return wanted.serial != taken; }
    void give_up() { taken = wanted.serial; }
};

// Rows that a part of a chart stands for. Plainly: a click selects them without a key, too.
struct PartRows {
    engine::Shape shape;
    bool plainly = true;
};

// What a shape is called in tips, and in the words for where a selection came from.
std::string shape_words(const Frame& frame, const engine::Shape& shape);

// Below what is told of the part: how it is selected, and what that is.
void tell_part(Frame& frame, const PartRows& part);

// Where the mouse button went down with the keys that the part wants: selects it. False elsewhere.
bool click_part(Frame& frame, const PartRows& part);

// Shift adds, Alt takes away, both keep what is in either.
engine::Combine combine_by_keys();

// The first shape of a gesture, combined as the keys say.
void begin_selecting(Frame& frame, engine::Shape shape);
// The gesture goes on with another shape.
void go_on_selecting(Frame& frame, engine::Shape shape);

// Rows that are known already; null clears.
void select_rows(Frame& frame, std::shared_ptr<const engine::RowSet> rows,
                 const std::string& origin);

// Takes the worker's answer, where it is there.
void take_picked(engine::History& history, Selecting& selecting, const engine::LiveState& live);

// The selected rows as the frame's result has them; null where nothing is selected, or it is not
// looked up yet.
const engine::Selected* selected_of(const Frame& frame);

} // namespace cohortscope::ui
