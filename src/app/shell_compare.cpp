// The second run beside the first: the same seed, batches and hand, but for one setting.
#include <imgui.h>

#include <algorithm>
#include <utility>

#include "app/session.h"
#include "app/shell.h"
#include "app/split.h"
#include "ui/access.h"
#include "ui/controls.h"
#include "ui/field.h"
#include "ui/filled.h"
#include "ui/frame.h"
#include "ui/layout.h"
#include "ui/line_plot.h"
#include "ui/ring.h"
#include "ui/text.h"
#include "ui/theme.h"

namespace madang::app {

namespace {

constexpr float both_from = 640.f;         // css px: narrower, one view at a time
constexpr int colour_a = 0, colour_b = 1;  // of the theme's series

}  // namespace

/// Also changes the value while the comparison goes on.
void Shell::compare(std::optional<demo::NamedValue> other) {
  stage_.request_frame();
  if (!other) {
    if (b_) stage_.close_engine(1);
    b_.reset();
    split_.reset();
    return;
  }
  auto fields = a_.view().fields();
  const auto field = std::ranges::find(fields, other->name, &demo::Field::name);
  if (field == fields.end()) return complain({"그런 설정이 없습니다.", "There is no such setting."});
  const auto before = field->text();
  if (auto refused = field->set(other->value)) return complain(*refused);
  other->value = field->text();
  field->set(before);
  if (b_ && split_ == other) return;
  caught_up_from_ = UINT64_MAX;
  if (playing()) send_to_all({.verb = demo::Verb::pause});
  split_ = std::move(other);
  if (!b_) b_.emplace(1, slug_, stage_);
  b_->open(split(a_.run(), *split_));
}

void Shell::replay(const demo::Run& run) {
  caught_up_from_ = UINT64_MAX;
  a_.replay(run);
  if (b_) b_->replay(split(run, *split_));
}

void Shell::begin_to_compare() {
  auto fields = a_.view().fields();
  const auto wished = a_.view().compared_setting();
  auto field = std::ranges::find(fields, wished, &demo::Field::name);
  if (field == fields.end())
    field = std::ranges::find_if(fields, [](const auto& f) { return f.about.in_panel; });
  if (field != fields.end()) compare(demo::NamedValue{field->name, another_value(*field)});
}

/// What the reader changes in one view holds for both; only the split setting is each one's own.
void Shell::align_settings() {
  auto of_a = a_.view().fields(), of_b = b_->view().fields();
  const auto carry = [&](const Lane& from, std::vector<demo::Field>& to) {
    auto changes = from.changes();
    std::erase_if(changes, [&](const auto& value) { return value.name == split_->name; });
    demo::set_values(to, changes);
  };
  carry(b_.value(), of_a);
  carry(a_, of_b);
  split_->value = ui::find(of_b, split_->name).text();
}

/// While nobody plays, the run that is behind goes on to the step of the other, so that equal steps are seen.
void Shell::keep_in_step() {
  if (!b_ || !a_.rests() || !b_->rests()) return;
  const auto a = a_.frame().run.step, b = b_->frame().run.step;
  if (a == b) {
    caught_up_from_ = UINT64_MAX;
    return;
  }
  Lane& behind = a < b ? a_ : *b_;
  if (!behind.frame().can_step || caught_up_from_ == std::min(a, b))
    return;  // it cannot: it has stopped there
  caught_up_from_ = std::min(a, b);
  behind.send({.verb = demo::Verb::step, .count = std::max(a, b) - std::min(a, b)});
}

void Shell::draw_compare_controls() {
  bool on = b_.has_value();
  if (!on && a_.view().compares_itself()) return;  // a link may still ask for it
  ImGui::Separator();
  if (ui::toggle(hand_.say("두 실행 비교 (A/B)", "Compare two runs (A/B)"), on))
    on ? begin_to_compare() : compare({});
  ui::ring(hand_.lit, "b.", ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  ui::tooltip(
      hand_.say("설정 하나만 다르고 시드와 배치가 같은 두 번째 실행 B를 나란히 돌린다.",
                "Runs a second one, B, side by side: one setting differs, seed and batches are the same."));
  if (!b_) return;
  auto fields = a_.view().fields();
  draw_split_choice(fields);
  auto of_b = b_->view().fields();
  demo::Field other = ui::find(of_b, split_->name);
  other.about.label = {"B · " + other.about.label.korean, "B · " + other.about.label.english};
  ImGui::PushID("b");
  ui::field(hand_, other);
  ImGui::PopID();
}

void Shell::draw_split_choice(std::span<demo::Field> fields) {
  std::vector<const demo::Field*> offered;
  std::vector<std::string> labels;
  int now = 0;
  for (const auto& field : fields) {
    if (!field.about.in_panel && field.name != split_->name) continue;
    if (field.name == split_->name) now = static_cast<int>(offered.size());
    offered.push_back(&field);
    labels.push_back(field.about.label.in(hand_.language));
  }
  if (!ui::dropdown("##split", hand_.say("A와 B가 다른 설정", "Setting that differs"), labels, now, -1.f,
                    hand_.say("A와 B가 서로 다르게 가질 설정.", "The setting that differs between A and B.")))
    return;
  const demo::Field& chosen = *offered[static_cast<std::size_t>(now)];
  compare(demo::NamedValue{chosen.name, another_value(chosen)});
}

/// "SGD", the value in which this run differs.
std::string Shell::told_difference(const Lane& lane) const {
  auto fields = lane.view().fields();
  return shown_value(ui::find(fields, split_->name), hand_.language);
}

std::string Shell::told_both() const {
  auto fields = a_.view().fields();
  return ui::filled(hand_.language,
                    {"A와 B는 ‘{0}’만 다르다: A는 {1}, B는 {2}. 시드와 다른 설정은 같다.",
                     "A and B differ in one setting, {0}: {1} and {2}. The seed and all else are the same."},
                    ui::find(fields, split_->name).about.label, told_difference(a_), told_difference(*b_));
}

void Shell::draw_lanes() {
  const float available = ImGui::GetContentRegionAvail().x;
  const bool wide = available >= both_from;
  std::vector<std::string> names = {"A · " + told_difference(a_), "B · " + told_difference(*b_)};
  if (wide) names.push_back(hand_.say("나란히", "Side by side"));
  int shown = static_cast<int>(shown_);
  if (shown >= static_cast<int>(names.size())) shown = static_cast<int>(Shown::a);
  if (ui::segmented("shown", hand_.say("보이는 실행", "Runs shown"), names, shown))
    shown_ = static_cast<Shown>(shown);
  curve_drawn_ = false;
  const bool both = shown == static_cast<int>(Shown::both);
  if (std::exchange(beside_, both) != both) ui::request_frame();  // the sentence above is that of before
  {
    ui::Flow flow("lanes", both ? available / 2.f - 2.f * ImGui::GetStyle().CellPadding.x : available,
                  both ? 2 : 1);
    if (shown != static_cast<int>(Shown::b)) {
      flow.next();
      draw_lane(a_, "A", colour_a);
    }
    if (shown != static_cast<int>(Shown::a)) {
      flow.next();
      draw_lane(*b_, "B", colour_b);
    }
  }
  if (!curve_drawn_) draw_curves();
}

/// The other run of two that are compared, behind the curves of this one.
demo::Ghost Shell::ghost_beside(const Lane& lane) const {
  if (!b_) return {};
  const bool of_a = &lane == &a_;
  const Lane& other = of_a ? *b_ : a_;
  const std::string name = (of_a ? "B · " : "A · ") + told_difference(other);
  return {{name, name}, other.frame().history};
}

void Shell::draw_lane(const Lane& lane, const char* letter, int colour) {
  ImGui::PushID(letter);
  const ui::Within within(letter);
  const demo::Frame& frame = lane.frame();
  std::string title = ui::filled(hand_.language, {"{0} · {1} · 단계 {2}", "{0} · {1} · step {2}"}, letter,
                                 told_difference(lane), frame.run.step);
  if (frame.replaying) title += " / " + std::to_string(lane.goal_step());
  ImGui::PushStyleColor(ImGuiCol_Text, ui::theme().series_colour(colour));
  ImGui::TextUnformatted(title.c_str());
  ImGui::PopStyleColor();
  constexpr int lines = 3;
  if (beside_) draw_lines(sentence_of(lane), ImGui::GetContentRegionAvail().x, lines);
  draw_view_of(lane);
  ImGui::PopID();
}

/// The curves of both, one plot for each name; of more than stand in two rows, the one that the reader
/// chooses.
void Shell::draw_curves() {
  const auto& curves = a_.frame().history.curves();
  if (curves.empty()) return;
  constexpr float least_width = 280.f;
  const auto count = static_cast<int>(curves.size());
  const float gap = ImGui::GetStyle().ItemSpacing.x;
  const int in_a_row = ui::columns_that_fit(ImGui::GetContentRegionAvail().x, least_width, gap, count);
  if (count > 2 * in_a_row) return draw_curve(choose_curve());
  ui::Flow flow("curves", least_width, count);
  for (const demo::Curve& curve : curves) {
    flow.next();
    draw_curve(curve);
  }
}

const demo::Curve& Shell::choose_curve() {
  const auto& curves = a_.frame().history.curves();
  const auto named = std::ranges::find(curves, compared_curve_, &demo::Curve::name);
  int now = named == curves.end() ? 0 : static_cast<int>(named - curves.begin());
  std::vector<std::string> labels;
  for (const demo::Curve& curve : curves) labels.push_back(curve.label.in(hand_.language));
  if (ui::dropdown("##curve", hand_.say("견줄 곡선", "Curve to compare"), labels, now, -1.f,
                   hand_.say("A와 B를 견줄 곡선.", "The curve by which A and B are compared.")))
    compared_curve_ = curves[static_cast<std::size_t>(now)].name;
  return curves[static_cast<std::size_t>(now)];
}

void Shell::draw_curve(const demo::Curve& curve) const {
  const auto& of_b = b_->frame().history.curves();
  const auto twin = std::ranges::find(of_b, curve.name, &demo::Curve::name);
  std::vector<ui::Series> series = {{.name = "A", .y = curve.y, .x = curve.x, .colour = colour_a}};
  if (twin != of_b.end())
    series.push_back({.name = "B", .y = twin->y, .x = twin->x, .colour = colour_b, .dashed = true});
  ui::line_plot(curve.name.c_str(), series,
                {.x_label = hand_.say("단계", "step"),
                 .y_label = curve.label.in(hand_.language),
                 .shares = curve.share,
                 .empty_text = hand_.say("진행하면 곡선이 나타납니다", "The curves appear as it runs"),
                 .height = 190.f});
}

}  // namespace madang::app
