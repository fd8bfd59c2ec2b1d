#include "demos/attention/view_picture.h"
#include "io/split.h"
#include "ui/controls.h"
#include "ui/text.h"
#include "ui/text_field.h"

namespace madang::demos::attention {

void Input::sentence(Picture& picture, Draft& draft, std::string& setting, const char* name,
                     const char* label) {
  if (draft.stored != setting) draft = {setting, setting};  // changed from outside: a link, a reset
  const ui::TextAnswer typed =
      ui::text_field(label, draft.typed,
                     {.name = name,
                      .placeholder = picture.say("문장을 써 보자", "Type a sentence"),
                      .most_bytes = most_sentence_bytes});
  if (!typed.text) return;
  draft.typed = *typed.text;
  const bool empty = io::split(draft.typed, picture.settings.split, 1).tokens.empty();
  // An empty field is no sentence yet: what was computed from the last one stays.
  if (!empty) setting = draft.stored = draft.typed;
  Text problem;
  if (empty)
    problem = {"문장이 비어 있다. 글자를 하나라도 쓰면 다시 계산한다. 그때까지 앞의 결과를 그대로 둔다.",
               "The sentence is empty. Until there is a character in it, the last result stays."};
  else if (typed.cut)
    problem = {"글이 너무 길어 앞부분(1,000바이트)만 받았다.",
               "The text is too long; only its start (1,000 bytes) was taken."};
  if (draft.refused || !problem.empty()) picture.hand.complain(problem);  // an empty one withdraws the last
  draft.refused = !problem.empty();
}

void Input::greet(Picture& picture) {
  Settings& settings = picture.settings;
  if (picture.hand.language != Language::english) return;
  if (settings.sentence == default_sentence().korean) settings.sentence = default_sentence().english;
  if (settings.source_sentence == default_source_sentence().korean)
    settings.source_sentence = default_source_sentence().english;
}

void Input::draw(Picture& picture) {
  Settings& settings = picture.settings;
  const bool cross = settings.kind == Kind::cross;
  sentence(picture, sentence_, settings.sentence, "sentence",
           cross ? picture.say("질의 문장 (Q)", "Query sentence (Q)") : picture.say("문장", "Sentence"));
  if (cross)
    sentence(picture, source_, settings.source_sentence, "source_sentence",
             picture.say("키·값 문장 (K, V)", "Key–value sentence (K, V)"));
  const Snapshot& snapshot = picture.snapshot;
  if (snapshot.cut || snapshot.source_cut)
    ui::caption(picture.say(
        "토큰을 24개까지만 쓴다. 어텐션 행렬의 칸은 토큰 수의 제곱으로 늘어나, 그보다 많으면 읽을 수 없기 "
        "때문이다.",
        "Only the first 24 tokens are used: the attention matrix grows with the square of their number and "
        "could not be read beyond that."));
  if (snapshot.empty)
    ui::caption(picture.say("빈 문장 대신 기본 문장을 쓰고 있다.",
                            "A default sentence stands in for the empty one."));
}

}  // namespace madang::demos::attention
