// Rows of the left panel: one a setting, made from the engine's field table.
#pragma once

#include <string>
#include <string_view>

#include "ui/frame.h"

namespace cohortscope::ui {

// The row of the setting `key` (see engine::fields), at the column's top; moves the column on.
void knob_row(Frame& frame, Column& column, std::string_view key);
void knob_row(Frame& frame, Column& column, const engine::Field& field);

// Sets one field of the draft unless the combination is not allowed; then says why in the window.
void apply(Frame& frame, const engine::Field& field, double value);

// A label with its explanation as tooltip.
void knob_label(Frame& frame, const Area& area, const std::string& label, const std::string& help);

// The same of a knob that has no effect: the name is faint and says so. True when it was clicked.
struct IdleKnob {
    std::string_view key;
    std::string label;
    std::string why; // the tooltip
};
bool idle_label(Frame& frame, const Area& area, const IdleKnob& knob);

// Why a knob has nothing to work on in the table shown; empty where it has.
std::string reason_of_lack(const Frame& frame, std::string_view key);

// The value in a row: a click opens the box to type it. True when a text was typed and accepted; it
// is then in `text`.
struct ShownValue {
    std::string key = {};
    bool centred = false; // else at the right
};
bool typed_value(Frame& frame, const Area& area, const ShownValue& value, std::string& text);

// Weights of the features with mute, solo and the share of the distance each holds.
void weight_rows(Frame& frame, Column& column);
// The same of the features that the draft makes of one column, and of it where it is one itself.
void weight_rows_of(Frame& frame, Column& column, std::string_view table_column);

} // namespace cohortscope::ui
