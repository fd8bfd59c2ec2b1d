#pragma once

#include "demos/residual/experiment.h"
#include "demos/residual/training.h"

namespace madang::demos::residual {

/// Of a block, counted from 0, for the first examples of the batch, in evaluation mode. row, unit: the chosen
/// cell, counted from 0.
BlockPicture block_picture(const Network& network, int block, const Batch& batch, int row, int unit);

/// The logits of a network that leaves blocks out, in evaluation mode; block: counted from 0.
Tensor logits_without(const Network& network, const Network::Pass& pass, LeftOut left_out, int block);
/// In evaluation mode: no network is changed.
Lesions lesions_of(const Network& network, const Batch& batch);

/// Of the residual network, with the loss of this batch in training mode. Nothing of it changes.
Identity identity_of(const Network& network, const Batch& batch);

}  // namespace madang::demos::residual
