#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/session.h"
#include "app/shell.h"
#include "io/file.h"
#include "support/paths.h"
#include "ui/screen.h"

namespace madang::test {

/// A shell with its engines in the same thread and no window: what a page does, without one.
class TwoEngines : public app::Stage {
 public:
  TwoEngines(const std::string& slug, const std::string& fragment = {}, float width = 1400.f,
             Language language = Language::english)
      : screen(width, 2400.f), shell(slug, language, *this) {
    shell.open(fragment);
    settle();
  }

  void send(int engine, const demo::Command& command) override {
    auto& session = sessions_[static_cast<std::size_t>(engine)];
    if (!session) session.emplace(now_ms);
    if (command.verb == demo::Verb::play) ++plays;
    auto copy = command;
    session->receive(io::to_bytes(copy));
  }
  void close_engine(int engine) override { sessions_[static_cast<std::size_t>(engine)].reset(); }
  void download(const std::string& name, const std::string&, std::span<const std::byte> contents) override {
    files.push_back({name, {contents.begin(), contents.end()}});
  }
  void save_picture(const std::string& name, const app::Area& area) override {
    picture_name = name;
    picture_area = area;
  }
  void pick_file() override {}
  void ask_photo(demo::PhotoFrom) override {}
  void share(const std::string& fragment) override { link = fragment; }
  void show_status(const app::Status& now) override { status = now; }
  void show_notice(const std::string& now) override { notice = now; }
  void show_changes(const std::string& now) override { changes = now; }
  void describe(const std::string& now) override { told = now; }
  void want_height(float wanted) override { height = wanted; }
  void request_frame() override {}

  void draw() {
    screen.frame([&] { shell.draw(); });
  }

  /// Draws, works and hands frames over until nothing more comes by itself.
  void settle() {
    for (int quiet = 0; quiet < 4; ++quiet) {
      draw();
      if (take_frames()) quiet = 0;
    }
  }
  /// Lets the engines work and hands their frames over; false when there was none.
  bool take_frames() {
    bool any = false;
    for (int engine = 0; engine < 2; ++engine) {
      auto& session = sessions_[static_cast<std::size_t>(engine)];
      if (!session) continue;
      while (const auto wanted = session->take_wanted_file())
        session->give_file(io::read_file(std::filesystem::path(test::data_folder) / *wanted));
      while (session->work(0) == 0) {
      }
      if (auto frame = session->take_frame()) {
        steps[static_cast<std::size_t>(engine)] = frame->run.step;
        shell.receive(engine, io::to_bytes(*frame));
        any = true;
      }
    }
    return any;
  }
  void press(app::Press press, int times = 1) {
    for (int i = 0; i < times; ++i) shell.press(press);
    settle();
  }
  void set(const std::string& name, const std::string& value) {
    shell.set_setting(name, value);
    settle();
  }
  bool compares() const { return sessions_[1].has_value(); }

  struct File {
    std::string name;
    std::vector<std::byte> contents;
    std::string text() const { return {reinterpret_cast<const char*>(contents.data()), contents.size()}; }
  };

  Screen screen;
  std::vector<File> files;
  float height = 0;  ///< that the shell wants
  int plays = 0;     ///< how often a run was told to play
  std::string link, notice, told, changes, picture_name;
  app::Area picture_area;
  app::Status status;
  std::array<std::uint64_t, 2> steps{};

 private:
  static double now_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
  std::array<std::optional<app::Session>, 2> sessions_;

 public:
  app::Shell shell;  ///< last: it speaks with the engines as soon as it is made
};

}  // namespace madang::test
