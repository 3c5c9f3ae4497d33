// Which cluster of a new result is which cluster of the one before: colours and names follow rows.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "analysis/kmeans.h"
#include "base/fingerprint.h"

namespace cohortscope::analysis {

// counts[i · columns + j] = rows with first[r] == i and second[r] == j. Both of n entries.
std::vector<std::size_t> contingency(std::span<const Label> first, int rows,
                                     std::span<const Label> second, int columns);

// The assignment of rows to columns of a rows × columns matrix that maximises the total (Hungarian
// method; Kuhn 1955, Jonker and Volgenant's shortest augmenting paths), O(max³). Result[i] is the
// column of row i, or −1 where there are more rows than columns. Ties prefer low indices.
std::vector<int> assign_maximal(std::span<const std::size_t> weights, int rows, int columns);

// Colours (small numbers, 0-based) and given names of the clusters of one result.
struct Identity {
    std::vector<int> colour;             // k; distinct
    std::vector<std::string> given_name; // k; empty where the automatic name is shown
    bool operator==(const Identity&) const = default;
};

// Remembers what was shown. Used by one thread.
class IdentityTracker {
  public:
    // The identity for a new clustering of the same n rows or of others. `rows` and the previous
    // call's rows (file rows, ascending) say which rows are common; only those are matched. A
    // matched cluster keeps its colour and name. One that shares no row with its partner has no
    // name; its colour is the partner's where k is the same, so that the set of colours stays, else
    // the one unused for longest (of at least max(k, 8)). Where k changed, the last clustering
    // shown with this k is matched instead if it shares more rows, so that k → k + 1 → k restores
    // every colour, previews too. A final result shown before (same key) gets the colours and names
    // it had then, unless k is unchanged and the set of colours would change.
    Identity match(std::span<const Label> labels, int k, std::span<const std::uint32_t> rows,
                   base::Fingerprint key, bool final_result);

    // Gives the cluster that now has `colour` a name; empty goes back to the automatic one.
    void rename(int colour, const std::string& name);

    void forget(); // another table

  private:
    // A cluster through time: its colour, and a number that tells it from earlier bearers of that
    // colour, so that a name never passes to another cluster.
    struct Line {
        int colour = -1;          // −1: none yet
        std::uint64_t number = 0; // 0: a new cluster
    };
    struct Shown {
        std::shared_ptr<const std::vector<std::uint32_t>> rows;
        std::vector<Label> labels;
        std::vector<Line> lines; // k
    };
    struct Final {
        base::Fingerprint key;
        std::vector<Line> lines;
    };
    struct Match {
        std::vector<Line> lines; // k
        std::size_t shared = 0;  // rows in matched clusters
    };

    static bool same_colours(const std::vector<Line>& first, const std::vector<Line>& second);
    static Match match_with(const Shown& shown, std::span<const Label> labels, std::size_t k,
                            std::span<const std::uint32_t> rows);
    Match best_match(std::span<const Label> labels, std::size_t k,
                     std::span<const std::uint32_t> rows) const;
    std::vector<Line> remembered(base::Fingerprint key, std::size_t k) const;
    void add_new_lines(std::vector<Line>& lines);
    void remember_final(base::Fingerprint key, const std::vector<Line>& lines);
    void remember_shown(std::span<const Label> labels, std::span<const std::uint32_t> rows,
                        const std::vector<Line>& lines);

    std::map<std::size_t, Shown> shown_;         // the last one of each k
    std::size_t current_k_ = 0;                  // 0: nothing shown yet
    std::map<std::uint64_t, std::string> names_; // by Line::number
    std::vector<std::uint64_t> last_used_;       // by colour
    std::uint64_t clock_ = 0;
    std::uint64_t next_number_ = 1;
    std::vector<Final> history_; // newest last, at most 64
};

} // namespace cohortscope::analysis
