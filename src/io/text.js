// What io/text_system.h asks of the surroundings, in the page, in a worker and in Node alike.
addToLibrary({
  // UTF-8 at `out`, which has room for it; returns its bytes, -1 where the text is none.
  madang_text_of_cp949: (bytes, size, out, room) => {
    try {
      const text = new TextDecoder('euc-kr', { 'fatal': true }).decode(HEAPU8.slice(bytes, bytes + size));
      return new TextEncoder().encodeInto(text, HEAPU8.subarray(out, out + room)).written;
    } catch {
      return -1;
    }
  },
  madang_text_normal_form: (bytes, size, out, room) => {
    const text = new TextDecoder('utf-8', { 'ignoreBOM': true }).decode(HEAPU8.slice(bytes, bytes + size));
    return new TextEncoder().encodeInto(text.normalize('NFC'), HEAPU8.subarray(out, out + room)).written;
  },
});
