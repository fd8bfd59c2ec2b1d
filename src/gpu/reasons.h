#pragma once

#include <string>

#include "core/text.h"
#include "gpu/glue.h"

namespace madang::gpu {

/// Why the GPU does not help, in the reader's language. `detail` is what the browser said, often in English.
Text reason_for(Event event, const std::string& detail);

Text native_build_reason();
Text not_ready_reason();
/// An array of a device that was lost or stopped.
Text gone_reason();
/// Of work whose operands are stored as halves.
Text no_half_reason();
Text too_large_reason(const std::string& what, double asked, double limit);

}  // namespace madang::gpu
