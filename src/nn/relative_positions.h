#pragma once

#include <vector>

#include "autograd/variable.h"

/// What is added to attention scores so that they know how far apart query and key stand. A distance is
/// position of the key − position of the query: negative for what came before.
namespace madang {

/// Slopes of ALiBi (Press et al. 2022, section 3): a geometric sequence that starts at 2^(−8 / heads) and
/// has this ratio.
std::vector<float> alibi_slopes(int heads);

/// −slope · |distance|, for attention without a causal mask: each slope twice, for a head that sees only what
/// came before (and itself) and for one that sees only what follows, −∞ elsewhere. So one head of a pair is
/// ALiBi as in the paper, and the two tell the sides apart (a variant of the authors' repository).
/// → (2 · slopes, length, length)
Tensor two_sided_alibi(const std::vector<float>& slopes, int length);

/// The number of the bucket for a distance (Raffel et al. 2020, section 2.1, as in the code of T5): half of
/// the buckets are for each side. Of those, half stand for one distance each, the others for ranges that grow
/// logarithmically up to `farthest`, and all beyond it falls into the last.
/// `buckets`: a multiple of 4; `farthest`: more than buckets / 4.
int relative_bucket(int distance, int buckets, int farthest);

/// Scores by distance become scores by key: result[i][j] = x[i][j − i + length − 1] (the "relative shift" of
/// Dai et al. 2019, appendix B).
// x: (…, length, 2 · length − 1), for distances −(length − 1) … length − 1 → (…, length, length)
Variable keys_from_distances(const Variable& x);

}  // namespace madang
