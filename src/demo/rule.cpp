#include "demo/rule.h"

namespace madang::demo {

void visit_rule(FieldCollector& v, Rule& rule, About about) {
  about.label = {"최적화", "Optimiser"};
  if (about.tooltip.empty())
    about.tooltip = {
        "기울기로 가중치를 고치는 규칙. 모멘텀(계수 0.9)은 지난 걸음을 일부 이어 가고, Adam은 가중치마다 "
        "걸음을 맞춘다.",
        "The rule that turns gradients into updates. Momentum (0.9) carries on part of the previous step; "
        "Adam scales the step of each weight."};
  v.choice("optimizer", rule, std::move(about),
           {{"gd", {"경사하강법", "Gradient descent"}},
            {"momentum", {"모멘텀", "Momentum"}},
            {"adam", {"Adam", "Adam"}}});
}

}  // namespace madang::demo
