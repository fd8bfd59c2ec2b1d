#include "app/page_text_fields.h"

#include "app/page.h"

namespace madang::app {

ui::TextAnswer PageTextFields::show(const ui::TextRequest& request) {
  const float box[] = {request.position.x, request.position.y, request.size.x,      request.size.y,
                       request.clip_low.x, request.clip_low.y, request.clip_high.x, request.clip_high.y};
  const auto text = [](std::string_view view) { return std::string(view); };
  madang_page_text_field(request.id, box, text(request.name).c_str(), text(request.value).c_str(),
                         text(request.label).c_str(), text(request.placeholder).c_str(), request.most_bytes,
                         request.multi_line, request.numeric);
  const auto answer = answers_.extract(request.id);
  return answer ? std::move(answer.mapped()) : ui::TextAnswer{};
}

void PageTextFields::end_of_frame() {
  answers_.clear();
  madang_page_end_of_text_fields();
}

}  // namespace madang::app
