#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Tables of characters that the surroundings have: the browser's (text.js), or the C library's.
namespace madang::io {

/// Text in CP949, Microsoft's extension of EUC-KR to all Hangul syllables (the Encoding Standard's "euc-kr",
/// https://encoding.spec.whatwg.org/#euc-kr; natively iconv's CP949), as UTF-8; nothing when the bytes are
/// none.
std::optional<std::string> utf8_of_cp949(std::string_view bytes);

/// UTF-8 in Normalization Form C (Unicode Standard Annex 15), so that what looks the same is the same: some
/// systems hand over text taken apart. In the browser the whole of it; natively, where the C library has no
/// tables, Hangul alone (compose_hangul).
std::string normal_form(std::string_view text);

}  // namespace madang::io
