#pragma once

#include "autograd/variable.h"

namespace madang {

/// Negative sampling: mean over the rows of −ln σ(w · c) − Σ ln σ(−w · n), with one true context and k drawn
/// ones (Mikolov et al. 2013b, eq. 4). true_scores: (rows)  drawn_scores: (rows, k)
Variable negative_sampling(const Variable& true_scores, const Variable& drawn_scores);

/// GloVe: mean over the cells of f(X) (w · w̃ + b + b̃ − ln X)², f(X) = min(1, (X / x_max)^¾) (Pennington,
/// Socher & Manning 2014, eq. 8 and 9; there a sum). Both (cells); counts above 0.
Variable glove_loss(const Variable& scores, const Variable& counts, float largest_count);

}  // namespace madang
