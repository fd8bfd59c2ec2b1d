#pragma once

#include <span>
#include <string>

#include "app/page.h"
#include "app/stage.h"

namespace madang::app {

/// The web page on which the shell stands: mount.js hears of everything.
class PageStage : public Stage {
 public:
  void send(int engine, const demo::Command& command) override {
    auto copy = command;
    const auto bytes = io::to_bytes(copy);
    madang_page_send(engine, bytes.data(), bytes.size());
  }
  void close_engine(int engine) override { madang_page_close_engine(engine); }
  void download(const std::string& name, const std::string& type,
                std::span<const std::byte> contents) override {
    madang_page_download(name.c_str(), type.c_str(), contents.data(), contents.size());
  }
  void save_picture(const std::string& name, const Area& area) override {
    madang_page_save_picture(name.c_str(), area.left, area.top, area.width, area.height);
  }
  void pick_file() override { madang_page_pick_file(); }
  void ask_photo(demo::PhotoFrom from) override { madang_page_ask_photo(from == demo::PhotoFrom::camera); }
  void share(const std::string& fragment) override { madang_page_share(fragment.c_str()); }
  void show_status(const Status& status) override {
    madang_page_status(static_cast<double>(status.step), status.playing, status.replaying, status.can_step);
  }
  void show_notice(const std::string& notice) override { madang_page_notice(notice.c_str()); }
  void show_changes(const std::string& told) override { madang_page_changes(told.c_str()); }
  void describe(const std::string& description) override {
    if (description == description_) return;
    description_ = description;
    madang_page_describe(description.c_str());
  }
  void want_height(float height) override {
    settled_ = height == height_;
    height_ = height;
    madang_page_want_height(height);
  }
  void request_frame() override { madang_page_request_frame(); }

  /// Whether the last frame was as high as the one before: what ImGui lays out anew it sizes a frame later.
  bool settled() const { return settled_; }

 private:
  std::string description_;
  float height_ = 0;
  bool settled_ = true;
};

}  // namespace madang::app
