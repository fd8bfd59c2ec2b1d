#pragma once

#include <array>

#include "core/text.h"

namespace madang::gpu {

/// Where matmul and attention are computed.
enum class Backend { scalar, simd, webgpu };

inline constexpr std::array all_backends = {Backend::scalar, Backend::simd, Backend::webgpu};

/// Short, for a button.
Text name_of(Backend backend);

/// One sentence, for a tooltip.
Text description_of(Backend backend);

}  // namespace madang::gpu
