#include "plot/terms.h"

#include <array>

#include "base/error.h"

namespace cohortscope::plot {

namespace {

constexpr std::array<TermWords, kTerms> kWords = {{
    {Term::rows, "rows", "",
     "rows of the table in use, after repairs and dropped duplicates. Every row counts in every "
     "number; nothing is sampled."},
    {Term::clusters, "groups", "k",
     "how many groups (clusters) the rows are put into. Every row is in exactly one."},
    {Term::preview, "preview", "",
     "a quick answer while a knob moves, on all rows. The final result follows when it rests."},
    {Term::final_result, "final", "",
     "the final result for these settings. It depends on the file and the settings alone: the same "
     "again gives the same, bit for bit."},
    {Term::better_optimum, "better grouping found", "better optimum",
     "the preview carries on from the groups shown before; the final result looked at many other "
     "starts as well and found tighter groups, in which many rows are together with others than "
     "in the preview."},
    {Term::method, "method", "",
     "how the groups are made: K-Means moves k centres until every row is at its nearest one; Ward "
     "merges the two closest groups again and again until k are left."},
    {Term::iterations, "rounds", "iterations",
     "rounds of K-Means until nothing moved: every row goes to its nearest centre, then every "
     "centre to the mean of its rows."},
    {Term::inertia, "spread within groups", "inertia",
     "the sum over all rows of the squared distance to the centre of their group, in scaled and "
     "weighted units. Less is tighter. It always falls as groups are added, and compares results "
     "with the same features, scaler and weights only."},
    {Term::explained_variance, "shown by the map", "explained variance",
     "how much of all differences between rows the two axes of the map show. The rest is not "
     "visible there: groups that overlap on the map may be far apart."},
    {Term::duration, "computed in", "", "how long this result took, from the knob to the picture."},
    {Term::component, "axis of the map", "principal component",
     "a mixture of the features along which the rows differ most (the second: most of what the "
     "first leaves)."},
    {Term::loading, "arrow", "loading",
     "the direction in which a feature grows on the map; the longer, the more it shapes the two "
     "axes."},
    {Term::deviation, "deviations from all rows", "standard deviations",
     "how far a group's mean lies from the mean of all rows, measured by how much rows usually "
     "differ. Half a deviation is notable, two are extreme."},
    {Term::share_of_distance, "share of distance", "",
     "how much of the squared distances between rows this feature makes up. A feature with nearly "
     "all of it decides the groups alone."},
    {Term::knee, "knee", "elbow",
     "the k from which more groups help less: the point farthest below the straight line from the "
     "first to the last. A hint, not a proof."},
    {Term::explaining_tree, "rules", "explaining tree",
     "thresholds on single columns that tell most rows their group. The more rules, the more rows "
     "they get right; the groups themselves have slanted borders, which thresholds follow in "
     "steps."},
    {Term::silhouette, "fit to the own group", "silhouette",
     "for each row, how much nearer it is to the rows of its own group than to those of the next "
     "one: 1 well inside, 0 between two groups, below 0 nearer to another. The mean over all rows: "
     "from 0.5 groups stand apart, up to 0.25 there is hardly any structure."},
    {Term::negative_silhouette, "nearer to another group", "negative silhouette",
     "rows whose mean distance to another group is less than to their own."},
    {Term::calinski_harabasz, "separation", "Calinski–Harabasz",
     "spread between groups against spread within. Higher is better, without a bound: it compares "
     "numbers of groups on the same rows and features only."},
    {Term::davies_bouldin, "overlap with the nearest group", "Davies–Bouldin",
     "each group's width together with its nearest rival's, against the distance of their centres. "
     "Lower is better, 0 the best; at 1 a group and its rival just touch."},
    {Term::hopkins, "tendency to form groups", "Hopkins",
     "do the rows form groups at all, whatever k? About 0.5 where they do not, near 1 where they "
     "do; skewed or rounded columns raise it, too."},
    {Term::jaccard, "similarity to the resampled group", "Jaccard",
     "the rows in both groups, divided by the rows in either: 1 for the same rows, 0 for none in "
     "common."},
    {Term::stability, "stability", "bootstrap",
     "does the group come back when the rows are drawn again at random, 25 times, and grouped "
     "anew? The mean similarity to the most similar group found there (Jaccard)."},
    {Term::stable, "stable", "", "from 0.85 on the group comes back nearly whole."},
    {Term::moderate, "moderate", "",
     "from 0.60 on a core comes back; which rows are at its edge depends on chance."},
    {Term::shaky, "shaky", "", "below 0.60 other rows give another group. Do not build on it."},
    {Term::adjusted_rand, "agreement", "adjusted Rand index",
     "do two groupings put the same rows together? 1: always; 0: no more than by chance."},
    {Term::mutual_information, "shared information", "normalised mutual information",
     "how much knowing a row's group in one grouping tells of its group in the other: 0 nothing, 1 "
     "everything."},
    {Term::ward, "tree of merges", "Ward",
     "starts with every row alone and always merges the two groups that cost least spread, until "
     "all are one. Cut at a height, it gives groups."},
    {Term::dendrogram, "tree", "dendrogram",
     "the last merges of Ward's tree: the higher two branches join, the more they differ."},
    {Term::sensitivity, "what matters here", "sensitivity",
     "how much the groups change when one knob is nudged a little: 0 for no change, 1 for groups "
     "that have nothing to do with these."},
    {Term::pull, "pull", "",
     "how much farther a column puts a row from the next group's centre than from its own, in "
     "squared distance. To the right it holds the row in its group, to the left it draws it away."},
    {Term::contrast, "how far apart two sides are", "Cliff's delta",
     "from −1 to 1. 0: a row of one side has more of it as often as less than a row of the other; "
     "1: every row has more. Of names and rates, the difference of their shares."},
    {Term::persona, "persona", "",
     "who a group is by the rules of the table: a name is given where every one of its conditions "
     "holds. Click an underlined word for the numbers that carry it; a full disc holds, a ring "
     "does "
     "not, a dash cannot be checked."},
    {Term::peers, "peers", "",
     "rows that are alike in what the schema names: each is compared with the mean, or with the "
     "median, of those like it, itself included."},
}};

// The enumeration and the table go together line by line.
constexpr bool in_order() {
    for (std::size_t i = 0; i < kTerms; ++i)
        if (static_cast<std::size_t>(kWords[i].term) != i)
            return false;
    return true;
}
static_assert(in_order());

} // namespace

std::span<const TermWords> terms() { return kWords; }

const TermWords& words_of(Term term) {
    const auto place = static_cast<std::size_t>(term);
    ENSURE(place < kTerms);
    return kWords[place];
}

std::string full_term(Term term) {
    const TermWords& words = words_of(term);
    std::string text(words.plain);
    return words.statistics.empty() ? text : text + " (" + std::string(words.statistics) + ")";
}

std::string short_term(Term term) {
    const TermWords& words = words_of(term);
    return std::string(words.statistics.empty() ? words.plain : words.statistics);
}

std::string term_help(Term term) {
    std::string text = full_term(term) + ": " + std::string(words_of(term).help);
    if (text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

} // namespace cohortscope::plot
