// Tables of rows among their peers, as lines of words that can be sorted, searched and clicked.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/selection/peer_shapes.h"
#include "plot/peers/peer_words.h"

namespace cohortscope::plot {

struct PeerCell {
    std::string text;
    // What the column is sorted by; not a number: by the text, below all numbers.
    double order = std::numeric_limits<double>::quiet_NaN();
};

struct PeerColumn {
    std::string head, help;
    bool number = false; // stands at the right of its column
};

struct PeerLine {
    std::vector<PeerCell> cells;
    std::string words; // of the rows that it stands for
    engine::PeerPart part;
    struct Name {
        std::size_t slot = 0, code = 0;
    };
    std::optional<Name> name;         // instead of the part
    std::optional<std::uint32_t> row; // or one row, as a position
    int cluster = -1;                 // whose swatch stands before the first cell
};

struct PeerTable {
    std::vector<PeerColumn> columns;
    std::vector<PeerLine> lines; // as first shown
    std::string note;            // what is not in it, and what its figures are
};

// The rows that a line stands for.
std::optional<engine::Shape> shape_of(const PeerView& view, const PeerLine& line);

// Category × band: rows, quartiles and the median's interval. Groups of fewer rows than the limits
// say are left out, which the note says.
PeerTable benchmark_table(const PeerView& view);

// By what the underpaid are counted.
enum class UnderpaidBy { cluster, category, band, size };
std::vector<UnderpaidBy> ways_to_count(const PeerView& view);
std::string label_of(const PeerView& view, UnderpaidBy by);
PeerTable underpaid_table(const PeerView& view, UnderpaidBy by);

// Whose five numbers a table has: the flags where there are any, the bands, each category.
struct PeerGrouping {
    enum class Kind { flags, bands, names } kind = Kind::bands;
    std::size_t slot = 0; // of names
};
std::vector<PeerGrouping> groupings(const PeerView& view);
std::string label_of(const PeerView& view, const PeerGrouping& grouping);
PeerTable five_number_table(const PeerView& view, const PeerGrouping& grouping);

// Places with enough rows, best median first, without the lump of the rare and the missing.
PeerTable place_table(const PeerView& view);

// The rows with most and least of each group whose name has the text in it: of the largest
// kMostEndGroups such groups, which the note says. No ids: row numbers of the file.
inline constexpr std::size_t kMostEndGroups = 40;
PeerTable ends_table(const PeerView& view, const PeerGrouping& grouping, std::string_view having);

// "above", "equal to", "below" for each group of peers: rows and share.
PeerTable flag_table(const PeerView& view);
// "Together the flags and the groups agree little: adjusted Rand index 0.05, …".
std::string flags_sentence(const PeerView& view);

} // namespace cohortscope::plot
