#pragma once

#include "autograd/variable.h"
#include "nn/losses_reduction.h"

namespace madang {

/// 1 − GIoU of each predicted box and its truth (Rezatofighi et al. 2019, algorithm 2; Carion et al. 2020,
/// eq. 10), 0 … 2: its gradient moves boxes that share nothing towards each other, where that of IoU is 0.
/// Both (boxes, 4) as x0, y0, x1, y1 (data::Box); a box with x1 < x0 or y1 < y0 is empty. Where the smallest
/// box around both is empty the loss is 1.
Variable generalized_iou_loss(const Variable& prediction, const Variable& target,
                              Reduction reduction = Reduction::mean);

struct DiceOptions {
  float smoothing = 1.0f;  // ε; where it and both masks are 0 they agree, and the loss is 0
  Reduction reduction = Reduction::mean;
};

/// 1 − (2 Σ p t + ε) / (Σ p + Σ t + ε) over all axes from the third on, for each image and class: the Dice
/// coefficient 2|A ∩ B| / (|A| + |B|) of soft masks (Sudre et al. 2017, eq. 3; Milletari et al. 2016 has
/// squares below). Unlike cross-entropy it weighs a small object as much as a large one. Probabilities and
/// truth (images, classes, …), from 0 to 1.
Variable dice_loss(const Variable& probabilities, const Variable& targets, DiceOptions options = {});

}  // namespace madang
