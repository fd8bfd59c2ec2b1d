#include "demos/prenorm/settings.h"

#include "demo/settings.h"

namespace madang::demos::prenorm {

using demo::Effect;

Text name_of(Arm arm) { return demo::label_of(Settings{}, &Settings::arm, arm); }

void Settings::visit(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Page"},
            .tooltip = {"무엇을 볼지 고른다. 학습은 그대로 이어진다.", "What is shown; training goes on."},
            .in_panel = false},
           {{"training", {"학습", "Training"}},
            {"layers", {"블록별", "Layers"}},
            {"seeds", {"여러 시드", "Seeds"}}});
  visit_training(v);
  visit_look(v);
  visit_cell(v);
}

void Settings::visit_training(demo::FieldCollector& v) {
  v.integer("depth", depth,
            {.label = {"깊이(블록)", "Depth (blocks)"},
             .tooltip = {"블록마다 어텐션과 완전 연결 층이 하나씩 있다. 깊을수록 post-norm이 견디는 학습률이 "
                         "작다.",
                         "Each block has attention and dense layers. The deeper, the smaller the rate that "
                         "post-norm can take."},
             .effect = Effect::restart,
             .in_panel = page != Page::seeds},
            2, most_depth);
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"셋 모두 Adam에 이 값을 쓴다. 워밍업을 하면 여기까지 천천히 올라간다.",
                        "Adam's, for all three. With warm-up it is where the rate rises to."},
            .effect = Effect::restart,
            .in_panel = page != Page::seeds},
           3e-4f, 0.03f, demo::Scale::logarithmic);
  v.integer("warm_up", warm_up,
            {.label = {"워밍업 갱신 수 w", "Warm-up w, in updates"},
             .tooltip = {"세 번째 모델의 학습률이 0에서 η까지 올라가는 동안의 갱신 수.",
                         "For so many updates the third model's rate rises from 0 to η."},
             .effect = Effect::restart},
            10, 400);
  v.choice("after", after,
           {.label = {"워밍업 뒤의 학습률", "Rate after warm-up"},
            .tooltip = {"η에 머물거나, 2017년 논문처럼 갱신 수의 제곱근에 반비례하여 내려간다.",
                        "It stays at η, or falls with the square root of the updates as in the paper of "
                        "2017."},
            .effect = Effect::restart},
           {{"hold", {"그대로", "Held"}}, {"decay", {"1/√s로 감소", "Falls, 1/√s"}}});
  v.integer("seeds", seeds,
            {.label = {"시드 수", "Seeds"},
             .tooltip = {"‘여러 시드’에서 칸마다 다시 학습하는 횟수.",
                         "How often each cell of the page “Seeds” is trained."},
             .effect = Effect::restart,
             .in_panel = page == Page::seeds},
            1, 10);
}

void Settings::visit_look(demo::FieldCollector& v) {
  v.writing("prompt", prompt,
            {.label = {"앞 글자들", "Text before"},
             .tooltip = {"세 모델에게 다음 글자를 묻는다. 영어 소문자, 끝의 16자까지 읽는다.",
                         "All three are asked for the next letter. Lower-case English; the last 16 "
                         "characters are read."},
             .in_panel = false},
            most_prompt_bytes);
  v.integer("letter", letter,
            {.label = {"글자", "Letter"},
             .tooltip = {"확률을 수로 볼 글자.", "The letter whose probabilities are told."},
             .in_panel = false},
            1, 64);
  v.choice("quantity", quantity,
           {.label = {"블록마다 볼 값", "Shown along the blocks"},
            .tooltip = {"x는 블록에서 블록으로 이어지는 잔차 스트림, F는 완전 연결 층이 더하는 값, W₂는 그 "
                        "마지막 가중치이다.",
                        "The residual stream x goes from block to block; F is what the dense layers add, W₂ "
                        "their last weights."},
            .in_panel = false},
           {{"way", {"∂L/∂x", "∂L/∂x"}},
            {"gradient", {"∂L/∂W₂", "∂L/∂W₂"}},
            {"trunk", {"x", "x"}},
            {"added", {"F", "F"}}});
  v.choice("arm", arm,
           {.label = {"들여다볼 모델", "Model shown"},
            .tooltip = {"셋은 늘 함께 학습한다. 여기서는 무엇을 볼지만 고른다.",
                        "All three learn together; this only chooses the one to look into."},
            .in_panel = false},
           {{"pre", {"Pre-norm", "Pre-norm"}},
            {"post", {"Post-norm", "Post-norm"}},
            {"warm", {"Post + 워밍업", "Post + warm-up"}}});
}

void Settings::visit_cell(demo::FieldCollector& v) {
  v.integer("block", block,
            {.label = {"블록", "Block"},
             .tooltip = {"입력 쪽부터 센다. 그래프를 눌러 고른다.",
                         "Counted from the input; press a place in a plot."},
             .in_panel = false},
            1, most_depth);
  v.integer("row", row,
            {.label = {"자리", "Place"},
             .tooltip = {"계산을 펼쳐 볼 칸의 행.", "Row of the cell whose arithmetic is shown."},
             .in_panel = false},
            1, 8);
  v.integer("unit", unit,
            {.label = {"유닛", "Unit"},
             .tooltip = {"계산을 펼쳐 볼 칸의 열.", "Column of the cell whose arithmetic is shown."},
             .in_panel = false},
            1, width);
  v.integer("tried_depth", tried_depth,
            {.label = {"깊이의 행", "Row of the depth"},
             .tooltip = {"결과를 수로 볼 칸의 행.", "Row of the cell whose runs are told."},
             .in_panel = false},
            1, static_cast<int>(trial_depths.size()));
  v.integer("tried_rate", tried_rate,
            {.label = {"학습률의 열", "Column of the rate"},
             .tooltip = {"결과를 수로 볼 칸의 열.", "Column of the cell whose runs are told."},
             .in_panel = false},
            1, static_cast<int>(trial_rates.size()));
}

}  // namespace madang::demos::prenorm
