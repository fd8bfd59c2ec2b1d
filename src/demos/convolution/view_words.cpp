#include "demos/convolution/view_parts.h"
#include "ui/text.h"

namespace madang::demos::convolution {

namespace {

std::string percent(float share) { return ui::fixed_text(share * 100.f, 0) + "%"; }

}  // namespace

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  const bool korean = language == Language::korean;
  if (s.channels == 0) return korean ? "그림을 준비하고 있다." : "The picture is being made.";
  const Text name = filter_options()[static_cast<std::size_t>(settings.filter)].label;
  const std::string size = std::to_string(s.map.rows) + "×" + std::to_string(s.map.columns);
  std::string text = korean ? "커널 ‘" + name.korean + "’의 특징 맵은 " + size + "이다."
                            : "The kernel “" + name.english + "” makes a feature map of " + size + ".";
  if (settings.page == Page::shift && s.shift.kept.none >= 0)
    text += korean ? " 이동에도 그대로인 칸: 풀링 없이 " + percent(s.shift.kept.none) + ", 최대 풀링 " +
                         percent(s.shift.kept.maximum) + "."
                   : " Cells kept by the shift: " + percent(s.shift.kept.none) + " without pooling, " +
                         percent(s.shift.kept.maximum) + " with max pooling.";
  if (settings.page == Page::learning)
    text += korean ? " " + std::to_string(s.learning.updates) + "번 갱신, 손실 " +
                         ui::number_text(s.learning.loss) + "."
                   : " Loss " + ui::number_text(s.learning.loss) + " after " +
                         std::to_string(s.learning.updates) + " updates.";
  return text;
}

}  // namespace madang::demos::convolution
