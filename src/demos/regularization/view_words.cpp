#include <cmath>

#include "demos/regularization/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"
#include "ui/trial.h"

namespace madang::demos::regularization {

Text name_of(Technique technique) { return demo::label_of(Settings{}, &Settings::technique, technique); }

namespace {

/// Of those that act in the network or on its training.
std::string in_the_network(Technique technique, Language language, const std::string& amount) {
  switch (technique) {
    case Technique::dropout:
      return ui::filled(language,
                        {"학습할 때마다 은닉 유닛을 확률 {0}로 끈다.",
                         "Each hidden unit is switched off with probability {0} in every update."},
                        amount);
    case Technique::l2:
      return ui::filled(language,
                        {"손실에 (λ/2)·Σw²을 더하여 가중치를 줄인다. λ = {0}.",
                         "Adds (λ/2)·Σw² to the loss, which shrinks the weights; λ = {0}."},
                        amount);
    case Technique::l1:
      return ui::filled(language,
                        {"손실에 λ·Σ|w|를 더하여 쓸모없는 가중치를 정확히 0으로 만든다. λ = {0}.",
                         "Adds λ·Σ|w| to the loss, which makes useless weights exactly 0; λ = {0}."},
                        amount);
    case Technique::batch_norm:
      return ui::filled(language, {"은닉 유닛의 합을 배치 안에서 평균 0, 분산 1로 맞춘다. 빨리 배우는 만큼 "
                                   "틀린 레이블도 빨리 외운다.",
                                   "Normalises the sums of the hidden units to mean 0 and variance 1 within "
                                   "the batch. The network learns faster, wrong labels included."});
    case Technique::early_stopping:
      return ui::filled(language,
                        {"검증 손실이 {0}번 연달아 나아지지 않으면 멈추고, 가장 좋았던 가중치를 쓴다.",
                         "Stops when the validation loss has not improved for {0} checks in a row, and takes "
                         "the best weights. The curve goes on, to show what was avoided."},
                        amount);
    default:
      return ui::filled(language,
                        {"아무 기법도 쓰지 않는다. 틀린 레이블까지 외우느라 검증 손실이 다시 올라간다.",
                         "No technique: the network memorises even the wrong labels, and the validation loss "
                         "rises again."});
  }
}

}  // namespace

std::string story(const Settings& settings, Language language) {
  const std::string amount = ui::number_text(amount_of(settings.technique, settings.strength), 2);
  switch (settings.technique) {
    case Technique::augmentation:
      return ui::filled(
          language,
          {"이미지를 매번 ±{0}° 안에서 돌리고 한 픽셀까지 옮긴다.",
           "Every image is rotated by up to ±{0}° and shifted by up to a pixel, differently each time."},
          amount);
    case Technique::mixup:
      return ui::filled(language,
                        {"두 이미지를 λ : 1−λ로 섞고 정답도 똑같이 섞는다. λ ~ Beta({0}, {0}).",
                         "Two images are mixed as λ : 1−λ, and so are their targets; λ ~ Beta({0}, {0})."},
                        amount);
    case Technique::cutout:
      return ui::filled(language,
                        {"이미지마다 아무 데나 한 변이 {0}픽셀인 정사각형을 지운다.",
                         "In every image a {0}×{0} square at a random place is erased."},
                        amount);
    case Technique::cutmix:
      return ui::filled(language,
                        {"다른 이미지에서 오린 사각형을 붙이고 정답은 넓이만큼 섞는다. λ ~ Beta({0}, {0}).",
                         "A rectangle of another image is pasted in, and the targets are mixed by area; λ ~ "
                         "Beta({0}, {0})."},
                        amount);
    case Technique::label_smoothing:
      return ui::filled(language,
                        {"정답의 확률에서 ε = {0}만큼 덜어 모든 클래스에 고루 나눈다.",
                         "ε = {0} of the target is spread evenly over all classes."},
                        amount);
    default:
      return in_the_network(settings.technique, language, amount);
  }
}

std::string sentence(const Snapshot& s, const Settings& settings, Language language) {
  constexpr float risen = 1.05f;  // times the lowest validation loss
  if (s.step == 0) return story(settings, language);
  const std::string told =
      settings.technique == Technique::none
          ? ui::filled(language, {"아무 기법도 쓰지 않아 틀린 레이블까지 외운다.",
                                  "Without any technique the network memorises even the wrong labels."})
          : story(settings, language);
  const std::string now = ui::fixed_text(s.final_loss), lowest = ui::fixed_text(s.best_loss);
  if (s.stopped >= 0)
    return ui::filled(language,
                      {"{0}번째에서 멈추었다. 거기까지의 검증 손실은 {1}이다. ",
                       "Stopped after update {0}, with a validation loss of {1}. "},
                      ui::count_text(s.stopped), now) +
           told;
  if (s.final_loss > risen * s.best_loss)
    return ui::filled(language,
                      {"검증 손실이 최저 {0}에서 {1}까지 다시 올랐다. 과적합이다. ",
                       "The validation loss has risen from its lowest, {0}, to {1}: overfitting. "},
                      lowest, now) +
           told;
  return ui::filled(language,
                    {"검증 손실 {0}, 아직 최저({1})에 가깝다. ",
                     "Validation loss {0}, still close to its lowest ({1}). "},
                    now, lowest) +
         told;
}

std::string summary(const Snapshot& s, Language language) {
  std::string text = ui::filled(
      language,
      {"{0}번 갱신: 학습 손실 {1}(정확도 {2}), 검증 손실 {3}(정확도 {4}). 검증 손실의 최솟값 {5} ({6}번째).",
       "{0} updates: training loss {1} (accuracy {2}), validation loss {3} ({4}), at its lowest {5} after "
       "update {6}."},
      s.step, ui::fixed_text(s.train_loss), ui::percent(s.train_accuracy), ui::fixed_text(s.final_loss),
      ui::percent(s.validation_accuracy), ui::fixed_text(s.best_loss), ui::count_text(s.best_step));
  if (s.stopped >= 0)
    text += ui::filled(language,
                       {" 조기 종료가 {0}번째에서 멈추었다.", " Early stopping stopped after update {0}."},
                       ui::count_text(s.stopped));
  return text;
}

/// Whether the mean validation losses differ by more than twice the standard error of their difference.
Text comparison(const demo::Outcome& none, const demo::Outcome& chosen) {
  const float difference = chosen.mean.front() - none.mean.front();
  const float error = std::hypot(none.deviation.front(), chosen.deviation.front()) /
                      std::sqrt(static_cast<float>(chosen.runs));
  if (std::abs(difference) <= 2 * error)
    return {"차이는 시드에 따른 흩어짐보다 작다", "The difference is within the spread over seeds"};
  if (difference < 0) return {"기법을 쓰면 손실이 낮다", "The technique lowers the loss"};
  return {"기법을 쓰면 손실이 높다", "The technique raises the loss"};
}

std::string verdict(const Snapshot& s, const Settings& settings, Language language) {
  if (!s.trial.begun()) return {};
  const demo::Outcome &none = s.trial.outcomes.front(),
                      &chosen = s.trial.outcomes[settings.technique == Technique::none ? 0 : 1];
  if (chosen.runs < 2 || chosen.mean.empty() || none.mean.empty()) return {};
  const auto value = [](const demo::Outcome& of, Measure measure) {
    return of.mean[static_cast<std::size_t>(measure)];
  };
  const std::string plain = ui::with_deviation(none.mean.front(), none.deviation.front());
  if (settings.technique == Technique::none)
    return ui::filled(language,
                      {"시드 {0}개의 검증 손실, 기법 없음: {1}.",
                       "Validation loss over {0} seeds without any technique: {1}."},
                      chosen.runs, plain);
  return ui::filled(
      language,
      {"시드 {0}개의 검증 손실: {1} {2}, 없음 {3}. {4}. 고르는 데 쓰지 않은 테스트 이미지에서는 손실 {5}, "
       "정확도 {6}이고, 기법이 없으면 {7}, {8}이다.",
       "Validation loss over {0} seeds: {1} {2}, none {3}. {4}. On test images not used for any choice: loss "
       "{5} and accuracy {6}; without it {7} and {8}."},
      chosen.runs, name_of(settings.technique),
      ui::with_deviation(chosen.mean.front(), chosen.deviation.front()), plain, comparison(none, chosen),
      ui::fixed_text(value(chosen, Measure::test_loss)), ui::percent(value(chosen, Measure::test_accuracy)),
      ui::fixed_text(value(none, Measure::test_loss)), ui::percent(value(none, Measure::test_accuracy)));
}

}  // namespace madang::demos::regularization
