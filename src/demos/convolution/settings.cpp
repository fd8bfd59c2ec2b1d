#include "demos/convolution/settings.h"

#include "demo/settings.h"

namespace madang::demos::convolution {

namespace {

/// In the order of Filter; what can be learned is every one but the last.
std::vector<demo::Option> filter_options() {
  return {{"identity", {"항등", "Identity"}},     {"blur", {"흐리게", "Blur"}},
          {"sharpen", {"또렷하게", "Sharpen"}},   {"sobel_x", {"소벨 x", "Sobel x"}},
          {"sobel_y", {"소벨 y", "Sobel y"}},     {"laplacian", {"라플라시안", "Laplacian"}},
          {"emboss", {"엠보스", "Emboss"}},       {"random", {"무작위", "Random"}},
          {"learned", {"학습한 커널", "Learned"}}};
}

}  // namespace

void Settings::visit(demo::FieldCollector& v) {
  visit_picture(v);
  visit_layer(v);
  visit_pages(v);
  visit_learning(v);
}

void Settings::visit_picture(demo::FieldCollector& v) {
  constexpr std::size_t longest_sketch = 2 * side * side, photo_bytes = 3 * side * side;
  v.choice("picture", source,
           {.label = {"이미지", "Image"},
            .tooltip = {"커널이 훑을 이미지. 도형은 시드마다 다르고, 그림과 사진은 직접 넣는다.",
                        "The image that the kernel runs over. Shapes differ from seed to seed; a drawing or "
                        "a photo is your own."}},
           {{"scene", {"도형", "Shapes"}},
            {"stripes", {"줄무늬", "Stripes"}},
            {"drawing", {"직접 그리기", "Drawing"}},
            {"photo", {"사진", "Photo"}}});
  v.writing("drawing", drawing,
            {.label = {"직접 그린 그림", "Drawing"},
             .tooltip = {"손가락이나 마우스로 그린 그림.", "What you drew with a finger or the mouse."},
             .in_panel = false},
            longest_sketch);
  v.writing("photo", photo,
            {.label = {"사진", "Photo"},
             .tooltip = {"40×40으로 줄인 사진.", "A photo reduced to 40×40."},
             .in_panel = false},
            photo_bytes);
  v.choice(
      "channels", channels,
      {.label = {"채널", "Channels"},
       .tooltip = {"RGB에서는 채널마다 커널이 하나씩 있고, 그 결과를 더해 특징 맵 하나를 만든다.",
                   "In RGB every channel has its own kernel; their results are added into one feature map."},
       .effect = demo::Effect::restart},
      {{"grey", {"회색조", "Grey"}}, {"rgb", {"RGB", "RGB"}}});
}

void Settings::visit_layer(demo::FieldCollector& v) {
  v.choice("kernel", filter,
           {.label = {"커널", "Kernel"},
            .tooltip = {"흔히 쓰는 필터에서 시작하여 칸마다 고칠 수 있다. ‘학습한 커널’은 ‘학습’ 보기에서 "
                        "경사하강법이 찾은 것이다.",
                        "Start from a well-known filter and change any cell. “Learned” is the one that "
                        "gradient descent has found on the Learning page."},
            .in_panel = page != Page::learning},
           filter_options());
  v.choice("size", width,
           {.label = {"커널 크기", "Kernel size"},
            .tooltip = {"3×3 필터를 더 큰 커널에 넣으면 가운데에 놓이고 나머지는 0이다.",
                        "In a larger kernel a 3×3 filter sits in the middle, with zeros around it."},
            .effect = demo::Effect::restart},
           {{"3", {"3×3", "3×3"}}, {"5", {"5×5", "5×5"}}, {"7", {"7×7", "7×7"}}});
  v.integer("stride", stride,
            {.label = {"스트라이드", "Stride"},
             .tooltip = {"창이 한 번에 옮겨 가는 픽셀 수. 2이면 특징 맵의 변이 절반이 된다.",
                         "Pixels that the window moves at a time; 2 halves the sides of the map."}},
            1, 4);
  v.integer("padding", padding,
            {.label = {"패딩", "Padding"},
             .tooltip = {"이미지 둘레에 덧대는 0의 폭. 스트라이드와 팽창이 1일 때 (커널 크기 − 1) / 2이면 "
                         "크기가 그대로 유지된다.",
                         "Width of the zeros around the image; with stride and dilation 1, (kernel size − 1) "
                         "/ 2 keeps its size."}},
            0, 6);
  v.integer("dilation", dilation,
            {.label = {"팽창", "Dilation"},
             .tooltip = {"커널 칸 사이의 간격. 가중치를 늘리지 않고 더 넓게 본다.",
                         "Distance between the taps of the kernel: it sees farther with no more weights."}},
            1, 4);
}

void Settings::visit_pages(demo::FieldCollector& v) {
  v.choice("page", page,
           {.label = {"보기", "Show"},
            .tooltip = {"출력 한 칸의 계산, 풀링, 이미지의 이동, 커널의 학습 가운데 고른다.",
                        "How one output is computed, pooling, a shifted image, or a kernel that learns."},
            .in_panel = false},
           {{"window", {"한 칸의 계산", "One output"}},
            {"pooling", {"풀링", "Pooling"}},
            {"shift", {"이동", "Shift"}},
            {"learning", {"학습", "Learning"}}});
  v.integer("pool", pool,
            {.label = {"풀링 창", "Pooling window"},
             .tooltip = {"변의 길이이자 스트라이드. 창끼리 겹치지 않는다.",
                         "Its side and its stride: windows do not overlap."},
             .in_panel = page == Page::pooling || page == Page::shift},
            2, 5);
  v.number("alpha", alpha,
           {.label = {"혼합 풀링의 α", "α of mixed pooling"},
            .tooltip = {"1이면 최대 풀링, 0이면 평균 풀링이다.", "1 is max pooling, 0 average pooling."},
            .in_panel = page == Page::pooling || page == Page::shift},
           0.f, 1.f);
  v.integer("shift_x", shift_x,
            {.label = {"가로 이동", "Shift right"},
             .tooltip = {"이미지를 오른쪽으로 미는 픽셀 수. 빈 자리는 0으로 채운다.",
                         "Pixels by which the image moves right; zeros fill the gap."},
             .in_panel = page == Page::shift},
            -most_shift, most_shift);
  v.integer("shift_y", shift_y,
            {.label = {"세로 이동", "Shift down"},
             .tooltip = {"이미지를 아래로 미는 픽셀 수.", "Pixels by which the image moves down."},
             .in_panel = page == Page::shift},
            -most_shift, most_shift);
}

void Settings::visit_learning(demo::FieldCollector& v) {
  auto learnable = filter_options();
  learnable.pop_back();
  const bool shown = page == Page::learning;
  v.choice("target", target,
           {.label = {"따라 할 필터", "Filter to imitate"},
            .tooltip = {"학습하는 커널은 이 필터를 보지 못하고, 이 필터가 내놓은 특징 맵만 본다.",
                        "The learning kernel never sees this filter, only the feature map it makes."},
            .in_panel = shown},
           learnable);
  demo::visit_rule(
      v, rule,
      {.tooltip =
           {"이웃한 픽셀은 서로 비슷하여 손실의 골짜기가 좁고 길다. Adam이 그런 골짜기를 "
            "더 잘 따라간다.",
            "Neighbouring pixels are similar, so the loss has a long narrow valley; Adam follows it better."},
       .effect = demo::Effect::restart,
       .in_panel = shown});
  v.number("learning_rate", learning_rate,
           {.label = {"학습률 η", "Learning rate η"},
            .tooltip = {"걸음의 크기. 너무 크면 발산한다.", "Step size; too large a value diverges."},
            .in_panel = shown},
           1e-3f, 10.f, demo::Scale::logarithmic);
}

}  // namespace madang::demos::convolution
