#include <cmath>

#include "demos/regularization/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"
#include "ui/trial.h"

namespace madang::demos::regularization {

Text name_of(Technique technique) { return demo::label_of(Settings{}, &Settings::technique, technique); }

namespace {

/// Of those that act in the network or on its training.
std::string in_the_network(const Settings& settings, Language language, const std::string& amount) {
  const bool wrong_labels = settings.wrong > 0.f;
  switch (settings.technique) {
    case Technique::dropout:
      return ui::filled(language,
                        {"갱신할 때마다 은닉 유닛을 확률 {0}로 끈다.",
                         "Each update switches units off with probability {0}."},
                        amount);
    case Technique::l2:
      return ui::filled(language,
                        {"손실에 (λ/2)·Σw²을 더해 가중치를 줄인다. λ = {0}.",
                         "(λ/2)·Σw² in the loss shrinks the weights; λ = {0}."},
                        amount);
    case Technique::l1:
      return ui::filled(language,
                        {"손실에 λ·Σ|w|를 더해 쓸모없는 가중치를 0으로 만든다. λ = {0}.",
                         "λ·Σ|w| in the loss makes useless weights 0; λ = {0}."},
                        amount);
    case Technique::batch_norm:
      return wrong_labels ? ui::filled(language, {"빨리 배우는 만큼 틀린 레이블도 빨리 외운다.",
                                                  "Batch norm learns faster, wrong labels included."})
                          : ui::filled(language, {"배치 정규화는 빨리 배운다.", "Batch norm learns faster."});
    case Technique::early_stopping:
      return ui::filled(
          language,
          {"검증 손실이 {0}번 연달아 나아지지 않으면 멈춘다.", "It stops after {0} checks without a gain."},
          amount);
    default:
      return wrong_labels ? ui::filled(language, {"기법이 없으면 틀린 레이블까지 외워 간다.",
                                                  "Without any technique even wrong labels get memorised."})
                          : ui::filled(language, {"틀린 레이블이 없어 외워도 잃는 것이 적다.",
                                                  "No label is wrong, so memorising costs little."});
  }
}

}  // namespace

std::string story(const Settings& settings, Language language) {
  const std::string amount = ui::number_text(amount_of(settings.technique, settings.strength), 2);
  switch (settings.technique) {
    case Technique::augmentation:
      return ui::filled(language,
                        {"이미지를 매번 ±{0}° 안에서 돌리고 한 픽셀까지 옮긴다.",
                         "Images turn by up to ±{0}° and shift by up to a pixel."},
                        amount);
    case Technique::mixup:
      return ui::filled(language,
                        {"두 이미지를 λ : 1−λ로 섞고 정답도 똑같이 섞는다. λ ~ Beta({0}, {0}).",
                         "Images and targets mix as λ : 1−λ; λ ~ Beta({0}, {0})."},
                        amount);
    case Technique::cutout:
      return ui::filled(language,
                        {"이미지마다 아무 데나 한 변이 {0}픽셀인 정사각형을 지운다.",
                         "A random {0}×{0} square of every image is erased."},
                        amount);
    case Technique::cutmix:
      return ui::filled(language, {"다른 이미지의 사각형을 붙이고 정답도 넓이만큼 섞는다.",
                                   "Part of another image is pasted in; targets mix by area."});
    case Technique::label_smoothing:
      return ui::filled(language,
                        {"정답에서 ε = {0}을 덜어 모든 클래스에 고루 나눈다.",
                         "ε = {0} of each target is spread over all classes."},
                        amount);
    default:
      return in_the_network(settings, language, amount);
  }
}

std::string sentence(const Snapshot& s, const Settings& settings, Language language) {
  constexpr float risen = 1.05f;  // times the lowest validation loss
  if (s.step == 0) return story(settings, language);
  const std::string told = story(settings, language);
  const std::string now = ui::fixed_text(s.final_loss), lowest = ui::fixed_text(s.best_loss);
  if (s.stopped >= 0)
    return ui::filled(
               language,
               {"{0}번째에서 멈추었다. 검증 손실 {1}. ", "Stopped after update {0}: validation loss {1}. "},
               ui::count_text(s.stopped), now) +
           told;
  if (s.final_loss > risen * s.best_loss)
    return ui::filled(language,
                      {"검증 손실이 {0}에서 {1}로 다시 올랐다(과적합). ",
                       "Validation loss is back up from {0} to {1}: overfitting. "},
                      lowest, now) +
           told;
  return ui::filled(language,
                    {"검증 손실 {0}, 아직 최저({1})에 가깝다. ",
                     "Validation loss {0}, still near its lowest, {1}. "},
                    now, lowest) +
         told;
}

std::string summary(const Snapshot& s, Language language) {
  const std::string train = ui::fixed_text(s.train_loss), right = ui::percent(s.train_accuracy),
                    validation = ui::fixed_text(s.final_loss),
                    right_there = ui::percent(s.validation_accuracy), best_step = ui::count_text(s.best_step);
  if (s.stopped >= 0)
    return ui::filled(language,
                      {"조기 종료가 {0}번째에서 멈추고 {1}번째의 가중치를 골랐다. 학습 손실 {2}(정확도 {3}), "
                       "검증 손실 {4}(정확도 {5}).",
                       "Early stopping stopped after update {0} and took the weights of update {1}: training "
                       "loss {2} (accuracy {3}), validation loss {4} ({5})."},
                      ui::count_text(s.stopped), best_step, train, right, validation, right_there);
  return ui::filled(
      language,
      {"{0}번 갱신: 학습 손실 {1}(정확도 {2}), 검증 손실 {3}(정확도 {4}). 검증 손실의 최솟값 {5}({6}번째).",
       "{0} updates: training loss {1} (accuracy {2}), validation loss {3} ({4}), at its lowest {5} after "
       "update {6}."},
      s.step, train, right, validation, right_there, ui::fixed_text(s.best_loss), best_step);
}

Snapshot longest_to_tell() {
  constexpr float loss = 8.88f;
  constexpr auto measures = static_cast<std::size_t>(Measure::near_zero) + 1;
  Snapshot s;
  s.step = 1000;
  s.train_loss = s.final_loss = s.best_loss = loss;
  s.train_accuracy = s.validation_accuracy = 1;
  s.best_step = s.stopped = 1000;
  const demo::Outcome outcome{
      .runs = 10, .mean = std::vector(measures, loss), .deviation = std::vector(measures, loss)};
  s.trial = {.outcomes = {outcome, outcome}, .runs = 10, .total = 10};
  return s;
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
      {"시드 {0}개의 검증 손실: {1} {2}, 기법 없음 {3}. {4}. 고르는 데 쓰지 않은 테스트 이미지에서는 손실 "
       "{5}, "
       "정확도 {6}이고, 기법이 없으면 {7}, {8}이다.",
       "Validation loss over {0} seeds: {1} {2}, no technique {3}. {4}. On test images not used for any "
       "choice: loss "
       "{5} and accuracy {6}; without it {7} and {8}."},
      chosen.runs, name_of(settings.technique),
      ui::with_deviation(chosen.mean.front(), chosen.deviation.front()), plain, comparison(none, chosen),
      ui::fixed_text(value(chosen, Measure::test_loss)), ui::percent(value(chosen, Measure::test_accuracy)),
      ui::fixed_text(value(none, Measure::test_loss)), ui::percent(value(none, Measure::test_accuracy)));
}

}  // namespace madang::demos::regularization
