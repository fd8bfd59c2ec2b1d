#include <algorithm>

#include "demos/segmentation/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::segmentation {

namespace {

constexpr float told_apart = 0.8f;  // IoU of objects from which it is borders that are wrong
constexpr float flattered = 0.3f;   // IoU of objects below which a good share of right pixels misleads

std::string scene_words(const Snapshot& s, const Settings& settings, Language language) {
  const NetPicture* net = net_of(s, settings.arm);
  const Score& score = net->shown.components;
  if (s.step == 0)
    return ui::filled(language,
                      {"재생하면 픽셀마다 클래스를 배운다. 오른쪽에 직접 칠하면 점수가 나온다.",
                       "Play: every pixel learns its class. Paint the right picture and be scored."});
  if (score.objects_iou < flattered)
    return ui::filled(
        language,
        {"픽셀의 {0}를 맞혔지만 배경 빼고 IoU {1}. 넓은 배경이 점수를 부풀린다.",
         "{0} of the pixels are right, but IoU without background is {1}: the background flatters."},
        ui::percent(score.accuracy), score_text(score.objects_iou));
  if (score.objects_iou < told_apart)
    return ui::filled(
        language,
        {"물체는 찾았지만(Dice {0}) 무엇인지는 아직 헷갈린다: 배경 빼고 IoU {1}.",
         "Objects are found (Dice {0}), their classes still mixed up: IoU without background {1}."},
        score_text(score.dice), score_text(score.objects_iou));
  return ui::filled(language,
                    {"배경 빼고 IoU {0}, 경계 F1 {1}. 틀린 픽셀은 거의 경계에 있다.",
                     "IoU without background {0}, border F1 {1}. Wrong pixels lie mostly at borders."},
                    score_text(score.objects_iou), score_text(score.border_f1));
}

std::string skips_words(const Snapshot& s, Language language) {
  const NetPicture *with = net_of(s, Arm::unet), *without = net_of(s, Arm::plain);
  if (with->sets.empty() || without->sets.empty())
    return ui::filled(language, {"같은 배치로 배운다. 연결이 있고 없고는 경계에서 드러난다.",
                                 "Both learn from the same batches. Skips show at the borders."});
  return ui::filled(
      language,
      {"장면 32개의 경계 F1: 연결이 있으면 {0}, 없으면 {1}. 차이는 경계에 있다.",
       "Border F1 on 32 scenes: with skips {0}, without {1}. The difference is at the borders."},
      score_text(with->sets.front().components.border_f1),
      score_text(without->sets.front().components.border_f1));
}

int count_of(std::span<const int> instances) { return instances.empty() ? 0 : std::ranges::max(instances); }

std::string instances_words(const Snapshot& s, Language language) {
  if (s.instances.heat.empty()) return {};  // the picture of another page, for a moment
  const int truth = count_of(s.objects), parts = count_of(s.instances.components),
            heads = static_cast<int>(s.instances.peaks.size());
  if (heads < truth)
    return ui::filled(language,
                      {"물체는 {0}개인데 중심을 {2}개만 찾아 나머지를 놓친다. 연결 요소는 {1}개이다.",
                       "Objects: {0}, centres found: only {2}, the rest is lost. Connected components: {1}."},
                      truth, parts, heads);
  if (heads == truth && parts < truth)
    return ui::filled(
        language,
        {"물체 {0}개를 연결 요소는 {1}개로 합치고, 중심과 오프셋은 {2}개로 나눈다.",
         "{0} objects: connected components merge them into {1}, centres and offsets tell {2} apart."},
        truth, parts, heads);
  return ui::filled(language,
                    {"물체 {0}개. 연결 요소는 {1}개, 중심과 오프셋은 {2}개로 나눈다.",
                     "Objects: {0}. Connected components: {1}. By centres and offsets: {2}."},
                    truth, parts, heads);
}

std::string patches_words(const Snapshot& s, const Settings& settings, Language language) {
  const NetPicture *net = net_of(s, Arm::unet), *other = net_of(s, Arm::segmenter);
  const Score &own = net->shown.components, &its = other->shown.components;
  return ui::filled(
      language,
      {"{0}×{0} 패치마다 답 하나. Dice: U-Net {1}, Segmenter {2}. 클래스까지 보면 IoU {3}, {4}.",
       "An answer per {0}×{0} patch. Dice: U-Net {1}, Segmenter {2}. With classes, IoU: {3}, {4}."},
      settings.patch_side(), score_text(own.dice), score_text(its.dice), score_text(own.objects_iou),
      score_text(its.objects_iou));
}

}  // namespace

const NetPicture* net_of(const Snapshot& snapshot, Arm arm) {
  const auto index = static_cast<std::size_t>(arm);
  return index < snapshot.nets.size() ? &snapshot.nets[index] : nullptr;
}

std::string score_text(float value) { return value < 0 ? "–" : ui::fixed_text(value); }

ui::Cell chosen_pixel(const Settings& settings) { return {settings.row - 1, settings.column - 1}; }

std::string what_to_see(const Snapshot& snapshot, const Settings& settings, Language language) {
  if (snapshot.nets.size() != arm_count) return {};
  switch (settings.page) {
    case Page::scene:
      return scene_words(snapshot, settings, language);
    case Page::skips:
      return skips_words(snapshot, language);
    case Page::instances:
      return instances_words(snapshot, language);
    case Page::patches:
      return patches_words(snapshot, settings, language);
  }
  return {};
}

std::string describe(const Snapshot& snapshot, const Settings& settings, Language language) {
  if (snapshot.nets.size() != arm_count) return {};
  const NetPicture& net = snapshot.nets.front();
  std::string told =
      ui::filled(language, {"{0}번 갱신, U-Net의 손실 {1}. ", "{0} updates, the U-Net's loss {1}. "},
                 snapshot.step, net.loss);
  return told + what_to_see(snapshot, settings, language);
}

}  // namespace madang::demos::segmentation
