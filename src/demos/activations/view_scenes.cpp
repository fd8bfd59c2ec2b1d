#include <array>

#include "demos/activations/view_parts.h"
#include "ui/scenes.h"

namespace madang::demos::activations {

namespace {

constexpr int scene_count = 4;

/// The settings that a scene sets; all others stay as they are.
Settings with_scene(Settings s, int scene) {
  s.function = Function::relu;
  s.start = s.start_b = Start::he;
  s.function_b = Function::relu;
  s.depth = 20;
  s.width = 64;
  s.data = Data::circles;
  s.rule = demo::Rule::gradient_descent;
  s.learning_rate = 0.03f;
  s.measured = Measured::gradient;
  switch (scene) {
    case 0:
      s.function = Function::sigmoid;
      s.start = Start::xavier;
      break;
    case 1:
      s.start = Start::unit;
      break;
    case 2:
      s.start = s.start_b = Start::lecun;
      s.function_b = Function::selu;
      s.depth = most_depth;
      s.learning_rate = 0.01f;
      s.measured = Measured::variance;
      break;
    default:
      s.function_b = Function::leaky_relu;
      s.leaky_slope = 0.1f;
      s.depth = 10;
      s.width = 32;
      s.data = Data::spiral;
      s.rule = demo::Rule::adam;
      s.learning_rate = 0.1f;
      s.measured = Measured::off;
      break;
  }
  return s;
}

bool same_science(const Settings& a, const Settings& b) {
  return a.function == b.function && a.start == b.start && a.function_b == b.function_b &&
         a.start_b == b.start_b && a.depth == b.depth && a.width == b.width && a.data == b.data &&
         a.rule == b.rule;
}

const char* story(const Parts& parts, int scene) {
  switch (scene) {
    case 0:
      return parts.say(
          "시그모이드를 20층 쌓으면 기울기가 입력 쪽까지 오지 못한다. 첫 층은 아무것도 배우지 못한다.",
          "Through 20 layers of sigmoid no gradient reaches the input side: the first layers learn nothing.");
    case 1:
      return parts.say("가중치를 N(0, 1)에서 뽑으면 수가 층마다 몇 배씩 불어난다. 한 번만 갱신해도 발산한다.",
                       "With weights from N(0, 1) the numbers grow severalfold in every layer, and the first "
                       "update blows the network up.");
    case 2:
      return parts.say(
          "50층을 지나는 동안 ReLU의 신호는 꺼져 가지만 SELU는 평균 0, 분산 1로 스스로 돌아온다.",
          "Over 50 layers the signal of ReLU fades, while SELU pulls itself back to mean 0 and "
          "variance 1.");
    default:
      return parts.say(
          "학습률이 크면 ReLU가 죽는다. 60스텝쯤 학습한 뒤 η를 0.003으로 낮추고 A의 함수를 Leaky ReLU로 바꿔 "
          "본다.",
          "A large learning rate kills ReLUs. Train for some 60 steps, lower η to 0.003 and make A's "
          "function "
          "Leaky ReLU.");
  }
}

}  // namespace

void draw_scenes(const Parts& parts) {
  const std::array<std::string, scene_count> names = {
      parts.say("기울기 소실", "Vanishing"), parts.say("기울기 폭발", "Exploding"),
      parts.say("신호 유지", "Keeping scale"), parts.say("죽은 ReLU", "Dead ReLU")};
  std::vector<ui::Scene<Settings>> scenes;
  for (int i = 0; i < scene_count; ++i)
    scenes.push_back({names[static_cast<std::size_t>(i)], story(parts, i), with_scene(parts.settings, i)});
  ui::scenes<Settings>(scenes, parts.settings, same_science,
                       parts.say("두 신경망은 같은 시드에서 출발하여 같은 배치로 배운다.",
                                 "Both networks begin from one seed and learn from the same batches."));
}

}  // namespace madang::demos::activations
