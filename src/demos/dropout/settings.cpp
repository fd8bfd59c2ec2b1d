#include "demos/dropout/settings.h"

#include "demo/settings.h"

namespace madang::demos::dropout {

using demo::Effect;

std::vector<Arm> arms_of(Kind kind) {
  switch (kind) {
    case Kind::dense:
      return {Arm::none, Arm::units};
    case Kind::norm:
      return {Arm::none, Arm::before_norm, Arm::after_norm};
    case Kind::cnn:
      return {Arm::none, Arm::elements, Arm::channels};
    case Kind::rnn:
      return {Arm::none, Arm::fresh, Arm::variational};
    case Kind::transformer:
      return {Arm::none, Arm::attention, Arm::everywhere};
  }
  return {};
}

Text name_of(Arm arm) {
  switch (arm) {
    case Arm::none:
      return {"드롭아웃 없음", "No dropout"};
    case Arm::units:
      return {"드롭아웃", "Dropout"};
    case Arm::before_norm:
      return {"정규화 앞", "Before norms"};
    case Arm::after_norm:
      return {"정규화 뒤", "After norms"};
    case Arm::elements:
      return {"값마다", "Values"};
    case Arm::channels:
      return {"채널마다", "Channels"};
    case Arm::fresh:
      return {"스텝마다 새로", "New masks"};
    case Arm::variational:
      return {"한 마스크", "One mask"};
    case Arm::attention:
      return {"어텐션", "Attention"};
    case Arm::everywhere:
      return {"모든 곳", "Everywhere"};
  }
  return {};
}

int units_of(const Settings& settings) {
  return (settings.width + grid_columns - 1) / grid_columns * grid_columns;
}

void Settings::visit(demo::FieldCollector& v) {
  v.choice("network", kind,
           {.label = {"신경망", "Network"},
            .tooltip = {"드롭아웃을 어디에 두는지가 신경망마다 다르다.",
                        "Where dropout goes differs from network to network."},
            .effect = Effect::restart,
            .in_panel = false},
           {{"dense", {"완전 연결", "Dense"}},
            {"norm", {"정규화", "Norm"}},
            {"cnn", {"CNN", "CNN"}},
            {"rnn", {"RNN", "RNN"}},
            {"transformer", {"트랜스포머", "Transformer"}}});
  v.choice("page", page,
           {.label = {"보기", "Page"},
            .tooltip = {"무엇을 볼지 고른다. 학습은 그대로 이어진다.", "What is shown; training goes on."},
            .in_panel = kind == Kind::dense},
           {{"training", {"학습", "Training"}},
            {"ensemble", {"앙상블", "Ensemble"}},
            {"units", {"유닛", "Units"}}});
  visit_training(v);
  visit_look(v);
}

void Settings::visit_training(demo::FieldCollector& v) {
  v.number("rate", rate,
           {.label = {"드롭아웃 비율 p", "Dropout rate p"},
            .tooltip = {"값 하나를 끄는 확률. 0이면 끄지 않고, 0.9이면 열에 하나만 남아 배우기 어렵다.",
                        "Chance that a value is dropped. 0 drops none; at 0.9 one in ten is left, and "
                        "learning gets hard."},
            .effect = Effect::restart},
           0.f, 0.95f);
  v.integer("images", images,
            {.label = {"학습 이미지 수", "Training images"},
             .tooltip = {"적을수록 과적합이 심하다. 다섯 가운데 하나는 레이블이 틀리다.",
                         "The fewer, the more overfitting. One label in five is wrong."},
             .effect = Effect::restart},
            100, 5000);
  v.integer("width", width,
            {.label = {"층마다 유닛 수", "Units per layer"},
             .tooltip = {"그림이 16열이므로 16의 배수로 맞춘다.",
                         "Rounded to a multiple of 16, the columns of the picture."},
             .effect = Effect::restart,
             .in_panel = kind == Kind::dense || kind == Kind::norm},
            16, 512);
  v.number("learning_rate", learning_rate,
           {.label = {"학습률", "Learning rate"},
            .tooltip = {"Adam의 학습률. 견주는 신경망에 똑같이 쓴다.",
                        "Adam's; the same for the networks that are compared."},
            .effect = Effect::restart},
           1e-4f, 0.03f, demo::Scale::logarithmic);
  v.integer(
      "seeds", seeds,
      {.label = {"시드 수", "Seeds"},
       .tooltip = {"‘여러 시드의 평균’에서 다시 학습하는 횟수.", "How many seeds each mean is taken over."},
       .effect = Effect::restart},
      2, 10);
}

void Settings::visit_look(demo::FieldCollector& v) {
  const auto counted = [&v](const char* name, int& value, Text label, Text tooltip, int high) {
    v.integer(name, value, {.label = std::move(label), .tooltip = std::move(tooltip), .in_panel = false}, 1,
              high);
  };
  counted("arm", arm, {"들여다볼 신경망", "Network shown"},
          {"마스크를 볼 신경망.", "The network whose masks are shown."}, 3);
  counted("layer", layer, {"은닉층", "Hidden layer"},
          {"계산을 펼쳐 볼 칸이 있는 그림.", "Picture of the cell whose arithmetic is shown."}, 8);
  counted("unit", unit, {"유닛", "Unit"}, {"계산을 펼쳐 볼 칸.", "The cell whose arithmetic is shown."}, 512);
  counted("digit", digit, {"테스트 숫자", "Test digit"}, {"신경망이 읽는 숫자.", "The digit that is read."},
          shown_digits);
  v.writing(
      "drawing", drawing,
      {.label = {"그린 숫자", "Drawn digit"},
       .tooltip = {"직접 그린 숫자를 두 신경망이 읽는다.", "A digit of your own, which the networks read."},
       .in_panel = false},
      2 * pixels);
  v.integer("mask", thin,
            {.label = {"마스크 번호", "Mask number"},
             .tooltip = {"1,024개 마스크 가운데 펼쳐 볼 것.", "Which of the 1,024 masks is looked at."},
             .in_panel = false},
            0, thin_masks - 1);
  v.toggle("deep", deep,
           {.label = {"은닉층 둘", "Two hidden layers"},
            .tooltip = {"마스크 뒤에 은닉층이 하나 더 있으면 평균이 가중치 조정과 같지 않다.",
                        "With another hidden layer behind the mask, the mean is no longer that of the scaled "
                        "weights."},
            .in_panel = kind == Kind::dense && page == Page::ensemble});
}

}  // namespace madang::demos::dropout
