#include "demos/convolution/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::convolution {

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  std::string text = ui::filled(
      language, {"커널 ‘{0}’의 특징 맵은 {1}×{2}이다.", "The kernel “{0}” makes a feature map of {1}×{2}."},
      demo::label_of(settings, &Settings::filter), s.map.rows, s.map.columns);
  if (settings.page == Page::shift && s.shift.kept.none >= 0)
    text += ui::filled(language,
                       {" 이동에도 그대로인 칸: 풀링 없이 {0}, 최대 풀링 {1}.",
                        " Cells kept by the shift: {0} without pooling, {1} with max pooling."},
                       ui::percent(s.shift.kept.none), ui::percent(s.shift.kept.maximum));
  if (settings.page == Page::learning)
    text += ui::filled(language, {" {0}번 갱신, 손실 {1}.", " Loss {1} after {0} updates."},
                       s.learning.updates, s.learning.loss);
  return text;
}

}  // namespace madang::demos::convolution
