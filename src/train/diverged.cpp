// What a reader is told of an update that was not made.
#include <cstdio>

#include "train/update.h"

namespace madang::train {

namespace {

Text reason_of(Fault fault) {
  switch (fault) {
    case Fault::loss:
      return {"손실이 유한한 수가 아닙니다.", "The loss is not a finite number."};
    case Fault::gradient:
      return {"기울기가 float으로 셀 수 있는 범위를 벗어났습니다.", "The gradient left the range of float."};
    case Fault::weight:
      return {"가중치가 계산할 수 없을 만큼 커졌습니다.",
              "The weights grew beyond what can be computed with."};
  }
  return {};
}

}  // namespace

std::string short_number(float value) {
  char text[32];
  const bool whole = value >= 1000 && value < 1e6f;  // 1000, not 1e+03
  std::snprintf(text, sizeof text, whole ? "%.0f" : "%.3g", static_cast<double>(value));
  std::string number = text;
  if (const auto power = number.find("e+"); power != std::string::npos)
    number.erase(power + 1, number.find_first_not_of("+0", power + 1) - power - 1);  // 2e7, as pictures say
  return number;
}

demo::Halt diverged(Fault fault, float learning_rate, const Text& whose) {
  const std::string rate = short_number(learning_rate), lower = short_number(learning_rate / 10);
  const Text reason = reason_of(fault);
  return demo::Halt({whose.korean + "학습이 학습률 " + rate + "에서 발산했습니다. " + reason.korean +
                         " 가중치는 그 직전 그대로입니다. 학습률을 낮추고(예: " + lower +
                         ") 이어서 하거나 처음부터 다시 시작하세요.",
                     whose.english + "Training diverged at learning rate " + rate + ". " + reason.english +
                         " The weights are as they were just before. Lower the learning rate (to " + lower +
                         ", say) and go on, or reset."},
                    demo::After::intact);
}

}  // namespace madang::train
