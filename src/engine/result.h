// One immutable, complete result: every panel of a frame reads the same one.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/contours.h"
#include "analysis/identity/identity.h"
#include "analysis/pca.h"
#include "analysis/pick_grid.h"
#include "analysis/profile/profile.h"
#include "data/table.h"
#include "engine/settings.h"
#include "features/feature.h"
#include "features/matrix.h"
#include "features/rows/prepared_rows.h"
#include "features/steps/bound_measure.h"
#include "features/steps/fill.h"
#include "schema/bind.h"

namespace cohortscope::analysis {
struct ColumnSpread; // analysis/spread/column_spread.h
struct Personas;     // analysis/personas/personas.h
} // namespace cohortscope::analysis

namespace cohortscope::engine {

// What the stages before clustering give. Pointers are shared with the pipeline's memo.
struct Prepared {
    std::shared_ptr<const data::Table> table;
    std::shared_ptr<const schema::Bound> bound;
    std::shared_ptr<const features::Cleaned> cleaned;
    std::vector<std::shared_ptr<const features::FilledNumber>> numbers; // by slot
    std::vector<std::shared_ptr<const features::FilledNames>> names;    // by slot
    std::shared_ptr<const features::MeasureBounds> bounds;
    std::shared_ptr<const features::PreparedRows> rows;
    std::shared_ptr<const features::FeatureSet> features;
    std::shared_ptr<const features::Matrix> matrix;
    std::shared_ptr<const analysis::MeasureBins> measure_bins;
};

// In the order in which they run.
enum class Stage {
    clean,
    numbers,
    names,
    rows,
    features,
    matrix,
    measure_bins,
    projection,
    kmeans,
    ward,
    contours,
    profiles,
    personas
};
std::string_view name_of(Stage stage);

struct StageTime {
    Stage stage = Stage::clean;
    double milliseconds = 0.0; // 0 where the memo answered
};

struct Result {
    Settings settings;
    bool final_result = false; // else a preview
    Prepared prepared;
    std::shared_ptr<const analysis::Clustering> clustering; // numbered canonically
    base::Fingerprint clustering_key; // of what a final clustering depends on; 0 for a preview
    std::shared_ptr<const analysis::Pca> pca;
    std::shared_ptr<const analysis::Projection> projection; // on pca_x and pca_y
    base::Fingerprint projection_key;                       // of the projection's content
    std::shared_ptr<const analysis::PickGrid> pick;         // rows by place in the projection
    std::shared_ptr<const analysis::Contours> contours;     // of a final; null for a preview
    std::shared_ptr<const analysis::Profiles> profiles;     // with automatic names
    // Of the column that a window shows beside the clusters; null for the measure, which the
    // profiles tell of. No part of what is remembered of a final.
    std::shared_ptr<const analysis::ColumnSpread> spread;
    std::shared_ptr<const analysis::Personas> personas; // by the schema's rules; null without any
    std::vector<std::string> persona_names;             // k; empty where the measured name stays
    analysis::Identity identity;
    std::vector<StageTime> times;
    double total_ms = 0.0;
    bool better_optimum =
        false;                // a final that differs from its preview (adjusted Rand index < 0.95)
    std::uint64_t serial = 0; // counts the results published, for "is it new?"

    std::size_t rows() const { return prepared.rows->rows.size(); }
    // The name to show: given by hand, else its persona's, else measured.
    const std::string& name(int cluster) const {
        const auto at = static_cast<std::size_t>(cluster);
        const bool persona = at < persona_names.size() && !persona_names[at].empty();
        return persona && identity.given_name[at].empty() ? persona_names[at] : plain_name(cluster);
    }
    // The name without personas: given by hand, else measured.
    const std::string& plain_name(int cluster) const {
        const std::string& given = identity.given_name[static_cast<std::size_t>(cluster)];
        return given.empty() ? profiles->clusters[static_cast<std::size_t>(cluster)].name : given;
    }
};

} // namespace cohortscope::engine
