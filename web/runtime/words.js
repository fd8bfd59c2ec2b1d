/** What the runtime itself says, in the page's language. @typedef {'ko' | 'en'} Language */
const all = {
  ko: {
    label: (slug) => `대화형 데모: ${slug}`,
    play: '재생 또는 멈춤', step: '한 단계 진행', reset: '처음부터 다시', undo: '마지막 변경 되돌리기', share: '링크 복사',
    picture: '그림 저장(PNG)', curves: '곡선 저장(CSV)', weights: '가중치 저장(safetensors)', script: 'PyTorch 코드 저장',
    look: '안을 들여다보기',
    enterByMouse: '클릭하면 조작할 수 있습니다 · Esc로 나가기',
    enterByTouch: '탭하면 조작할 수 있습니다',
    copied: '지금 화면을 여는 링크를 복사했습니다.',
    notCopied: '링크를 주소 표시줄에 넣었습니다. 거기에서 복사해 주세요.',
    notCopiedHere: '여기에서는 복사할 수 없습니다. ‘마당에서 크게 보기’가 지금 화면을 엽니다.',
    noWebAssembly: '이 브라우저에서는 WebAssembly를 쓸 수 없어 데모를 실행하지 못합니다. 최신 브라우저에서 열어 주세요.',
    noSimd: '이 브라우저는 WebAssembly SIMD를 지원하지 않아 데모를 실행하지 못합니다. 2021년 이후의 브라우저에서 열어 주세요.',
    noWebGl: '이 브라우저에서는 WebGL 2를 쓸 수 없어 데모를 그리지 못합니다. 하드웨어 가속을 켜거나 다른 브라우저에서 열어 주세요.',
    notStarted: (reason) => `데모를 시작하지 못했습니다. 페이지를 새로 고쳐 주세요. (${reason})`,
    crashed: (reason) => `계산 엔진이 멈추었습니다. 재생이나 처음으로를 누르면 다시 시작합니다. (${reason})`,
    tooLarge: (name, most) => `${name}: 파일이 너무 큽니다. ${most}까지 열 수 있습니다.`,
    unreadable: (name) => `${name}: 파일을 읽을 수 없습니다.`,
  },
  en: {
    label: (slug) => `Interactive demo: ${slug}`,
    play: 'Play or pause', step: 'Take one step', reset: 'Begin anew', undo: 'Take the last change back', share: 'Copy a link',
    picture: 'Save the picture (PNG)', curves: 'Save the curves (CSV)', weights: 'Save the weights (safetensors)', script: 'Save as PyTorch',
    look: 'Look inside the model',
    enterByMouse: 'Click to interact · Esc to leave',
    enterByTouch: 'Tap to interact',
    copied: 'A link to this very picture was copied.',
    notCopied: 'The link is in the address bar; copy it from there.',
    notCopiedHere: 'Copying is not allowed here. “Open in Madang” leads to this very picture.',
    noWebAssembly: 'This browser has no WebAssembly, which the demo needs. Please open it in a current browser.',
    noSimd: 'This browser has no WebAssembly SIMD, which the demo needs. Please open it in a browser of 2021 or later.',
    noWebGl: 'This browser has no WebGL 2, so the demo cannot be drawn. Turn hardware acceleration on, or try another browser.',
    notStarted: (reason) => `The demo could not start. Please reload the page. (${reason})`,
    crashed: (reason) => `The engine has stopped. Play or Reset starts it again. (${reason})`,
    tooLarge: (name, most) => `${name}: the file is too large; up to ${most} can be opened.`,
    unreadable: (name) => `${name}: the file cannot be read.`,
  },
};

/** @param {Language} language */
export const wordsOf = (language) => all[language === 'en' ? 'en' : 'ko'];
