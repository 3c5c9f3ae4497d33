// Reading: the file as the program found it, its columns under the schema's names, derived columns.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/asset.h"
#include "report/script/python_text.h"
#include "report/script/read_as.h"
#include "report/script/script.h"
#include "schema/match.h"

namespace cohortscope::report {

namespace {

constexpr const char* kMissing =
    "MISSING = [\"\", \"#N/A\", \"#N/A N/A\", \"#NA\", \"-1.#IND\", \"-1.#QNAN\", \"-NaN\", "
    "\"-nan\", \"1.#IND\",\n           \"1.#QNAN\", \"<NA>\", \"N/A\", \"NA\", \"NULL\", \"NaN\", "
    "\"None\", \"n/a\", \"nan\", \"null\"]\n";

// Whether pandas is told of columns by place, not by the names of a header.
bool goes_by_place(const data::FileForm& form) { return !form.plain_header || !form.sheet.empty(); }

void write_table(Script& script) {
    const data::FileForm& form = script.source.form;
    std::vector<std::string> arguments = {"path"};
    if (!form.sheet.empty())
        arguments.push_back("sheet_name=" + python_literal(form.sheet));
    if (form.sheet.empty() && form.separator != ',')
        arguments.push_back("sep=" + python_literal(std::string(1, form.separator)));
    if (!form.encoding.empty() && form.encoding != "utf-8")
        arguments.push_back("encoding=" + python_literal(form.encoding));
    if (form.packed)
        arguments.emplace_back("compression=\"gzip\"");
    if (goes_by_place(form)) {
        arguments.push_back("header=None");
        arguments.push_back("skiprows=" + std::to_string(form.lines_above_header + 1));
        if (form.sheet.empty())
            arguments.push_back("names=range(" + std::to_string(form.columns.size()) + ")");
    } else if (form.lines_above_header > 0) {
        arguments.push_back("skiprows=" + std::to_string(form.lines_above_header));
    }
    if (form.ends_early)
        arguments.push_back("nrows=" + std::to_string(script.bound.table->rows));
    for (const char* text : {"dtype=str", "keep_default_na=False", "na_values=MISSING"})
        arguments.emplace_back(text);
    script.code(python_list(form.sheet.empty() ? "table = pd.read_csv" : "table = pd.read_excel",
                            '(', arguments, ')'));
    if (form.blank_records || !form.sheet.empty())
        script.line("table = table.dropna(how=\"all\")  # rows of empty cells are none");
}

std::string column_of_table(const data::FileForm& form, std::size_t column) {
    if (goes_by_place(form))
        return "table[" + std::to_string(form.columns[column].place) + "]";
    return cells_named(form.columns[column].header, "table");
}

std::string comment_of_place(const data::FileForm& form, std::size_t column) {
    const std::string& header = form.columns[column].header;
    return goes_by_place(form) && !header.empty() ? python_literal(header) : std::string();
}

// prefix + "{text: literal, …}" + suffix.
std::string with_dictionary(const std::string& prefix, const std::map<std::string, std::string>& as,
                            const std::string& suffix) {
    std::vector<std::string> items;
    for (const auto& [text, literal] : as)
        items.push_back(python_literal(text) + ": " + literal);
    std::string code = python_list(prefix, '{', items, '}');
    code.insert(code.size() - 1, suffix);
    return code;
}

struct SchemaColumn {
    const schema::ColumnSpec* spec = nullptr;
    ColumnToRead to_read;
};

// What the cells of a column mean, as it was bound.
SchemaColumn column_with_cells(const schema::Bound& bound, const schema::ColumnSpec& spec,
                               const schema::TableColumn& there) {
    SchemaColumn column{&spec, {}};
    if (there.there())
        column.to_read.name = there.numeric != nullptr ? there.numeric->name : there.text->name;
    const auto find = [&](const auto& list) {
        for (const auto& entry : list)
            if (entry.spec->name == spec.name)
                return &entry;
        return decltype(&list.front()){};
    };
    if (spec.role == schema::Role::category) {
        column.to_read.names = find(bound.names)->column.get();
        column.to_read.has_levels = !spec.levels.empty();
    } else if (spec.role == schema::Role::id) {
        column.to_read.names = bound.id->column.get();
    } else if (spec.role == schema::Role::ignored) {
        column.to_read.names = there.text;
        column.to_read.numbers = there.numeric != nullptr ? &there.numeric->values : nullptr;
    } else if (spec.role == schema::Role::measure) {
        column.to_read.numbers = bound.measure->values.get();
    } else if (spec.role == schema::Role::outcome) {
        column.to_read.numbers = bound.outcome->values.get();
    } else {
        const auto* number =
            find(spec.role == schema::Role::helper ? bound.helpers : bound.numbers);
        column.to_read.numbers = number->values.get();
    }
    return column;
}

// The columns that are read of the file, or are missing there; not those that are derived.
std::vector<SchemaColumn> columns_to_read(const Script& script) {
    const schema::Bound& bound = script.bound;
    const auto there = schema::match_columns(*bound.schema, *bound.table);
    std::vector<SchemaColumn> columns;
    for (std::size_t i = 0; i < there.size(); ++i) {
        const schema::ColumnSpec& spec = bound.schema->columns[i];
        const auto is_this = [&](const auto* derived) { return derived->name == spec.name; };
        if (script.plan.reads(spec.name) && std::ranges::none_of(script.plan.derived, is_this))
            columns.push_back(column_with_cells(bound, spec, there[i]));
    }
    return columns;
}

void write_numbers(Script& script, const std::string& target, const std::string& cells,
                   const ReadAs& reading) {
    if (!reading.signs && !reading.decimal_comma && reading.as.empty()) {
        script.line(target + "pd.to_numeric(" + cells + ", errors=\"coerce\")");
        return;
    }
    script.needs("number");
    const std::string flags = std::string(reading.decimal_comma ? ", decimal_comma=True" : "") +
                              (reading.signs ? ", signs=True" : "") + ")";
    if (reading.as.empty())
        script.line(target + "number(" + cells + flags);
    else
        script.code(with_dictionary(target + "number(" + cells + ", ", reading.as, flags));
}

void write_names(Script& script, const std::string& target, const std::string& cells,
                 const ReadAs& reading, bool has_levels) {
    if (has_levels)
        script.code(with_dictionary(target + cells + ".map(", reading.as, ")"));
    else if (!reading.as.empty())
        script.code(with_dictionary(target + cells + ".replace(", reading.as, ")"));
    else
        script.line(target + cells);
}

void write_column(Script& script, const SchemaColumn& column, const ReadAs& reading) {
    const std::string target = cells_named(column.spec->name) + " = ";
    const bool is_number = column.to_read.numbers != nullptr;
    if (!reading.there) {
        script.note("The table has no column " + python_literal(column.spec->name) +
                    ": every cell is missing.");
        script.line(target +
                    (is_number ? "np.nan" : "pd.Series(np.nan, table.index, dtype=object)"));
        return;
    }
    const data::FileForm& form = script.source.form;
    if (const std::string header = comment_of_place(form, reading.column); !header.empty())
        script.note("column " + header + ":");
    const std::string cells = column_of_table(form, reading.column);
    if (is_number)
        return write_numbers(script, target, cells, reading);
    write_names(script, target, cells, reading, column.to_read.has_levels);
    if (!column.to_read.has_levels)
        return;
    std::vector<std::string> items;
    for (std::size_t place = 0; place < column.spec->levels.size(); ++place)
        items.push_back(python_literal(column.spec->levels[place]) + ": " + std::to_string(place));
    std::string code = python_list(cells_named(places_of(*column.spec)) + " = " +
                                       cells_named(column.spec->name) + ".map(",
                                   '{', items, '}');
    code.insert(code.size() - 1, ").astype(float)");
    script.code(code);
}

// The cells of a column within the range that the schema says.
std::string in_range(const schema::ColumnSpec& spec) {
    const std::string cells = cells_named(spec.name);
    if (std::isinf(spec.lowest) && std::isinf(spec.highest))
        return cells;
    return cells + ".where(" + cells + ".between(" + python_number(spec.lowest) + ", " +
           python_number(spec.highest) + "))";
}

void write_derived(Script& script) {
    const schema::Schema& schema = *script.bound.schema;
    for (const schema::DerivedSpec* derived : script.plan.derived) {
        constexpr std::array<std::string_view, 3> kSigns = {" - ", " / ", " * "};
        script.comment(words_for(*schema.find(derived->name)) + " is made of " +
                       words_for(*schema.find(derived->left)) + " and " +
                       words_for(*schema.find(derived->right)) + ".");
        std::string right = in_range(*schema.find(derived->right));
        if (derived->kind == schema::DerivedKind::ratio)
            right += ".replace(0, np.nan)";
        script.line(cells_named(derived->name) + " = " + in_range(*schema.find(derived->left)) +
                    std::string(kSigns[static_cast<std::size_t>(derived->kind)]) + right);
    }
}

// The columns that the schema does not know stay beside the rows: they take no part in S2.
void write_extras(Script& script) {
    std::vector<ColumnToRead> columns;
    for (const std::string& name : script.plan.extras)
        columns.push_back({name, &script.bound.table->find_numeric(name)->values, nullptr, false});
    const std::vector<ReadAs> readings = reading_of(script.source.form, columns);
    if (columns.empty())
        return;
    script.comment("Columns that the schema does not know, and that have a weight.");
    script.line("extras = pd.DataFrame(index=table.index)");
    for (std::size_t i = 0; i < columns.size(); ++i)
        write_numbers(script, cells_named(columns[i].name, "extras") + " = ",
                      column_of_table(script.source.form, readings[i].column), readings[i]);
}

} // namespace

void write_reading(Script& script) {
    script.code(base::find_asset("begin.py"));
    script.comment("The table, every cell as text first. These words, and nothing, mean that a "
                   "cell is missing.");
    script.code(kMissing);
    write_table(script);
    script.line("counts = {\"rows_read\": len(table)}");
    script.comment("The columns under the names that " +
                   (script.bound.schema->label.empty() ? std::string("the schema")
                                                       : "'" + script.bound.schema->label + "'") +
                   " has for them.");
    script.line("rows = pd.DataFrame(index=table.index)");
    const std::vector<SchemaColumn> columns = columns_to_read(script);
    std::vector<ColumnToRead> to_read;
    for (const SchemaColumn& column : columns)
        to_read.push_back(column.to_read);
    const std::vector<ReadAs> readings = reading_of(script.source.form, to_read);
    for (std::size_t i = 0; i < columns.size(); ++i)
        write_column(script, columns[i], readings[i]);
    write_derived(script);
    write_extras(script);
}

} // namespace cohortscope::report
