#include "demos/segmentation/settings.h"

#include <algorithm>
#include <cmath>

#include "core/matrix.h"
#include "data/scene.h"
#include "demo/settings.h"
#include "io/sketch.h"

namespace madang::demos::segmentation {

using demo::Effect;

Text name_of(Arm arm) { return demo::label_of(Settings{}, &Settings::arm, arm); }
Text name_of(Set set) { return demo::label_of(Settings{}, &Settings::set, set); }

Text class_name(int label) {
  if (label == 0) return {"배경", "background"};
  return data::name_of(static_cast<data::Form>(label - 1));
}

namespace {
constexpr float shade = 1.f / 15;  // of a sketch: one for each label
}

std::string write_painting(const std::vector<int>& labels) {
  Matrix image{side, side, {}};
  for (const int label : labels) image.values.push_back(static_cast<float>(label) * shade);
  return io::write_sketch(image);
}

std::vector<int> read_painting(const std::string& text) {
  std::vector<int> labels;
  for (const float ink : io::read_sketch(text, side, side).values)
    labels.push_back(std::min(static_cast<int>(std::lround(ink / shade)), form_count));
  return labels;
}

void Settings::visit(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Page"},
            .tooltip = {"무엇을 볼지 고른다. 학습은 그대로 이어진다.", "What is shown; training goes on."},
            .in_panel = false},
           {{"scene", {"장면", "Scene"}},
            {"skips", {"건너뛰는 연결", "Skips"}},
            {"instances", {"개체", "Instances"}},
            {"patches", {"패치", "Patches"}}});
  visit_look(v);
  visit_training(v);
}

void Settings::visit_look(demo::FieldCollector& v) {
  v.choice("set", set,
           {.label = {"장면의 종류", "Kind of scene"},
            .tooltip = {"학습에 쓰지 않은 장면 32개씩이다. 물체가 서로 닿거나 가리면 무엇이 달라지는지 본다.",
                        "32 held-out scenes of each kind: see what changes when objects touch or hide each "
                        "other."}},
           {{"scattered", {"흩어진 물체", "Scattered"}},
            {"touching", {"맞닿은 한 쌍", "Touching pair"}},
            {"crowded", {"붐비는 장면", "Crowded"}}});
  v.integer(
      "scene", scene,
      {.label = {"장면", "Scene"},
       .tooltip = {"그 종류의 장면 가운데 몇 번째를 볼지 고른다.", "Which scene of that kind is shown."},
       .in_panel = false},
      1, set_size);
  v.choice("arm", arm,
           {.label = {"신경망", "Network"},
            .tooltip = {"‘장면’과 ‘개체’에 결과를 그릴 신경망. 셋은 늘 함께 학습한다.",
                        "Whose result is drawn on the pages Scene and Instances; all three learn together."},
            .in_panel = page == Page::scene || page == Page::instances},
           {{"unet", {"U-Net", "U-Net"}},
            {"plain", {"연결 없음", "No skips"}},
            {"segmenter", {"Segmenter", "Segmenter"}}});
  v.integer("row", row,
            {.label = {"행", "Row"},
             .tooltip = {"계산을 펼쳐 볼 픽셀의 행.", "Row of the pixel whose arithmetic is shown."},
             .in_panel = false},
            1, side);
  v.integer("column", column,
            {.label = {"열", "Column"},
             .tooltip = {"계산을 펼쳐 볼 픽셀의 열.", "Column of the pixel whose arithmetic is shown."},
             .in_panel = false},
            1, side);
  v.integer("brush", brush,
            {.label = {"붓", "Brush"},
             .tooltip = {"칠할 클래스. 0은 지우개이다.", "The class that is painted; 0 rubs out."},
             .in_panel = false},
            0, form_count);
  v.writing("painting", painting,
            {.label = {"칠한 마스크", "Painted mask"},
             .tooltip = {"읽는 이가 장면 위에 칠한 것.", "What the reader has painted over the scene."},
             .in_panel = false},
            4096);
}

void Settings::visit_training(demo::FieldCollector& v) {
  v.toggle(
      "dice", dice,
      {.label = {"Dice 손실", "Dice loss"},
       .tooltip = {"교차 엔트로피에 Dice 손실을 더한다. 넓은 배경에 묻히는 작은 물체를 크게 친다.",
                   "Adds the Dice loss to cross-entropy, which weighs a small object as much as the wide "
                   "background."},
       .effect = Effect::restart});
  v.number("learning_rate", learning_rate,
           {.label = {"U-Net의 학습률", "Learning rate, U-Nets"},
            .tooltip = {"두 U-Net의 Adam 학습률. 둘 모두에 가장 알맞은 값이 기본값이다.",
                        "Adam's rate for both U-Nets; the default is the best for either."},
            .effect = Effect::restart},
           0.0005f, 0.1f, demo::Scale::logarithmic);
  v.number("segmenter_rate", segmenter_rate,
           {.label = {"Segmenter의 학습률", "Learning rate, Segmenter"},
            .tooltip = {"패치 트랜스포머(Segmenter)의 Adam 학습률. 가장 알맞은 값이 기본값이다.",
                        "Adam's rate for the patch Transformer; the default is its best."},
            .effect = Effect::restart},
           0.0002f, 0.05f, demo::Scale::logarithmic);
  v.integer("batch", batch,
            {.label = {"배치 크기", "Batch size"},
             .tooltip = {"한 번 갱신할 때 보는 새 장면의 수.", "Fresh scenes in every update."},
             .effect = Effect::restart},
            1, 8);
  v.integer("width", width,
            {.label = {"U-Net의 채널", "U-Net channels"},
             .tooltip = {"첫 층위의 채널 수. 한 층위 내려갈 때마다 두 배가 된다.",
                         "Of the first level; each level below has twice as many."},
             .effect = Effect::restart},
            4, 12);
  v.choice("patch", patch,
           {.label = {"Segmenter의 패치", "Segmenter patches"},
            .tooltip = {"작으면 경계가 곱고, 토큰이 네 배여서 계산이 는다.",
                        "Small ones give finer borders and four times the tokens."},
            .effect = Effect::restart},
           {{"small", {"4×4", "4×4"}}, {"large", {"8×8", "8×8"}}});
  v.integer(
      "seeds", seeds,
      {.label = {"시드 수", "Seeds"},
       .tooltip = {"‘여러 시드의 평균’에서 다시 학습하는 횟수.", "How many seeds each mean is taken over."},
       .effect = Effect::restart,
       .in_panel = page == Page::skips},
      2, 10);
}

}  // namespace madang::demos::segmentation
