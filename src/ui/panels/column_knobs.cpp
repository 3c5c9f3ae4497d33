#include "ui/panels/column_knobs.h"

#include <algorithm>
#include <vector>

#include "plot/effects.h"
#include "plot/labels.h"
#include "ui/controls/column_filter.h"
#include "ui/controls/knobs.h"
#include "ui/controls/widgets.h"

namespace cohortscope::ui {

namespace {

using schema::ColumnSpec;
using schema::Role;

// A column with its knobs.
struct Section {
    const ColumnSpec* spec = nullptr;
    std::vector<const engine::Field*> fields; // in the order of the pipeline
};

int place_of(Role role) {
    switch (role) {
    case Role::measure:
        return 0;
    case Role::number:
    case Role::year:
        return 1;
    case Role::category:
        return 2;
    default:
        return 3;
    }
}

bool is_number(const ColumnSpec& column) { return place_of(column.role) == 1; }

std::vector<Section> sections_of(const schema::Schema& schema) {
    const ColumnSpec* pinned = pinned_column(schema);
    std::map<std::string_view, std::vector<const engine::Field*>> fields;
    for (const engine::Field& field : engine::fields(schema))
        if (!field.column.empty())
            fields[field.column].push_back(&field);
    std::vector<Section> sections;
    for (const ColumnSpec& column : schema.columns) {
        Section section = {&column, fields[column.name]};
        if (&column == pinned)
            std::erase_if(section.fields,
                          [key = engine::knob_key(column, engine::Knob::rare_below)](
                              const engine::Field* field) { return field->key == key; });
        if (!section.fields.empty())
            sections.push_back(std::move(section));
    }
    std::ranges::stable_sort(sections, {},
                             [](const Section& each) { return place_of(each.spec->role); });
    return sections;
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string heading_of(const ColumnSpec& column) {
    const std::string words =
        column.role == Role::measure ? column.label + " outliers" : plot::plural_of(column);
    return capital(plot::schema_words(column, "words.heading", words));
}

// What the steps did, by column and part; by part alone where the column is empty.
const EffectSentences& sentences(Frame& frame) {
    EffectSentences& kept = frame.view.effects;
    if (kept.of == frame.live.result)
        return kept;
    kept = {frame.live.result, {}};
    if (kept.of == nullptr)
        return kept;
    for (const plot::Effect& effect : plot::effects_of(*kept.of)) {
        if (effect.phrase.empty())
            continue;
        const auto add = [&](const std::string& column) {
            std::string& text = kept.text[{column, effect.part}];
            text += (text.empty() ? "" : ", ") + effect.phrase;
        };
        add("");
        if (!effect.column.empty())
            add(effect.column);
    }
    return kept;
}

// What a step did, below its knobs.
void effect(Frame& frame, Column& column, plot::EffectPart part, const std::string& of = "") {
    const EffectSentences& all = sentences(frame);
    const auto found = all.text.find({of, part});
    if (found == all.text.end())
        return;
    column.y += draw_wrapped(frame.look, {column.left, column.y}, column.width(), found->second,
                             small(frame.look)) +
                frame.px(4);
}

// The bounds of outliers say nothing where outliers are left alone.
bool is_shown(const Frame& frame, const Section& section, const engine::Field& field) {
    const auto key = [&](engine::Knob knob) { return engine::knob_key(*section.spec, knob); };
    if (field.key != key(engine::Knob::low) && field.key != key(engine::Knob::high))
        return true;
    const auto mode = std::ranges::find(section.fields, key(engine::Knob::outliers),
                                        [](const engine::Field* each) { return each->key; });
    return mode == section.fields.end() ||
           (*mode)->choices[static_cast<std::size_t>((*mode)->get(frame.draft))] != "none";
}

// Folded sections are headings that open by a click.
bool foldable_heading(Frame& frame, Column& column, const std::string& name,
                      const std::string& text) {
    if (!has_many_columns(frame)) {
        section_heading(frame, column, text);
        return true;
    }
    std::set<std::string>& turned = frame.view.column_list.turned;
    const float top = column.y;
    const bool open = turned.contains(name);
    section_heading(frame, column, text, open ? "–" : "+");
    ImGui::PushID(name.c_str());
    const Touch mouse = touch("fold", {column.left, top + frame.px(6), column.right, column.y});
    ImGui::PopID();
    if (mouse.clicked && !turned.erase(name))
        turned.insert(name);
    return open;
}

void knobs_of(Frame& frame, Column& column, const Section& section) {
    for (const engine::Field* field : section.fields)
        if (is_shown(frame, section, *field))
            knob_row(frame, column, *field);
}

void effects_of(Frame& frame, Column& column, const ColumnSpec& spec) {
    using enum plot::EffectPart;
    for (const plot::EffectPart part : {low_outliers, high_outliers, numbers, filled_names})
        effect(frame, column, part, spec.name);
}

// A table without names, or without ids, has no knobs for these.
void knob_if_any(Frame& frame, Column& column, std::string_view key) {
    if (const engine::Field* field = engine::find_field(*frame.draft.schema, key))
        knob_row(frame, column, *field);
}

void rows_knobs(Frame& frame, Column& column) {
    knob_if_any(frame, column, "clean.text");
    effect(frame, column, plot::EffectPart::names);
    knob_if_any(frame, column, "clean.duplicates");
    knob_if_any(frame, column, "clean.person_rows");
    effect(frame, column, plot::EffectPart::rows);
}

// What stands between the sections of one table.
struct Joints {
    const Section* first_year = nullptr;  // below it stands the year that ages are counted to
    const Section* last_number = nullptr; // contradictions between columns stand below it
    const Section* with_rows = nullptr;   // names whose section holds the knobs of the rows, too
};

Joints joints_of(const Frame& frame, const std::vector<Section>& sections) {
    Joints joints;
    for (const Section& section : sections) {
        if (section.spec->role == Role::year && joints.first_year == nullptr)
            joints.first_year = &section;
        if (is_number(*section.spec))
            joints.last_number = &section;
    }
    if (!has_many_columns(frame) && !sections.empty() &&
        sections.back().spec->role == Role::category)
        joints.with_rows = &sections.back();
    return joints;
}

void draw_section(Frame& frame, Column& column, const Section& section, const Joints& joints) {
    const bool takes_rows = &section == joints.with_rows;
    const ColumnSpec& spec = *section.spec;
    const std::string heading = heading_of(spec) + (takes_rows ? " and rows" : "");
    if (foldable_heading(frame, column, spec.name, heading)) {
        if (&section == joints.first_year)
            knob_if_any(frame, column, "reference_year");
        knobs_of(frame, column, section);
    }
    effects_of(frame, column, spec);
    if (&section == joints.last_number)
        effect(frame, column, plot::EffectPart::checks);
    if (takes_rows)
        rows_knobs(frame, column);
}

} // namespace

void section_heading(Frame& frame, Column& column, const std::string& text,
                     const std::string& right) {
    column.y += frame.px(6);
    horizontal_rule(frame, column.left, column.right, column.y);
    column.y += frame.px(8);
    draw_text(frame.look, {column.left, column.y}, text, section(frame.look));
    if (!right.empty())
        draw_text_right(frame.look, {column.right, column.y + frame.px(4)}, right,
                        small(frame.look));
    column.y += frame.px(28);
}

const ColumnSpec* pinned_column(const schema::Schema& schema) {
    const auto is_share_of = [](const schema::FeatureSpec& feature, const ColumnSpec& column) {
        return feature.from == column.name && feature.encoding == schema::Encoding::frequency;
    };
    for (const ColumnSpec& column : schema.columns)
        if (column.role == Role::category && column.rare_below > 1 &&
            std::ranges::any_of(schema.features, [&](const schema::FeatureSpec& feature) {
                return is_share_of(feature, column);
            }))
            return &column;
    return nullptr;
}

void column_sections(Frame& frame, Column& column) {
    const std::vector<Section> sections = sections_of(*frame.draft.schema);
    const Joints joints = joints_of(frame, sections);
    for (const Section& section : sections)
        if (passes_filter(frame, section.spec->name, section.spec->label))
            draw_section(frame, column, section, joints);
    if (joints.with_rows != nullptr)
        return;
    section_heading(frame, column, "Rows");
    if (joints.last_number == nullptr)
        effect(frame, column, plot::EffectPart::checks);
    rows_knobs(frame, column);
}

} // namespace cohortscope::ui
