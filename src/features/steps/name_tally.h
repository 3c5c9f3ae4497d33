// Counts votes for roles and names the winner; cheap to use again and again.
#pragma once

#include <cstdint>
#include <vector>

#include "data/table.h"

namespace cohortscope::features {

class RoleTally {
  public:
    explicit RoleTally(std::size_t roles) : votes_(roles, 0) {}

    void add(std::int32_t role) {
        if (votes_[static_cast<std::size_t>(role)]++ == 0)
            voted_.push_back(role);
    }

    // The role with most votes since the last call, the lower code of equal ones; missing if none.
    std::int32_t take_winner() {
        std::int32_t winner = data::kMissingCode;
        std::uint32_t most = 0;
        for (const std::int32_t role : voted_) {
            std::uint32_t& votes = votes_[static_cast<std::size_t>(role)];
            if (votes > most || (votes == most && role < winner)) {
                most = votes;
                winner = role;
            }
            votes = 0;
        }
        voted_.clear();
        return winner;
    }

  private:
    std::vector<std::uint32_t> votes_; // by role
    std::vector<std::int32_t> voted_;  // roles with votes
};

} // namespace cohortscope::features
