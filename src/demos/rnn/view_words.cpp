#include <algorithm>
#include <cmath>
#include <tuple>

#include "demos/rnn/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::rnn {

namespace {

/// "loss 0.153, not solved"
std::string standing(const CellPicture& cell, Task task, Language language) {
  std::string text = ui::filled(language, {"손실 {0}", "loss {0}"}, cell.loss);
  if (task != Task::adding)
    text += ui::filled(language, {", 정답 {0}", ", right {0}"}, ui::percent(cell.right));
  if (task == Task::text) return text;
  return text + (cell.solved ? ui::filled(language, {", 풀었다", ", solved"})
                             : ui::filled(language, {", 아직 못 풀었다", ", not solved yet"}));
}

/// What misleads at first, behind another sentence.
std::string early(const Snapshot& s, Language language) {
  constexpr std::uint64_t first_updates = 150;
  const bool behind = s.cells[1].loss >= s.cells[0].loss || s.cells[1].far_share < s.cells[0].far_share;
  if (!behind || s.step > first_updates) return {};
  return Text{" 처음에는 LSTM이 뒤진다. 게이트부터 배워야 한다.", " LSTM trails at first: gates take time."}
      .in(language);
}

/// What the gate that keeps the past does where a number of the adding problem is marked; empty for the other
/// tasks, and while there is no gate.
std::string at_marks(const Snapshot& s, Language language) {
  const auto& [input, kept] = std::tie(s.gates.input, s.gates.kept);
  std::string times;
  float there = 0.f, elsewhere = 0.f;
  int marks = 0;
  for (int t = 0; input.rows == 2 && t < std::min(input.columns, static_cast<int>(kept.size())); ++t) {
    const bool marked = input.at(1, t) > 0.5f;
    (marked ? there : elsewhere) += kept[static_cast<std::size_t>(t)];
    if (!marked) continue;
    ++marks;
    times += (times.empty() ? "" : ", ") + std::to_string(t + 1);
  }
  const int others = static_cast<int>(kept.size()) - marks;
  if (marks == 0 || others == 0) return {};
  return ui::filled(language,
                    {"표시된 순간은 t = {0}. 과거를 남기는 게이트는 그때 평균 {1}, 그 밖에서 {2}이다.",
                     "Marks at t = {0}: the gate that keeps the past averages {1} there and {2} elsewhere."},
                    times, ui::fixed_text(there / static_cast<float>(marks)),
                    ui::fixed_text(elsewhere / static_cast<float>(others)));
}

/// The task, and the loss of who only guesses.
const Text& guessing(Task task) {
  static const Text adding{"표시된 두 수의 합을 끝에서 묻는다. 늘 1이라 답하면 손실 0.167이다.",
                           "Asked: the sum of two marked numbers. Always answering 1: loss 0.167."},
      recall{"맨 처음 글자를 긴 빈칸 뒤에 묻는다. 찍으면 손실은 2.08이다.",
             "The first symbol is asked after many blanks. Guessing gives a loss of 2.08."};
  return task == Task::adding ? adding : recall;
}

}  // namespace

std::string share_text(float share) {
  if (!std::isfinite(share)) return "?";
  return share == 0 ? "0 (< 1e−45)" : ui::number_text(share, 2);
}

void draw_score(const Parts& parts, Cell cell) {
  const CellPicture& now = parts.cell(cell);
  const auto& theme = ui::theme();
  ui::small_line(name_of(cell) + ": " + standing(now, parts.settings.task, parts.hand.language),
                 theme.series_colour(colour_of(cell)));
  ui::small_line(ui::filled(parts, {"{0}스텝 전의 기울기: {1}배", "gradient {0} steps back: × {1}"},
                            parts.snapshot.far_distance, share_text(now.far_share)),
                 theme.muted);
}

std::string what_to_see(const Snapshot& s, const Settings& settings, Language language) {
  if (settings.page == Page::gates)
    if (std::string marks = at_marks(s, language); !marks.empty()) return marks;
  if (settings.task == Task::text)
    return ui::filled(language,
                      {"다음 글자를 맞힌 비율: RNN {0}, LSTM {1}, GRU {2}.",
                       "Next characters predicted right: RNN {0}, LSTM {1}, GRU {2}."},
                      ui::percent(s.cells[0].right), ui::percent(s.cells[1].right),
                      ui::percent(s.cells[2].right)) +
           early(s, language);
  std::string solvers;
  for (const Cell cell : all_cells)
    if (s.cells[static_cast<std::size_t>(cell)].solved)
      solvers += (solvers.empty() ? "" : ", ") + name_of(cell);
  const Text& guess = guessing(settings.task);
  if (solvers.empty()) return guess.in(language) + early(s, language);
  if (std::ranges::all_of(s.cells, &CellPicture::solved))
    return Text{"세 셀이 모두 풀었다. 길이 T를 늘리면 다시 갈린다.",
                "All three cells have solved it. A longer T tells them apart again."}
        .in(language);
  return ui::filled(language,
                    {"푼 셀: {0}. 먼 과거까지 기울기가 닿는 셀이 먼저 푼다.",
                     "Solved by: {0}. The cells whose gradient reaches far back are the ones that solve it."},
                    solvers);
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  std::string text = ui::filled(language, {"{0}번 갱신했다.", "After {0} updates."}, s.step);
  for (const Cell cell : all_cells) {
    const CellPicture& now = s.cells[static_cast<std::size_t>(cell)];
    text += ui::filled(language,
                       {" {0}: {1}, {2}스텝 전의 기울기는 마지막 스텝의 {3}배이다.",
                        " {0}: {1}, gradient {2} steps back: {3} of that at the last step."},
                       name_of(cell), standing(now, settings.task, language), s.far_distance,
                       share_text(now.far_share));
  }
  return text;
}

}  // namespace madang::demos::rnn
