#include "demos/positional/settings.h"

#include "demo/settings.h"

namespace madang::demos::positional {

void Settings::visit(demo::FieldCollector& v) {
  visit_models(v);
  visit_training(v);
  visit_view(v);
}

void Settings::visit_models(demo::FieldCollector& v) {
  const auto positions = [&](const char* name, Scheme& of_model, const Text& label) {
    v.choice(
        name, of_model,
        {.label = label,
         .tooltip = {"기호의 자리를 모델에 알려 주는 방법. 두 모델은 이것만 다르고 시드, 첫 가중치, 배치가 "
                     "모두 같다.",
                     "How the model is told the position of a symbol. The two models differ in nothing else: "
                     "same seed, same initial weights, same batches."},
         .effect = demo::Effect::restart},
        {{"none", {"없음", "None"}},
         {"sinusoidal", {"사인파", "Sinusoidal"}},
         {"learned", {"학습된 임베딩", "Learned"}},
         {"t5", {"T5 편향", "T5 bias"}},
         {"transformer_xl", {"Transformer-XL", "Transformer-XL"}},
         {"rope", {"RoPE", "RoPE"}},
         {"alibi", {"ALiBi", "ALiBi"}}});
  };
  positions("position", scheme, {"A 위치 정보", "A: positions"});
  positions("position_b", scheme_b, {"B 위치 정보", "B: positions"});
}

void Settings::visit_training(demo::FieldCollector& v) {
  using demo::Effect;
  v.choice("task", task,
           {.label = {"과제", "Task"},
            .tooltip = {"k칸 앞의 글자를 말하거나, 변수에 마지막으로 대입한 값을 말한다. 둘 다 순서를 모르면 "
                        "풀 수 없다.",
                        "Name the letter k places back, or the value last assigned to a variable. Neither "
                        "can be solved without knowing the order."},
            .effect = Effect::restart},
           {{"back", {"k칸 앞 글자", "k places back"}}, {"latest", {"마지막 값", "Latest value"}}});
  v.integer("offset", offset,
            {.label = {"몇 칸 앞(k)", "Places back, k"},
             .tooltip = {"자리마다 이만큼 앞에 있는 글자를 맞혀야 한다.",
                         "At each place, the letter this many places before it has to be named."},
             .effect = Effect::restart,
             .in_panel = task == Task::back},
            1, 6);
  v.integer("length", length,
            {.label = {"학습 길이", "Trained length"},
             .tooltip = {"학습에 쓰는 시퀀스의 길이. 테스트는 세 배 길이까지 한다.",
                         "Length of the training sequences. Tests go up to three times that length."},
             .effect = Effect::restart},
            8, 24);
  v.choice("size", size,
           {.label = {"벡터 크기", "Vector size"},
            .tooltip = {"기호 하나를 나타내는 수의 개수. 헤드 넷이 나누어 쓴다.",
                        "Length of a symbol's vector, split among four heads."},
            .effect = Effect::restart},
           {{"16", {"16", "16"}}, {"32", {"32", "32"}}, {"64", {"64", "64"}}});
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"Adam이 한 걸음에 움직이는 크기. 두 모델에 똑같이 쓰며 학습 도중에 바꿀 수 있다.",
                        "Step size of Adam, the same for both models; can be changed while they learn."}},
           1e-4f, 0.1f, demo::Scale::logarithmic);
}

void Settings::visit_view(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Show"},
            .tooltip = {"학습 곡선, 인코딩, 거리에 따른 값, 어텐션 가운데 고른다.",
                        "The training curves, the encoding, its values by distance, or the attention."},
            .in_panel = false},
           {{"learning", {"학습", "Learning"}},
            {"encoding", {"인코딩", "Encoding"}},
            {"distance", {"거리", "Distance"}},
            {"attention", {"어텐션", "Attention"}}});
  v.choice("watched", watched,
           {.label = {"지켜볼 값", "Curve"},
            .tooltip = {"학습하는 동안 그릴 값.", "What is drawn while they learn."},
            .in_panel = false},
           {{"accuracy", {"정확도", "Accuracy"}}, {"loss", {"손실", "Loss"}}});
  v.integer("head", head,
            {.label = {"헤드", "Head"},
             .tooltip = {"들여다볼 어텐션 헤드.", "The attention head shown."},
             .in_panel = false},
            1, heads);
  v.integer(
      "shift", shift,
      {.label = {"이동 k", "Shift k"},
       .tooltip = {"PE(p + k) = M PE(p)에서 옮기는 칸 수.", "Number of places k in PE(p + k) = M PE(p)."},
       .in_panel = false},
      1, 24);
  v.integer("example", example,
            {.label = {"예문", "Example"},
             .tooltip = {"어텐션을 보일 테스트 시퀀스.", "The test sequence whose attention is shown."},
             .in_panel = false},
            1, 16);
  v.toggle("longer", longer,
           {.label = {"학습보다 긴 시퀀스", "Longer than trained"},
            .tooltip = {"학습 길이의 두 배인 시퀀스에서 어텐션을 본다.",
                        "Shows the attention in a sequence twice as long as those in training."},
            .in_panel = false});
}

}  // namespace madang::demos::positional
