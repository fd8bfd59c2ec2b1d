#include "ui/derivative.h"

#include "ui/filled.h"
#include "ui/text.h"

namespace madang::ui {

namespace {

std::string kink_text(Language language, double derivative, const FiniteDifference& difference) {
  if (is_subgradient(derivative, difference))
    return filled(language,
                  {"꺾인 점: 왼쪽 기울기 {0}, 오른쪽 기울기 {1}. 역전파의 값은 그 사이의 "
                   "서브그레이디언트(subgradient) {2}",
                   "a kink: left slope {0}, right slope {1}; the derivative used is the subgradient {2} "
                   "between them"},
                  difference.left, difference.right, derivative);
  return filled(
      language,
      {"꺾인 점: 왼쪽 기울기 {0}, 오른쪽 기울기 {1}. 연쇄 법칙이 성립하지 않아 역전파의 값 {2}은(는) "
       "그 사이에 있지 않음",
       "a kink: left slope {0}, right slope {1}; the chain rule does not hold there, and the "
       "derivative used, {2}, is not between them"},
      difference.left, difference.right, derivative);
}

}  // namespace

std::string verdict_text(Language language, double derivative, const FiniteDifference& difference,
                         double least) {
  switch (difference.smoothness) {
    case Smoothness::smooth:
      break;
    case Smoothness::kink:
      return kink_text(language, derivative, difference);
    case Smoothness::jump:
      return filled(language, {"불연속점: h를 줄일수록 기울기가 끝없이 커져 미분이 없음",
                               "a jump: the slopes grow without end as h shrinks; there is no derivative"});
    case Smoothness::unknown:
      return filled(language, {"이 값 둘레에서 손실이 유한하지 않아 견줄 수 없음",
                               "the loss is not finite around this value: nothing to compare with"});
  }
  if (const auto error = relative_error(derivative, difference, least))
    return filled(language, {"상대 오차 {0}", "relative error {0}"},
                  number_text(static_cast<float>(*error), 2));
  return filled(language, {"반올림 오차 ±{0} 안에서 일치", "equal within rounding, ±{0}"},
                number_text(static_cast<float>(difference.uncertainty), 2));
}

std::string derivative_text(Language language, double derivative, const FiniteDifference& difference) {
  const std::string verdict = verdict_text(language, derivative, difference);
  if (difference.smoothness != Smoothness::smooth) {
    return filled(language, {"역전파 {0}\n{1}", "backpropagation {0}\n{1}"}, derivative, verdict);
  }
  return filled(language,
                {"역전파 {0}, 수치 미분 {1} (h = {2}), {3}",
                 "backpropagation {0}, central difference {1} (h = {2}), {3}"},
                derivative, difference.central, difference.h, verdict);
}

}  // namespace madang::ui
