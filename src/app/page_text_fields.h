#pragma once

#include <map>
#include <string>

#include "ui/text_field.h"

namespace madang::app {

/// Text fields as HTML inputs that the page lays over the canvas.
class PageTextFields : public ui::TextHost {
 public:
  ui::TextAnswer show(const ui::TextRequest& request) override;
  /// What the reader typed; given to the field when it is shown next.
  void answer(ImGuiID id, ui::TextAnswer answer) { answers_[id] = std::move(answer); }
  /// After each drawn frame: fields not shown in it go away.
  void end_of_frame();

 private:
  std::map<ImGuiID, ui::TextAnswer> answers_;
};

}  // namespace madang::app
