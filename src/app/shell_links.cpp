// Links: a state opened, what it changed lit and told, and the way back.
#include <imgui.h>

#include <utility>

#include "app/changes.h"
#include "app/share_link.h"
#include "app/shell.h"
#include "ui/frame.h"

namespace madang::app {

namespace {
constexpr double steady_seconds = 1.2, fading_seconds = 1.3;
constexpr double fading_frame_seconds = 0.05;
}  // namespace

void Shell::open(const std::string& address) {
  const std::string fragment = address.empty() ? "v=1&" + a_.view().opening() : address;
  opens_ = address.empty();
  before_link_.reset();
  if (a_.pictured()) {
    send_changes();
    before_link_ = standing();
  }
  auto fields = a_.view().fields();
  demo::set_values(fields, defaults_);
  auto link = read_link(fragment, fields, slug_);
  std::string complaints;
  for (const auto& complaint : link.complaints)
    complaints += (complaints.empty() ? "" : "\n") + complaint.in(hand_.language);
  set_notice(complaints);
  a_.open(std::move(link.run));
  split_.reset();  // also an equal one begins anew
  compare(std::move(link.other));
  if (!before_link_) return;
  undo_.remember(*before_link_, "#" + fragment, ImGui::GetTime());
  light(*before_link_);
}

/// To what was there before the last link, whatever the reader has done since. That can be undone.
void Shell::go_back() {
  if (!before_link_) return;
  set_notice("");
  send_changes();
  undo_.remember(standing(), "back", ImGui::GetTime());
  restore(*std::exchange(before_link_, {}));
}

void Shell::light(const Standing& before) {
  const Changes changes = changes_of(a_.view().fields(), before, standing(), hand_.language);
  hand_.lit = {changes.names, 1.f};
  lit_since_ = ImGui::GetTime();
  stage_.show_changes(changes.told);
}

void Shell::fade() {
  demo::Lit& lit = hand_.lit;
  if (lit.strength <= 0.f) return;
  const double left = lit_since_ + steady_seconds + fading_seconds - ImGui::GetTime();
  if (left <= 0.0) {
    lit = {};
    return;
  }
  if (calm_ || left > fading_seconds) return ui::request_frame(calm_ ? left : left - fading_seconds);
  lit.strength = static_cast<float>(left / fading_seconds);
  ui::request_frame(fading_frame_seconds);
}

}  // namespace madang::app
