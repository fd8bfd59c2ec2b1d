#include "demos/seq2seq/settings.h"

#include "demo/settings.h"

namespace madang::demos::seq2seq {

using demo::Effect;

Text name_of(Attention attention) { return demo::label_of(Settings{}, &Settings::attention, attention); }

void Settings::visit(demo::FieldCollector& v) {
  v.choice(
      "page", page,
      {.label = {"보기", "Page"},
       .tooltip = {"무엇을 볼지 고른다. 학습은 그대로 이어진다.", "What is shown; training goes on."},
       .in_panel = false},
      {{"line", {"한 줄", "A line"}}, {"length", {"길이", "Length"}}, {"alignment", {"정렬", "Alignment"}}});
  v.choice(
      "attention", attention,
      {.label = {"들여다볼 어텐션", "Attention shown"},
       .tooltip = {"세 모델이 같은 배치로 함께 학습한다. 그 가운데 들여다보고 PyTorch로 내보낼 모델이다.",
                   "All three models learn from the same batches. This one is looked into, and saved for "
                   "PyTorch."},
       .in_panel = page != Page::alignment},
      {{"none", {"없음", "None"}},
       {"additive", {"바다나우", "Bahdanau"}},
       {"multiplicative", {"루옹", "Luong"}}});
  visit_training(v);
  visit_look(v);
}

void Settings::visit_training(demo::FieldCollector& v) {
  v.choice("task", task,
           {.label = {"과제", "Task"},
            .tooltip = {"날짜를 ISO 8601 형식으로 옮기거나, 숫자를 그대로 베껴 쓴다.",
                        "Dates are put into the form of ISO 8601, or digits copied."},
            .effect = Effect::restart},
           {{"dates", {"날짜", "Dates"}}, {"digits", {"숫자 베끼기", "Copy digits"}}});
  v.choice("language", language,
           {.label = {"날짜의 언어", "Language of dates"},
            .tooltip = {"학습할 줄의 언어. 언어마다 적는 법이 여덟 가지인데, 하나씩은 학습에서 뺀다.",
                        "Language of the lines to learn from. Each has eight formats, of which one is kept "
                        "out of training."},
            .effect = Effect::restart,
            .in_panel = task == Task::dates},
           {{"both", {"둘 다", "Both"}}, {"korean", {"한국어", "Korean"}}, {"english", {"영어", "English"}}});
  v.integer(
      "items", items,
      {.label = {"한 줄의 날짜 수(최대)", "Dates a line, at most"},
       .tooltip = {"학습하는 줄에는 날짜가 하나부터 이만큼까지 있다. 숫자 베끼기에서는 다섯 자리를 하나로 "
                   "센다.",
                   "Lines to learn from have from one to this many dates; of digits, five count as one."},
       .effect = Effect::restart},
      1, most_items);
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"Adam의 학습률. 세 모델에 똑같이 쓴다.",
                        "Learning rate of Adam, the same for all three."}},
           1e-4f, 0.1f, demo::Scale::logarithmic);
  v.number("clip", clip,
           {.label = {"기울기 자르기", "Gradient clipping"},
            .tooltip = {"전체 기울기의 크기를 이 값으로 제한한다. 0이면 자르지 않는다.",
                        "The norm of the whole gradient is limited to this; 0 means no limit."}},
           0.f, 10.f);
  v.integer("batch", batch,
            {.label = {"배치 크기", "Batch size"},
             .tooltip = {"갱신 한 번에 평균하는 줄 수. 한 배치의 줄은 길이가 모두 같다.",
                         "Lines averaged for one update; those of a batch are equally long."}},
            4, 32);
  v.integer(
      "hidden", hidden,
      {.label = {"유닛 수", "Units"},
       .tooltip = {"디코더 상태의 크기이고, 어텐션이 없으면 한 줄이 모두 지나야 하는 벡터의 크기이다. "
                   "인코더는 방향마다 그 절반이라 짝수로 맞춘다.",
                   "Size of the decoder's state, and, without attention, of the vector through which the "
                   "whole line must pass. The encoder has half per direction, so it is made even."},
       .effect = Effect::restart},
      8, 48);
  v.integer("seeds", seeds,
            {.label = {"시드 수", "Seeds"},
             .tooltip = {"‘길이’의 여러 시드 평균에서 다시 학습하는 횟수.",
                         "How many seeds the means on the page “Length” are taken over."},
             .effect = Effect::restart,
             .in_panel = page == Page::length},
            2, 10);
}

void Settings::visit_look(demo::FieldCollector& v) {
  v.choice("source", source,
           {.label = {"줄", "Line"},
            .tooltip = {"학습하지 않은 줄, 학습하지 않은 형식, 또는 직접 쓴 줄.",
                        "Lines not learned from, a format not learned from, or a line of your own."},
            .in_panel = false},
           {{"known", {"처음 보는 줄", "New line"}},
            {"unseen", {"처음 보는 형식", "New format"}},
            {"own", {"내 줄", "My line"}}});
  v.writing(
      "own_line", own_line,
      {.label = {"내 줄", "My line"},
       .tooltip = {"60자까지. 날짜 사이에는 ‘; ’를 넣는다.", "At most 60 characters, “; ” between dates."},
       .in_panel = false},
      most_line_bytes);
  v.integer("line", line,
            {.label = {"줄 번호", "Line number"},
             .tooltip = {"학습에 쓰지 않은 줄 가운데 하나.", "One of the lines that were not learned from."},
             .in_panel = page == Page::line && source != Source::own},
            1, shown_lines);
  v.integer("shown_items", shown_items,
            {.label = {"보이는 줄의 날짜 수", "Dates in the line"},
             .tooltip = {"학습한 것보다 길게도 해 볼 수 있다. 숫자는 다섯 자리를 하나로 센다.",
                         "May be more than was trained on. Of digits, five count as one."},
             .in_panel = page == Page::line && source == Source::known},
            1, most_measured);
  v.integer("output", output,
            {.label = {"답의 글자", "Character of the answer"},
             .tooltip = {"그 글자를 말할 때 무엇을 보았는지 계산을 펼친다.",
                         "What was looked at when it was said, with the arithmetic."},
             .in_panel = false},
            1, 80);
  v.integer("input", input,
            {.label = {"줄의 글자", "Character of the line"},
             .tooltip = {"점수와 가중치를 계산할 글자. 0이면 가중치가 가장 큰 글자이다.",
                         "Whose score and weight are computed; 0: the one with the largest weight."},
             .in_panel = false},
            0, 200);
}

}  // namespace madang::demos::seq2seq
