#include "report/studies.h"

#include "base/format.h"
#include "base/printable.h"
#include "plot/studies/explain_words.h"
#include "report/peer_json.h"

namespace cohortscope::report {

namespace {

using engine::Study;
using Json = nlohmann::ordered_json;

Json by_k(const engine::Elbow& elbow, double engine::ElbowPoint::*value) {
    Json object = Json::object();
    for (const engine::ElbowPoint& point : elbow.points)
        object[std::to_string(point.k)] = point.*value;
    return object;
}

// A leaf as conditions that hold for its rows: a value in the unit that people read.
Json conditions_json(const engine::Explained& explained, int leaves, int leaf) {
    Json conditions = Json::array();
    const auto add = [&](std::size_t feature, std::size_t bin, bool above) {
        const plot::SplitWords words = plot::split_words(explained, feature, bin);
        const features::Feature& of = *explained.features->columns[explained.tree.columns[feature]];
        conditions.push_back({{"feature", of.name},
                              {"column", of.spec->from},
                              {"above", above},
                              {"threshold", words.threshold},
                              {"words", above ? words.above : words.below}});
    };
    for (const analysis::LeafRange& range : analysis::leaf_ranges(explained.tree, leaves, leaf)) {
        if (range.above)
            add(range.feature, *range.above, true);
        if (range.upto)
            add(range.feature, *range.upto, false);
    }
    return conditions;
}

// Every tree's figures, and the rules of the suggested one; clusters count from 0.
Json explained_json(const engine::Explained& explained) {
    Json trees = Json::array();
    for (const analysis::ExplainedTree& tree : explained.tree.best)
        trees.push_back({{"leaves", trees.size() + 1},
                         {"agreement", tree.agreement},
                         {"cost_ratio", tree.cost_ratio},
                         {"method", tree.separates ? "separating" : "impurity"}});
    const int leaves = explained.tree.suggested_leaves();
    const analysis::LabelTree& tree = explained.tree.tree(leaves);
    Json rules = Json::array();
    for (const int leaf : tree.leaves(leaves)) {
        const analysis::TreeNode& node = tree.nodes[static_cast<std::size_t>(leaf)];
        rules.push_back({{"if", conditions_json(explained, leaves, leaf)},
                         {"cluster", node.cluster},
                         {"rows", node.rows},
                         {"agreeing", node.in_cluster[static_cast<std::size_t>(node.cluster)]}});
    }
    return {{"trees", trees}, {"leaves", leaves}, {"rules", rules}};
}

// Overloads by the value's type: each adds its entries to the object.
struct AddEntries {
    Json& studies;

    void operator()(const engine::Elbow& elbow) const {
        studies["elbow"] = {
            {"inertia", by_k(elbow, &engine::ElbowPoint::inertia)},
            {"knee", elbow.knee},
            {"silhouette", by_k(elbow, &engine::ElbowPoint::silhouette)},
            {"calinski_harabasz", by_k(elbow, &engine::ElbowPoint::calinski_harabasz)},
            {"davies_bouldin", by_k(elbow, &engine::ElbowPoint::davies_bouldin)}};
    }
    void operator()(const analysis::ClusterScores& scores) const {
        studies["calinski_harabasz"] = scores.calinski_harabasz;
        studies["davies_bouldin"] = scores.davies_bouldin;
    }
    void operator()(const engine::Explained& explained) const {
        studies["explain"] = explained_json(explained);
    }
    void operator()(const engine::Hopkins& hopkins) const { studies["hopkins"] = hopkins.value; }
    void operator()(const engine::WardStudy& study) const {
        const analysis::Dendrogram& dendrogram = *study.dendrogram;
        Json heights = Json::array();
        Json pairs = Json::array();
        for (const analysis::Merge& merge : dendrogram.merges) {
            heights.push_back(merge.height);
            pairs.push_back({merge.first, merge.second});
        }
        studies["ward"] = {
            {"heights", heights}, {"merges", pairs}, {"leaf_rows", dendrogram.leaf_rows}};
    }
    // Beside the tree, since it is Ward's cut that is compared.
    void operator()(const engine::Comparison& made) const {
        Json& ward = studies["ward"];
        ward["k"] = made.k;
        ward["sizes_at_k"] = made.ward_sizes;
        ward["adjusted_rand"] = made.adjusted_rand;
        ward["nmi"] = made.normalized_mutual_information;
        Json rows = Json::array();
        const auto k = static_cast<std::size_t>(made.k);
        for (std::size_t row = 0; row < k; ++row)
            rows.push_back(std::vector<std::size_t>(
                made.contingency.begin() + static_cast<std::ptrdiff_t>(row * k),
                made.contingency.begin() + static_cast<std::ptrdiff_t>((row + 1) * k)));
        ward["contingency"] = rows;
    }
    void operator()(const engine::SilhouetteStudy& study) const {
        studies["silhouette"] = {{"mean", study.silhouette.mean},
                                 {"per_cluster", study.silhouette.cluster_means},
                                 {"negative_rows", study.silhouette.negative}};
    }
    void operator()(const analysis::Stability& stability) const {
        studies["stability"] = stability.jaccard;
    }
    void operator()(const engine::Sensitivity& sensitivity) const {
        Json list = Json::array();
        for (const engine::Nudge& nudge : sensitivity.nudges) {
            Json entry = {{"key", nudge.key},
                          {"from", nudge.from},
                          {"to", nudge.to},
                          {"change", nudge.change}};
            if (!nudge.other_to.empty()) {
                entry["other_to"] = nudge.other_to;
                entry["other_change"] = nudge.other_change;
            }
            list.push_back(std::move(entry));
        }
        studies["sensitivity"] = list;
    }
    void operator()(const engine::PeerStudy& study) const {
        if (study.peers)
            studies["peers"] = peers_json(study);
    }
};

std::string decimals(double value, int digits) {
    return value == value ? base::fixed(value, digits) : "not defined";
}

// Overloads by the value's type: each gives its lines.
struct Lines {
    std::string operator()(const engine::Elbow& elbow) const {
        return elbow.knee > 0 ? "elbow: the knee is at k = " + std::to_string(elbow.knee)
                              : std::string("elbow: no knee");
    }
    std::string operator()(const analysis::ClusterScores& scores) const {
        return "Calinski–Harabasz " + decimals(scores.calinski_harabasz, 0) + ", Davies–Bouldin " +
               decimals(scores.davies_bouldin, 3);
    }
    std::string operator()(const engine::Explained& explained) const {
        return "rules: " + plot::explained_words(explained.tree, explained.tree.suggested_leaves());
    }
    std::string operator()(const engine::Hopkins& hopkins) const {
        return "Hopkins " + decimals(hopkins.value, 3);
    }
    std::string operator()(const engine::WardStudy& study) const {
        const std::vector<analysis::Merge>& merges = study.dendrogram->merges;
        return "Ward: the last merge is at height " +
               (merges.empty() ? std::string("0") : base::fixed(merges.back().height, 1));
    }
    std::string operator()(const engine::Comparison& made) const {
        return "K-Means against Ward at k = " + std::to_string(made.k) + ": adjusted Rand index " +
               decimals(made.adjusted_rand, 3) + ", normalised mutual information " +
               decimals(made.normalized_mutual_information, 3);
    }
    std::string operator()(const engine::SilhouetteStudy& study) const {
        return "silhouette: mean " + decimals(study.silhouette.mean, 3) + ", " +
               base::grouped(static_cast<long long>(study.negative_rows)) + " rows below 0";
    }
    std::string operator()(const analysis::Stability& stability) const {
        std::string text = "stability (mean Jaccard of " + std::to_string(stability.resamples) +
                           " resamples) by cluster:";
        for (const double jaccard : stability.jaccard)
            text.append(" ").append(decimals(jaccard, 2));
        return text;
    }
    std::string operator()(const engine::Sensitivity& sensitivity) const {
        if (sensitivity.nudges.empty())
            return "sensitivity: no knob can be nudged";
        const engine::Nudge& first = sensitivity.nudges.front();
        return "sensitivity: most by " + base::printable(first.key) + " " + first.from + " → " +
               first.to + ", 1 − adjusted Rand index " + decimals(first.change, 3);
    }
    std::string operator()(const engine::PeerStudy& study) const { return peers_line(study); }
};

} // namespace

Json studies_json(std::span<const StudyOutcome> outcomes) {
    Json studies = Json::object();
    for (const StudyOutcome& outcome : outcomes)
        std::visit(AddEntries{studies}, outcome.value);
    return studies;
}

std::string studies_text(std::span<const StudyOutcome> outcomes) {
    std::string text;
    for (const StudyOutcome& outcome : outcomes)
        text += "  " + std::visit(Lines{}, outcome.value) + "\n";
    return text;
}

} // namespace cohortscope::report
