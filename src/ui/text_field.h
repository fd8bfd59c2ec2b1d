#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <imgui.h>

namespace madang::ui {

/// A place where the reader types, declared anew in every frame in which it is drawn.
struct TextRequest {
  ImGuiID id;
  ImVec2 position;  ///< in css px of the canvas
  ImVec2 size;
  ImVec2 clip_low;  ///< the part of the canvas in which it may be seen
  ImVec2 clip_high;
  std::string_view value;  ///< what the field holds, as the program sees it
  std::string_view label;  ///< for screen readers
  std::string_view name;   ///< of the setting it holds, where it is one
  std::string_view placeholder;
  std::size_t most_bytes;
  bool multi_line;
  /// A number typed in place of a shown one: takes the focus when it appears, a keyboard of digits on a
  /// phone, answers only when Enter is pressed or the focus leaves, Esc finishes without a text.
  bool numeric;
};

struct TextAnswer {
  std::optional<std::string> text = {};  ///< when the reader has changed it since the last call
  bool cut = false;                      ///< the reader gave more than the field takes; the text is its start
  bool finished = false;                 ///< of a numeric field: the focus has left it
};

/// Real text fields of the surroundings: in the browser an HTML input laid over the canvas, so that Hangul
/// composition, soft keyboards and paste work. A field that is not declared in a frame disappears.
class TextHost {
 public:
  virtual ~TextHost() = default;
  /// Shows or moves the field.
  virtual TextAnswer show(const TextRequest& request) = 0;
};

struct TextFieldOptions {
  std::string name = {};  ///< of the setting it holds; the page's input gets it
  std::string placeholder = {};
  std::size_t most_bytes = 4096;  ///< longer texts are cut, and the answer says so
  bool multi_line = false;
  float width = 0.f;  ///< css px; 0: what is available
  int lines = 4;      ///< of a multi-line field
};

/// A text field. Answers with the new text when the reader changed it; the caller validates it and stores it.
TextAnswer text_field(const char* label, const std::string& value, const TextFieldOptions& options = {});

/// A number typed at a place of the picture, in front of it, in any way that io::typed_number reads; what is
/// none is complained of. `label` is for a screen reader. Call it in every frame while `open`; it closes
/// itself.
std::optional<float> number_field(const char* id, const std::string& label, ImVec2 low, ImVec2 high,
                                  float value, bool& open);

}  // namespace madang::ui
