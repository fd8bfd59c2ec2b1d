#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/lane.h"
#include "app/stage.h"
#include "app/undo.h"
#include "demo/view.h"

namespace madang::app {

struct IconButton;

/// The frame around a view: toolbar, panel of settings, notices, and beside the run a second one that differs
/// in one setting. Sends commands to engines that it never sees and reads the frames that come back.
class Shell {
 public:
  Shell(const std::string& slug, Language language, Stage& stage);

  /// The language of all that is drawn and told from now on.
  void speak(Language language) { hand_.language = language; }

  /// Opens the run that a link's fragment names; called again when the page's address changes. What was
  /// pictured before is remembered, and what differs is lit and told.
  void open(const std::string& fragment);
  /// The fragment that brings back what is shown now; where that is too long for one, its settings at step 0.
  std::string link() const;
  /// Opens the last known run again, for an engine that was started anew.
  void reopen(int engine);
  /// A frame from an engine; bytes that hold none become a notice.
  void receive(int engine, std::span<const std::byte> message);
  void press(Press press);
  void act(const demo::Action& action);
  /// A file that the reader dropped or chose, as what its bytes say it is (io::format_of).
  void take_file(std::vector<std::byte> file);
  /// A photo that the reader dropped, pasted, chose or took: a pixmap as io/photo reads it.
  void take_photo(std::span<const std::byte> pixmap);
  /// The weights in a file that the reader dropped: safetensors.
  void take_weights(std::vector<std::byte> file);
  void complain(const Text& text);
  /// Which part of the demo is in sight, in css px from its top: there the settings open on a phone.
  void set_seen(float top, float bottom);
  void set_dark(bool dark) { hand_.dark = dark; }
  /// Nothing moves or fades.
  void set_calm(bool calm) { calm_ = calm; }
  /// Where the view begins below the toolbar, in css px.
  float view_top() const { return view_area_.top; }
  bool dark() const { return hand_.dark; }

  /// One setting by name, as text; changed as if by its widget. `b.name` is that of the second run.
  std::string setting(const std::string& name);
  void set_setting(const std::string& name, const std::string& value);

  /// Compares with a second run that has another value of a setting; nothing: no more.
  void compare(std::optional<demo::NamedValue> other);

  /// Draws everything into the display of the current ImGui context.
  void draw();

  /// What stands above the picture now.
  std::string sentence() const;

 private:
  enum class Shown { a, b, both };

  static constexpr float phone_width = 640.f;        ///< css px: narrower, the settings open as a sheet
  static constexpr float panel_beside_from = 900.f;  ///< narrower, they are folded away at first
  static constexpr float head_gap = 10.f;

  /// What the height of the demo may follow.
  struct Arrangement {
    float width = 0;
    std::vector<demo::NamedValue> settings{}, pictured_settings{};
    bool panel = false, compared = false;
    Shown shown = Shown::both;
    bool looked = false, inside = false, noticed = false, pictured = false;
    bool operator==(const Arrangement&) const = default;
  };

  /// What leaves a row that is narrow.
  struct Fold {
    bool word = false;   ///< beside the icon of the settings
    bool speed = false;  ///< into the menu
  };

  void take_text(std::span<const std::byte> file);
  void send_changes();
  void report();
  void set_notice(std::string notice);
  void share();
  void reset(std::uint64_t seed);
  void replay(const demo::Run& run);
  void play_or_pause();
  void play();
  void pace();
  void undo();
  void restore(const Standing& standing);
  void follow_natural_speed();
  bool playing() const;
  void remember(const std::string& what);
  void send_to_all(const demo::Command& command);

  // shell_links.cpp
  Standing standing() const { return {a_.run(), split_}; }
  void go_back();
  void light(const Standing& before);
  void fade();

  // shell_compare.cpp
  void begin_to_compare();
  void align_settings();
  void keep_in_step();
  void draw_compare_controls();
  void draw_split_choice(std::span<demo::Field> fields);
  void draw_lanes();
  void draw_lane(const Lane& lane, const char* letter, int colour);
  void draw_view_of(const Lane& lane);
  demo::Ghost ghost_beside(const Lane& lane) const;
  void draw_curves();
  const demo::Curve& choose_curve();
  void draw_curve(const demo::Curve& curve) const;
  std::string told_difference(const Lane& lane) const;
  std::string told_both() const;

  // shell_save.cpp
  const Lane& chosen() const { return b_ && shown_ == Shown::b ? *b_ : a_; }
  Lane& chosen() { return b_ && shown_ == Shown::b ? *b_ : a_; }
  bool offers(demo::Parcel parcel) const;
  void save(demo::Parcel parcel);
  void save_picture();
  void deliver(Lane& lane);
  std::string file_name(const Lane& lane, const char* ending) const;
  void draw_save_menu();
  void draw_save_items();

  // shell_look.cpp
  void draw_look_toggle();
  void draw_look();
  const demo::Numbers& looked_numbers(const demo::Look& look) const;
  std::string told_numbers(const demo::Look& look) const;
  std::string told_element(const demo::Look& look) const;
  std::string told_look() const;
  void draw_looked_numbers(const demo::Look& look);
  void draw_looked_element(const demo::Look& look);

  // shell_toolbar.cpp
  void draw_toolbar();
  Fold fold_for_head() const;
  void ring_hidden_settings();
  void draw_run_buttons(bool phone);
  void choose_speed(std::size_t index);
  void draw_speed();
  void draw_seed();
  void draw_share();
  void draw_more_menu(const Fold& fold);
  IconButton settings_button(const Fold& fold) const;
  void draw_settings_button(const Fold& fold);
  void draw_head(bool phone);
  std::string told_state() const;
  void draw_state();

  // shell_draw.cpp
  void take_keys();
  float steady(float height);
  void draw_sentence();
  std::string sentence_of(const Lane& lane) const;
  void draw_lines(const std::string& sentence, float width, int lines) const;
  void draw_notice();
  bool has_panel() const;
  bool panel_is_beside() const;
  void draw_settings();
  void draw_panel();
  void draw_sheet();
  void draw_body();
  void draw_view(float width);
  bool choose_inside();
  const char* told_wait(const Lane& lane) const;
  std::string told(const Lane& lane) const;

  Stage& stage_;
  std::string slug_;
  demo::Hand hand_;
  Lane a_;
  std::optional<Lane> b_;
  std::optional<demo::NamedValue> split_;  ///< the setting of B that differs
  Shown shown_ = Shown::both;
  bool beside_ = false;                        ///< both are drawn
  std::string compared_curve_;                 ///< by name, where only one is drawn
  std::uint64_t caught_up_from_ = UINT64_MAX;  ///< the step from which the one behind was last sent after
  std::vector<demo::NamedValue> defaults_;
  demo::LookAt look_;
  bool look_at_gradient_ = false;
  bool inside_ = true;  ///< on a phone, which shows the picture or what is inside
  Undo undo_;
  std::optional<Standing> before_link_;
  bool opens_ = false;    ///< its opening state is on its way, and nobody has pressed play
  double lit_since_ = 0;  ///< in ImGui's time
  bool calm_ = false;
  std::size_t speed_ = 0;      ///< index into the speeds
  bool speed_chosen_ = false;  ///< by the reader; until then the view's natural speed is taken
  std::string notice_;
  std::optional<Status> reported_;
  Area view_area_;
  bool panel_open_ = false;
  float seen_top_ = 0, seen_bottom_ = 0;
  Arrangement arrangement_;
  float height_ = 0;                                             ///< of the demo since it was arranged so
  float drawn_height_ = std::numeric_limits<float>::infinity();  ///< of the last frame
  int unsettled_ = 0;  ///< frames until its height is what it will be
  bool seed_open_ = false;
  bool curve_drawn_ = false;  ///< by a view, since the lanes were begun
};

}  // namespace madang::app
