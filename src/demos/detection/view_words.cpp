#include <algorithm>

#include "demos/detection/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::detection {

std::string label_of(const FoundBox& found, Language language) {
  return class_name(found.label).in(language) + " " + ui::fixed_text(found.score);
}

Tally tally_of(std::span<const FoundBox> boxes) {
  Tally tally;
  for (const FoundBox& box : boxes)
    if (box.dropped_by < 0) ++(box.object >= 0 ? tally.found : tally.wrong);
  return tally;
}

std::string what_to_see(const Snapshot& s, const Settings& settings, Language language) {
  if (s.image.empty() || s.step == 0) return {};  // the scene's story
  if (settings.page == Page::score)
    return ui::filled(language,
                      {"갱신 {0}번 뒤 mAP@0.5는 {1}, NMS 없이는 {2}.",
                       "After {0} updates mAP@0.5 is {1}, without NMS {2}."},
                      s.looked, ui::percent(s.map), ui::percent(s.map_raw));
  if (settings.page == Page::queries) {
    if (s.queries.said.empty())
      return ui::filled(language,
                        {"갱신 {0}번. 질의 디코더는 아직 학습하지 않는다.",
                         "{0} updates. The query decoder is not trained yet."},
                        s.step);
    return ui::filled(language,
                      {"갱신 {0}번. NMS 없는 질의의 mAP는 {1}, NMS를 쓴 YOLO는 {2}.",
                       "{0} updates. mAP of the queries without NMS {1}, of YOLO with NMS {2}."},
                      s.step, ui::percent(s.queries.map), ui::percent(s.map));
  }
  const Tally tally = tally_of(s.found);
  const auto objects = s.objects.size();
  if (!s.lost.empty())
    return ui::filled(
        language,
        {"갱신 {0}번. 물체 {1}개 중 {2}개를 찾았다. 중심 둘이 한 칸에 들어 {3}개는 놓친다.",
         "{0} updates, {2} of {1} objects found. Two centres share a cell: {3} must be missed."},
        s.step, objects, tally.found, s.lost.size());
  return ui::filled(language,
                    {"갱신 {0}번, mAP {1}. 여기서는 물체 {2}개 중 {3}개를 찾았다. 틀린 상자: {4}.",
                     "{0} updates, mAP {1}. Here {3} of {2} objects are found; wrong boxes: {4}."},
                    s.step, ui::percent(s.map), objects, tally.found, tally.wrong);
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  const std::string told = what_to_see(s, settings, language);
  return ui::filled(language, {"{0} 손실 {1}.", "{0} loss {1}."}, told, s.loss);
}

}  // namespace madang::demos::detection
