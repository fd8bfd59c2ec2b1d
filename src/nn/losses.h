#pragma once

/// All losses, one file per family. Losses are scalars, but for Reduction::none. Prediction and target have
/// one shape: nothing is broadcast, and what does not fit throws Error with the name and both shapes.
#include "nn/losses_adversarial.h"
#include "nn/losses_classification.h"
#include "nn/losses_contrastive.h"
#include "nn/losses_overlap.h"
#include "nn/losses_regression.h"
#include "nn/losses_words.h"
