#include <algorithm>
#include <cmath>

#include "demos/regularization/view_parts.h"
#include "ui/text.h"
#include "ui/trial.h"

namespace madang::demos::regularization {

std::string percent(float share) { return ui::number_text(std::round(share * 1000.f) / 10.f, 4) + "%"; }

std::string name_of(Technique technique, Language language) {
  return technique_options()[static_cast<std::size_t>(technique)].label.in(language);
}

namespace {

/// Of those that act in the network or on its training; else nothing.
Text in_the_network(Technique technique, const std::string& amount) {
  switch (technique) {
    case Technique::none:
      return {"아무 기법도 쓰지 않는다. 틀린 레이블까지 외우느라 검증 손실이 다시 올라간다.",
              "No cure: the network learns even the wrong labels by heart, and the validation loss rises "
              "again."};
    case Technique::dropout:
      return {"학습할 때마다 은닉 유닛을 확률 " + amount + "로 끈다.",
              "Each hidden unit is switched off with probability " + amount + " in every update."};
    case Technique::l2:
      return {"손실에 (λ/2)·Σw²을 더하여 가중치를 줄인다. λ = " + amount + ".",
              "(λ/2)·Σw² joins the loss and shrinks the weights, λ = " + amount + "."};
    case Technique::l1:
      return {"손실에 λ·Σ|w|를 더하여 쓸모없는 가중치를 정확히 0으로 만든다. λ = " + amount + ".",
              "λ·Σ|w| joins the loss and makes idle weights exactly 0, λ = " + amount + "."};
    case Technique::batch_norm:
      return {
          "은닉 유닛의 합을 배치 안에서 평균 0, 분산 1로 맞춘다. 빨리 배우는 만큼 틀린 레이블도 빨리 "
          "외운다.",
          "The sums of the hidden units get mean 0 and variance 1 within the batch. It learns faster, and "
          "the wrong labels too."};
    case Technique::early_stopping:
      return {"검증 손실이 " + amount + "번 연달아 나아지지 않으면 멈추고, 가장 좋았던 가중치를 쓴다.",
              "Stops when " + amount +
                  " looks at the validation loss in a row bring nothing, and takes the best "
                  "weights. The curve goes on to show what it was spared."};
    default:
      return {};
  }
}

/// Of those that act on images and targets; else nothing.
Text in_the_data(Technique technique, const std::string& amount) {
  switch (technique) {
    case Technique::augmentation:
      return {
          "그림을 매번 ±" + amount + "° 돌리고 한 픽셀까지 옮긴다.",
          "Every image is turned by up to ±" + amount + "° and shifted by up to a pixel, each time anew."};
    case Technique::mixup:
      return {
          "두 그림을 λ : 1−λ로 섞고 답도 똑같이 섞는다. λ ~ Beta(" + amount + ", " + amount + ").",
          "Two images are mixed as λ : 1−λ, their answers too; λ ~ Beta(" + amount + ", " + amount + ")."};
    case Technique::cutout:
      return {"그림마다 아무 데나 한 변이 " + amount + "픽셀인 정사각형을 지운다.",
              "A square of " + amount + " pixels is erased anywhere in every image."};
    case Technique::cutmix:
      return {"다른 그림에서 오린 사각형을 붙이고 답은 넓이만큼 섞는다. λ ~ Beta(" + amount + ", " + amount +
                  ").",
              "A rectangle of another image is pasted in, the answers are mixed by area; λ ~ Beta(" + amount +
                  ", " + amount + ")."};
    case Technique::label_smoothing:
      return {"정답의 확률에서 ε = " + amount + "만큼 덜어 모든 클래스에 고루 나눈다.",
              "ε = " + amount + " of the target goes to all classes alike."};
    default:
      return {};
  }
}

}  // namespace

std::string story(const Settings& settings, Language language) {
  const std::string amount = ui::number_text(amount_of(settings.technique, settings.strength), 2);
  const Text network = in_the_network(settings.technique, amount);
  return (network.empty() ? in_the_data(settings.technique, amount) : network).in(language);
}

std::string summary(const Snapshot& s, Language language) {
  if (s.train_loss < 0)
    return language == Language::korean ? "신경망을 준비하고 있다." : "The network is being made.";
  const std::string step = std::to_string(s.step), train = ui::fixed_text(s.train_loss),
                    validation = ui::fixed_text(s.final_loss), best = ui::fixed_text(s.best_loss),
                    best_step = ui::number_text(s.best_step, 4);
  if (language == Language::korean) {
    std::string text = step + "번 갱신: 학습 손실 " + train + "(정확도 " + percent(s.train_accuracy) +
                       "), 검증 손실 " + validation + "(정확도 " + percent(s.validation_accuracy) +
                       "). 검증 손실의 최솟값 " + best + " (" + best_step + "번째).";
    if (s.stopped >= 0) text += " 조기 종료가 " + ui::number_text(s.stopped, 4) + "번째에서 멈추었다.";
    return text;
  }
  std::string text = step + " updates: training loss " + train + " (accuracy " + percent(s.train_accuracy) +
                     "), validation loss " + validation + " (" + percent(s.validation_accuracy) +
                     "), at its lowest " + best + " after update " + best_step + ".";
  if (s.stopped >= 0) text += " Early stopping stopped after update " + ui::number_text(s.stopped, 4) + ".";
  return text;
}

std::string verdict(const Snapshot& s, const Settings& settings, Language language) {
  const bool korean = language == Language::korean;
  if (!s.trial.begun()) return {};
  const demo::Outcome &none = s.trial.outcomes.front(),
                      &chosen = s.trial.outcomes[settings.technique == Technique::none ? 0 : 1];
  if (chosen.runs < 2 || chosen.mean.empty() || none.mean.empty()) return {};
  const auto value = [](const demo::Outcome& of, Measure measure) {
    return of.mean[static_cast<std::size_t>(measure)];
  };
  const auto loss = [&](const demo::Outcome& of) {
    return ui::with_deviation(of.mean.front(), of.deviation.front());
  };
  const std::string seeds = std::to_string(chosen.runs);
  if (settings.technique == Technique::none)
    return korean ? "시드 " + seeds + "개의 검증 손실, 기법 없음: " + loss(none) + "."
                  : "Validation loss over " + seeds + " seeds without any technique: " + loss(none) + ".";
  const std::string name = name_of(settings.technique, language);
  const bool helps = value(chosen, Measure::validation_loss) < value(none, Measure::validation_loss);
  const auto on_test = [&](const demo::Outcome& of) {
    return ui::fixed_text(value(of, Measure::test_loss)) + ", " + percent(value(of, Measure::test_accuracy));
  };
  if (korean)
    return "시드 " + seeds + "개의 검증 손실: " + name + " " + loss(chosen) + ", 없음 " + loss(none) +
           (helps ? ". 평균이 낮아졌다. " : ". 평균이 낮아지지 않았다. ") +
           "고르는 데 쓰지 않은 테스트 그림에서는 손실과 정확도가 " + on_test(chosen) +
           "이고, 기법이 없으면 " + on_test(none) + "이다.";
  return "Validation loss over " + seeds + " seeds: " + name + " " + loss(chosen) + ", none " + loss(none) +
         (helps ? ". The mean is lower. " : ". The mean is no lower. ") +
         "Loss and accuracy on test images that have chosen nothing: " + on_test(chosen) + "; without it " +
         on_test(none) + ".";
}

}  // namespace madang::demos::regularization
