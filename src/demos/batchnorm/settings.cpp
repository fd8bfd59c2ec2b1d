#include "demos/batchnorm/settings.h"

#include "demo/settings.h"

namespace madang::demos::batchnorm {

namespace {
constexpr int most_layers = 8;
}  // namespace

using demo::Effect;

Text name_of(Norm norm) { return demo::label_of(Settings{}, &Settings::norm, norm); }

void Settings::visit(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Page"},
            .tooltip = {"무엇을 볼지 고른다. 학습은 그대로 이어진다.", "What is shown; training goes on."},
            .in_panel = false},
           {{"rate", {"학습률", "Learning rate"}},
            {"inside", {"층 안", "Inside"}},
            {"batch", {"배치 크기", "Batch size"}}});
  visit_training(v);
  visit_look(v);
}

void Settings::visit_training(demo::FieldCollector& v) {
  v.number(
      "learning_rate", learning_rate,
      {.label = {"학습률 η", "Learning rate η"},
       .tooltip = {"네 신경망에 똑같이 쓴다. 0.1이면 정규화 없이도 배우고, 2이면 정규화 없이는 발산한다.",
                   "The same for all four networks. At 0.1 the plain one learns too; at 2 it diverges."},
       .effect = Effect::restart},
      0.01f, 10.f, demo::Scale::logarithmic);
  v.integer(
      "batch", batch,
      {.label = {"배치 크기", "Batch size"},
       .tooltip =
           {"배치 정규화는 이만큼의 예에서 평균과 분산을 잰다. 2로 줄이면 부호만 남는다.",
            "Batch norm takes its mean and variance from this many examples. With 2, only signs are left."},
       .effect = Effect::restart},
      2, 128);
  v.integer("depth", depth,
            {.label = {"은닉층 수", "Hidden layers"},
             .tooltip = {"깊을수록 정규화 없는 신경망이 견디는 학습률이 작다.",
                         "The deeper the network, the smaller the rate that works without a norm."},
             .effect = Effect::restart},
            2, most_layers);
  v.integer("width", width,
            {.label = {"층마다 유닛 수", "Units per layer"},
             .tooltip = {"그룹 정규화는 유닛을 네 그룹으로 나누므로 4의 배수로 맞춘다.",
                         "Group norm splits them into four groups, so they are rounded to a multiple of 4."},
             .effect = Effect::restart},
            16, 128);
  v.integer(
      "seeds", seeds,
      {.label = {"시드 수", "Seeds"},
       .tooltip = {"‘여러 시드의 평균’에서 다시 학습하는 횟수.", "How many seeds each mean is taken over."},
       .effect = Effect::restart},
      2, 10);
}

void Settings::visit_look(demo::FieldCollector& v) {
  v.choice("norm", norm,
           {.label = {"정규화", "Normalisation"},
            .tooltip = {"속을 들여다볼 신경망. 넷은 늘 함께 학습한다.",
                        "The network shown; all four learn together."},
            .in_panel = page == Page::batch},
           {{"none", {"정규화 없음", "Plain"}},
            {"batch", {"배치 정규화", "Batch norm"}},
            {"layer", {"층 정규화", "Layer norm"}},
            {"group", {"그룹 정규화", "Group norm"}}});
  v.integer("layer", layer,
            {.label = {"들여다볼 은닉층", "Hidden layer shown"},
             .tooltip = {"입력 쪽부터 센다. 그만큼 깊지 않으면 마지막 층을 본다. 그림의 층을 눌러도 된다.",
                         "Counted from the input, the last where there are fewer; or press a layer in the "
                         "picture."},
             .in_panel = page != Page::rate},
            1, most_layers);
  v.toggle("evaluation", evaluation,
           {.label = {"평가 모드", "Evaluation mode"},
            .tooltip = {"배치의 통계량 대신 학습하며 모아 둔 이동 평균을 쓴다.",
                        "Uses the running mean and variance gathered in training, not the batch's own."},
            .in_panel = page == Page::inside});
  v.integer("row", row,
            {.label = {"예", "Example"},
             .tooltip = {"계산을 펼쳐 볼 칸의 행.", "Row of the cell whose arithmetic is shown."},
             .in_panel = false},
            1, 8);
  v.integer("unit", unit,
            {.label = {"유닛", "Unit"},
             .tooltip = {"계산을 펼쳐 볼 칸의 열.", "Column of the cell whose arithmetic is shown."},
             .in_panel = false},
            1, 8);
}

}  // namespace madang::demos::batchnorm
