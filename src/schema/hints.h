// What a reader of files is told of a schema: the columns wanted, their kinds and other names.
#pragma once

#include "data/hints.h"
#include "schema/schema.h"

namespace cohortscope::schema {

// Of every column that is read as it is: not of those that are left out or may be derived, nor of
// the outcome, which may be numbers or words.
data::TableHints hints_of(const Schema& schema);

} // namespace cohortscope::schema
