// Rows that a part of a study's chart stands for, as shapes for the worker to look up.
#pragma once

#include <memory>
#include <optional>

#include "engine/result.h"
#include "engine/selection/shapes.h"
#include "engine/study.h"

namespace cohortscope::engine {

// The rows below a node of the tree: leaf `node`, or merge node − leaves. None where there is no
// such node. O(leaves), whatever the number of rows. `of`: a result with the rows studied.
std::optional<Shape> branch_rows(const std::shared_ptr<const analysis::Dendrogram>& tree, int node,
                                 const Result& of);

// The rows that Ward's cluster and K-Means' share, both numbered as in the contingency. None where
// the comparison lacks the labels, and where Ward's clusters are finer than the leaves. O(leaves).
std::optional<Shape> shared_rows(const Comparison& comparison, int ward, int kmeans,
                                 const Result& of);

// The rows that reach a leaf of the explaining tree of so many leaves. None where it is none.
std::optional<Shape> leaf_rows(const Explained& explained, int leaves, int node, const Result& of);

} // namespace cohortscope::engine
