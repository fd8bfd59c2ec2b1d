#pragma once

#include "core/tensor.h"
#include "demos/cnn/experiment.h"
#include "demos/cnn/training.h"

namespace madang::demos::cnn {

/// Every layer's answer to `input` (28, 28), the probabilities, and on the page of layers the maps themselves
/// and one of them spread out.
void fill_layers(Snapshot& picture, const ConvNet& net, const Settings& settings);

void fill_mistakes(Snapshot& picture, const train::Evaluation& evaluation,
                   const data::LabelledImages& images);

}  // namespace madang::demos::cnn
