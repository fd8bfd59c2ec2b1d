/**
 * The language of ours that a tag asks for: any tag of BCP 47, in any case, also as programs write it (`en_GB.UTF-8`). Who says
 * nothing gets Korean, the language of the house; who asks for a language that we do not have gets English.
 * @param {string | null | undefined} tag  @returns {'ko' | 'en'}
 */
export function languageOf(tag) {
  const primary = (tag ?? '').trim().toLowerCase().split(/[^a-z]/)[0];
  return primary === '' || primary === 'ko' || primary === 'kor' ? 'ko' : 'en';
}
