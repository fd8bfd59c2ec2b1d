#include "demos/backprop/settings.h"

#include <string>

#include "data/points.h"

namespace madang::demos::backprop {

void Settings::visit(demo::FieldCollector& v) {
  visit_data(v);
  visit_network(v);
  visit_training(v);
  visit_view(v);
}

void Settings::visit_data(demo::FieldCollector& v) {
  using demo::Effect;
  v.choice(
      "mode", mode,
      {.label = {"방식", "Mode"},
       .tooltip = {"한 단계씩은 점 하나로 순전파, 오차, 역전파, 갱신을 차례로 밟는다. 학습은 배치(batch)로 "
                   "쉬지 않고 갱신한다.",
                   "Step by step walks one point through forward pass, error, backward pass and update. "
                   "Training updates on batch after batch."}},
      {{"walk", {"한 단계씩", "Step by step"}}, {"train", {"학습", "Training"}}});
  v.choice("data", data,
           {.label = {"데이터", "Data"},
            .tooltip =
                {"평면 위의 점을 어떤 모양으로 놓을지 고른다. '직접'을 고르면 점을 찍거나 CSV를 붙여 넣는다.",
                 "How the points lie in the plane. With 'own' you draw them or paste a CSV."},
            .effect = Effect::restart},
           {{"xor", {"XOR", "XOR"}},
            {"moons", {"반달", "Moons"}},
            {"circles", {"동심원", "Circles"}},
            {"spiral", {"나선", "Spiral"}},
            {"blobs", {"무리", "Blobs"}},
            {"own", {"직접", "Own"}}});
  v.integer("count", count,
            {.label = {"점 개수", "Points"},
             .tooltip = {"학습에 쓰는 점의 수. 같은 수만큼 새로 뽑아 테스트(test)에 쓴다.",
                         "Number of training points; as many new ones are drawn for testing."},
             .effect = Effect::restart,
             .in_panel = data != Data::own},
            4, 1000);
  v.number("noise", noise,
           {.label = {"잡음", "Noise"},
            .tooltip =
                {"점을 제자리에서 흩뜨리는 정도(표준편차). 크면 두 클래스가 섞인다.",
                 "How far points stray from their place (standard deviation); large values mix the classes."},
            .effect = Effect::restart,
            .in_panel = data != Data::own},
           0.f, 0.5f);
  v.integer("classes", classes,
            {.label = {"클래스 수", "Classes"},
             .tooltip = {"셋 이상이면 출력 유닛도 그만큼 늘어난다.",
                         "With three or more the network gets as many outputs."},
             .effect = Effect::restart,
             .in_panel = data == Data::spiral || data == Data::blobs},
            2, most_point_classes);
}

void Settings::visit_network(demo::FieldCollector& v) {
  using demo::Effect;
  v.integer("layers", layers,
            {.label = {"은닉층", "Hidden layers"},
             .tooltip = {"0이면 입력이 출력에 바로 이어져, 직선으로만 나눌 수 있다.",
                         "With 0, the inputs connect directly to the output, and the boundary can only be a "
                         "straight line."},
             .effect = Effect::restart},
            0, most_hidden_layers);
  static const char* const names[most_hidden_layers] = {"units1", "units2", "units3", "units4"};
  for (int i = 0; i < most_hidden_layers; ++i) {
    const std::string number = std::to_string(i + 1);
    v.integer(names[i], units[i],
              {.label = {"은닉층 " + number + "의 유닛", "Units in hidden layer " + number},
               .tooltip = {"이 층의 유닛 수.", "Number of units in this layer."},
               .effect = Effect::restart,
               .in_panel = i < layers},
              1, most_units);
  }
  v.choice(
      "activation", squash,
      {.label = {"활성화 함수", "Activation"},
       .tooltip = {"은닉 유닛이 가중합 z를 바꾸는 함수 f. 선형이면 층을 쌓아도 직선밖에 못 긋는다.",
                   "The function f that a hidden unit applies to its sum z. With linear, any depth draws "
                   "only a straight line."},
       .effect = Effect::restart},
      {{"sigmoid", {"시그모이드", "Sigmoid"}},
       {"tanh", {"tanh", "tanh"}},
       {"relu", {"ReLU", "ReLU"}},
       {"linear", {"선형", "Linear"}}});
  v.choice("loss", loss,
           {.label = {"오차 함수", "Loss"},
            .tooltip =
                {"제곱 오차는 E = ½Σ(y − ŷ)², 교차 엔트로피는 E = −log ŷ(정답). 출력은 시그모이드이고, 교차 "
                 "엔트로피에서 클래스가 셋 이상이면 소프트맥스다.",
                 "Squared error is E = ½Σ(y − ŷ)², cross-entropy is E = −log ŷ(true class). The output is "
                 "a sigmoid; for cross-entropy with three or more classes a softmax."},
            .effect = Effect::restart},
           {{"mse", {"제곱 오차", "Squared error"}}, {"cross_entropy", {"교차 엔트로피", "Cross-entropy"}}});
}

void Settings::visit_training(demo::FieldCollector& v) {
  demo::visit_rule(v, rule);
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"한 번 갱신할 때의 걸음. 너무 작으면 느리고, 너무 크면 발산한다.",
                        "Length of one update step. Too small is slow, too large diverges."}},
           1e-4f, 1000.f, demo::Scale::logarithmic);
  v.integer("batch", batch,
            {.label = {"배치 크기", "Batch size"},
             .tooltip = {"갱신 한 번에 평균하는 점의 수. 학습 방식에서 쓴다.",
                         "Points averaged for one update, in training."},
             .in_panel = mode == Mode::train},
            1, 256);
}

void Settings::visit_view(demo::FieldCollector& v) {
  v.integer("sample", sample,
            {.label = {"들여다볼 점", "Point shown"},
             .tooltip = {"0이면 차례대로, 아니면 그 번호의 학습 점.",
                         "0 takes them in turn; otherwise the training point of that number."},
             .in_panel = false},
            0, static_cast<int>(most_own_points));
  v.integer("weight_layer", weight_layer,
            {.label = {"고른 가중치의 층", "Layer of the chosen weight"},
             .tooltip = {"0이면 고르지 않은 것이다.", "0 when none is chosen."},
             .in_panel = false},
            0, most_hidden_layers + 1);
  v.integer(
      "weight_to", weight_to,
      {.label = {"가중치가 향하는 유닛", "Unit the weight leads to"},
       .tooltip = {"고른 가중치가 닿는 유닛의 번호이다.", "Number of the unit that the weight leads to."},
       .in_panel = false},
      1, most_units);
  v.integer("weight_from", weight_from,
            {.label = {"가중치가 나오는 유닛", "Unit the weight comes from"},
             .tooltip = {"0이면 편향(bias).", "0 for the bias."},
             .in_panel = false},
            0, most_units);
  v.toggle(
      "check_all", check_all,
      {.label = {"모든 기울기 검산", "Check all gradients"},
       .tooltip = {"역전파로 구한 기울기를 가중치 하나하나의 중앙 차분과 견준다.",
                   "Compares every gradient of backpropagation with the central difference of its weight."}});
  v.writing("points", points,
            {.label = {"직접 찍은 점", "Own points"},
             .tooltip = {"x_y_클래스를 ~로 이어 쓴 것.", "x_y_class, joined by ~."},
             .in_panel = false},
            most_own_points * 18);
  v.integer("brush", brush,
            {.label = {"찍을 클래스", "Class to draw"},
             .tooltip = {"평면을 누르면 이 클래스의 점이 생긴다.",
                         "Pressing the plane adds a point of this class."},
             .in_panel = false},
            0, most_point_classes - 1);
}

}  // namespace madang::demos::backprop
