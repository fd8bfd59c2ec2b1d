#pragma once

#include "autograd/variable.h"
#include "nn/losses_reduction.h"

namespace madang {

/// NT-Xent of SimCLR (Chen et al. 2020, eq. 1): z holds 2n representations (2n, features), row i and row i +
/// n of one example seen twice. Each is to find its other half among all 2n − 1 others by cosine similarity.
Variable nt_xent(const Variable& z, float temperature = 0.5f);

/// InfoNCE (van den Oord, Li & Vinyals 2018, eq. 4): row i of the queries belongs to row i of the keys; all
/// other keys, of which there may be more than queries, are negatives. Similarity is the cosine. queries: (n,
/// features)  keys: (m ≥ n, features)
Variable info_nce(const Variable& queries, const Variable& keys, float temperature = 0.07f);

/// CLIP (Radford et al. 2021, figure 3): n pairs of pictures and texts, cross-entropy over the rows and over
/// the columns of the cosines, in the mean. Both (n, features). The logits are the cosines times e^log_scale,
/// one learned number.
Variable clip_loss(const Variable& images, const Variable& texts, const Variable& log_scale);

/// Mean over the rows of max(0, ‖a − p‖ − ‖a − n‖ + margin) (Schroff, Kalenichenko & Philbin 2015, eq. 2,
/// with distances in place of their squares). All (rows, features).
Variable triplet(const Variable& anchor, const Variable& positive, const Variable& negative,
                 float margin = 1.0f, Reduction reduction = Reduction::mean);

}  // namespace madang
