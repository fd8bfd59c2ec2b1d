#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/stage.h"
#include "demo/view.h"

namespace madang::app {

/// The frame around a view: toolbar, panel of settings, notices. Sends commands to an engine that it never
/// sees and reads the frames that come back.
class Shell {
 public:
  Shell(const std::string& slug, Language language, Stage& stage);

  /// Opens the run that a link's fragment names; called again when the page's address changes.
  void open(const std::string& fragment);
  /// Opens the last known run again, for an engine that was started anew.
  void reopen();
  /// A frame from the engine; bytes that hold none become a notice.
  void receive(std::span<const std::byte> message);
  void press(Press press);
  void act(demo::Action action);
  /// The text of a file that the reader dropped on the demo.
  void take_file(const std::string& text);
  void complain(const Text& text);
  void set_dark(bool dark) { hand_.dark = dark; }
  bool dark() const { return hand_.dark; }

  /// One setting by name, as text; changed as if by its widget.
  std::string setting(const std::string& name);
  void set_setting(const std::string& name, const std::string& value);

  /// Draws everything into the display of the current ImGui context.
  void draw();

 private:
  void send(demo::Command command);
  void send_changes();
  void take(demo::Frame frame);
  void follow_settings();
  void report();
  void set_notice(std::string notice);
  void share();
  void reset(std::uint64_t seed);
  void play_or_pause();
  void follow_natural_speed();

  // shell_draw.cpp
  void take_keys();
  void draw_toolbar();
  void draw_run_buttons(bool compact);
  void draw_speed();
  void draw_seed();
  void draw_state();
  void draw_notice();
  void draw_panel();
  void draw_wide();
  void draw_narrow();
  void draw_view(float width);

  Stage& stage_;
  std::string slug_;
  demo::Hand hand_;
  std::unique_ptr<demo::AnyView> view_;
  std::vector<demo::NamedValue> defaults_;
  std::vector<demo::NamedValue>
      sent_;  ///< the settings as the engine knows them, or will when it reads its messages
  std::uint64_t serial_ = 0;
  bool waiting_for_frame_ = false;
  demo::Frame frame_;            ///< the last one, without its snapshot
  std::uint64_t goal_step_ = 0;  ///< of the replay under way
  std::size_t speed_ = 0;        ///< index into the speeds
  bool speed_chosen_ = false;    ///< by the reader; until then the view's natural speed is taken
  std::string notice_;
  std::optional<Status> reported_;
  bool panel_open_ = false;
  bool seed_open_ = false;
};

}  // namespace madang::app
