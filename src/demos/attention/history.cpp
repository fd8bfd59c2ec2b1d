#include "demos/attention/history.h"

namespace madang::demos::attention {

void History::add(std::uint64_t steps, const RecallScore& score) {
  head_weights_ = score.right_weight;
  if (!thinning_.admits(steps, {&steps_, &loss_, &accuracy_, &right_weight_})) return;
  steps_.push_back(static_cast<float>(steps));
  loss_.push_back(score.loss);
  accuracy_.push_back(score.accuracy);
  right_weight_.push_back(score.best_head());
}

std::vector<demo::Curve> History::curves() const {
  return {{"held_out_loss", {"테스트 손실", "Held-out loss"}, steps_, loss_},
          {"accuracy", {"정확도", "Accuracy"}, steps_, accuracy_},
          {"right_weight", {"정답 토큰의 가중치", "Weight of the right token"}, steps_, right_weight_}};
}

void History::fill(Learning& picture) const {
  picture.steps_trained = steps_;
  picture.loss = loss_;
  picture.accuracy = accuracy_;
  picture.right_weight = right_weight_;
  picture.head_weights = head_weights_;
}

}  // namespace madang::demos::attention
