// The row in question: a part of the document, and what the worker has to find of it.
#pragma once

#include <cstdint>
#include <string>

#include "engine/telling_rows.h"

namespace cohortscope::ui {

struct Frame;
struct WhyView;

// A row of the file, from 0, becomes the one in question; one step, together with a group that was
// pinned in this frame.
void ask_why(Frame& frame, std::uint32_t file_row);
// No row is; likewise.
void ask_nothing(Frame& frame);

// A row of the group that has this colour is to become the one in question, once it is found.
void ask_telling(Frame& frame, engine::Telling telling, int colour);

// Once a frame, before the panels: takes what the worker found, and asks for the silhouette while
// the tab is in front.
void follow_why(Frame& frame);

// "row 12,345", as people count: of the file's row from 0.
std::string row_words(std::uint32_t file_row);

} // namespace cohortscope::ui
