#include <algorithm>

#include "engine/session/session.h"

namespace cohortscope::engine {

namespace {

bool same(const std::shared_ptr<const analysis::Snapshot>& a,
          const std::shared_ptr<const analysis::Snapshot>& b) {
    return a == b || (a && b && a->k == b->k && a->labels == b->labels && *a->rows == *b->rows);
}

bool same_names(const analysis::GivenNames& a, const analysis::GivenNames& b) {
    return std::ranges::equal(a, b, [](const auto& one, const auto& other) {
        return one.name == other.name && one.cluster == other.cluster &&
               same(one.result, other.result);
    });
}

bool same_memory(const analysis::IdentityMemory& a, const analysis::IdentityMemory& b) {
    const auto same_final = [](const auto& one, const auto& other) {
        return one.key == other.key && one.colour == other.colour;
    };
    return same(a.shown.result, b.shown.result) && a.shown.colour == b.shown.colour &&
           a.last_used == b.last_used && a.clock == b.clock &&
           std::ranges::equal(a.earlier, b.earlier, same_final);
}

bool same_final(const std::shared_ptr<const ShownFinal>& a,
                const std::shared_ptr<const ShownFinal>& b) {
    return a == b || (a && b && a->table == b->table && a->settings == b->settings &&
                      same_names(a->names, b->names) && a->identity.colour == b->identity.colour &&
                      a->identity.given_name == b->identity.given_name &&
                      a->identity.name_entry == b->identity.name_entry &&
                      same_memory(a->tracker.memory(), b->tracker.memory()));
}

bool same_document(const Document& a, const Document& b) {
    Document rest = a; // what is compared by pointer is compared apart
    rest.table = b.table;
    rest.names = b.names;
    rest.baseline = b.baseline;
    return rest == b && same_names(a.names, b.names) && same_final(a.baseline, b.baseline);
}

} // namespace

bool same_content(const Session& a, const Session& b) {
    return a.data == b.data && same_document(a.document, b.document) &&
           same_final(a.shown, b.shown) && a.column == b.column;
}

} // namespace cohortscope::engine
