#pragma once

namespace madang {

/// What a layer that acts differently in the two is told with every call: dropout, batch norm, spectral norm.
enum class Mode { training, evaluation };

}  // namespace madang
