#include "demos/residual/settings.h"

#include "demo/settings.h"

namespace madang::demos::residual {

using demo::Effect;

Text name_of(Kind kind) { return demo::label_of(Settings{}, &Settings::kind, kind); }

void Settings::visit(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Page"},
            .tooltip = {"무엇을 볼지 고른다. 학습은 그대로 이어진다.", "What is shown; training goes on."},
            .in_panel = false},
           {{"learning", {"학습", "Learning"}},
            {"block", {"블록 안", "Inside a block"}},
            {"surface", {"손실 곡면", "Loss surface"}}});
  visit_network(v);
  visit_look(v);
  visit_place(v);
}

void Settings::visit_network(demo::FieldCollector& v) {
  v.choice("recipe", recipe,
           {.label = {"층", "Layers"},
            .tooltip = {"tanh만 쓰면 기울기가 소실되고, 배치 정규화와 ReLU를 쓰면 기울기는 남지만 깊을수록 "
                        "학습이 더디다.",
                        "With tanh alone the gradient vanishes. With batch norm and ReLU it does not, and "
                        "still a deeper plain network learns worse."},
            .effect = Effect::restart},
           {{"tanh", {"tanh", "tanh"}}, {"normalised", {"BN + ReLU", "BN + ReLU"}}});
  v.integer("depth", depth,
            {.label = {"깊이(은닉층)", "Depth (hidden layers)"},
             .tooltip = {"두 층이 한 블록이므로 짝수로 맞춘다. 깊을수록 지름길이 있고 없고가 갈린다.",
                         "Two layers make a block, so odd numbers are rounded down. The deeper, the more "
                         "the skip connections matter."},
             .effect = Effect::restart},
            4, most_depth);
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"네 신경망에 똑같이 쓴다. 0.1은 얕은 신경망 넷 모두에 알맞다.",
                        "The same for all four networks; 0.1 suits all of them while they are shallow."},
            .effect = Effect::restart},
           0.003f, 1.f, demo::Scale::logarithmic);
  v.choice("start", start,
           {.label = {"tanh 층의 초기화", "Initialisation of tanh layers"},
            .tooltip = {"±1/√n은 PyTorch의 기본값으로, 층마다 신호가 작아진다. Xavier는 크기를 지킨다.",
                        "±1/√n is PyTorch's default, by which the signal shrinks at every layer. Xavier "
                        "keeps its size."},
            .effect = Effect::restart,
            .in_panel = recipe == Recipe::tanh},
           {{"small", {"±1/√n", "±1/√n"}}, {"xavier", {"Xavier", "Xavier"}}});
  v.number("gate_bias", gate_bias,
           {.label = {"Highway의 첫 게이트 편향", "Highway's first gate bias"},
            .tooltip =
                {"처음에 층마다 σ(b)만큼을 새 값으로 바꾼다. 깊은 신경망은 더 작아야 한다.",
                 "Before training each layer replaces a share σ(b) of what comes in. Deeper networks need a "
                 "lower one."},
            .effect = Effect::restart},
           -6.f, 0.f);
  v.integer("seeds", seeds,
            {.label = {"시드 수", "Seeds"},
             .tooltip = {"‘다섯 깊이로 견주기’에서 다시 학습하는 횟수.",
                         "How many seeds each mean over the depths is taken over."},
             .effect = Effect::restart},
            2, 10);
}

void Settings::visit_look(demo::FieldCollector& v) {
  v.choice("kind", kind,
           {.label = {"들여다볼 신경망", "Network shown"},
            .tooltip = {"넷은 늘 함께 학습한다. 여기서는 무엇을 볼지만 고른다.",
                        "All four learn together; this only chooses the one to look into."},
            .in_panel = false},
           {{"plain", {"일반", "Plain"}},
            {"residual", {"잔차", "Residual"}},
            {"highway", {"Highway", "Highway"}},
            {"dense", {"DenseNet", "DenseNet"}}});
  v.integer("block", block,
            {.label = {"블록", "Block"},
             .tooltip = {"입력 쪽부터 센다. 그래프를 눌러 고른다.",
                         "Counted from the input; press a place in the plot."},
             .in_panel = false},
            1, most_depth / 2);  // of the deepest network: a link may set both in any order
  v.choice(
      "left_out", left_out,
      {.label = {"빼 볼 블록", "Leave out"},
       .tooltip = {"뺀 블록은 들어온 값을 그대로 내보낸다. 학습이 끝난 신경망을 다시 학습하지 않고 뺀다.",
                   "A block that is left out hands on what comes in. The network isn't trained again."},
       .in_panel = false},
      {{"none", {"없음", "None"}}, {"one", {"이 블록", "This block"}}, {"all", {"모두", "All blocks"}}});
}

void Settings::visit_place(demo::FieldCollector& v) {
  v.integer("row", row,
            {.label = {"예", "Example"},
             .tooltip = {"계산을 펼쳐 볼 칸의 행.", "Row of the cell whose arithmetic is shown."},
             .in_panel = false},
            1, 8);
  v.integer("unit", unit,
            {.label = {"유닛", "Unit"},
             .tooltip = {"계산을 펼쳐 볼 칸의 열.", "Column of the cell whose arithmetic is shown."},
             .in_panel = false},
            1, 8);
  v.number("alpha", alpha,
           {.label = {"α", "α"},
            .tooltip = {"첫 방향으로 간 만큼.", "How far along the first direction."},
            .in_panel = page == Page::surface},
           -surface_reach, surface_reach);
  v.number("beta", beta,
           {.label = {"β", "β"},
            .tooltip = {"둘째 방향으로 간 만큼.", "How far along the second direction."},
            .in_panel = page == Page::surface},
           -surface_reach, surface_reach);
}

}  // namespace madang::demos::residual
