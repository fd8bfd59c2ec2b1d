#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demo/message.h"
#include "demo/settings.h"

namespace madang::app {

/// What a reader has before him: a run, and where a second one is compared with it the setting that differs.
struct Standing {
  demo::Run run{};
  std::optional<demo::NamedValue> other{};
};

/// What stood before the reader's last changes: brought back, it undoes what came after.
class Undo {
 public:
  /// Before a change. `what` names it: while the same thing goes on changing, as under a dragged slider, only
  /// what stood before the first of them is kept.
  void remember(const Standing& before, const std::string& what, double now_seconds);
  /// What stood before the last change, which is then forgotten.
  std::optional<Standing> take();
  bool empty() const { return kept_.empty(); }

 private:
  std::vector<Standing> kept_;
  std::string last_;
  double last_seconds_ = 0;
};

}  // namespace madang::app
