/** What an embed says in the post itself, in the language of the embed. */
const all = {
  ko: {
    title: (title) => `마당 데모: ${title}`,
    open: (title) => `‘${title}’ 데모 열기`,
    gallery: '데모 목록',
    noName: '어느 데모인지 적혀 있지 않습니다. 이렇게 써 주세요: <madang-demo name="attention"></madang-demo>',
    noDemo: (name) => `‘${name}’이라는 데모는 없습니다.`,
    nearest: (name) => `혹시 ‘${name}’인가요?`,
    noSite: '마당이 있는 주소를 알 수 없습니다. 요소에 site="https://…/madang/" 속성을 적어 주세요.',
    notLoaded: (site) => `데모를 ${site}에서 불러오지 못했습니다.`,
    attribute: (name) => `‘${name}’ 속성은 쓰이지 않습니다.`,
    value: (name, value, known) => `${name} 속성에 ‘${value}’ 값은 쓸 수 없습니다. 쓸 수 있는 값: ${known}`,
    swallowed: '닫는 태그 </madang-demo>가 없어, 데모 안으로 들어온 글을 뒤로 옮겼습니다.',
  },
  en: {
    title: (title) => `Madang demo: ${title}`,
    open: (title) => `Open the demo “${title}”`,
    gallery: 'All demos',
    noName: 'No demo is named here. Write it like this: <madang-demo name="attention"></madang-demo>',
    noDemo: (name) => `There is no demo “${name}”.`,
    nearest: (name) => `Did you mean “${name}”?`,
    noSite: 'Where Madang is served is not known. Add site="https://…/madang/" to the element.',
    notLoaded: (site) => `The demo could not be loaded from ${site}.`,
    attribute: (name) => `The attribute “${name}” means nothing here.`,
    value: (name, value, known) => `“${value}” cannot be the attribute ${name}; it can be ${known}`,
    swallowed: 'The closing tag </madang-demo> is missing; what had come inside the demo was put behind it.',
  },
};

/** @param {'ko' | 'en'} language */
export const wordsOf = (language) => all[language];
