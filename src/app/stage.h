#pragma once

#include <span>
#include <string>

#include "core/text.h"
#include "demo/message.h"
#include "demo/view.h"

namespace madang::app {

/// Where a run stands, for whoever cannot see the toolbar: the page's own buttons, a screen reader, the
/// tests.
struct Status {
  std::uint64_t step = 0;
  bool playing = false;
  bool replaying = false;
  bool can_step = true;
  bool operator==(const Status&) const = default;
};

/// A part of the drawing, in css px from its upper left corner.
struct Area {
  float left = 0, top = 0, width = 0, height = 0;
};

/// What the shell stands on: a web page or a desktop window.
class Stage {
 public:
  virtual ~Stage() = default;
  /// To engine 0, or to engine 1, which is started by the first command it gets.
  virtual void send(int engine, const demo::Command& command) = 0;
  /// Engine 1 is needed no more.
  virtual void close_engine(int engine) = 0;
  /// Gives the reader a file; `type` is its media type.
  virtual void download(const std::string& name, const std::string& type,
                        std::span<const std::byte> contents) = 0;
  /// Gives the reader a picture of what is drawn there once the frame after the next is.
  virtual void save_picture(const std::string& name, const Area& area) = 0;
  /// Lets the reader choose a file, which then comes as if it had been dropped.
  virtual void pick_file() = 0;
  /// Lets the reader choose or take a photo, which then comes as if it had been dropped.
  virtual void ask_photo(demo::PhotoFrom from) = 0;
  /// Puts the fragment into the page's address and the whole link on the clipboard.
  virtual void share(const std::string& fragment) = 0;
  virtual void show_status(const Status& status) = 0;
  /// The notice as it stands now, empty when there is none.
  virtual void show_notice(const std::string& notice) = 0;
  /// What the link that was just opened changed, in a short sentence; empty where that is nothing.
  virtual void show_changes(const std::string& told) = 0;
  /// What the picture shows, for a screen reader.
  virtual void describe(const std::string& description) = 0;
  /// How high the shell would like to be, in css px, at its present width.
  virtual void want_height(float height) = 0;
  /// Draw soon: something changed that no input or frame announces.
  virtual void request_frame() = 0;
};

/// What one can press, on the toolbar or from outside of it.
enum class Press {
  play,
  step,
  reset,
  share,
  undo,
  save_picture,
  save_curves,
  save_weights,
  save_script,
  look,
  back
};

}  // namespace madang::app
