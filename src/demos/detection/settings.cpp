#include "demos/detection/settings.h"

#include "data/scene.h"
#include "demo/settings.h"

namespace madang::demos::detection {

using demo::Effect;

static_assert(form_classes == data::form_count);

Text class_name(int label) {
  if (label < form_classes) return data::name_of(static_cast<data::Form>(label));
  const std::string digit = std::to_string(label - form_classes);
  return {digit, digit};
}

void Settings::visit(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Page"},
            .tooltip = {"무엇을 볼지 고른다. 학습은 그대로 이어진다.", "What is shown; training goes on."},
            .in_panel = false},
           {{"scene", {"장면", "Scene"}}, {"score", {"점수", "Score"}}, {"queries", {"질의", "Queries"}}});
  visit_look(v);
  visit_hand(v);
  visit_training(v);
}

void Settings::visit_look(demo::FieldCollector& v) {
  v.number("threshold", threshold,
           {.label = {"점수 임계값", "Score threshold"},
            .tooltip = {"점수가 이보다 낮은 상자는 버린다. 낮추면 더 많이 찾고 더 많이 틀린다.",
                        "Boxes with a lower score are dropped. Lower it to find more and to err more."},
            .in_panel = page != Page::scene},
           0.01f, 0.99f);
  v.toggle("nms", nms,
           {.label = {"비최대 억제(NMS)", "Non-maximum suppression"},
            .tooltip = {"끄면 물체 하나에 상자가 여러 개 남는다.",
                        "Without it, several boxes are left on one object."},
            .in_panel = page != Page::scene});
  v.number("overlap", overlap,
           {.label = {"NMS의 IoU", "IoU of NMS"},
            .tooltip = {"점수가 더 높은 같은 클래스 상자와 이보다 많이 겹치면 버린다.",
                        "A box is dropped if one of its class with a higher score overlaps it by more."},
            .in_panel = nms},
           0.05f, 0.95f);
  v.integer("kept", kept,
            {.label = {"억제 단계", "Step of NMS"},
             .tooltip = {"0은 억제를 마친 모습. 1부터는 점수가 높은 상자부터 하나씩 남기는 모습.",
                         "0 is the end of it; from 1 on, one box after another is kept, by score."},
             .in_panel = false},
            0, 64);
  v.integer("example", example,
            {.label = {"장면", "Scene"},
             .tooltip = {"학습에 쓰지 않은 장면의 번호.", "Number of a held-out scene."},
             .in_panel = false},
            0, test_scenes - 1);
  v.integer("row", row,
            {.label = {"행", "Row"},
             .tooltip = {"계산을 펼쳐 볼 칸의 행.", "Row of the cell whose arithmetic is shown."},
             .in_panel = false},
            1, cells_of_grid.back());
  v.integer("column", column,
            {.label = {"열", "Column"},
             .tooltip = {"계산을 펼쳐 볼 칸의 열.", "Column of the cell whose arithmetic is shown."},
             .in_panel = false},
            1, cells_of_grid.back());
  v.integer("class", shown_class,
            {.label = {"클래스", "Class"},
             .tooltip = {"곡선을 그릴 클래스. 0은 모두.", "Whose curve is drawn; 0 is all of them."},
             .in_panel = false},
            0, most_classes);
  v.choice("definition", definition,
           {.label = {"AP의 정의", "Definition of AP"},
            .tooltip = {"같은 곡선에서 정의마다 값이 조금 다르다.",
                        "The same curve has a slightly different AP by each."},
            .in_panel = page == Page::score},
           {{"all", {"모든 점(VOC 2010)", "All points (VOC 2010)"}},
            {"eleven", {"11점(VOC 2007)", "11 points (VOC 2007)"}},
            {"coco", {"101점(COCO)", "101 points (COCO)"}}});
  v.integer("query", query,
            {.label = {"질의", "Query"},
             .tooltip = {"비용을 펼쳐 볼 질의.", "The query whose cost is taken apart."},
             .in_panel = false},
            1, query_count);
  v.integer("object", object,
            {.label = {"물체", "Object"},
             .tooltip = {"비용을 펼쳐 볼 물체.", "The object whose cost is taken apart."},
             .in_panel = false},
            1, most_objects);
}

void Settings::visit_hand(demo::FieldCollector& v) {
  constexpr std::size_t most_bytes = 256;
  v.writing("objects", objects,
            {.label = {"물체", "Objects"},
             .tooltip = {"직접 꾸민 장면.", "The scene of your own making."},
             .in_panel = false},
            most_bytes);
  v.writing("mine", mine,
            {.label = {"내 상자", "My boxes"},
             .tooltip = {"직접 그린 정답 상자.", "The boxes that you drew."},
             .in_panel = false},
            most_bytes);
  v.choice("tool", tool,
           {.label = {"손", "Hand"},
            .tooltip = {"장면에서 끌면 무엇을 할지 고른다.", "What a drag in the scene does."},
            .in_panel = false},
           {{"move", {"옮기기", "Move"}}, {"add", {"놓기", "Add"}}, {"draw", {"상자 그리기", "Draw boxes"}}});
  v.integer("kind", kind,
            {.label = {"클래스", "Class"},
             .tooltip = {"놓을 물체나 그릴 상자의 클래스.", "Class of what is added or drawn."},
             .in_panel = false},
            1, most_classes);
}

void Settings::visit_training(demo::FieldCollector& v) {
  v.choice("heads", heads,
           {.label = {"학습할 출력부", "Heads"},
            .tooltip = {"질의 디코더는 YOLO와 같은 특징 맵을 읽는다. 함께 학습하면 한 단계가 두 배쯤 걸린다.",
                        "The query decoder reads the feature map of YOLO. With both, a step takes about "
                        "twice as long."},
            .effect = Effect::restart},
           {{"yolo", {"YOLO", "YOLO"}}, {"both", {"YOLO와 질의 디코더", "YOLO and query decoder"}}});
  v.choice("grid", grid,
           {.label = {"격자", "Grid"},
            .tooltip = {"칸 하나는 물체 하나만 찾는다. 촘촘하면 덜 놓치지만 계산이 늘고 겹친 상자가 많다.",
                        "A cell finds one object. A finer grid misses fewer; it costs more and says more "
                        "boxes twice."},
            .effect = Effect::restart},
           {{"coarse", {"3×3", "3×3"}}, {"middle", {"6×6", "6×6"}}, {"fine", {"12×12", "12×12"}}});
  v.integer("boxes", boxes,
            {.label = {"칸마다 상자 수 B", "Boxes per cell B"},
             .tooltip = {"물체와 가장 많이 겹치는 상자 하나가 그 물체를 맡는다.",
                         "The one that overlaps the object most answers for it."},
             .effect = Effect::restart},
            1, 3);
  v.choice("kinds", kinds,
           {.label = {"물체", "Objects"},
            .tooltip = {"숫자는 MNIST의 손글씨 0–3이다.", "The digits are handwritten 0–3 of MNIST."},
            .effect = Effect::restart},
           {{"shapes", {"도형", "Shapes"}}, {"digits", {"도형과 숫자", "Shapes and digits"}}});
  v.number("coordinates", coordinates,
           {.label = {"λ_coord", "λ_coord"},
            .tooltip = {"상자의 자리와 크기에 주는 무게. 논문은 5.",
                        "Weight of a box's place and size; 5 in the paper."},
            .effect = Effect::restart},
           0.1f, 20.f, demo::Scale::logarithmic);
  v.number("background", background,
           {.label = {"λ_noobj", "λ_noobj"},
            .tooltip = {"물체가 없는 상자의 신뢰도에 주는 무게. 논문은 0.5.",
                        "Weight of the confidence of boxes without an object; 0.5 in the paper."},
            .effect = Effect::restart},
           0.02f, 20.f, demo::Scale::logarithmic);
  v.toggle("roots", roots,
           {.label = {"√w, √h", "√w, √h"},
            .tooltip = {"크기를 제곱근으로 견준다. 끄면 큰 상자의 오차가 손실을 차지한다.",
                        "Sizes are compared by their roots. Without, errors of large boxes rule the loss."},
            .effect = Effect::restart});
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"Adam의 학습률. 질의 디코더는 이것의 2/3로 배운다.",
                        "Of Adam; the query decoder takes two thirds of it."},
            .effect = Effect::restart},
           1e-4f, 0.03f, demo::Scale::logarithmic);
  v.integer(
      "seeds", seeds,
      {.label = {"시드 수", "Seeds"},
       .tooltip = {"‘여러 시드의 평균’에서 다시 학습하는 횟수.", "How many seeds each mean is taken over."},
       .in_panel = page == Page::score},
      2, 10);
}

}  // namespace madang::demos::detection
