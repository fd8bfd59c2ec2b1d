#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The letters of a share link: how they are written, and what programs that pass a link on make of them.
namespace madang::app {

/// Stands in each link; raised when an old reader could misunderstand a new link.
inline constexpr std::string_view link_version = "1";
/// Before the name of a setting: its value in the second run. No setting's name has a dot.
inline constexpr std::string_view other_run = "b.";

/// Percent-encoding of RFC 3986, section 2.1, for everything but unreserved characters.
std::string percent_encoded(std::string_view text);
/// Nothing for a broken escape, text that is not UTF-8, or one that hides a zero byte.
std::optional<std::string> percent_decoded(std::string_view text);
/// Decodes what can be decoded and leaves the rest as it stands; the bytes need not be UTF-8.
std::string decoded_once(std::string_view text);

/// Whether a program that encodes percent signs once more would leave no trace in this link: every escape in
/// it is that of a percent sign with two hexadecimal digits after it, and there is one.
bool looks_encoded_twice(std::string_view link);

/// A fragment with its separators as they were written: without `#`, white space and what stands around a
/// link in a sentence, decoded as often as it was encoded on its way, without HTML's and quoted-printable's
/// escapes. Leaves what write_link writes as it is.
std::string mended_link(std::string_view fragment);

/// The value of a setting that is no free text, as plain ASCII: full-width forms narrowed, white space and
/// invisible characters taken out.
std::string narrowed(std::string_view text);
/// Without what is neither a letter nor a digit at the end, and without quotes and brackets at the front.
std::string_view without_punctuation(std::string_view text);
/// A name as it is compared when it was not found as it stands: lower case, letters, digits and dots only.
std::string folded_name(std::string_view name);

/// Whether a name in a link was added by a program that counts visits (`fbclid`, `utm_source`).
bool is_tracking(std::string_view name);

/// What a message may show of a part of a link: the start of it, as it stands there, plain ASCII, quoted.
std::string shown_part(std::string_view part);

}  // namespace madang::app
