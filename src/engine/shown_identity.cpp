#include "engine/shown_identity.h"

#include "analysis/identity/map_places.h"
#include "base/fingerprint.h"

namespace cohortscope::engine {

analysis::Identity identity_of(const Result& result, analysis::IdentityTracker& tracker) {
    // The key of what a viewer would call the same picture: rows, features and clustering.
    const base::Fingerprint key = base::Hasher()
                                      .add_text(all_as_text(result.settings))
                                      .add(result.prepared.table->fingerprint)
                                      .finish();
    const std::vector<analysis::MapPlace> places = analysis::map_places(
        *result.clustering, *result.pca, {result.settings.pca_x, result.settings.pca_y});
    return tracker.match({result.clustering->labels, result.clustering->k,
                          result.prepared.rows->rows, key, result.final_result, places});
}

} // namespace cohortscope::engine
