#include "data/reader_text.h"
#include "demos/rnn/view_parts.h"
#include "io/file_text.h"
#include "io/refused.h"
#include "io/utf8.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/text.h"
#include "ui/text_field.h"

namespace madang::demos::rnn {

namespace {

/// Settings in which the task can be learned.
void suit(const Parts& parts) {
  Settings& s = parts.settings;
  const Task task = s.task;
  s.length = task == Task::adding ? 60 : task == Task::recall ? 50 : 40;
  s.hidden = task == Task::text ? 32 : 16;
  s.learning_rate = task == Task::adding ? 0.02f : 0.01f;
  s.gate_bias = 1;
  if (task == Task::text && s.source != Source::own)
    s.source = parts.korean() ? Source::korean : Source::english;
}

const char* story(const Parts& parts) {
  switch (parts.settings.task) {
    case Task::adding:
      return parts.say(
          "스텝마다 수 하나를 읽는다. 그 가운데 둘에만 표시가 있고, 끝에서 그 둘의 합을 말해야 한다. 늘 "
          "1이라고만 "
          "말하면 손실이 1/6 ≈ 0.167이다.",
          "One number is read per step, two of them are marked, and at the end their sum is asked. Always "
          "answering 1 gives a loss of 1/6 ≈ 0.167.");
    case Task::recall:
      return parts.say(
          "처음에 여덟 글자 가운데 하나를 읽고, 긴 빈칸이 지나간 뒤 물음이 오면 그 글자를 말해야 한다. "
          "찍으면 "
          "손실이 ln 8 ≈ 2.08이다.",
          "One of eight symbols is read first, then many blanks, then a question: name the symbol. Guessing "
          "gives a loss of ln 8 ≈ 2.08.");
    case Task::text:
      return parts.say("글을 한 글자씩 읽으며 다음 글자를 예측한다.",
                       "The text is read character by character, and the next one has to be predicted.");
  }
  return "";
}

}  // namespace

void draw_tasks(const Parts& parts, OwnText& own) {
  if (ui::choice(parts, &Settings::task)) suit(parts);
  ui::caption(story(parts));
  if (parts.settings.task == Task::text) own.draw(parts);
}

void OwnText::draw(const Parts& parts) {
  ui::choice(parts, &Settings::source);
  const Text& notice = parts.snapshot.notice;
  if (!notice.empty())
    ui::caption(ui::filled(
        parts, {"{0} 그때까지 한국어 문장을 배운다.", "{0} Until then Korean sentences are learned."},
        notice));
  if (parts.settings.source != Source::own) return;
  const ui::TextAnswer answer =
      ui::text_field(parts.say("내 글", "My text"), typed_,
                     {.placeholder = parts.say("600자 이상 붙여 넣거나, 파일을 이 데모 위에 끌어다 놓는다",
                                               "Paste 600 characters or more, or drop a file on this demo"),
                      .most_bytes = most_text_bytes,
                      .multi_line = true,
                      .lines = 3});
  if (answer.text) typed_ = *answer.text;
  if (answer.cut)
    parts.hand.complain({"글이 너무 길어 앞부분(12,000바이트)만 받았습니다.",
                         "The text is too long; only its start (12,000 bytes) was taken."});
  if (ui::button(parts.say("이 글을 배우기", "Learn this text"), true) &&
      take(parts.hand, parts.settings, typed_))
    typed_.clear();
}

bool OwnText::take(demo::Hand& hand, Settings& settings, const std::string& bytes) {
  try {
    const io::FileText all = io::read_text(bytes);
    const std::string text = io::valid_utf8(all.text, most_text_bytes);
    if (const Text reason = data::objection_to(text); !reason.empty()) throw io::Refused(reason);
    const Text guess = io::told(all.encoding);
    if (text.size() < all.text.size())
      hand.complain({"글이 너무 길어 앞부분(12,000바이트)만 배웁니다. " + guess.korean,
                     "The text is too long; only its start (12,000 bytes) is learned. " + guess.english});
    else if (!guess.empty())
      hand.complain(guess);
    settings.own_text = text;
    settings.source = Source::own;
    settings.task = Task::text;
    return true;
  } catch (const io::Refused& refused) {
    hand.complain(refused.reason());
    return false;
  }
}

}  // namespace madang::demos::rnn
