#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demo/message.h"

namespace madang::app {

/// The runs as they stood before the reader's last changes: replayed, one of them undoes what came after.
class Undo {
 public:
  /// Before a change. `what` names it: while the same thing goes on changing, as under a dragged slider, only
  /// the run before the first of them is kept.
  void remember(const demo::Run& run, const std::string& what, double now_seconds);
  /// The run before the last change, which is then forgotten.
  std::optional<demo::Run> take();
  bool empty() const { return runs_.empty(); }
  void clear();

 private:
  std::vector<demo::Run> runs_;
  std::string last_;
  double last_seconds_ = 0;
};

}  // namespace madang::app
