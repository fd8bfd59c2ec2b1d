#pragma once

#include "autograd/ops_lstm.h"
#include "autograd/record.h"

namespace madang {

/// The derivative of `lstm`, made of operations that can be differentiated again.
void derive_lstm(Derivation& d, LstmSequence options);

}  // namespace madang
