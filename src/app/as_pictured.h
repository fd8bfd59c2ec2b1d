#pragma once

#include <vector>

#include "app/lane.h"

namespace madang::app {

/// While it lives, choices, switches and the counts that begin a run anew (units, layers) stand in the view's
/// settings as they were when the picture was made that the view has: a page that was chosen a moment ago has
/// no numbers yet, and the page before is drawn until they come. Afterwards they are again what the reader
/// wants, with what was pressed in the meantime; but not in a picture of the run before a link.
class AsPictured {
 public:
  explicit AsPictured(const Lane& lane);
  ~AsPictured();
  AsPictured(const AsPictured&) = delete;
  AsPictured& operator=(const AsPictured&) = delete;

 private:
  const Lane& lane_;
  std::vector<demo::NamedValue> wanted_, shown_;  ///< empty where nothing is to be put back
};

}  // namespace madang::app
