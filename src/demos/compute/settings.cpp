#include "demos/compute/settings.h"

#include "demo/settings.h"

namespace madang::demos::compute {

void Settings::visit(demo::FieldCollector& v) {
  visit_work(v);
  visit_measuring(v);
  visit_looking(v);
}

void Settings::visit_work(demo::FieldCollector& v) {
  using demo::Effect;
  v.choice("work", work,
           {.label = {"계산", "Work"},
            .tooltip = {"행렬 곱은 n×n 행렬 둘을 곱한다. 어텐션은 길이 n인 Q, K, V로 softmax(QKᵀ/√d)V를 "
                        "계산한다. 신경망의 시간은 거의 이 둘이 쓴다.",
                        "Matmul multiplies two n×n matrices. Attention computes softmax(QKᵀ/√d)V for Q, K "
                        "and V of length n. Nearly all of a network's time goes into these two."},
            .effect = Effect::restart},
           {{"matmul", {"행렬 곱", "Matmul"}}, {"attention", {"어텐션", "Attention"}}});
  v.choice("largest", largest,
           {.label = {"가장 큰 n", "Largest n"},
            .tooltip = {"16부터 두 배씩 키워 여기까지 잰다. 한 번에 0.3초를 넘길 것 같은 장치는 그 앞에서 "
                        "멈춘다.",
                        "Sizes double from 16 up to this one. A backend that would take more than 0.3 s for "
                        "one measurement stops before that size."},
            .effect = Effect::restart},
           {{"128", {"128", "128"}},
            {"256", {"256", "256"}},
            {"512", {"512", "512"}},
            {"1024", {"1024", "1024"}}});
  v.integer(
      "heads", heads,
      {.label = {"헤드 수", "Heads"},
       .tooltip = {"같은 길이의 어텐션을 이만큼 나란히 계산한다. GPU는 한꺼번에 할 일이 많을수록 유리하다.",
                   "This many attentions of the same length run in parallel. The more there is to do at "
                   "once, the better for the GPU."},
       .effect = Effect::restart,
       .in_panel = work == Work::attention},
      1, 8);
  v.choice("head_dim", head_dim,
           {.label = {"헤드 차원 d", "Head dimension d"},
            .tooltip = {"질의, 키, 값 벡터의 길이.", "Length of the vectors of queries, keys and values."},
            .effect = Effect::restart,
            .in_panel = work == Work::attention},
           {{"32", {"32", "32"}}, {"64", {"64", "64"}}, {"128", {"128", "128"}}});
}

void Settings::visit_measuring(demo::FieldCollector& v) {
  v.integer(
      "least_ms", least_ms,
      {.label = {"한 번에 재는 시간(ms)", "Time per measurement (ms)"},
       .tooltip = {"짧은 계산은 적어도 이만큼 되풀이하고 횟수로 나눈다. 브라우저의 시계는 눈금이 거칠어서 "
                   "짧게 재면 값이 흔들린다.",
                   "Short work is repeated for at least this long and divided by the count: the clocks "
                   "of browsers are coarse, and short measurements scatter."}},
      2, 50);
  v.toggle("gpu", gpu,
           {.label = {"WebGPU도 재기", "Measure WebGPU too"},
            .tooltip = {"GPU를 켜고 함께 잰다. 끄면 CPU만 잰다.",
                        "Starts the GPU and measures it as well. Off: the CPU alone."}});
}

void Settings::visit_looking(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Show"},
            .tooltip = {"크기에 따른 속도, 루프라인, 표, GPU 튜닝 가운데 고른다.",
                        "Speed by size, the roofline, the table, or the tuning of the GPU."},
            .in_panel = false},
           {{"speed", {"속도", "Speed"}},
            {"roofline", {"루프라인", "Roofline"}},
            {"table", {"표", "Table"}},
            {"tuner", {"GPU 튜닝", "Tuning"}}});
  v.choice("quantity", quantity,
           {.label = {"표의 값", "In the table"},
            .tooltip = {"속도, 시간, 배정밀도 결과와의 차이 가운데 고른다.",
                        "Speed, time, or the difference from double precision."},
            .in_panel = page == Page::table},
           {{"speed", {"GFLOP/s", "GFLOP/s"}},
            {"time", {"시간(ms)", "Time (ms)"}},
            {"error", {"상대 오차", "Relative error"}}});
  v.integer("asked", asked,
            {.label = {"물어볼 크기 n", "Size n to ask about"},
             .tooltip = {"이 크기라면 어느 장치를 고를지, 왜 그런지 묻는다.",
                         "Which backend is chosen for this size, and why."},
             .in_panel = false},
            smallest, 1024);
}

}  // namespace madang::demos::compute
