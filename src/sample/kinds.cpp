#include "sample/kinds.h"

#include "sample/engagement/engagement.h"
#include "sample/personas/personas.h"
#include "sample/sample.h"

namespace cohortscope::sample {

namespace {

constexpr SampleKind kKinds[] = {
    {"learners", kSampleRows, data::CsvIndex::written, make_sample},
    {"engagement", kEngagementRows, data::CsvIndex::left_out, make_engagement},
    {"personas", kPersonaRows, data::CsvIndex::left_out, make_personas},
};

} // namespace

std::span<const SampleKind> sample_kinds() { return kKinds; }

const SampleKind* find_sample_kind(std::string_view name) {
    for (const SampleKind& kind : kKinds)
        if (kind.name == name)
            return &kind;
    return nullptr;
}

} // namespace cohortscope::sample
