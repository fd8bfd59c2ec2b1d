// What the reader takes away: the picture, the curves, the weights, the same run as PyTorch.
#include <imgui.h>

#include <algorithm>

#include "app/icon_button.h"
#include "app/shell.h"
#include "app/split.h"
#include "ui/controls.h"
#include "ui/theme.h"

namespace madang::app {

namespace {

constexpr const char* menu = "save_menu";

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

}  // namespace

bool Shell::offers(demo::Parcel parcel) const {
  return std::ranges::find(a_.frame().offers, parcel) != a_.frame().offers.end();
}

/// "madang-backprop-seed1-step120.csv"
std::string Shell::file_name(const Lane& lane, const char* ending) const {
  const demo::Run& run = lane.frame().run;
  return "madang-" + slug_ + (b_ && &lane == &*b_ ? "-b" : "") + "-seed" + std::to_string(run.seed) +
         "-step" + std::to_string(run.step) + ending;
}

void Shell::save(demo::Parcel parcel) {
  if (!offers(parcel))
    return complain({"이 데모의 지금 설정에는 저장할 것이 없습니다.",
                     "With the current settings, this demo has nothing of that kind to save."});
  (parcel == demo::Parcel::curves ? a_ : chosen()).send({.verb = demo::Verb::fetch, .parcel = parcel});
}

void Shell::save_picture() {
  if (view_area_.width > 0.f) stage_.save_picture(file_name(chosen(), ".png"), view_area_);
}

/// What was fetched has come.
void Shell::deliver(Lane& lane) {
  demo::Frame& frame = lane.frame();
  const auto parcel = std::exchange(frame.parcel, demo::Parcel::none);
  switch (parcel) {
    case demo::Parcel::none:
      return;
    case demo::Parcel::weights:
      return stage_.download(file_name(lane, ".safetensors"), "application/octet-stream", frame.contents);
    case demo::Parcel::script:
      return stage_.download(file_name(lane, ".py"), "text/x-python", frame.contents);
    case demo::Parcel::curves:
      break;
  }
  auto curves = frame.history.curves();
  if (b_) {
    for (auto& curve : curves) curve.name += " (A: " + setting(split_->name) + ")";
    for (auto curve : b_->frame().history.curves()) {
      curve.name += " (B: " + split_->value + ")";
      curves.push_back(std::move(curve));
    }
  }
  stage_.download(file_name(lane, ".csv"), "text/csv;charset=utf-8", bytes_of(demo::csv_of(curves)));
}

void Shell::draw_save_menu() {
  const IconButton button{.icon = Icon::save,
                          .id = "save",
                          .name = hand_.say("저장", "Save"),
                          .labelled = false,
                          .hint = hand_.say("그림, 곡선, 가중치를 파일로 저장하거나 파일을 엽니다.",
                                            "Saves the picture, the curves or the weights, or opens a file."),
                          .on = ImGui::IsPopupOpen(menu)};
  if (icon_button(button)) ImGui::OpenPopup(menu);
  if (!ImGui::BeginPopup(menu)) return;
  draw_save_items();
  ImGui::EndPopup();
}

void Shell::draw_save_items() {
  const auto item = [&](const char* korean, const char* english) {
    return ui::menu_item(hand_.say(korean, english));
  };
  if (item("그림 (PNG)", "Picture (PNG)")) save_picture();
  if (offers(demo::Parcel::curves) && item("곡선 (CSV)", "Curves (CSV)")) save(demo::Parcel::curves);
  if (offers(demo::Parcel::weights) && item("가중치 (safetensors)", "Weights (safetensors)"))
    save(demo::Parcel::weights);
  if (offers(demo::Parcel::script) && item("PyTorch 코드", "PyTorch code")) save(demo::Parcel::script);
  if (item("파일 열기…", "Open a file…")) stage_.pick_file();
}

}  // namespace madang::app
