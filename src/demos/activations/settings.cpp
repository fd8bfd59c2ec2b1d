#include "demos/activations/settings.h"

namespace madang::demos::activations {

void Settings::visit(demo::FieldCollector& v) {
  visit_networks(v);
  visit_training(v);
  visit_view(v);
}

void Settings::visit_networks(demo::FieldCollector& v) {
  using demo::Effect;
  const Text function_about = {
      "은닉층의 활성화 함수. 학습 도중에 바꾸면 가중치는 그대로 두고 함수만 갈아 끼운다.",
      "Activation of the hidden layers. If changed while training, the weights stay and only the function is "
      "replaced."};
  const Text start_about = {
      "첫 가중치를 뽑는 분포의 분산. Xavier는 2/(입력 수 + 출력 수), LeCun은 1/입력 수, He는 2/입력 수이다. "
      "시드가 같으면 배율만 다른 같은 난수를 쓴다.",
      "Variance of the distribution that the first weights are drawn from: Xavier 2/(inputs + outputs), "
      "LeCun 1/inputs, He 2/inputs. With one seed they differ in scale only."};
  const std::vector<demo::Option> functions = {{"sigmoid", {"시그모이드", "Sigmoid"}},
                                               {"tanh", {"tanh", "tanh"}},
                                               {"relu", {"ReLU", "ReLU"}},
                                               {"leaky_relu", {"Leaky ReLU", "Leaky ReLU"}},
                                               {"prelu", {"PReLU", "PReLU"}},
                                               {"elu", {"ELU", "ELU"}},
                                               {"selu", {"SELU", "SELU"}},
                                               {"gelu", {"GELU", "GELU"}}};
  const std::vector<demo::Option> starts = {{"tiny", {"N(0, 0.01²)", "N(0, 0.01²)"}},
                                            {"unit", {"N(0, 1)", "N(0, 1)"}},
                                            {"xavier", {"Xavier", "Xavier"}},
                                            {"lecun", {"LeCun", "LeCun"}},
                                            {"he", {"He", "He"}}};
  const auto choose_function = [&](const char* name, Function& value, const Text& label, bool shown) {
    v.choice(name, value, {.label = label, .tooltip = function_about, .in_panel = shown}, functions);
  };
  const auto choose_start = [&](const char* name, Start& value, const Text& label, bool shown) {
    v.choice(name, value,
             {.label = label, .tooltip = start_about, .effect = Effect::restart, .in_panel = shown}, starts);
  };
  choose_function("activation", function, {"A 활성화 함수", "A: activation"}, true);
  choose_start("init", start, {"A 초기화", "A: initialisation"}, true);
  v.toggle("compare", compare,
           {.label = {"B와 나란히 보기", "Show B alongside"},
            .tooltip = {"같은 시드와 같은 배치로 학습하는 신경망 B를 곁에 보인다.",
                        "Shows network B, trained with the same seed on the same batches."}});
  choose_function("activation_b", function_b, {"B 활성화 함수", "B: activation"}, compare);
  choose_start("init_b", start_b, {"B 초기화", "B: initialisation"}, compare);
  v.integer("depth", depth,
            {.label = {"은닉층 수", "Hidden layers"},
             .tooltip = {"깊을수록 층마다 곱해지는 배율이 여러 번 쌓인다.",
                         "The deeper the network, the more of these factors are multiplied."},
             .effect = Effect::restart},
            least_depth, most_depth);
  v.integer("width", width,
            {.label = {"층의 유닛 수", "Units per layer"},
             .tooltip = {"이론은 유닛이 많을 때의 이야기이다. 적으면 우연이 크게 작용한다.",
                         "The theory holds for wide layers; in narrow ones chance plays a larger part."},
             .effect = Effect::restart},
            8, 128);
}

void Settings::visit_training(demo::FieldCollector& v) {
  using demo::Effect;
  v.choice("data", data,
           {.label = {"데이터", "Data"},
            .tooltip = {"평면 위의 점 128개. 좌표마다 평균 0, 분산 1로 맞춘다.",
                        "128 points of the plane, each coordinate scaled to mean 0 and variance 1."},
            .effect = Effect::restart},
           {{"circles", {"동심원", "Circles"}},
            {"moons", {"반달", "Moons"}},
            {"spiral", {"나선", "Spiral"}},
            {"xor", {"XOR", "XOR"}},
            {"blobs", {"무리", "Blobs"}}});
  demo::visit_rule(
      v, rule,
      {.tooltip = {"경사하강법은 기울기 크기만큼 움직인다. Adam은 가중치마다 걸음을 맞추므로 작은 기울기도 "
                   "키워 쓴다.",
                   "Gradient descent takes steps in proportion to the gradient; Adam scales the step of each "
                   "weight and so magnifies small gradients."},
       .effect = Effect::restart});
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"두 신경망에 똑같이 쓴다. 학습 도중에 바꿀 수 있다.",
                        "The same for both networks; can be changed while they train."}},
           1e-4f, 10.f, demo::Scale::logarithmic);
  v.integer("batch", batch,
            {.label = {"배치 크기", "Batch size"},
             .tooltip = {"갱신 한 번에 평균하는 점의 수.", "Points averaged for one update."}},
            1, 128);
  v.number("leaky_slope", leaky_slope,
           {.label = {"Leaky ReLU의 기울기", "Slope of Leaky ReLU"},
            .tooltip = {"z < 0에서 남겨 두는 기울기. PReLU는 이 값을 층마다 스스로 배운다(0.25에서 출발).",
                        "The slope for z < 0. PReLU learns it for each layer, starting from 0.25."},
            .in_panel = uses(Function::leaky_relu)},
           0.001f, 0.5f, demo::Scale::logarithmic);
}

void Settings::visit_view(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Show"},
            .tooltip = {"모든 층을 한눈에, 층 하나의 속, 학습 곡선 가운데 고른다.",
                        "All layers at a glance, the inside of one, or the training curves."},
            .in_panel = false},
           {{"layers", {"층마다", "Layers"}},
            {"inside", {"층 속", "Inside a layer"}},
            {"training", {"학습", "Training"}}});
  v.choice("measured", measured,
           {.label = {"층마다 잴 값", "Measured in each layer"},
            .tooltip =
                {"기울기의 크기, 활성값의 분산과 평균, 어느 점에서도 켜지지 않는 유닛의 비율 가운데 고른다.",
                 "Size of the gradient, variance and mean of the activations, or the share of units that "
                 "no point switches on."},
            .in_panel = false},
           {{"gradient", {"기울기", "Gradient"}},
            {"variance", {"분산", "Variance"}},
            {"mean", {"평균", "Mean"}},
            {"off", {"꺼진 유닛", "Units off"}}});
  v.choice("norm", norm,
           {.label = {"어느 기울기", "Which gradient"},
            .tooltip = {"손실을 층의 가중합 z로 미분한 것(역전파가 나르는 δ)과 가중치 W로 미분한 것(갱신에 "
                        "쓰는 것) 가운데 고른다.",
                        "Gradient of the loss with respect to a layer's sums z (the δ that backpropagation "
                        "carries) or to its weights W (what the update uses)."},
            .in_panel = shows_gradient()},
           {{"sums", {"∂L/∂z", "∂L/∂z"}}, {"weights", {"∂L/∂W", "∂L/∂W"}}});
  v.integer("layer", layer,
            {.label = {"들여다볼 층", "Layer shown"},
             .tooltip = {"입력 쪽에서부터 센다.", "Counted from the input."},
             .in_panel = false},
            1, most_depth);
  v.choice("look", look,
           {.label = {"펼쳐 볼 것", "Shown in detail"},
            .tooltip = {"그 층의 가중치, 가중치의 기울기, 점마다의 활성값 가운데 고른다.",
                        "The layer's weights, their gradient, or its activations point by point."},
            .in_panel = false},
           {{"weights", {"가중치 W", "Weights W"}},
            {"gradient", {"∂L/∂W", "∂L/∂W"}},
            {"activations", {"활성값 a", "Activations a"}}});
  v.choice("watched", watched,
           {.label = {"지켜볼 값", "Curve"},
            .tooltip = {"학습하는 동안 그릴 값.", "What is drawn while training."},
            .in_panel = false},
           {{"loss", {"손실", "Loss"}},
            {"ratio", {"기울기 비", "Gradient ratio"}},
            {"off", {"꺼진 유닛", "Units off"}}});
}

}  // namespace madang::demos::activations
