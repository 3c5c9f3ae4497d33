// The studies: what each is called, what it finds, and what its value belongs to.
#pragma once

#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/explain/explanation.h"
#include "analysis/silhouette/cluster_scores.h"
#include "analysis/silhouette/silhouette.h"
#include "analysis/stability/stability.h"
#include "analysis/ward/ward.h"
#include "engine/result.h"
#include "engine/selection/row_set.h"

namespace cohortscope::analysis {
struct Peers; // analysis/peers/peers.h
}

namespace cohortscope::engine {

// In the order in which all of them run: the quick ones first.
enum class Study {
    elbow,
    scores,
    explain,
    hopkins,
    ward,
    compare,
    silhouette,
    stability,
    sensitivity,
    peers,
};
inline constexpr std::size_t kStudies = 10;
inline constexpr std::array<Study, kStudies> kAllStudies = {
    Study::elbow,   Study::scores,     Study::explain,   Study::hopkins,     Study::ward,
    Study::compare, Study::silhouette, Study::stability, Study::sensitivity, Study::peers};

// "elbow", …: for --studies, the progress bars and the keys of `seconds`.
std::string_view name_of(Study study);
std::optional<Study> find_study(std::string_view name);

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

// Not a number until it has landed, and where it is not defined (scores of one cluster).
struct ElbowPoint {
    int k = 0;
    double inertia = kUnknown;
    double silhouette = kUnknown; // mean over all rows
    double calinski_harabasz = kUnknown;
    double davies_bouldin = kUnknown;
};

inline constexpr int kElbowLargest = 12; // k

struct Elbow {
    std::vector<ElbowPoint> points; // k = 1, 2, …, as far as they have landed
    int knee = 0;                   // 0 while there is none
    bool complete = false;          // every k with every score
    bool warm = false; // while a knob moves: continued from the labels of before, not final
    int largest = kElbowLargest; // fewer where there are fewer distinct rows
    // The clusterings behind the points, from which a warm refresh starts.
    std::vector<std::shared_ptr<const analysis::Clustering>> fits;
};

struct SilhouetteStudy {
    analysis::Silhouette silhouette;
    // k × 512 or fewer where a cluster has fewer rows; each from high to low, every row counted.
    std::vector<std::vector<double>> profiles;
    std::vector<std::size_t> sizes;         // k
    std::shared_ptr<const RowSet> negative; // rows below 0
    std::size_t negative_rows = 0;
};

struct Hopkins {
    double value = kUnknown;
};

struct WardStudy {
    std::shared_ptr<const analysis::WardTree> tree;
    std::shared_ptr<const analysis::Dendrogram> dendrogram;
};

// K-Means against Ward at equal k.
struct Comparison {
    int k = 0;
    std::shared_ptr<const analysis::Dendrogram> dendrogram;
    std::shared_ptr<const analysis::Clustering> kmeans; // whose labels tell the rows of a cell
    // leaves × k: rows of each leaf in each K-Means cluster. Any cut's contingency is a sum of its
    // rows.
    std::vector<std::size_t> leaf_counts;
    std::vector<std::size_t> kmeans_sizes; // k
    // At k, Ward's clusters in an order that puts the shared rows on the diagonal:
    std::vector<std::size_t> ward_sizes;  // k
    std::vector<std::size_t> contingency; // k × k, Ward's cluster × K-Means' cluster
    std::vector<int> ward_of_leaf;        // leaves: Ward's cluster in that order
    std::vector<int> ward_number;         // k: what Ward's cluster is where Ward is the method
    double adjusted_rand = kUnknown;
    double normalized_mutual_information = kUnknown;
    // The K-Means clusters' automatic names and colours, as they are when Ward is not the method.
    bool kmeans_is_shown = true; // else the Result shows Ward's clusters
};

// The clusters told as thresholds; the features and the schema say what these are thresholds of.
struct Explained {
    analysis::Explanation tree;
    std::shared_ptr<const features::FeatureSet> features;
    std::shared_ptr<const schema::Schema> schema;
};

// One knob nudged a little; what that does to the labels.
struct Nudge {
    std::string key;      // of the field, or "weight.NAME"
    std::string from;     // the present value as text
    std::string to;       // the nudged value that changes more
    double change = 0.0;  // 1 − adjusted Rand index
    std::string other_to; // the other direction; empty where there is none
    double other_change = kUnknown;
};

struct Sensitivity {
    std::vector<Nudge> nudges; // most change first; of equal ones in the order of the pipeline
    bool complete = false;
};

// Rows among their peers, of a table whose schema says who these are.
struct PeerStudy {
    std::shared_ptr<const analysis::Peers> peers; // null where there are none
    std::string missing;                          // then why, in a sentence
    // Whose rows and clusters they are.
    std::shared_ptr<const features::PreparedRows> rows;
    std::shared_ptr<const analysis::Clustering> clustering;
};

using StudyValue =
    std::variant<Elbow, analysis::ClusterScores, Hopkins, WardStudy, Comparison, SilhouetteStudy,
                 analysis::Stability, Sensitivity, Explained, PeerStudy>;

// Whether it looks at clusters, so that only a final result can be studied, or at the features.
bool is_of_clusters(Study study);

// What a study's value for this result depends on: equal keys, equal values. 0 where a study of the
// clusters meets a preview: no value belongs to it.
base::Fingerprint study_key(Study study, const Result& result);

// What the value of a study belongs to, in words: "k = 4", "Ward, k = 4", "other settings" for what
// depends on no k.
std::string study_subject(Study study, const Settings& settings);

// What the window reads of one study.
struct StudyView {
    std::shared_ptr<const StudyValue> value; // the latest that there is; null before the first
    bool current = false;                    // the value is that of the present result
    bool complete = false;                   // …and nothing of it is still to come
    std::string subject;                     // study_subject of the value
    enum class Phase { idle, waiting, running } phase = Phase::idle;
    bool running_for_present = false; // what waits or runs is for the present result
    double fraction = 0.0;            // of the running one
    double seconds_left = kUnknown;
    std::string error; // of the last run; empty when it went well
};

struct StudiesState {
    std::array<StudyView, kStudies> views;
    const StudyView& operator[](Study study) const {
        return views[static_cast<std::size_t>(study)];
    }
    bool busy() const; // something waits or runs
};

// The value of a study's own type, or null.
template <class Value> const Value* value_in(const StudyView& view) {
    return view.value ? std::get_if<Value>(view.value.get()) : nullptr;
}

} // namespace cohortscope::engine
