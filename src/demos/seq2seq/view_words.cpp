#include "demos/seq2seq/view_parts.h"
#include "ui/filled.h"
#include "ui/text.h"

namespace madang::demos::seq2seq {

namespace {

/// "none 0.85, Bahdanau 0.30, Luong 0.06"
std::string losses(const Snapshot& s, Language language) {
  std::string told;
  for (const Attention kind : all_attentions)
    told += (told.empty() ? "" : ", ") + name_of(kind).in(language) + " " +
            ui::fixed_text(s.models[static_cast<std::size_t>(kind)].loss);
  return told;
}

/// Right in what share of lines with so many items, or nothing where none were measured.
std::string right_at(const Snapshot& s, Attention kind, int items) {
  const auto& shares = s.models[static_cast<std::size_t>(kind)].lines_right;
  return items <= static_cast<int>(shares.size()) ? ui::percent(shares[static_cast<std::size_t>(items - 1)])
                                                  : std::string("–");
}

demo::Head make_head(std::vector<std::string> choices) {
  return {
      .scenes =
          {{.name = {"병목", "Bottleneck"},
            .story =
                {"어텐션이 없으면 줄 전체가 벡터 하나를 지나야 한다. 첫 날짜는 배워도 둘째 날짜는 흐려진다.",
                 "Without attention the whole line must pass through one vector: the second date blurs."},
            .state = "task=dates&page=line&attention=none&source=known",
            .start = "items=2&shown_items=2&language=both"},
           {.name = {"어텐션", "Attention"},
            .story =
                {"글자마다 줄의 어디를 볼지 고르면, 같은 배치에서 둘째 날짜도 맞는다.",
                 "Each character chooses where to look in the line; the second date comes out right, too."},
            .state = "task=dates&page=line&attention=multiplicative&source=known",
            .start = "items=2&shown_items=2&language=both"},
           {.name = {"한계: 더 긴 줄", "Limit: longer lines"},
            .story =
                {"학습한 길이를 넘으면 어텐션도 틀린다. 글자를 찾는 법은 배워도 세는 법은 배우지 않는다.",
                 "Beyond the lengths trained on attention fails too: it has learned to find, not to count."},
            .state = "task=dates&page=length",
            .start = "items=2&language=both"},
           {.name = {"한계: 새 형식", "Limit: new format"},
            .story = {"같은 글자로 쓴 날짜라도 순서나 부호가 처음 보는 것이면 답이 흔들린다.",
                      "The same characters in a format that was never trained on: the answers waver."},
            .state = "task=dates&page=line&source=unseen",
            .start = "language=both"},
           {.name = {"숫자 베끼기", "Copying digits"},
            .story =
                {"베낄 숫자가 길어질수록 벡터 하나에 담기 어렵다. 어텐션은 대각선을 따라간다.",
                 "The more digits to copy, the less fits into one vector. Attention follows the diagonal."},
            .state = "task=digits&page=line&source=known",
            .start = "items=2&shown_items=2"}},
      .choices = std::move(choices),
      .otherwise = {"줄을 바꾸어 가며 세 모델의 답을 견주어 보자.",
                    "Change the line and compare the three answers."}};
}

/// Any line by any model.
bool anything_right(const Snapshot& s) {
  return std::ranges::any_of(s.models, [](const ModelPicture& model) {
    return std::ranges::any_of(model.lines_right, [](float share) { return share > 0; });
  });
}

std::string seen_on_line(const Snapshot& s, const Settings& settings, Language language) {
  if (settings.source == Source::own && settings.own_line.empty())
    return Text{"아래에 날짜를 한 줄 써 보자. 그때까지는 준비된 줄을 보인다.",
                "Type a line of dates below. Until then one of the prepared lines is shown."}
        .in(language);
  if (settings.source != Source::known) return {};
  if (!anything_right(s))
    return ui::filled(language,
                      {"{0}번 갱신: 아직 맞힌 줄이 없다. 재생하면 누가 먼저 맞힐까?",
                       "{0} updates: no line is right yet. Press Play: who gets there?"},
                      s.step);
  const int items = std::min(settings.items, static_cast<int>(s.models.front().lines_right.size()));
  if (settings.task == Task::digits)
    return ui::filled(language,
                      {"{0}자리를 통째로 베낀 비율: 없음 {1}, 바다나우 {2}, 루옹 {3}.",
                       "{0} digits copied without a mistake: none {1}, Bahdanau {2}, Luong {3}."},
                      items * digits_of_item, right_at(s, Attention::none, items),
                      right_at(s, Attention::additive, items), right_at(s, Attention::multiplicative, items));
  if (items == 1)
    return ui::filled(language,
                      {"날짜를 다 맞힌 비율: 없음 {0}, 바다나우 {1}, 루옹 {2}.",
                       "Dates all right: none {0}, Bahdanau {1}, Luong {2}."},
                      right_at(s, Attention::none, 1), right_at(s, Attention::additive, 1),
                      right_at(s, Attention::multiplicative, 1));
  return ui::filled(language,
                    {"날짜가 {0}개인 줄을 다 맞힌 비율: 없음 {1}, 바다나우 {2}, 루옹 {3}.",
                     "Lines with {0} dates all right: none {1}, Bahdanau {2}, Luong {3}."},
                    items, right_at(s, Attention::none, items), right_at(s, Attention::additive, items),
                    right_at(s, Attention::multiplicative, items));
}

}  // namespace

const demo::Head& head_of(const Settings& settings) {
  static const demo::Head plain = make_head({"page"}), alignment = make_head({"page", "attention"});
  return settings.page == Page::alignment ? alignment : plain;
}

std::string what_to_see(const Snapshot& s, const Settings& settings, Language language) {
  if (s.models.size() != all_attentions.size()) return {};
  if (settings.page == Page::line) return seen_on_line(s, settings, language);
  if (settings.page == Page::length && settings.task == Task::dates)
    return ui::filled(language,
                      {"{0}번 갱신. 날짜 {1}개까지 학습했다. 세로선 오른쪽은 배운 적 없는 길이이다.",
                       "{0} updates. Trained on lines of up to {1} dates; longer ones are new to all three."},
                      s.step, s.trained_items);
  if (settings.page == Page::length)
    return ui::filled(language,
                      {"{0}번 갱신. 숫자 {1}자리까지 학습했다. 세로선 오른쪽은 배운 적 없는 길이이다.",
                       "{0} updates. Trained on up to {1} digits; longer lines are new to all three."},
                      s.step, s.trained_items * digits_of_item);
  if (settings.page == Page::alignment && s.figures.size() == 2 && s.figures.front().lines > 0)
    return ui::filled(language,
                      {"되돌아가지 않고 읽은 날짜: 한국어 {0}, 영어 {1}.",
                       "Dates read without a step back: Korean {0}, English {1}."},
                      ui::percent(s.figures[0].straight), ui::percent(s.figures[1].straight));
  return {};
}

std::string describe(const Snapshot& s, const Settings& settings, Language language) {
  if (s.models.size() != all_attentions.size()) return {};
  std::string line, said;
  for (const std::string& each : s.line.source) line += each;
  for (const std::string& each : s.models[static_cast<std::size_t>(settings.attention)].answer.said)
    said += each;
  return ui::filled(language,
                    {"{0}번 갱신했다. 손실: {1}. “{2}”에 {3}은 “{4}”라고 답한다.",
                     "After {0} updates. Loss: {1}. To “{2}” {3} answers “{4}”."},
                    s.step, losses(s, language), line, name_of(settings.attention).in(language), said);
}

}  // namespace madang::demos::seq2seq
