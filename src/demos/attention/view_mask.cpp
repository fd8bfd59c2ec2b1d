#include <algorithm>

#include "demos/attention/view_picture.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::attention {

namespace {

void hide(Settings& settings, ui::Cell cell, bool hidden) {
  HiddenCells cells(settings.hidden);
  cells.set(cell.row, cell.column, hidden);
  settings.hidden = cells.text();
}

bool is_hidden(const Picture& picture, ui::Cell cell) {
  return HiddenCells(picture.settings.hidden).at(cell.row, cell.column);
}

std::string blind_words(const Measures& measures, Language language) {
  return ui::filled(
      language,
      {"볼 키가 하나도 없는 행(모든 헤드에서 {0}개)은 α를 모두 0으로 두므로 출력도 0이다. "
       "소프트맥스의 정의대로라면 0/0이라서 PyTorch에서는 NaN이 된다.",
       "Rows that see no key at all ({0}, over all heads) get α = 0 everywhere and mix nothing. By "
       "the definition of softmax that is 0/0, which PyTorch gives as NaN."},
      measures.blind_rows);
}

}  // namespace

bool paints(const Picture& picture, Part part) {
  return part == Part::weights && picture.settings.mask == Mask::drawn;
}

void paint(Picture& picture, const ui::HeatMapResult& result) {
  if (!result.painted) return;
  if (result.stroke_began) picture.stroke.hides = !is_hidden(picture, result.painted);
  if (result.stroke_began || result.painted != picture.stroke.last)
    hide(picture.settings, result.painted, picture.stroke.hides);
  picture.stroke.last = result.painted;
}

std::vector<ui::Cell> hidden_cells(const Picture& picture, const Matrix& weights) {
  const MaskRule mask = picture.settings.mask_rule();
  std::vector<ui::Cell> cells;
  for (int row = 0; row < weights.rows; ++row)
    for (int column = 0; column < weights.columns; ++column)
      if (mask.hides(row, column, weights.columns)) cells.push_back({row, column});
  return cells;
}

void draw_mask(Picture& picture) {
  if (picture.settings.mask != Mask::drawn) return;
  ImGui::BeginDisabled(picture.settings.hidden.empty());
  if (ui::button(picture.say("모두 보이기", "Show all"))) picture.settings.hidden.clear();
  ImGui::EndDisabled();
}

void draw_mask_check(const Picture& picture) {
  const Measures& measures = picture.snapshot.measures;
  ui::heading(picture.say("가린 것은 없는 것과 같다", "Masked is the same as removed"));
  if (measures.hidden_cells == 0)
    return ui::caption(picture.say("가린 칸이 없다. 설정에서 마스크를 골라 보자.",
                                   "Nothing is hidden. Choose a mask in the settings."));
  ui::paragraph(
      ui::filled(picture,
                 {"가린 칸 {0}개의 가장 큰 α: {1}\n마스크를 씌운 αV와 가린 키를 아예 뺀 αV의 최대 "
                  "차이: {2}",
                  "Largest α of the {0} hidden cells: {1}\nLargest difference of αV under the mask and αV "
                  "with those keys taken out: {2}"},
                 measures.hidden_cells, ui::number_text(measures.largest_hidden_weight, 2),
                 ui::number_text(measures.masked_difference, 2)));
  if (measures.largest_hidden_weight > 0)
    ui::caption(picture.say("가중치를 손으로 고쳐 가린 칸이 0이 아니다.",
                            "Weights were changed by hand, so a hidden cell is not 0."));
  if (measures.blind_rows > 0) ui::caption(blind_words(measures, picture.hand.language));
}

}  // namespace madang::demos::attention
