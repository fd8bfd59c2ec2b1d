#include "demos/backprop/walk.h"

namespace madang::demos::backprop {

void Walk::advance(int layers) {
  switch (phase) {
    case Phase::training:
    case Phase::ready:
      *this = {Phase::forward, 1, turn};
      break;
    case Phase::update:
      *this = {Phase::forward, 1, turn + 1};
      break;
    case Phase::forward:
      if (layer < layers)
        ++layer;
      else
        phase = Phase::error;
      break;
    case Phase::error:
      phase = Phase::backward;
      break;
    case Phase::backward:
      if (layer > 1)
        --layer;
      else
        *this = {Phase::update, 0, turn};
      break;
  }
}

bool Walk::value_known(int of_layer) const {
  return phase != Phase::ready && (phase != Phase::forward || of_layer <= layer);
}

bool Walk::delta_known(int of_layer) const {
  return phase == Phase::update || phase == Phase::training ||
         (phase == Phase::backward && of_layer >= layer);
}

}  // namespace madang::demos::backprop
