#include "ui/panels/columns_view.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/printable.h"
#include "base/whole.h"
#include "engine/edited_settings.h"
#include "plot/labels.h"
#include "schema/edit.h"
#include "schema/enum_names.h"
#include "schema/match.h"
#include "ui/controls/column_filter.h"
#include "ui/controls/knobs.h"
#include "ui/controls/widgets.h"
#include "ui/panels/level_list.h"

namespace cohortscope::ui {

namespace {

using Edited = std::optional<schema::Schema>;

// At scale 1.
constexpr float kChoice = 112.0f; // width of a card's lists
constexpr float kChoiceHeight = 28.0f;
constexpr float kSave = 116.0f;

// The table's columns by the schema's names for them.
std::map<std::string_view, const schema::ColumnSpec*> specs_of(const schema::Schema& schema,
                                                               const data::Table& table) {
    std::map<std::string_view, const schema::ColumnSpec*> specs;
    const std::vector<schema::TableColumn> found = schema::match_columns(schema, table);
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i].there())
            specs[found[i].numeric != nullptr ? found[i].numeric->name : found[i].text->name] =
                &schema.columns[i];
    return specs;
}

std::vector<ColumnCard> cards_of(const ColumnsView& view, const data::Table& table) {
    const auto specs = specs_of(*view.schema, table);
    std::vector<ColumnCard> cards;
    if (view.columns)
        for (const schema::ColumnSummary& summary : *view.columns) {
            const auto spec = specs.find(summary.name);
            if (spec == specs.end())
                cards.push_back({summary.name, nullptr, &summary});
            else
                cards.push_back({spec->second->name, spec->second, &summary});
        }
    for (const schema::ColumnSpec& spec : view.schema->columns)
        if (std::ranges::find(cards, &spec, &ColumnCard::spec) == cards.end())
            cards.push_back({spec.name, &spec, nullptr});
    return cards;
}

// The cards of this frame: made again where the schema or the table is another one.
void follow_schema(Frame& frame, float width) {
    ColumnsView& view = frame.view.columns_view;
    if (view.schema == frame.draft.schema && view.columns == frame.live.columns &&
        view.width == width)
        return;
    view.schema = frame.draft.schema;
    view.columns = frame.live.columns;
    view.width = width;
    view.cards = cards_of(view, *frame.result()->prepared.table);
}

std::string shown_name(std::string_view name) {
    std::string text(name);
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

template <class Names, class Enum>
std::vector<std::string> shown_names(const Names& names, const std::vector<Enum>& values) {
    std::vector<std::string> shown;
    for (const Enum value : values)
        shown.push_back(shown_name(schema::name_of(names, value)));
    return shown;
}

template <class Enum> int place_of(const std::vector<Enum>& values, Enum value) {
    return static_cast<int>(std::ranges::find(values, value) - values.begin());
}

Area choice_area(const Frame& frame, const Column& column) {
    return {column.right - frame.px(kChoice), column.y, column.right,
            column.y + frame.px(kChoiceHeight)};
}

// The name, and the list of roles.
void role_line(Frame& frame, Column& column, const ColumnCard& card, Edited& edited) {
    const schema::Role role = card.spec != nullptr ? card.spec->role : schema::Role::ignored;
    const Area list = choice_area(frame, column);
    const TextStyle style = {frame.look.tokens().text, plot::kBodySize, plot::Face::semibold};
    const std::string name = base::printable(card.name);
    const Area place = {column.left, column.y, list.left - frame.px(6), list.bottom};
    draw_text(frame.look, {column.left, column.y + frame.px(4)},
              fitted(frame.look, name, place.width(), style), style);
    if (place.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered())
        frame.tip = {{name}};
    column.y = list.bottom + frame.px(2);
    if (card.summary == nullptr)
        return draw_text_right(frame.look, {list.right, list.top + frame.px(6)},
                               shown_name(schema::name_of(schema::kRoleNames, role)),
                               small(frame.look));
    const std::vector<schema::Role> roles = schema::roles_of(role, *card.summary);
    const int current = place_of(roles, role);
    const int chosen =
        dropdown(frame, "role." + card.name, list, shown_names(schema::kRoleNames, roles), current);
    if (chosen != current)
        edited = schema::with_role(
            *frame.draft.schema, card.name, roles[static_cast<std::size_t>(chosen)],
            card.summary->numbers ? std::vector<std::string>() : card.summary->examples,
            card.summary->distinct);
}

std::string examples_of(const ColumnCard& card) {
    if (card.summary == nullptr)
        return "not in the table";
    std::string text;
    for (const std::string& example : card.summary->examples)
        text += (text.empty() ? "" : ", ") + base::printable(example);
    return text.empty() ? "no value" : text;
}

std::string share_missing(double share) {
    constexpr double kShown = 0.0005; // below it would be rounded to 0.0 %
    if (share == 0.0)
        return "none";
    return share < kShown ? "under 0.1 %" : plot::percent(share);
}

std::string counts_of(const schema::ColumnSummary& summary) {
    return base::whole(static_cast<double>(summary.distinct)) +
           (summary.distinct == 1 ? " value, " : " values, ") + share_missing(summary.missing) +
           " missing";
}

// Examples, beside them the list of encodings where the role has several, and counts below.
void facts_lines(Frame& frame, Column& column, const ColumnCard& card, Edited& edited) {
    const std::vector<std::string> levels =
        card.summary != nullptr ? card.summary->levels : std::vector<std::string>();
    const auto encodings = card.spec != nullptr ? schema::encodings_of(*card.spec, levels)
                                                : std::vector<schema::Encoding>();
    const bool lists = encodings.size() > 1;
    const Area list = choice_area(frame, column);
    const float right = lists ? list.left - frame.px(6) : column.right;
    const float line = frame.px(17);
    const float top = column.y + (lists ? frame.px(5) : 0.0f);
    draw_text(frame.look, {column.left, top},
              fitted(frame.look, examples_of(card), right - column.left, small(frame.look)),
              small(frame.look));
    column.y = lists ? list.bottom + frame.px(2) : top + line;
    if (card.summary != nullptr) {
        draw_text(frame.look, {column.left, column.y}, counts_of(*card.summary), small(frame.look));
        column.y += line;
    }
    if (!lists)
        return;
    const int current = place_of(encodings, card.spec->encoding);
    const int chosen = dropdown(frame, "encoding." + card.name, list,
                                shown_names(schema::kEncodingNames, encodings), current);
    if (chosen != current)
        edited = schema::with_encoding(*frame.draft.schema, card.name,
                                       encodings[static_cast<std::size_t>(chosen)], levels);
}

void reason_line(Frame& frame, Column& column, const schema::ColumnSpec& spec) {
    if (spec.reason.empty())
        return;
    TextStyle style = small(frame.look);
    if (spec.doubtful)
        style.colour = frame.look.tokens().warning;
    column.y += draw_wrapped(frame.look, {column.left, column.y + frame.px(2)}, column.width(),
                             base::printable(spec.reason), style) +
                frame.px(6);
}

void missing_line(Frame& frame, Column& column, const ColumnCard& card) {
    if (card.summary == nullptr || card.summary->missing == 0.0)
        return;
    const std::string key = engine::knob_key(*card.spec, engine::Knob::missing);
    if (const engine::Field* field = engine::find_field(*frame.draft.schema, key))
        knob_row(frame, column, *field);
}

void draw_card(Frame& frame, Column& column, const ColumnCard& card, Edited& edited) {
    horizontal_rule(frame, column.left, column.right, column.y);
    column.y += frame.px(7);
    role_line(frame, column, card, edited);
    facts_lines(frame, column, card, edited);
    if (card.spec != nullptr) {
        if (auto moved = level_list(frame, column, *card.spec))
            edited = std::move(moved);
        reason_line(frame, column, *card.spec);
        missing_line(frame, column, card);
    }
    column.y += frame.px(3);
    weight_rows_of(frame, column, card.name);
    column.y += frame.px(5);
}

void head(Frame& frame, Column& column) {
    const schema::Schema& schema = *frame.draft.schema;
    const float height = frame.px(26);
    const Area save = {column.right - frame.px(kSave), column.y, column.right, column.y + height};
    const std::string text = schema.guessed ? "guessed" : schema.label;
    draw_text(frame.look, {column.left, column.y + frame.px(5)},
              fitted(frame.look, text, save.left - frame.px(6) - column.left, small(frame.look)),
              small(frame.look));
    fill(save, frame.look.tokens().raised, frame.px(plot::kCornerRadius));
    frame.out.saves_schema = button(frame, save, "Save schema…") || frame.out.saves_schema;
    if (ImGui::IsItemHovered())
        frame.tip = {{"Writes what the columns mean to a file beside the table."}};
    column.y += height + frame.px(8);
}

// Cards far out of sight take their room and no work.
bool is_near(const Frame& frame, const Column& column, const ColumnCard& card) {
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    const float reach = frame.px(200);
    return card.height == 0.0f || (column.y + card.height > list.GetClipRectMin().y - reach &&
                                   column.y < list.GetClipRectMax().y + reach);
}

void put_in_place(Frame& frame, schema::Schema schema) {
    const auto edited = std::make_shared<const schema::Schema>(std::move(schema));
    frame.edit("schema", [&](engine::Document& next) {
        next.settings = engine::with_schema(next.settings, edited);
        next.view.solo.clear();
        next.view.before_solo.clear();
    });
}

} // namespace

void follow_table(Frame& frame) {
    ColumnsView& view = frame.view.columns_view;
    if (frame.result() == nullptr || frame.result()->prepared.table->fingerprint == view.decided)
        return;
    view.decided = frame.result()->prepared.table->fingerprint;
    const bool columns = view.always.value_or(frame.draft.schema->guessed);
    if (columns || frame.view.left == LeftView::columns)
        frame.view.left = columns ? LeftView::columns : LeftView::knobs;
}

void columns_view(Frame& frame, Column& column) {
    column_filter(frame, column);
    head(frame, column);
    if (frame.result() == nullptr)
        return;
    follow_schema(frame, column.width());
    Edited edited;
    for (ColumnCard& card : frame.view.columns_view.cards) {
        const std::string_view label = card.spec != nullptr ? card.spec->label : card.name;
        if (!passes_filter(frame, card.name, label))
            continue;
        if (!is_near(frame, column, card)) {
            column.y += card.height;
            continue;
        }
        const float top = column.y;
        draw_card(frame, column, card, edited);
        card.height = column.y - top;
    }
    if (edited)
        put_in_place(frame, std::move(*edited));
}

} // namespace cohortscope::ui
