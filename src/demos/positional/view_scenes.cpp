#include <array>

#include "demos/positional/view_parts.h"
#include "ui/scenes.h"

namespace madang::demos::positional {

namespace {

constexpr int scene_count = 4;

/// The settings that a scene sets; all others stay as they are.
Settings with_scene(Settings s, int scene) {
  s.task = scene == 3 ? Task::latest : Task::back;
  s.offset = 3;
  s.length = 12;
  s.size = Size::middle;
  s.learning_rate = 0.01f;
  constexpr std::array<std::array<Scheme, 2>, scene_count> pairs = {{{Scheme::none, Scheme::sinusoidal},
                                                                     {Scheme::learned, Scheme::t5},
                                                                     {Scheme::sinusoidal, Scheme::rope},
                                                                     {Scheme::learned, Scheme::alibi}}};
  s.scheme = pairs[static_cast<std::size_t>(scene)][0];
  s.scheme_b = pairs[static_cast<std::size_t>(scene)][1];
  return s;
}

bool same_science(const Settings& a, const Settings& b) {
  return a.scheme == b.scheme && a.scheme_b == b.scheme_b && a.task == b.task && a.offset == b.offset &&
         a.length == b.length && a.size == b.size;
}

const char* story(const Parts& parts, int scene) {
  switch (scene) {
    case 0:
      return parts.say(
          "세 칸 앞의 글자를 말하는 과제. 위치 정보가 없으면 어텐션에는 순서가 없어서 아무리 배워도 찍는 "
          "수준에 머문다.",
          "Say the letter three places back. Without positions attention knows no order: however long it "
          "learns, it stays at guessing.");
    case 1:
      return parts.say(
          "학습 임베딩은 배운 길이 안에서는 완벽하지만, 한 칸만 넘어가도 배운 적 없는 벡터를 만난다.",
          "Learned embeddings are perfect within the trained length. One place behind it they meet vectors "
          "that "
          "never learned anything.");
    case 2:
      return parts.say(
          "RoPE는 사인파를 더하는 대신 같은 각도로 벡터를 돌린다. 점수가 거리에만 달려 있어 더 긴 "
          "시퀀스에서도 "
          "통한다.",
          "RoPE turns vectors by the angles that the sinusoids are made of. Scores then depend on distance "
          "alone, and hold in longer sequences.");
    default:
      return parts.say(
          "변수에 마지막으로 대입한 값을 말하는 과제. 가까울수록 점수가 높은 ALiBi는 길이가 세 배가 되어도 "
          "버틴다.",
          "Say the value that a variable was given last. ALiBi, which prefers what is near, holds at three "
          "times "
          "the length.");
  }
}

}  // namespace

void draw_scenes(const Parts& parts) {
  const std::array<std::string, scene_count> names = {
      parts.say("순서가 없으면", "No order"), parts.say("길이를 넘으면", "Beyond the length"),
      parts.say("더하기와 돌리기", "Add or turn"), parts.say("가까운 것 먼저", "Nearest first")};
  std::vector<ui::Scene<Settings>> scenes;
  for (int i = 0; i < scene_count; ++i)
    scenes.push_back({names[static_cast<std::size_t>(i)], story(parts, i), with_scene(parts.settings, i)});
  ui::scenes<Settings>(
      scenes, parts.settings, same_science,
      parts.say("두 모델은 위치 정보만 다르다. 시드와 첫 가중치, 배치는 모두 같다.",
                "The two models differ in their positions only: same seed, first weights and batches."));
}

}  // namespace madang::demos::positional
