// Counts votes for names and names the winner; cheap to use again and again.
#pragma once

#include <cstdint>
#include <vector>

#include "data/table.h"

namespace cohortscope::features {

class NameTally {
  public:
    explicit NameTally(std::size_t names) : votes_(names, 0) {}

    void add(std::int32_t name) {
        if (votes_[static_cast<std::size_t>(name)]++ == 0)
            voted_.push_back(name);
    }

    // The name with most votes since the last call, the lower code of equal ones; missing if none.
    std::int32_t take_winner() {
        std::int32_t winner = data::kMissingCode;
        std::uint32_t most = 0;
        for (const std::int32_t name : voted_) {
            std::uint32_t& votes = votes_[static_cast<std::size_t>(name)];
            if (votes > most || (votes == most && name < winner)) {
                most = votes;
                winner = name;
            }
            votes = 0;
        }
        voted_.clear();
        return winner;
    }

  private:
    std::vector<std::uint32_t> votes_; // by name
    std::vector<std::int32_t> voted_;  // names with votes
};

} // namespace cohortscope::features
