#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "demo/experiment.h"
#include "demo/head.h"
#include "demo/settings.h"
#include "io/bytes.h"
#include "io/photo.h"

namespace madang::demo {

/// Where the reader's photo comes from.
enum class PhotoFrom { file, camera };

/// The settings that a link has just changed: their controls are ringed for a moment.
struct Lit {
  std::vector<std::string> names{};  ///< of settings, and as in links: "seed", "step", "b."
  float strength = 0.f;              ///< of the ring, from 1 (just changed) to 0
  bool has(std::string_view name) const {
    return strength > 0.f && std::ranges::find(names, name) != names.end();
  }
};

/// What a view may ask of the shell while it draws.
struct Hand {
  Language language = Language::korean;
  bool dark = false;
  std::function<void(Action)> act;     ///< to the experiment, in its worker
  std::function<void(Text)> complain;  ///< a message to the reader; nothing changes
  /// Lets the reader choose or take a photo, which then comes to take_photo; right after a press.
  std::function<void(PhotoFrom)> ask_photo;
  const History* history = nullptr;  ///< of the run that is drawn
  const Ghost* ghost = nullptr;      ///< another run behind it
  bool* curve_drawn = nullptr;       ///< set where a curve of `history` is drawn
  Lit lit{};
  /// In this language: `hand.say("손실", "Loss")`.
  const char* say(const char* korean, const char* english) const {
    return language == Language::korean ? korean : english;
  }
};

/// What one frame of a view is drawn from, handed to every part of its picture.
template <class Settings, class Snapshot>
struct Parts {
  Hand& hand;
  Settings& settings;
  const Snapshot& snapshot;

  const char* say(const char* korean, const char* english) const { return hand.say(korean, english); }
  bool korean() const { return hand.language == Language::korean; }
};

/// The picture of a demo. Draws a snapshot; never sees a model. Changes settings directly: the shell notices
/// and sends them.
class AnyView {
 public:
  virtual ~AnyView() = default;
  virtual std::vector<Field> fields() = 0;
  virtual void read(
      std::span<const std::byte> snapshot) = 0;  ///< throws io::Malformed, keeps the last picture
  /// Called, as describe is, only once a snapshot has been read: until then the shell says what is awaited.
  virtual void draw(Hand& hand) = 0;
  /// Steps per second at which a reader can follow with the present settings; 0: as fast as it goes. Until
  /// the reader chooses a speed, play takes the slowest of the toolbar's that is at least this (60 at most).
  virtual double natural_speed() const { return 0; }
  /// What stands in the one row above the picture. Asked in every frame: it may follow the settings.
  virtual const Head& head(Language /*language*/) const {
    static const Head none;
    return none;
  }
  /// What to look at now, in at most two short sentences; empty: the story of the scene in force. Drawn above
  /// the picture in a room that does not grow, see Shell.
  virtual std::string what_to_see(Language /*language*/) const { return {}; }
  /// The run in which the demo opens where no link says another, written as a link's fragment without its
  /// version: `page=layers&step=120`. A replay of less than a second.
  virtual std::string opening() const { return {}; }
  /// The setting in which two runs differ when the reader begins to compare: the technique that the demo is
  /// about. Empty: the first of the panel.
  virtual std::string compared_setting() const { return {}; }
  /// True where the demo itself shows beside each other what is to be compared: the shell then offers no
  /// second run.
  virtual bool compares_itself() const { return false; }
  /// The bytes of a text file that the reader dropped on the demo, whose encoding io::read_text finds out.
  /// False: this demo takes none.
  virtual bool take_file(Hand& /*hand*/, const std::string& /*bytes*/) { return false; }
  /// A photo that the reader dropped, pasted, chose or took. False: this demo takes none.
  virtual bool take_photo(Hand& /*hand*/, const io::Photo& /*photo*/) { return false; }
  /// What the picture shows now, in one to three plain sentences, for a screen reader. Where something is
  /// learned the English ones hold "loss" and its value: the test of the page watches it fall.
  virtual std::string describe(Language language) = 0;
};

template <class SettingsType, class SnapshotType>
class View : public AnyView {
 public:
  using Settings = SettingsType;
  using Snapshot = SnapshotType;

  std::vector<Field> fields() override { return fields_of(settings); }
  void read(std::span<const std::byte> bytes) override { snapshot = io::from_bytes<Snapshot>(bytes); }

  Settings settings;
  Snapshot snapshot;  ///< the last one
};

using ViewFactory = std::function<std::unique_ptr<AnyView>()>;
void register_view(const std::string& slug, ViewFactory factory);
std::vector<std::string> view_slugs();
std::unique_ptr<AnyView> make_view(const std::string& slug);

/// At namespace scope of a demo's view.cpp: `const RegisterView<AttentionView> registered("attention");`
template <class ViewType>
struct RegisterView {
  explicit RegisterView(const char* slug) {
    register_view(slug, [] { return std::make_unique<ViewType>(); });
  }
};

}  // namespace madang::demo
