#include <algorithm>

#include "demos/detection/view_parts.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/layout.h"
#include "ui/proof.h"
#include "ui/slider.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/timeline.h"

namespace madang::demos::detection {

namespace {

/// What is drawn is compared once there are as many boxes as objects; until then nothing gives them away.
bool hides_answers(const Parts& parts) {
  return parts.settings.tool == Tool::draw && boxes_now(parts).size() < parts.snapshot.objects.size();
}

void choose_hand(const Parts& parts) {
  const std::string tools[] = {parts.say("옮기기", "Move"), parts.say("놓기", "Add"),
                               parts.say("그리기", "Draw")};
  int tool = static_cast<int>(parts.settings.tool);
  if (ui::segmented("tool", parts.say("손", "Hand"), tools, tool))
    parts.settings.tool = static_cast<Tool>(tool);
  if (parts.settings.tool != Tool::move) {
    std::vector<std::string> kinds;
    for (int label = 0; label < parts.settings.classes(); ++label)
      kinds.push_back(class_name(label).in(parts.hand.language));
    int kind = own_label(parts.settings);
    if (ui::segmented("kind", parts.say("클래스", "Class"), kinds, kind)) parts.settings.kind = kind + 1;
  }
  const bool draws = parts.settings.tool == Tool::draw;
  std::string& own = draws ? parts.settings.mine : parts.settings.objects;
  if (!own.empty() && ui::button(draws ? parts.say("상자 지우기", "Clear boxes")
                                       : parts.say("예제 장면으로", "Back to the examples")))
    own.clear();
}

std::string hand_hint(const Parts& parts) {
  switch (parts.settings.tool) {
    case Tool::move:
      return parts.say("물체나 오른쪽 아래 모서리를 끌어 보자. 칸을 누르면 계산이 나온다.",
                       "Drag an object or its lower right corner. Press a cell for its arithmetic.");
    case Tool::add:
      return parts.say("끌어서 물체를 놓는다. 끈 만큼 커진다.",
                       "Drag to place an object; it is as large as the drag.");
    case Tool::draw:
      break;
  }
  return parts.say("물체마다 상자를 끌어서 그린다. 다 그리면 정답, 신경망과 견준다.",
                   "Draw a box around every object to be compared with the network.");
}

/// The reader's boxes and the network's against the truth.
std::string verdict(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const int objects = static_cast<int>(s.objects.size());
  int found = 0;
  float overlap = 0;
  for (const Drawn& own : s.mine) {
    found += own.object >= 0;
    overlap += own.overlap / static_cast<float>(s.mine.size());
  }
  const Tally net = tally_of(s.found);
  return ui::filled(parts,
                    {"나: {0}개 중 {1}개(평균 IoU {2}). YOLO: {3}개, 틀린 상자: {4}.",
                     "You: {1} of {0} (mean IoU {2}). YOLO: {3}, wrong boxes: {4}."},
                    objects, found, ui::fixed_text(overlap), net.found, net.wrong);
}

void draw_picture(const Parts& parts, Hold& hold) {
  const Snapshot& s = parts.snapshot;
  const bool hidden = hides_answers(parts);
  const std::vector<Placed> mine =
      parts.settings.tool == Tool::draw ? boxes_now(parts) : std::vector<Placed>();
  scene_picture(parts, "scene",
                {.name = parts.say("장면과 상자", "Scene with boxes"),
                 .found = hidden ? std::span<const FoundBox>() : std::span(s.found),
                 .grid = s.grid,
                 .truths = !hidden,
                 .step = parts.settings.nms ? parts.settings.kept : 0,
                 .mine = mine,
                 .hold = &hold});
  ui::small_line(parts.say("굵은 상자: 남은 답 · 가는 상자: 억제됨 · 흰 모서리: 정답",
                           "Bold: kept · thin: suppressed · white corners: truth"),
                 ui::theme().muted);
  if (ui::timeline("example", parts.settings.example, test_scenes,
                   {.name = parts.say("학습에 쓰지 않은 장면", "Held-out scene")})) {
    parts.settings.objects.clear();
    parts.settings.mine.clear();
  }
  choose_hand(parts);
  const ui::Room room(ui::lines_height(2));
  if (parts.settings.tool == Tool::draw && !hidden && !s.mine.empty())
    ui::paragraph(verdict(parts));
  else
    ui::caption(hand_hint(parts));
}

void choose_threshold(const Parts& parts) {
  const demo::Field field = demo::field_of(parts.settings, &Settings::threshold);
  const auto& number = std::get<demo::Number>(field.kind);
  const std::string name = field.about.label.in(parts.hand.language);
  ui::small_line(name + " " + ui::fixed_text(parts.settings.threshold), ui::theme().muted);
  float position = (*number.value - number.minimum) / (number.maximum - number.minimum);
  const std::string value = ui::fixed_text(parts.settings.threshold);
  if (ui::slider("##threshold", position, ui::width_or_available(0.f), {.name = name, .value = value}))
    parts.settings.threshold =
        std::round(100 * (number.minimum + position * (number.maximum - number.minimum))) / 100;
}

/// What the shown step of suppression keeps and drops.
std::string step_words(const Parts& parts, int kept, int dropped) {
  const auto& found = parts.snapshot.found;
  if (!parts.settings.nms)
    return ui::filled(parts,
                      {"억제하지 않는다: 상자 {0}개가 모두 남는다.", "No suppression. Boxes that stay: {0}."},
                      found.size());
  int rank = 0, drops = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    rank += found[i].dropped_by < 0;
    if (found[i].dropped_by >= 0 || rank != parts.settings.kept) continue;
    for (const FoundBox& other : found) drops += other.dropped_by == static_cast<int>(i);
    return ui::filled(parts,
                      {"{0}. {1} 상자를 남기고, IoU가 {2}보다 큰 같은 클래스 {3}개를 버린다.",
                       "{0}. {1} is kept; of its class, {3} with an IoU above {2} are dropped."},
                      rank, label_of(found[i], parts.hand.language), ui::fixed_text(parts.settings.overlap),
                      drops);
  }
  return ui::filled(
      parts, {"상자 {0}개 가운데 {1}개가 남고 {2}개를 버린다.", "Boxes: {0}. Kept: {1}, dropped: {2}."},
      found.size(), kept, dropped);
}

void draw_suppression(const Parts& parts) {
  const auto& found = parts.snapshot.found;
  const auto dropped =
      static_cast<int>(std::ranges::count_if(found, [](const FoundBox& box) { return box.dropped_by >= 0; }));
  const int kept = static_cast<int>(found.size()) - dropped;
  ui::toggle(parts.say("비최대 억제(NMS)", "Non-maximum suppression (NMS)"), parts.settings.nms);
  {
    const ui::Room room(ui::finger_height + 6.f);
    if (parts.settings.nms) {
      int step = std::min(parts.settings.kept, kept);
      const std::string value =
          step == 0 ? parts.say("끝", "end") : std::to_string(step) + " / " + std::to_string(kept);
      if (ui::timeline("kept", step, kept + 1,
                       {.name = parts.say("억제 단계", "Step of NMS"), .value = value}))
        parts.settings.kept = step;
    }
  }
  {
    const ui::Room room(ui::lines_height(2));
    ui::paragraph(step_words(parts, kept, dropped));
  }
  if (parts.settings.nms)
    ui::proof(parts.hand, "closest",
              {.value = std::max(0.f, parts.snapshot.closest - parts.settings.overlap),
               .limit = 1e-6f,
               .told = ui::filled(
                   parts,
                   {"남은 같은 클래스 상자끼리의 IoU는 가장 커도 {0}이다. NMS의 IoU {1}을 넘으면 안 된다.",
                    "Of the boxes kept, two of a class overlap by an IoU of {0} at most; it must "
                    "not be above {1}, that of NMS."},
                   ui::fixed_text(parts.snapshot.closest), ui::fixed_text(parts.settings.overlap))});
}

}  // namespace

void draw_scene_page(const Parts& parts, Hold& hold) {
  if (parts.snapshot.image.empty()) return;
  ui::Flow flow("page", 300.f, 2);
  flow.next();
  draw_picture(parts, hold);
  flow.next();
  choose_threshold(parts);
  draw_suppression(parts);
  draw_cells(parts);
}

}  // namespace madang::demos::detection
