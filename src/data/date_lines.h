#pragma once

#include <string>
#include <vector>

#include "data/dates.h"

namespace madang::data {

/// A place in a line of dates: which date it belongs to, and what of it that place tells.
struct DatePlace {
  int date = -1;  ///< from 0; −1: between two dates
  DateField field = DateField::none;
  bool operator==(const DatePlace&) const = default;
};

/// Several dates as they are written, "May 3, 2024; 1 January 1999", and what they mean, "2024-05-03
/// 1999-01-01", with the place to which each character (code point) of both belongs.
struct DateLine {
  std::u32string written, iso;
  std::vector<DatePlace> written_places, iso_places;  // of each character
};

/// Throws Error for a style that there is not.
DateLine date_line(const std::vector<StyledDate>& dates);

}  // namespace madang::data
