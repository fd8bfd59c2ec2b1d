#include "demos/regularization/settings.h"

#include <algorithm>
#include <cmath>

#include "demo/settings.h"

namespace madang::demos::regularization {

float amount_of(Technique technique, float strength) {
  switch (technique) {
    case Technique::dropout:
      return std::min(0.5f * strength, 0.9f);
    case Technique::l2:
      return 0.02f * strength;
    case Technique::l1:
      return 0.003f * strength;
    case Technique::early_stopping:
      return std::max(1.f, std::round(5 / strength));
    case Technique::augmentation:
      return 15 * strength;
    case Technique::mixup:
    case Technique::cutmix:
      return strength;
    case Technique::cutout:
      return std::max(1.f, std::round(7 * strength));
    case Technique::label_smoothing:
      return std::min(0.15f * strength, 0.9f);
    default:
      return 0;
  }
}

bool draws_lots(Technique technique) {
  return technique == Technique::dropout || technique == Technique::augmentation ||
         technique == Technique::mixup || technique == Technique::cutout || technique == Technique::cutmix;
}

std::vector<Technique> contestants(Technique chosen) {
  if (chosen != Technique::none) return {Technique::none, chosen};
  std::vector<Technique> all;
  for (int i = 0; i < technique_count; ++i) all.push_back(static_cast<Technique>(i));
  return all;
}

void Settings::visit(demo::FieldCollector& v) {
  visit_technique(v);
  visit_data(v);
  visit_training(v);
}

void Settings::visit_technique(demo::FieldCollector& v) {
  using demo::Effect;
  v.choice(
      "technique", technique,
      {.label = {"정규화 기법", "Technique"},
       .tooltip = {"같은 시드, 같은 배치 순서로 처음부터 다시 배운다. 비교를 켜면 두 기법이 나란히 배운다.",
                   "Trains again from the start with the same seed and order of batches. Switch the "
                   "comparison on to train two techniques side by side."},
       .effect = Effect::restart,
       .in_panel = false},
      {{"none", {"기법 없음", "No technique"}},
       {"dropout", {"드롭아웃", "Dropout"}},
       {"l2", {"L2", "L2"}},
       {"l1", {"L1", "L1"}},
       {"batch_norm", {"배치 정규화", "Batch norm"}},
       {"early_stopping", {"조기 종료", "Early stopping"}},
       {"augmentation", {"데이터 증강", "Augmentation"}},
       {"mixup", {"MixUp", "MixUp"}},
       {"cutout", {"CutOut", "CutOut"}},
       {"cutmix", {"CutMix", "CutMix"}},
       {"label_smoothing", {"레이블 스무딩", "Label smoothing"}}});
  v.number(
      "strength", strength,
      {.label = {"세기", "Strength"},
       .tooltip = {"1이 보통이다. 클수록 기법이 강하게 작용하며, 조기 종료는 더 빨리 멈춘다. 배치 정규화에는 "
                   "세기가 없다.",
                   "1 is the usual value. Larger ones regularise more strongly and make early stopping less "
                   "patient. Batch norm has no strength."},
       .effect = Effect::restart,
       .in_panel = technique != Technique::none && technique != Technique::batch_norm},
      0.1f, 3.f, demo::Scale::logarithmic);
}

void Settings::visit_data(demo::FieldCollector& v) {
  using demo::Effect;
  v.choice("data", source,
           {.label = {"데이터", "Data"},
            .tooltip = {"가로세로를 절반으로 줄인 14×14 이미지. 손글씨 숫자나 옷을 쓴다.",
                        "Images reduced to 14×14: handwritten digits or clothes."},
            .effect = Effect::restart},
           {{"mnist", {"MNIST", "MNIST"}}, {"fashion", {"Fashion-MNIST", "Fashion-MNIST"}}});
  v.integer(
      "images", images,
      {.label = {"학습 이미지 수", "Training images"},
       .tooltip = {"적을수록 외우기 쉽고 과적합이 심하다. 늘리면 데이터가 가장 좋은 정규화임을 볼 수 있다.",
                   "The fewer, the easier to memorise. With more of them, you can see that data is the best "
                   "regulariser."},
       .effect = Effect::restart},
      50, 500);
  v.number(
      "wrong_labels", wrong,
      {.label = {"틀린 레이블의 비율", "Share of wrong labels"},
       .tooltip = {"학습 이미지 가운데 일부러 틀린 레이블을 붙인 비율. 검증 이미지의 레이블은 모두 옳다.",
                   "Share of the training images deliberately given a wrong label. Validation images keep "
                   "the right one."},
       .effect = Effect::restart},
      0.f, 0.5f);
}

void Settings::visit_training(demo::FieldCollector& v) {
  using demo::Effect;
  v.integer("width", width,
            {.label = {"은닉 유닛 수", "Hidden units"},
             .tooltip = {"많을수록 학습 이미지를 통째로 외울 여유가 커진다.",
                         "The more there are, the more room to memorise the images."},
             .effect = Effect::restart},
            8, 128);
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"모든 기법에 똑같이 쓴다. 0.05로 낮추면 기법 없이도 덜 외운다.",
                        "The same for every technique. At 0.05 even the plain network memorises less."},
            .effect = Effect::restart},
           0.01f, 0.5f, demo::Scale::logarithmic);
  v.integer("batch", batch,
            {.label = {"배치 크기", "Batch size"},
             .tooltip = {"갱신 한 번에 평균하는 이미지 수. 배치 정규화는 이 배치에서 평균과 분산을 잰다.",
                         "Images averaged for one update; batch norm takes its mean and variance from them."},
             .effect = Effect::restart},
            8, 50);
  v.integer("steps", steps,
            {.label = {"갱신 횟수", "Updates"},
             .tooltip = {"이만큼 배우고 나면 여러 시드로 다시 배워 평균을 낸다.",
                         "After this many, the trial over several seeds begins."},
             .effect = Effect::restart},
            100, 1000);
  v.integer("seeds", seeds,
            {.label = {"시드 수", "Seeds"},
             .tooltip = {"시드마다 학습 이미지, 틀린 레이블, 첫 가중치가 모두 다르다.",
                         "Each seed has its own training images, wrong labels and initial weights."},
             .effect = Effect::restart},
            2, 10);
}

}  // namespace madang::demos::regularization
