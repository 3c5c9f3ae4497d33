// The table that a command reads, what its columns mean, and the settings for it.
#pragma once

#include <memory>

#include "app/arguments.h"
#include "base/error.h"
#include "data/read_table.h"

namespace cohortscope::app {

// The command line asks for what cannot be: known only when the table was read.
class WrongUsage : public base::Error {
  public:
    explicit WrongUsage(const base::Error& error) : base::Error(error) {}
};

// The table the command line names, or the built-in sample; with a progress bar and its notices as
// "note:" lines on standard error unless quiet. Throws base::Error.
std::shared_ptr<const data::Table> read_table(const TableChoice& choice);

// How it is read, but for what is known of tables.
data::ReadOptions read_options(const TableChoice& choice);

// The schema that the command line names; null where it names none. Throws base::Error for a file
// that holds none.
std::shared_ptr<const schema::Schema> named_schema(const TableChoice& choice);

// That one, else the one that fits the table best, else one guessed of it.
std::shared_ptr<const schema::Schema> schema_of(const TableChoice& choice,
                                                const data::Table& table);

// Defaults of the schema, or of the preset and its own schema, then the session file, then the
// rules, then the assignments. Throws base::Error, for an
// assignment WrongUsage.
engine::Settings settings_of(const Common& common, std::shared_ptr<const schema::Schema> schema);

// The same of a table, without the weights of a session that it has no column for, with a note.
// Throws base::Error for one that was asked for by name.
engine::Settings settings_for(const Common& common,
                              const std::shared_ptr<const data::Table>& table);

// Throws WrongUsage for an assignment that no table could make right: without an '=', of a knob
// that every schema has to a value that it cannot take, or, where no table is read but the built-in
// sample, of a knob that is none.
void check_assignments(const Common& common);

// Throws WrongUsage for a --column whose COLUMN no schema has, naming the nearest: of the schema
// that the command line names, else of all known ones. Nothing is checked where the schema is known
// only later: of a session, or of a file that can be read once.
void check_columns(const TableChoice& choice, const std::string& session = "");

} // namespace cohortscope::app
