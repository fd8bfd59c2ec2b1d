#pragma once

#include <array>

#include "core/text.h"

namespace madang::app {

struct Speed {
  Text label;
  double steps_per_second;  ///< 0: as fast as it goes
};

inline const std::array<Speed, 5> speeds = {{
    {{"최대 속도", "Full speed"}, 0},
    {{"초당 60단계", "60 steps/s"}, 60},
    {{"초당 15단계", "15 steps/s"}, 15},
    {{"초당 4단계", "4 steps/s"}, 4},
    {{"초당 1단계", "1 step/s"}, 1},
}};

}  // namespace madang::app
