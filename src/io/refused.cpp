#include "io/refused.h"

namespace madang::io {

Refused::~Refused() = default;

}  // namespace madang::io
