// The stages from the matrix to a final result.
#pragma once

#include <memory>
#include <vector>

#include "analysis/personas/personas.h"
#include "engine/graph.h"
#include "engine/result.h"
#include "engine/ward_trees.h"

namespace cohortscope::engine {

struct FindComponents {
    std::shared_ptr<const features::FeatureSet> features;
    std::shared_ptr<const features::Matrix> matrix;

    analysis::Pca made() const { return analysis::principal_components(*features, *matrix); }
};

// Projection and picking grid travel together: both depend on the same things.
struct Picture {
    analysis::Projection projection;
    analysis::PickGrid pick;
};
struct ProjectRows {
    std::shared_ptr<const features::Matrix> matrix;
    std::vector<double> across, upwards; // d; loadings

    Picture made() const {
        Picture made;
        made.projection = analysis::project(*matrix, across, upwards);
        made.pick = analysis::build_pick_grid(made.projection);
        return made;
    }
};

// The final clustering.
struct FindClusters {
    std::shared_ptr<const features::Matrix> matrix;
    features::Column<double> numbering; // by which clusters are numbered
    Method method;
    analysis::KMeansSettings settings; // of Ward's method k alone

    analysis::Clustering made(WardTrees& trees, base::Progress& progress) const {
        analysis::Clustering made =
            method == Method::ward
                ? analysis::cut_tree(*trees.get(*matrix, progress), *matrix, settings.k)
                : analysis::fit_kmeans(*matrix, settings, progress);
        analysis::number_canonically(made, numbering);
        return made;
    }
};

struct OutlineClusters {
    Known<const Picture> picture;
    Known<const analysis::Clustering> clustering;

    analysis::Contours made() const {
        return analysis::cluster_contours(picture->projection, picture->pick, clustering->labels,
                                          clustering->k);
    }
};

struct ProfileClusters {
    Known<const schema::Bound> bound; // the words
    std::shared_ptr<const features::PreparedRows> rows;
    std::shared_ptr<const features::FeatureSet> features;
    std::shared_ptr<const analysis::MeasureBins> bins;
    Known<const analysis::Clustering> clustering;

    analysis::Profiles made() const {
        return analysis::profile_clusters(*rows, *features, *bins, *clustering);
    }
};

// What the schema's rules ask of the groups.
struct MeasureFacts {
    Known<const schema::Bound> bound; // its rules
    std::shared_ptr<const features::PreparedRows> rows;
    std::shared_ptr<const features::FeatureSet> features;
    Known<const analysis::Clustering> clustering;

    analysis::FactTable made() const {
        return analysis::measure_facts(bound->schema->rules, *rows, *features, *clustering);
    }
};

} // namespace cohortscope::engine
