// Values of the studies made by hand, for tests of charts and tabs: nothing is computed from the
// matrix. Counts agree with the result that they are made for; other numbers resemble the reference
// table's.
#pragma once

#include "engine/study.h"
#include "support/fake_result.h"

namespace cohortscope::tests {

// Points k = 1 … `landed` of 12, of which the first `scored` have their scores; a knee at 5 from
// three points on. Complete when everything has landed.
engine::Elbow fake_elbow(int landed = engine::kElbowLargest, int scored = engine::kElbowLargest);

// k clusters of the result, each with its own level and a tail below 0; the last one lies below 0
// for the most part where k > 3.
engine::SilhouetteStudy fake_silhouette(const engine::Result& result);

analysis::ClusterScores fake_scores();
engine::Hopkins fake_hopkins();

// The rules of the result's clusters: found in its features, as it has them.
engine::Explained fake_explained(const engine::Result& result);

// Ward's merges of `leaves` uneven leaves, one of a single row, in groups of their own; leaves − 1
// merges. `rows` ≥ 8 × leaves.
analysis::Dendrogram fake_dendrogram(std::size_t rows, std::size_t leaves = 31);
engine::WardStudy fake_ward(std::size_t rows); // without the whole tree

// Ward's clusters share about three quarters of their rows with K-Means'; k ≤ 31.
engine::Comparison fake_comparison(const engine::Result& result);

// From stable to shaky.
analysis::Stability fake_stability(int k);

// Weights, choices, whole numbers, a seed, with one and two directions, and some that change
// nothing.
engine::Sensitivity fake_sensitivity();
engine::PeerStudy fake_peers(const engine::Result& result); // the study itself

// Every study landed for this result and current, with its subject.
engine::StudiesState fake_studies(const engine::Result& result);

} // namespace cohortscope::tests
