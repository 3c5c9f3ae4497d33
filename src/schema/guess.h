#pragma once
#include <memory>
#include "data/table.h"
#include "schema/schema.h"
namespace cohortscope::schema {
Schema guess(const data::Table& table);
std::shared_ptr<const Schema> best_schema(const data::Table& table);
} // namespace cohortscope::schema
