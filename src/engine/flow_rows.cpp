#include "engine/flow_rows.h"

#include "engine/row_walk.h"

namespace cohortscope::engine {

namespace {

// Groups of a row in both results.
class Ends {
  public:
    Ends(const Result& before, const Result& after)
        : from_(before.clustering->labels), to_(after.clustering->labels) {}
    FlowEnds operator()(const WalkedRow& row) const {
        return {row.before == kNoPosition ? kNotUsed : from_[row.before],
                row.after == kNoPosition ? kNotUsed : to_[row.after]};
    }

  private:
    std::span<const analysis::Label> from_, to_;
};

using Rows = std::vector<std::uint32_t>;

} // namespace

std::vector<std::uint32_t> rows_of_flow(const Result& before, const Result& after, int from,
                                        int to) {
    const Ends ends(before, after);
    const auto matches = [](int group, int wanted) {
        return wanted == kAnyGroup || group == wanted;
    };
    const auto partials = walk_rows(before.prepared.rows->rows, after.prepared.rows->rows, Rows(),
                                    [&](Rows& rows, const WalkedRow& row) {
                                        if (const FlowEnds of = ends(row);
                                            matches(of.from, from) && matches(of.to, to))
                                            rows.push_back(row.row);
                                    });
    Rows rows;
    for (const Rows& partial : partials)
        rows.insert(rows.end(), partial.begin(), partial.end());
    return rows;
}

FlowSides movers_and_stayers(const Result& before, const Result& after, int from, int to) {
    const FlowEnds wanted = {from, to};
    FlowSides made;
    made.of = from == kNotUsed ? after.prepared.rows : before.prepared.rows;
    made.sides.assign(made.of->rows.size(), 0);
    if (wanted == FlowEnds{})
        return made;
    const FlowCounts flows = count_flows(grouping_of(before), grouping_of(after));
    const int same =
        from == kNotUsed
            ? kNotUsed
            : analysis::cluster_with(after.identity.colour,
                                     before.identity.colour[static_cast<std::size_t>(from)]);
    made.others_stayed = same >= 0 && same != to && flows.rows(from, same) > 0;
    const Ends ends(before, after);
    const auto is_other = [&](const FlowEnds& of) {
        if (from == kNotUsed)
            return of.to == to;
        return of.from == from && (!made.others_stayed || of.to == same);
    };
    struct Nothing {};
    walk_rows(before.prepared.rows->rows, after.prepared.rows->rows, Nothing(),
              [&](Nothing&, const WalkedRow& row) {
                  const FlowEnds of = ends(row);
                  const std::size_t place = from == kNotUsed ? row.after : row.before;
                  if (of == wanted)
                      made.sides[place] = 1;
                  else if (is_other(of))
                      made.sides[place] = 2;
              });
    made.movers = flows.rows(from, to);
    made.others = from == kNotUsed     ? flows.to(to) - made.movers
                  : made.others_stayed ? flows.rows(from, same)
                                       : flows.from(from) - made.movers;
    return made;
}

} // namespace cohortscope::engine
