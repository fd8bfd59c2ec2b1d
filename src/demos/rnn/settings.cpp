#include "demos/rnn/settings.h"

#include "demo/settings.h"

namespace madang::demos::rnn {

std::string name_of(Cell cell) { return demo::label_of(Settings{}, &Settings::cell, cell).english; }

void Settings::visit(demo::FieldCollector& v) {
  visit_task(v);
  visit_training(v);
  visit_view(v);
  visit_inside(v);
}

void Settings::visit_task(demo::FieldCollector& v) {
  using demo::Effect;
  v.choice("task", task,
           {.label = {"과제", "Task"},
            .tooltip = {"덧셈 문제, 복사 기억, 글자 예측 가운데 고른다.",
                        "The adding problem, copy memory, or the next character of a text."},
            .effect = Effect::restart,
            .in_panel = false},
           {{"adding", {"덧셈 문제", "Adding problem"}},
            {"recall", {"복사 기억", "Copy memory"}},
            {"text", {"글자 예측", "Text"}}});
  v.choice(
      "source", source,
      {.label = {"글", "Text"},
       .tooltip = {"작은 문법이 지어낸 한국어나 영어 문장, 또는 직접 넣은 글을 배운다.",
                   "Learn Korean or English sentences that a small grammar makes up, or a text of your own."},
       .effect = Effect::restart,
       .in_panel = false},
      {{"korean", {"한국어 문장", "Korean"}},
       {"english", {"영어 문장", "English"}},
       {"own", {"내 글", "My text"}}});
  v.writing("own_text", own_text,
            {.label = {"내 글", "My text"},
             .tooltip = {"배울 글. 600자 이상, 서로 다른 글자는 400가지까지.",
                         "The text to learn: from 600 characters on, at most 400 different ones."},
             .effect = Effect::restart,
             .in_panel = false},
            most_text_bytes);
  v.integer(
      "length", length,
      {.label = {"길이 T", "Length T"},
       .tooltip = {"한 번에 읽는 스텝 수. 복사 기억에서는 외울 글자와 물음 사이의 빈칸 수이다.",
                   "Steps of a sequence; in copy memory the number of blanks between symbol and question."},
       .effect = Effect::restart},
      10, 100);
  v.integer("items", items,
            {.label = {"외울 글자 수", "Symbols to recall"},
             .tooltip = {"복사 기억에서 순서대로 되풀이해야 하는 글자의 수.",
                         "How many symbols copy memory asks back, in their order."},
             .effect = Effect::restart,
             .in_panel = task == Task::recall},
            1, 5);
}

void Settings::visit_training(demo::FieldCollector& v) {
  using demo::Effect;
  v.choice("rnn_init", rnn_start,
           {.label = {"RNN의 첫 W_hh", "RNN's first W_hh"},
            .tooltip = {"직교 행렬은 벡터의 크기를 바꾸지 않으므로 기울기를 가장 멀리 나른다. 균등 분포"
                        "(±1/√유닛 수, PyTorch의 기본값)는 스텝마다 줄인다.",
                        "An orthogonal matrix keeps lengths and so carries the gradient farthest; uniform in "
                        "±1/√units, PyTorch's default, shrinks it at every step."},
            .effect = Effect::restart},
           {{"uniform", {"균등", "Uniform"}}, {"orthogonal", {"직교", "Orthogonal"}}});
  v.number(
      "gate_bias", gate_bias,
      {.label = {"첫 게이트 편향", "First gate bias"},
       .tooltip = {"LSTM의 망각 게이트와 GRU의 갱신 게이트가 시작하는 편향 b. 처음에는 스텝마다 σ(b)만큼 "
                   "남는다. 0은 절반, 1은 73%, 4는 98%.",
                   "Where the bias b of LSTM's forget and GRU's update gate begins: a share σ(b) is kept "
                   "per step, a half at 0, 73% at 1, 98% at 4."},
       .effect = Effect::restart},
      -2.f, 6.f);
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"Adam의 학습률. 세 셀에 똑같이 쓴다. RNN에 맞는 값을 찾아 주어도 좋다.",
                        "Of Adam, the same for all three cells. Look for one that suits the RNN."}},
           1e-4f, 0.3f, demo::Scale::logarithmic);
  v.number("clip", clip,
           {.label = {"기울기 자르기", "Gradient clipping"},
            .tooltip = {"전체 기울기의 크기를 이 값으로 제한한다. 0이면 자르지 않는다.",
                        "The norm of the whole gradient is limited to this; 0 leaves it alone."}},
           0.f, 10.f);
  v.integer("batch", batch,
            {.label = {"배치 크기", "Batch size"},
             .tooltip = {"갱신 한 번에 평균하는 시퀀스의 수.", "Sequences averaged for one update."}},
            4, 64);
  v.integer("hidden", hidden,
            {.label = {"유닛 수", "Units"},
             .tooltip = {"은닉 상태의 크기. 세 셀이 같다.",
                         "Size of the hidden state, the same in all three cells."},
             .effect = Effect::restart},
            4, 48);
}

void Settings::visit_view(demo::FieldCollector& v) {
  v.choice(
      "page", page,
      {.label = {"보기", "Show"}, .tooltip = {"무엇을 볼지 고른다.", "What to look at."}, .in_panel = false},
      {{"distance", {"기울기와 거리", "Gradient & distance"}},
       {"gates", {"게이트", "Gates"}},
       {"answers", {"답", "Answers"}}});
  v.choice("cell", cell,
           {.label = {"들여다볼 셀", "Cell"},
            .tooltip = {"게이트를 들여다보고 PyTorch로 내보낼 셀.",
                        "The cell whose gates are shown, and which is saved for PyTorch."},
            .in_panel = page == Page::distance || page == Page::answers},
           {{"rnn", {"RNN", "RNN"}}, {"lstm", {"LSTM", "LSTM"}}, {"gru", {"GRU", "GRU"}}});
  v.choice("measured", measured,
           {.label = {"기울기", "Gradient"},
            .tooltip = {"마지막 스텝의 손실을 은닉 상태 h로 미분할지 입력 x로 미분할지 고른다.",
                        "The loss of the last step differentiated by the hidden state h or the input x."},
            .in_panel = page == Page::distance},
           {{"hidden", {"∂L/∂h", "∂L/∂h"}}, {"input", {"∂L/∂x", "∂L/∂x"}}});
  v.toggle(
      "relative", relative,
      {.label = {"거리 0과의 비로", "Relative to distance 0"},
       .tooltip = {"과제를 푼 셀은 손실이 작아 기울기 전체가 작다. 마지막 스텝의 기울기로 나누면 얼마만큼이 "
                   "먼 과거까지 닿는지 공평하게 견줄 수 있다.",
                   "A cell that has solved the task has a small loss, hence small gradients everywhere. "
                   "Divided by that of the last step, what reaches the past compares fairly."},
       .in_panel = page == Page::distance});
  v.toggle("start_shown", start_shown,
           {.label = {"배우기 전도", "Also before learning"},
            .tooltip = {"배우기 전의 기울기를 점선으로 함께 그린다.",
                        "Draws the gradient before learning too, dashed."},
            .in_panel = page == Page::distance});
  v.integer("sequence", sequence,
            {.label = {"시퀀스", "Sequence"},
             .tooltip = {"들여다볼 시퀀스. 배우지 않은 것들이다.",
                         "The one looked into; none of them is learned from."},
             .in_panel = task == Task::text && page == Page::answers},
            1, 16);
}

void Settings::visit_inside(demo::FieldCollector& v) {
  v.integer("moment", moment,
            {.label = {"시각 t", "Time t"},
             .tooltip = {"이 글자까지 읽고 다음 글자를 예측한다.",
                         "Up to here the text is read; then the next is guessed."},
             .in_panel = false},
            1, 100);
  v.number(
      "temperature", temperature,
      {.label = {"온도", "Temperature"},
       .tooltip = {"로짓을 이 값으로 나누고 뽑는다. 낮으면 가장 그럴듯한 글자만, 높으면 아무 글자나 나온다.",
                   "Logits are divided by it before drawing: low keeps to the likeliest characters, high "
                   "takes any."},
       .in_panel = task == Task::text && page == Page::answers},
      0.1f, 2.f);
}

}  // namespace madang::demos::rnn
