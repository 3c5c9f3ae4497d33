// Components, clusters, and the comparison with what the program found.
#include "base/asset.h"
#include "base/format.h"
#include "report/script/python_text.h"
#include "report/script/script.h"

namespace cohortscope::report {

namespace {

// SciPy keeps the distances of all pairs: 1.6 GB of so many rows.
constexpr std::size_t kMostRowsOfPairs = 20'000;
// fastcluster takes time in the square of the rows: two and a half minutes of so many.
constexpr std::size_t kMostRowsOfWard = 210'000;

bool can_repeat_ward(const Script& script) { return script.result.rows() <= kMostRowsOfWard; }

std::string grouped(std::size_t rows) { return base::grouped(static_cast<long long>(rows)); }

void write_kmeans(Script& script) {
    const analysis::KMeansSettings& settings = script.result.settings.kmeans;
    const analysis::KMeansSettings usual;
    script.imports("from scipy.optimize import linear_sum_assignment");
    script.imports("from sklearn.cluster import KMeans");
    script.comment(
        "K-Means: from the program's centres, a pass over the rows must change nothing.");
    script.code(base::find_asset("kmeans_pass.py"));
    script.comment("K-Means: scikit-learn's own search, from its own starts.");
    std::vector<std::string> arguments = {
        "n_clusters=" + std::to_string(script.result.clustering->k),
        "n_init=1 if arguments.quick else " + std::to_string(settings.restarts),
        "random_state=" + std::to_string(settings.seed)};
    if (settings.max_iterations != usual.max_iterations)
        arguments.push_back("max_iter=" + std::to_string(settings.max_iterations));
    if (settings.tolerance != usual.tolerance)
        arguments.push_back("tol=" + python_number(settings.tolerance));
    std::string search = python_list("search = KMeans", '(', arguments, ')');
    search.insert(search.size() - 1, ".fit(matrix)");
    script.code(search);
}

void write_ward(Script& script) {
    const std::string k = std::to_string(script.result.clustering->k);
    if (!can_repeat_ward(script)) {
        script.comment("Ward's tree over " + grouped(script.result.rows()) +
                       " rows is not repeated: it would take fastcluster many minutes, and SciPy "
                       "memory for the distances of all pairs of rows.");
        script.line("clusters_found = {\"k\": " + k + "}");
        return;
    }
    script.imports("from scipy.cluster.hierarchy import linkage");
    std::string words = "Ward's tree over every row, cut into " + k + " clusters.";
    if (script.result.rows() > kMostRowsOfPairs)
        words += " Over " + grouped(kMostRowsOfPairs) +
                 " rows it takes fastcluster, and up to some minutes.";
    script.comment(words);
    script.line("K = " + k);
    script.line("MOST_ROWS_OF_PAIRS = " + std::to_string(kMostRowsOfPairs));
    script.code(base::find_asset("ward.py"));
}

// Of Ward's tree, where the script has none.
void write_not_repeated(Script& script) {
    const std::string words = "not repeated: sizes and inertia of Ward's clusters";
    if (!can_repeat_ward(script)) {
        script.line("print(\"" + words + "\", file=output)");
    } else if (script.result.rows() > kMostRowsOfPairs) {
        script.line("if tree is None:");
        script.line("    print(\"" + words + ": they need fastcluster (python3-fastcluster)\",");
        script.line("          file=output)");
    }
}

} // namespace

void write_clusters(Script& script) {
    script.imports("from sklearn.decomposition import PCA");
    script.comment("Principal components.");
    script.code(base::find_asset("pca.py"));
    if (script.result.settings.method == engine::Method::ward)
        write_ward(script);
    else
        write_kmeans(script);
}

void write_comparison(Script& script) {
    const bool ward = script.result.settings.method == engine::Method::ward;
    script.comment("The numbers as one object, with the program's names for its fields.");
    script.code(
        base::find_asset(script.keys_by_step() ? "repairs_by_step.py" : "repairs_by_name.py"));
    std::string json(base::find_asset("as_json.py"));
    constexpr std::string_view kMethod = "METHOD";
    json.replace(json.find(kMethod), kMethod.size(), ward ? "\"ward\"" : "\"kmeans\"");
    script.code(json);
    script.comment("What agrees with the program, and what differs.");
    script.code(base::find_asset("compare.py"));
    if (!ward)
        script.code(base::find_asset("compare_kmeans.py"));
    else if (can_repeat_ward(script))
        script.code(base::find_asset("compare_ward.py"));
    script.code(base::find_asset("compare_end.py"));
    if (ward)
        write_not_repeated(script);
    script.line("sys.exit(1 if any(verdict == \"differs\" for *_, verdict in checks) else 0)");
}

} // namespace cohortscope::report
