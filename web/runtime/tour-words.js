/** What tours and guided reading say, in the page's language. @typedef {'ko' | 'en'} Language */
const all = {
  ko: {
    tour: '둘러보기', stepsOf: (count) => `둘러보기 · ${count}단계`, make: '투어 만들기',
    previous: '이전', next: '다음', finish: '마치기', leave: '그만 보기', place: (step, count) => `${step}/${count}`,
    changed: (what) => (what ? `바뀐 것: ${what}` : '이미 이 화면입니다.'), back: '되돌리기',
    damaged: '투어 링크가 손상되어 읽을 수 없습니다. 데모는 그대로 쓸 수 있습니다.',
    newer: '더 새로운 판에서 만든 투어라 여기서는 열 수 없습니다. 데모는 그대로 쓸 수 있습니다.',
    other: '다른 데모의 투어입니다.', openOther: '그 데모에서 열기', close: '닫기',
    toDemo: '데모로 돌아가기', fold: '접기', unfold: '데모 보이기', docked: '데모', run: '재생 또는 멈춤',
    makerLead: '데모를 보여 주고 싶은 상태로 만들어 담고, 무엇을 볼지 한두 문장으로 적으세요. 다 되면 링크 하나로 나눕니다.',
    title: '제목(없어도 됩니다)', keep: '지금 화면 담기', sentence: (step) => `${step}단계 문장`,
    sentenceHint: '무엇을 보아야 하나요?', up: '위로', down: '아래로', remove: '지우기', openStep: '이 화면 열기',
    tryIt: '따라가 보기', copyLink: '링크 복사', copyEmbed: '삽입 코드 복사', clear: '모두 지우기',
    kept: (step) => `${step}단계로 담았습니다.`, removed: (step) => `${step}단계를 지웠습니다.`,
    moved: (step) => `${step}단계로 옮겼습니다.`, cleared: '모두 지웠습니다.',
    linkCopied: '링크를 복사했습니다.', embedCopied: '삽입 코드를 복사했습니다.', copyByHand: '복사가 허락되지 않았습니다. 아래에서 직접 복사하세요.',
    full: (most) => `${most}단계까지 담을 수 있습니다.`, lacksText: (step) => `${step}단계에 문장이 없습니다.`, lacksSteps: '먼저 화면을 하나 담으세요.',
    tooLong: '링크가 너무 깁니다. 손으로 그리거나 붙여 넣은 것이 많은 단계를 줄이세요.', noPacking: '이 브라우저에서는 투어 링크를 만들 수 없습니다.',
  },
  en: {
    tour: 'Tour', stepsOf: (count) => `Tour · ${count} steps`, make: 'Make a tour',
    previous: 'Previous', next: 'Next', finish: 'Finish', leave: 'Leave the tour', place: (step, count) => `${step}/${count}`,
    changed: (what) => (what ? `Changed: ${what}` : 'This is what is shown already.'), back: 'Back',
    damaged: 'The link to this tour is damaged and cannot be read. The demo works as ever.',
    newer: 'This tour was made with a newer version and cannot be opened here. The demo works as ever.',
    other: 'This is a tour of another demo.', openOther: 'Open it there', close: 'Close',
    toDemo: 'Back to the demo', fold: 'Hide', unfold: 'Show the demo', docked: 'Demo', run: 'Play or pause',
    makerLead: 'Set the demo to what you want to show, keep it, and say in a sentence or two what to look at. Then share it all as one link.',
    title: 'Title (optional)', keep: 'Keep what is shown', sentence: (step) => `Sentence of step ${step}`,
    sentenceHint: 'What is there to see?', up: 'Move up', down: 'Move down', remove: 'Delete', openStep: 'Open this state',
    tryIt: 'Try it', copyLink: 'Copy link', copyEmbed: 'Copy embed code', clear: 'Delete all',
    kept: (step) => `Kept as step ${step}.`, removed: (step) => `Step ${step} was deleted.`,
    moved: (step) => `Moved to step ${step}.`, cleared: 'All steps were deleted.',
    linkCopied: 'The link was copied.', embedCopied: 'The embed code was copied.', copyByHand: 'Copying was not allowed. Copy it from below.',
    full: (most) => `A tour has at most ${most} steps.`, lacksText: (step) => `Step ${step} has no sentence.`, lacksSteps: 'Keep a state first.',
    tooLong: 'The link would be too long. Leave out steps with much that was drawn or pasted.', noPacking: 'This browser cannot make links to tours.',
  },
};

/** @param {Language} language */
export const tourWordsOf = (language) => all[language === 'en' ? 'en' : 'ko'];
