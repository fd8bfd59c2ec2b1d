#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "ui/box.h"

namespace madang::ui {

/// What a control is, after the roles of WAI-ARIA 1.2. The letters stand in the message to the page.
enum class Role : char {
  button = 'b',
  toggle = 't',  ///< a switch
  slider = 's',
  choice = 'c',  ///< a list of which one is chosen
  option = 'o',  ///< one of several beside each other: a radio button
  item = 'i',    ///< of a menu that is open
  text = 'x',    ///< a text field, which the page has as an element of its own
  pad = 'p',     ///< a picture in which places are pointed at: see pad.h
  words = 'w',   ///< drawn text that is only read
};

/// A control for whoever does not see the picture or has no mouse: what it is called and what it says.
struct Control {
  Role role = Role::button;
  std::string_view name = {};   ///< in the reader's language; holds the text that is seen (WCAG 2.1, 2.5.3)
  std::string_view group = {};  ///< of an option: what is chosen
  std::string_view value = {};  ///< of a slider, as it is written beside it
  std::string_view description = {};
  std::span<const std::string> options = {};  ///< of a choice
  float now = 0.f, low = 0.f, high = 1.f;     ///< of a slider; `now` is the index in a choice
  float step = 0.01f;
  bool on = false;  ///< a switch, an option; a button that holds something open
  bool disabled = false;
};

/// Offers the item drawn last, or the one with this id and place, to the page. What the reader did to it
/// there since the last frame: 1 for a press, else the new position of a slider, the index in a choice, 0 or
/// 1 for a switch. Nothing where there is no page.
std::optional<float> offer(const Control& control);
std::optional<float> offer(const Control& control, ImGuiID id, const Box& place);
/// Says more about the item drawn last, if it was offered last.
void describe_control(std::string_view text);
/// For how long the reader's keys have been at this control; −1: they are not.
double focus_seconds(ImGuiID id);
/// Where the control stands that the reader's keys are at, if it was offered in this frame already.
std::optional<Box> focused_place();

/// Prefixes the names of all controls offered in its life: two runs beside each other have the same ones.
class Within {
 public:
  explicit Within(const std::string& name);
  ~Within();
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  std::string before_;
};

/// All controls of a frame as one message to the page, and what comes back. Part of the host.
class Access {
 public:
  bool on = false;     ///< there is a page that wants the controls
  std::string within;  ///< see Within

  // From the page.
  void ask(ImGuiID id, float value);
  void focus(ImGuiID id);  ///< 0: none
  /// −1 once it was pressed or moved: who does that need not be told what it does.
  double focus_seconds(ImGuiID id) const;
  std::optional<Box> focused_place() const { return focused_place_; }

  // From the pieces, through the functions above.
  std::optional<float> offer(const Control& control, ImGuiID id, const Box& place);
  void describe(ImGuiID id, std::string_view text);

  // From the shell's host, around each frame.
  void begin_frame();
  void end_frame();
  /// The controls of the last frame, where the page has others; null else. Other controls are told at once,
  /// other values after an input at once, else at most five times a second: then asks for a frame.
  const std::string* news(double now_seconds);
  /// The controls of the last frame, one a record (ends with \x1e) of fields that end with \x1f, see
  /// controls.js.
  const std::string& message() const { return message_; }

 private:
  struct Asked {
    ImGuiID id;
    float value;
    bool old;  ///< it was there when the frame began
  };

  void add(std::string_view text);
  void add(std::uint32_t number);
  void add(float number);
  std::optional<float> take(ImGuiID id);

  std::string message_, sent_;
  ImGuiID ids_ = 0, sent_ids_ = 0;  ///< a hash of all ids, in order
  double sent_at_ = -1.0;
  ImGuiID last_ = 0, focused_ = 0;
  bool focus_is_new_ = false, focus_is_used_ = false;
  double focused_at_ = 0.0;  ///< in ImGui's time
  std::optional<Box> focused_place_;
  int frames_after_input_ = 0;
  std::vector<Asked> asked_;
};

}  // namespace madang::ui
