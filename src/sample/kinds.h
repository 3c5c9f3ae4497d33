// The synthetic tables by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "data/csv/csv.h"
#include "data/table.h"

namespace cohortscope::sample {

struct SampleKind {
    std::string_view name;
    std::size_t rows = 0; // unless asked for another number
    data::CsvIndex index = data::CsvIndex::left_out;
    data::Table (*make)(std::size_t rows, std::uint64_t seed) = nullptr; // rows ≥ 1
};

// The first one is that of make_sample.
std::span<const SampleKind> sample_kinds();

const SampleKind* find_sample_kind(std::string_view name); // null if there is none

} // namespace cohortscope::sample
