#include "data/reader_text.h"
#include "demos/rnn/view_parts.h"
#include "io/file_text.h"
#include "io/refused.h"
#include "io/utf8.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/text.h"
#include "ui/text_field.h"

namespace madang::demos::rnn {

namespace {

/// Each task with settings in which it can be learned.
demo::Head tasks_with(const char* source) {
  return {
      .scenes =
          {{.name = {"덧셈 문제", "Adding"},
            .story =
                {"스텝마다 수 하나를 읽고, 표시된 두 수의 합을 끝에서 말한다. 늘 1이라고만 하면 손실은 "
                 "1/6 ≈ 0.167이다.",
                 "One number a step; at the end the sum of the two marked ones is asked. Always answering "
                 "1 gives a loss of 1/6 ≈ 0.167."},
            .state = "task=adding",
            .start = "length=30&hidden=16&learning_rate=0.02&gate_bias=1"},
           {.name = {"복사 기억", "Copy memory"},
            .story = {"처음 읽은 여덟 글자 가운데 하나를 긴 빈칸이 지난 뒤에 말한다. 찍으면 손실은 ln 8 ≈ "
                      "2.08이다.",
                      "One of eight symbols is read first and asked for after many blanks. Guessing gives a "
                      "loss of ln 8 ≈ 2.08."},
            .state = "task=recall",
            .start = "length=20&hidden=16&learning_rate=0.01&gate_bias=1"},
           {.name = {"글자 예측", "Next character"},
            .story = {"글을 한 글자씩 읽으며 다음 글자를 예측한다.",
                      "The text is read character by character, and the next one is predicted."},
            .state = "task=text",
            .start = "length=40&hidden=32&learning_rate=0.01&gate_bias=1&source=" + std::string(source)}},
      .choices = {"page"}};
}

}  // namespace

const demo::Head& head_in(Language language, Page page) {
  const auto with_cell = [](demo::Head head) {
    head.choices.push_back("cell");
    return head;
  };
  static const demo::Head korean = tasks_with("korean"), english = tasks_with("english");
  static const demo::Head korean_gates = with_cell(korean), english_gates = with_cell(english);
  if (page == Page::gates) return language == Language::korean ? korean_gates : english_gates;
  return language == Language::korean ? korean : english;
}

void OwnText::draw(const Parts& parts) {
  if (stored_ != parts.settings.own_text) typed_ = stored_ = parts.settings.own_text;  // a file, a link, undo
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
  const std::size_t count = data::tidied_text(typed_).size();
  const bool learned = !stored_.empty() && typed_ == stored_ && parts.snapshot.notice.empty();
  ImGui::BeginDisabled(learned || count < data::TextLimits{}.least_characters);
  if (ui::button(parts.say("이 글을 배우기", "Learn this text"), true))
    take(parts.hand, parts.settings, typed_);
  ImGui::EndDisabled();
  ui::caption(
      learned ? ui::filled(parts, {"이 글 {0}자를 배우고 있다.", "Learning this text of {0} characters."},
                           ui::count_text(static_cast<double>(count)))
              : ui::filled(parts,
                           {"{0}자 / {1}자 이상. 그때까지 한국어 문장을 배운다.",
                            "{0} characters of at least {1}. Until then Korean sentences are learned."},
                           ui::count_text(static_cast<double>(count)), data::TextLimits{}.least_characters));
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
