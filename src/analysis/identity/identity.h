// Which cluster of a new result is which cluster of the one before: colours and names follow rows.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "analysis/clustering.h"
#include "analysis/identity/colour_votes.h"
#include "analysis/identity/free_colour.h"
#include "analysis/identity/overlap.h"
#include "analysis/naming/given_names.h"
#include "base/fingerprint.h"

namespace cohortscope::analysis {

// The assignment of rows to columns of a rows × columns matrix that maximises the total (Hungarian
// method; Kuhn 1955, Jonker and Volgenant's shortest augmenting paths), O(max³). Result[i] is the
// column of row i, or −1 where there are more rows than columns. Ties prefer low indices.
std::vector<int> assign_maximal(std::span<const std::size_t> weights, int rows, int columns);

// Of the rows that keep their colour under the best assignment, this share keeps it in fact, at
// every step from a final to the next.
inline constexpr double kKeptOfBest = 0.98;

// Colours (small numbers, 0-based) and given names of the clusters of one result.
struct Identity {
    std::vector<int> colour;             // k; distinct
    std::vector<std::string> given_name; // k; empty where the automatic name is shown
    std::vector<LostName> lost;          // given names that no cluster bears now
    std::vector<int> name_entry = {};    // k; place in the names followed, −1 where none
    bool operator==(const Identity&) const = default;
};

// A result that is about to be shown.
struct NewResult {
    std::span<const Label> labels; // n
    int k = 0;
    std::span<const std::uint32_t> rows;   // n; of the file, ascending: say which rows are common
    base::Fingerprint key;                 // equal for what a viewer calls the same picture
    bool final_result = false;             // else a preview
    std::span<const MapPlace> places = {}; // k, or none
};

// What of a tracker that has just seen a final is worth keeping in a file.
struct IdentityMemory {
    struct Final {
        base::Fingerprint key;
        std::vector<int> colour;
    };
    Coloured shown;                       // the last final; its result is null where there is none
    std::vector<std::uint64_t> last_used; // by colour, when
    std::uint64_t clock = 0;
    std::vector<Final> earlier; // newest last
};

// Remembers what was shown. Used by one thread. A copy is cheap: it shares what was shown, and goes
// on from there as the original did.
class IdentityTracker {
  public:
    // Colours and names for a result; docs/DEFINITIONS.md, Colours. A final is matched with the
    // last final by the rows that both have; a preview with the last final and with what is shown.
    Identity match(const NewResult& result);

    // The names that were given, from now on: the identity of the result shown last, renamed. Empty
    // where nothing is shown yet.
    Identity follow_names(const GivenNames& names);

    // The clusters of the result shown last; null where there is none.
    const std::shared_ptr<const Snapshot>& shown() const { return last_shown_.result; }

    void forget(); // another table

    IdentityMemory memory() const;
    // A tracker that goes on from there, `names` borne as `entry` says (Identity::name_entry). It
    // has forgotten finals of other numbers of clusters, and to whom lost names were carried on.
    static IdentityTracker resumed(const IdentityMemory& memory, const GivenNames& names,
                                   std::span<const int> entry);

  private:
    using Final = IdentityMemory::Final;

    std::shared_ptr<const Snapshot> snapshot_of(const NewResult& result) const;
    std::vector<int> colours_then(const NewResult& result) const;
    std::vector<int> preview_colours(const Snapshot& now, Overlaps& overlaps) const;
    std::vector<int> final_colours(const std::vector<int>& then, const Snapshot& now,
                                   Overlaps& overlaps) const;
    void remember(const NewResult& result, const Coloured& shown);

    Coloured last_final_, last_shown_;
    std::map<int, Coloured> finals_of_k_; // the last one of each k
    NameBearers names_;
    std::vector<std::uint64_t> last_used_; // by colour
    std::uint64_t clock_ = 0;
    std::vector<Final> history_; // newest last, at most 64
};

} // namespace cohortscope::analysis
