#include <algorithm>

#include <imgui.h>

#include "demos/cnn/view_parts.h"
#include "ui/bars.h"
#include "ui/controls.h"
#include "ui/filled.h"
#include "ui/image_grid.h"
#include "ui/layout.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::demos::cnn {

namespace {

void cell(const std::string& text) {
  ImGui::TableNextColumn();
  ui::caption(text);
}

/// One number of each network, beside each other; a press chooses the network.
void draw_number(const Parts& parts, const char* title, float ZooRow::*number, float scale) {
  std::vector<ui::Bar> bars;
  for (int i = 0; i < static_cast<int>(parts.snapshot.zoo.size()); ++i)
    bars.push_back({.label = network_name(parts.settings, i),
                    .value = parts.snapshot.zoo[static_cast<std::size_t>(i)].*number / scale});
  ui::BarsOptions options;
  options.name = title;
  options.selected = static_cast<int>(parts.settings.network);
  options.height = 170.f;
  options.values = false;  // the table has them all
  const int clicked = ui::bars(title, bars, options).clicked;
  ui::caption(title);
  if (clicked >= 0) parts.settings.network = static_cast<Network>(clicked);
}

void draw_numbers(const Parts& parts) {
  ui::Flow flow("numbers", 240.f, 2);
  flow.next();
  draw_number(parts, parts.say("파라미터(천 개)", "Parameters, thousands"), &ZooRow::parameters, 1e3f);
  flow.next();
  draw_number(parts, parts.say("이미지 한 장의 곱셈·덧셈(백만 번)", "Multiply-adds for an image, millions"),
              &ZooRow::multiply_adds, 1e6f);
}

void draw_table(const Parts& parts) {
  const bool timed = parts.snapshot.zoo.front().answer_ms > 0;
  const bool roomy = !ui::narrow();
  const int columns = (roomy ? 5 : 4) + (timed ? (roomy ? 2 : 1) : 0);
  if (!ImGui::BeginTable("zoo", columns, ImGuiTableFlags_SizingStretchProp | ImGuiTableFlags_BordersInnerH))
    return;
  ImGui::TableNextRow();
  cell(parts.say("신경망", "Network"));
  if (roomy) cell(parts.say("깊이", "Depth"));
  cell(parts.say("파라미터", "Parameters"));
  cell(parts.say("곱셈·덧셈", roomy ? "Multiply-adds" : "Mult-adds"));
  cell(parts.say("수용 영역", roomy ? "Receptive field" : "Field"));
  if (timed) cell(parts.say("답 하나", "Answer"));
  if (timed && roomy) cell(parts.say("학습, 장당", "Training"));
  for (int i = 0; i < static_cast<int>(parts.snapshot.zoo.size()); ++i) {
    const ZooRow& row = parts.snapshot.zoo[static_cast<std::size_t>(i)];
    const bool present = i == static_cast<int>(parts.settings.network);
    ImGui::TableNextRow();
    if (present) ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, ui::theme().panel);
    cell(network_name(parts.settings, i));
    if (roomy) cell(std::to_string(row.depth));
    cell(ui::count_text(row.parameters));
    cell(millions(row.multiply_adds));
    cell(square(row.field));
    if (timed) cell(milliseconds(row.answer_ms));
    if (timed && roomy) cell(milliseconds(row.training_ms));
  }
  ImGui::EndTable();
}

void draw_stacks(const Parts& parts) {
  ui::Flow flow("stacks", 220.f, static_cast<int>(parts.snapshot.stacks.size()));
  for (const StackRow& stack : parts.snapshot.stacks) {
    flow.next();
    const ui::GridImage image = {.image = ui::Image::of(stack.seen)};
    ui::ImageGridOptions options;
    const std::string many = stack.count > 1 ? std::to_string(stack.count) + " × " : "";
    options.title =
        ui::filled(parts, {"{0}{1}: 수용 영역 {2}, 가중치 {3}개", "{0}{1}: receptive field {2}, {3} weights"},
                   many, square(stack.kernel), square(stack.field), ui::count_text(stack.weights));
    options.most_pixel = 14.f;
    options.range = ui::ColourRange{0.f, *std::ranges::max_element(stack.seen.values)};
    ImGui::PushID(stack.kernel);
    ui::image_grid("seen", {&image, 1}, options);
    ImGui::PopID();
  }
}

}  // namespace

void draw_networks(const Parts& parts) {
  if (parts.snapshot.zoo.empty()) return;
  draw_numbers(parts);
  draw_table(parts);
  if (ui::button(parts.say("이 기기에서 시간 재기", "Time it on this device")))
    parts.hand.act({measure, {}, {}});
  ui::caption(
      parts.say("파라미터, 곱셈·덧셈(이미지 한 장의 순전파), 수용 영역(마지막 특징 맵)은 구조에서 계산하고, "
                "시간은 CPU 코어 하나에서 "
                "잰다.",
                "Parameters, multiply-adds (forward pass of one image) and receptive field (of the last "
                "feature map) are computed from the architecture; times are measured on one core."));
  ImGui::Separator();
  ui::paragraph(parts.say("3×3 둘은 5×5 하나만큼 본다", "Two 3×3 see as far as one 5×5"));
  draw_stacks(parts);
  ui::caption(parts.say(
      "밝은 픽셀일수록 출력 한가운데의 값에 큰 영향을 준다. 역전파로 구했다. 둘 다 채널 16개를 "
      "받아 16개를 낸다.",
      "The brighter a pixel of the input, the more it affects the value in the middle of the output, "
      "as found by backpropagation. Both have 16 channels in and 16 out."));
}

}  // namespace madang::demos::cnn
