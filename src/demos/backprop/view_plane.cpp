#include <algorithm>
#include <cmath>

#include <imgui.h>

#include "data/points.h"
#include "demos/backprop/view_parts.h"
#include "io/refused.h"
#include "ui/controls.h"
#include "ui/text.h"
#include "ui/text_field.h"

namespace madang::demos::backprop {

namespace {

constexpr ui::PlaneLimits limits = {-plane_limit, plane_limit, -plane_limit, plane_limit};

std::vector<ui::PlanePoint> points_of(const Snapshot& s) {
  std::vector<ui::PlanePoint> points;
  for (std::size_t i = 0; i < s.x.size(); ++i)
    points.push_back({s.x[i], s.y[i], s.label[i], static_cast<int>(i) >= s.train_count});
  return points;
}

int training_point_near(const Snapshot& s, ui::PlanePosition at, float reach) {
  int nearest = -1;
  for (int i = 0; i < s.train_count; ++i) {
    const auto index = static_cast<std::size_t>(i);
    const float distance = std::hypot(s.x[index] - at.x, s.y[index] - at.y);
    if (distance >= reach) continue;
    reach = distance;
    nearest = i;
  }
  return nearest;
}

void erase_near(Settings& settings, ui::PlanePosition at) {
  constexpr float reach = 0.12f;
  const Points points = points_of_text(settings.points).points;
  std::size_t nearest = points.size();
  float best = reach;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float distance = std::hypot(points.x[i] - at.x, points.y[i] - at.y);
    if (distance < best) {
      best = distance;
      nearest = i;
    }
  }
  Points kept;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (i != nearest) kept.add(points.x[i], points.y[i], points.label[i]);
  settings.points = text_of_points(kept);
}

void add_point(const Parts& parts, ui::PlanePosition at) {
  Points points = points_of_text(parts.settings.points).points;
  if (points.size() >= most_own_points) {
    parts.hand.complain({"점은 1000개까지 찍을 수 있습니다.", "At most 1000 points can be drawn."});
    return;
  }
  const auto hundredth = [](float v) {
    return std::round(std::clamp(v, -plane_limit, plane_limit) * 100.f) / 100.f;
  };
  points.add(hundredth(at.x), hundredth(at.y), parts.settings.brush);
  parts.settings.points = text_of_points(points);
}

}  // namespace

void PlanePart::draw(const Parts& parts) {
  const Snapshot& s = parts.snapshot;
  const std::vector<ui::PlanePoint> points = points_of(s);
  const bool own = parts.settings.data == Data::own;
  ui::PlanePlotOptions options;
  options.limits = limits;
  options.field = s.field.empty() || points.empty() ? nullptr : &s.field;
  options.field_groups = s.field_class.empty() || points.empty() ? nullptr : &s.field_class;
  options.selected_point = s.sample - 1;
  options.name = parts.say("점의 평면", "Plane of points");
  options.x_label = "x₁";
  options.y_label = "x₂";
  options.hint = own ? parts.say("눌러서 점 찍기", "Press to draw points") : "";
  const ui::PlanePlotResult result = ui::plane_plot("plane", points, options);
  if (result.clicked) press(parts, *result.clicked);
  std::string told = parts.say("점을 누르면 그 점의 계산이 신경망에 나온다.",
                               "Press a point to see its numbers in the network.");
  if (static_cast<int>(points.size()) > s.train_count)
    told = parts.say("속이 빈 점은 학습에 쓰지 않은 테스트 점이다. ",
                     "Hollow points are held out for testing. ") +
           told;
  if (!points.empty()) ui::caption(told);
  if (parts.settings.sample > 0 && ui::button(parts.say("차례대로 보기", "Take the points in turn")))
    parts.settings.sample = 0;
  if (own) draw_tools(parts);
  if (!s.notice.empty()) ui::caption(s.notice.in(parts.hand.language));
}

void PlanePart::press(const Parts& parts, ui::PlanePosition at) const {
  const bool own = parts.settings.data == Data::own;
  if (own && erasing_) return erase_near(parts.settings, at);
  const int point = training_point_near(parts.snapshot, at, own ? 0.06f : 0.2f);
  if (point >= 0)
    parts.settings.sample = point + 1;
  else if (own)
    add_point(parts, at);
}

void PlanePart::draw_tools(const Parts& parts) {
  const std::vector<std::string> brushes = {"● 0", "■ 1", "▲ 2", "◆ 3", parts.say("지우개", "Erase")};
  int brush = erasing_ ? most_point_classes : parts.settings.brush;
  if (ui::segmented("brush", parts.say("붓", "Brush"), brushes, brush)) {
    erasing_ = brush == most_point_classes;
    if (!erasing_) parts.settings.brush = brush;
  }
  if (ui::button(parts.say("모두 지우기", "Clear all"))) parts.settings.points.clear();
  ImGui::SameLine();
  if (ui::button(parts.say("CSV 넣기", "Add a CSV"))) pasting_ = !pasting_;
  if (pasting_) draw_paste(parts);
}

void PlanePart::draw_paste(const Parts& parts) {
  ui::caption(
      parts.say("x, y, 클래스(class)의 세 열을 붙여 넣거나, 파일을 이 데모 위에 끌어다 놓는다. 쉼표, "
                "세미콜론, 탭으로 나누고 1000행, 네 클래스까지 받는다.",
                "Paste three columns, x, y and class, or drop a file on this demo. Separated by comma, "
                "semicolon or tab; up to 1000 rows and four classes."));
  constexpr std::size_t most_pasted_bytes = 4 << 20;
  const ui::TextAnswer typed = ui::text_field(
      "CSV", pasted_, {.placeholder = "x,y,class", .most_bytes = most_pasted_bytes, .multi_line = true});
  if (typed.text) pasted_ = *typed.text;
  if (typed.cut)
    parts.hand.complain({"글이 너무 길어 앞부분(4 MiB)만 받았습니다.",
                         "The text is too long; only its start (4 MiB) was taken."});
  if (ui::button(parts.say("읽기", "Read"), true) && take_csv(parts.hand, parts.settings, pasted_)) {
    pasted_.clear();
    pasting_ = false;
  }
}

bool PlanePart::take_csv(demo::Hand& hand, Settings& settings, const std::string& text) {
  try {
    const CsvPoints read = points_of_csv(text);
    settings.points = text_of_points(read.points);
    settings.data = Data::own;
    std::string names;
    for (const std::string& name : read.class_names) names += (names.empty() ? "" : ", ") + name;
    const std::string count = std::to_string(read.points.size());
    const auto apart = [](const std::string& text) { return text.empty() ? "" : " " + text; };
    hand.complain({"점 " + count + "개를 읽었습니다. 클래스: " + names +
                       ". 두 열은 각각 -1에서 1 사이로 맞추었습니다." + apart(read.told.korean),
                   count + " points read. Classes: " + names + ". Each column was scaled to -1 … 1." +
                       apart(read.told.english)});
    return true;
  } catch (const io::Refused& refused) {
    hand.complain(refused.reason());
    return false;
  }
}

}  // namespace madang::demos::backprop
