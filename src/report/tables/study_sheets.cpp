#include "report/tables/study_sheets.h"

#include <algorithm>

#include "plot/studies/explain_words.h"
#include "report/tables/cells.h"
#include "report/tables/figures.h"

namespace cohortscope::report {

namespace {

SheetColumn number_column(std::string name, std::string label, int decimals = 3) {
    return {.name = std::move(name),
            .label = std::move(label),
            .kind = CellKind::real,
            .decimals = decimals};
}
SheetColumn whole_column(std::string name, std::string label) {
    return {.name = std::move(name), .label = std::move(label), .kind = CellKind::whole};
}

const char* verdict_of(double jaccard) {
    return jaccard >= analysis::kStable     ? "stable"
           : jaccard >= analysis::kModerate ? "moderate"
                                            : "shaky";
}

// Overloads by the value's type: each adds its sheets.
class AddSheets {
  public:
    AddSheets(const engine::Result& result, std::size_t smallest)
        : result_(result), smallest_(smallest),
          hidden_(hide_small(result.clustering->sizes, smallest)) {}

    std::vector<Sheet> take() { return std::move(sheets_); }

    void operator()(const engine::Elbow& elbow) {
        Sheet sheet{.name = "elbow",
                    .title = "Scores of each number of clusters",
                    .notes = {elbow.knee > 0 ? "The knee is at k = " + std::to_string(elbow.knee)
                                             : std::string("There is no knee")},
                    .columns = {whole_column("k", "clusters"),
                                number_column("inertia", "inertia", 1),
                                number_column("silhouette", "mean silhouette"),
                                number_column("calinski_harabasz", "Calinski–Harabasz", 1),
                                number_column("davies_bouldin", "Davies–Bouldin"),
                                whole_column("knee", "knee")},
                    .rows = {}};
        for (const engine::ElbowPoint& point : elbow.points)
            sheet.rows.push_back({static_cast<long long>(point.k), point.inertia, point.silhouette,
                                  point.calinski_harabasz, point.davies_bouldin,
                                  static_cast<long long>(point.k == elbow.knee)});
        sheets_.push_back(std::move(sheet));
    }
    void operator()(const analysis::ClusterScores& scores) {
        add_score("calinski_harabasz", scores.calinski_harabasz);
        add_score("davies_bouldin", scores.davies_bouldin);
    }
    void operator()(const engine::Hopkins& hopkins) { add_score("hopkins", hopkins.value); }
    void operator()(const engine::WardStudy& study) { add_merges(*study.dendrogram); }
    void operator()(const engine::Comparison& made) {
        add_score("adjusted_rand_of_kmeans_and_ward", made.adjusted_rand);
        add_score("normalized_mutual_information_of_kmeans_and_ward",
                  made.normalized_mutual_information);
        add_comparison(made);
    }
    void operator()(const engine::SilhouetteStudy& study) { add_silhouettes(study); }
    void operator()(const engine::Explained& explained) { add_rules(explained); }
    void operator()(const analysis::Stability& stability) {
        Sheet sheet = of_clusters("stability", "Does each cluster come back from other draws?");
        sheet.notes = {"Mean Jaccard index of " + std::to_string(stability.resamples) +
                       " bootstrap resamples (Hennig 2007)"};
        sheet.columns.push_back(number_column("jaccard", "mean Jaccard index"));
        sheet.columns.push_back({.name = "verdict", .label = "verdict"});
        for (std::size_t c = 0; c < sheet.rows.size() && c < stability.jaccard.size(); ++c) {
            sheet.rows[c].emplace_back(stability.jaccard[c]);
            sheet.rows[c].emplace_back(std::string(verdict_of(stability.jaccard[c])));
        }
        sheets_.push_back(std::move(sheet));
    }
    void operator()(const engine::PeerStudy&) {} // sheets of their own: peer_sheets
    void operator()(const engine::Sensitivity& sensitivity) {
        Sheet sheet{.name = "sensitivity",
                    .title = "How much the clusters change when one knob is nudged",
                    .notes = {"Change: 1 − adjusted Rand index against the present clusters"},
                    .columns = {{.name = "key", .label = "setting"},
                                {.name = "from", .label = "now"},
                                {.name = "to", .label = "nudged to"},
                                number_column("change", "change"),
                                {.name = "other_to", .label = "or to"},
                                number_column("other_change", "change then")},
                    .rows = {}};
        for (const engine::Nudge& nudge : sensitivity.nudges)
            sheet.rows.push_back({nudge.key, nudge.from, nudge.to, nudge.change, nudge.other_to,
                                  nudge.other_change});
        sheets_.push_back(std::move(sheet));
    }

  private:
    // A row a cluster with its number and name.
    Sheet of_clusters(std::string name, std::string title) const {
        Sheet sheet{
            .name = std::move(name),
            .title = std::move(title),
            .notes = {},
            .columns = {whole_column("cluster", "cluster"), {.name = "name", .label = "name"}},
            .rows = {}};
        for (int c = 0; c < result_.clustering->k; ++c)
            sheet.rows.push_back({static_cast<long long>(c), result_.name(c)});
        return sheet;
    }

    void add_score(std::string name, double value) {
        const auto found =
            std::ranges::find_if(sheets_, [](const Sheet& s) { return s.name == "scores"; });
        Sheet& sheet =
            found != sheets_.end()
                ? *found
                : sheets_.emplace_back(Sheet{.name = "scores",
                                             .title = "Scores of the clustering",
                                             .notes = {},
                                             .columns = {{.name = "score", .label = "score"},
                                                         number_column("value", "value")},
                                             .rows = {}});
        sheet.rows.push_back({std::move(name), value});
    }

    // Counts of a tree are sums of each other: one that must stay out takes all with it.
    void add_merges(const analysis::Dendrogram& tree) {
        const bool hidden = std::ranges::any_of(
            tree.leaf_rows, [&](std::size_t rows) { return is_small(rows, smallest_); });
        Sheet sheet{.name = "ward_merges",
                    .title = "The last merges of Ward's tree",
                    .notes = {"Leaves count from 0 to " + std::to_string(tree.leaves()) +
                                  " − 1, merges go on from there. Heights as SciPy's linkage.",
                              small_cells_rule(smallest_)},
                    .columns = {whole_column("node", "node"), whole_column("first", "first branch"),
                                whole_column("second", "second branch"),
                                number_column("height", "height"), whole_column("rows", "rows")},
                    .rows = {}};
        const auto add = [&](std::size_t node, const analysis::Merge* merge, std::size_t rows) {
            std::vector<Cell> row(sheet.columns.size());
            row[0] = whole(node);
            if (merge != nullptr) {
                row[1] = whole(merge->first);
                row[2] = whole(merge->second);
                row[3] = merge->height;
            }
            row[4] = unless(hidden, static_cast<long long>(rows));
            sheet.rows.push_back(std::move(row));
        };
        for (std::size_t leaf = 0; leaf < tree.leaves(); ++leaf)
            add(leaf, nullptr, tree.leaf_rows[leaf]);
        for (std::size_t m = 0; m < tree.merges.size(); ++m)
            add(tree.leaves() + m, &tree.merges[m], tree.merges[m].rows);
        name_hidden(sheet);
        sheets_.push_back(std::move(sheet));
    }

    void add_comparison(const engine::Comparison& made) {
        const auto k = static_cast<std::size_t>(made.k);
        const std::vector<char> hidden = hide_small(made.kmeans_sizes, smallest_);
        CountTable table{k, k, made.contingency, {}};
        const CountMask mask = mask_of(table, made.kmeans_sizes, hidden, smallest_);
        Sheet sheet{.name = "comparison",
                    .title = "Rows that K-Means' and Ward's clusters share",
                    .notes = {small_cells_rule(smallest_)},
                    .columns = {whole_column("ward", "Ward's cluster")},
                    .rows = {}};
        for (std::size_t c = 0; c < k; ++c)
            sheet.columns.push_back(whole_column("kmeans_" + std::to_string(c),
                                                 "K-Means' cluster " + std::to_string(c)));
        sheet.columns.push_back(whole_column("rows", "rows of Ward's cluster"));
        for (std::size_t r = 0; r < k; ++r) {
            std::vector<Cell> row = {whole(static_cast<std::size_t>(made.ward_number[r]))};
            for (std::size_t c = 0; c < k; ++c)
                row.push_back(
                    unless(mask.at(r, c), static_cast<long long>(table.counts[r * k + c])));
            row.push_back(unless(mask.at(r, k), static_cast<long long>(made.ward_sizes[r])));
            sheet.rows.push_back(std::move(row));
        }
        name_hidden(sheet);
        sheets_.push_back(std::move(sheet));
    }

    // A leaf's rows that are in its cluster, and those that are not: what is small of either stays
    // out, with what would tell it.
    void add_rules(const engine::Explained& explained) {
        const int leaves = explained.tree.suggested_leaves();
        const analysis::LabelTree& tree = explained.tree.tree(leaves);
        std::vector<std::size_t> rows, agreeing, others;
        for (const int leaf : tree.leaves(leaves)) {
            const analysis::TreeNode& node = tree.nodes[static_cast<std::size_t>(leaf)];
            rows.push_back(node.rows);
            agreeing.push_back(node.in_cluster[static_cast<std::size_t>(node.cluster)]);
            others.push_back(node.rows - agreeing.back());
        }
        const std::vector<char> few = hide_small(rows, smallest_);
        const std::vector<char> few_agree = hide_small(agreeing, smallest_);
        const std::vector<char> few_others = hide_small(others, smallest_);
        Sheet sheet{
            .name = "rules",
            .title = "The clusters as rules",
            .notes = {plot::explained_words(explained.tree, leaves), small_cells_rule(smallest_)},
            .columns = {{.name = "rule", .label = "if"},
                        whole_column("cluster", "then cluster"),
                        whole_column("rows", "rows"),
                        {.name = "agreement",
                         .label = "rows that are in it",
                         .kind = CellKind::share}},
            .rows = {}};
        std::size_t i = 0;
        for (const int leaf : tree.leaves(leaves)) {
            const int cluster = tree.nodes[static_cast<std::size_t>(leaf)].cluster;
            const double share = static_cast<double>(agreeing[i]) /
                                 static_cast<double>(std::max<std::size_t>(1, rows[i]));
            sheet.rows.push_back(
                {plot::leaf_conditions(explained, leaves, leaf), static_cast<long long>(cluster),
                 unless(few[i] != 0, static_cast<long long>(rows[i])),
                 unless(few[i] != 0 || few_agree[i] != 0 || few_others[i] != 0, share)});
            ++i;
        }
        name_hidden(sheet);
        sheets_.push_back(std::move(sheet));
    }

    void add_silhouettes(const engine::SilhouetteStudy& study) {
        const std::vector<std::size_t>& negative = study.silhouette.negative;
        const std::vector<char> few = hide_small(negative, smallest_);
        Sheet sheet = of_clusters("silhouettes", "How well the rows lie in their clusters");
        sheet.notes = {"The mean over all rows is in the sheet of scores",
                       small_cells_rule(smallest_)};
        sheet.columns.push_back(number_column("silhouette", "mean silhouette"));
        sheet.columns.push_back(whole_column("negative_rows", "rows nearer to another cluster"));
        for (std::size_t c = 0; c < sheet.rows.size() && c < negative.size(); ++c) {
            sheet.rows[c].push_back(unless(hidden_[c] != 0, study.silhouette.cluster_means[c]));
            sheet.rows[c].push_back(
                unless(few[c] != 0 || hidden_[c] != 0, static_cast<long long>(negative[c])));
        }
        name_hidden(sheet);
        sheets_.push_back(std::move(sheet));
        add_score("silhouette", study.silhouette.mean);
    }

    const engine::Result& result_;
    std::size_t smallest_;
    std::vector<char> hidden_; // k
    std::vector<Sheet> sheets_;
};

} // namespace

std::vector<Sheet> study_sheets(const engine::Result& result, std::span<const StudyOutcome> studies,
                                std::size_t smallest) {
    AddSheets add(result, smallest);
    for (const StudyOutcome& study : studies)
        std::visit(add, study.value);
    return add.take();
}

} // namespace cohortscope::report
