import { account } from './account.ko'
import type { en } from './en'
import { crew } from './crew.ko'
import { stage } from './stage.ko'

export const ko: typeof en = {
  product: '마당',
  skip: '본문으로 건너뛰기',
  back: '모든 세션',
  cancel: '취소',
  close: '닫기',
  save: '저장',
  saved: '저장했습니다',
  undo: '되돌리기',
  copy: '복사',
  copied: '복사했습니다',
  copyFailed: '복사하지 못했습니다. 글자를 선택해 직접 복사해 주세요.',
  again: '다시 시도',
  loading: '불러오는 중…',

  sorting: {
    move: (name, place, count) => `${name} 옮기기, ${count}개 중 ${place}번째`,
    how: '화살표 키로 옮기고, Enter로 메뉴를 엽니다',
    moved: (name, place, count) => `${name}: ${count}개 중 ${place}번째로 옮겼습니다`,
    up: '위로',
    down: '아래로',
  },

  welcome: {
    title: '모두의 목소리가 모이는 마당',
    text: '발표, 수업, 회의가 살아나는 곳입니다. 코드 하나만 보여 주세요. 아무것도 설치하지 않고 각자의 휴대폰으로 참여합니다.',
    code: '세션 코드가 있으신가요?',
    codeHint: '화면에 보이는 여섯 글자',
    join: '참여',
    signIn: '로그인',
    signUp: '계정 만들기',
    points: [
      ['코드 하나', 'QR 코드와 여섯 글자면 강당 하나가 모입니다.'],
      ['실시간', '사람들이 들어오는 순간이 그대로 보입니다.'],
      ['내 서버', '내 컴퓨터에서 돌아갑니다. 아무것도 밖으로 나가지 않습니다.'],
    ],
  },

  signIn: {
    title: '다시 오셨네요',
    submit: '로그인',
    email: '이메일',
    password: '비밀번호',
    noAccount: '아직 계정이 없으신가요?',
    signUp: '만들기',
    forgot: '비밀번호를 잊으셨나요? 관리자가 새로 정하는 링크를 만들어 드립니다.',
    with: (name) => `${name} 계정으로 계속`,
    or: '또는',
    refused: {
      oidc: '로그인이 끝나지 않았습니다. 한 번 더 시도해 주세요.',
      closed: '이 서버는 가입을 받지 않습니다. 관리자에게 계정을 부탁해 주세요.',
      email: '같은 이메일로 만든 계정이 이미 있습니다. 비밀번호로 로그인해 주세요.',
    },
    expired: '계속하려면 로그인해 주세요.',
  },

  signUp: {
    title: '계정 만들기',
    firstTitle: '마당 시작하기',
    first: '이곳의 첫 계정입니다. 관리자 계정이 됩니다.',
    name: '이름',
    password: '비밀번호',
    passwordHint: '8글자 이상',
    submit: '계정 만들기',
    haveAccount: '이미 계정이 있으신가요?',
    signIn: '로그인',
    closed: '지금은 새 계정을 받지 않습니다. 관리자에게 요청해 주세요.',
  },

  reset: {
    title: '새 비밀번호 정하기',
    submit: '비밀번호 정하기',
    done: '새 비밀번호를 정했습니다. 이제 로그인해 주세요.',
    used: '이미 썼거나 기한이 지난 링크입니다. 관리자에게 새 링크를 요청해 주세요.',
  },

  phase: { upcoming: '시작 전', open: '진행 중', paused: '일시 정지', ended: '종료' },

  list: {
    title: '세션',
    create: '새 세션',
    search: '제목이나 코드로 찾기',
    filter: '상태',
    all: '전체',
    trash: '휴지통',
    joined: (n) => `${n.toLocaleString('ko')}명 참여`,
    created: (when) => `${when} 만듦`,
    more: '더 보기',
    empty: '첫 세션을 만들어 보세요',
    emptyText: '제목을 정하고 코드를 보여 주면, 사람들이 모이기 시작합니다.',
    nothing: '찾은 것이 없습니다',
    nothingText: '조건에 맞는 세션이 없습니다.',
    clear: '조건 지우기',
    actions: (title) => `‘${title}’ 메뉴`,
    edit: '수정',
    poster: '포스터',
    copyLink: '링크 복사',
    remove: '휴지통으로',
    removed: (title) => `‘${title}’ 세션을 휴지통으로 옮겼습니다`,
    restored: (title) => `‘${title}’ 세션을 되살렸습니다`,
  },

  trash: {
    title: '휴지통',
    text: '7일 동안 보관한 뒤 완전히 지웁니다. 그동안 코드는 쓸 수 없습니다.',
    empty: '휴지통이 비었습니다',
    restore: '되살리기',
    destroy: '완전히 지우기',
    destroyTitle: '완전히 지울까요?',
    destroyText: (title) => `‘${title}’ 세션과 그 안의 모든 것이 사라집니다. 되돌릴 수 없습니다.`,
    destroyed: '완전히 지웠습니다',
    deleted: (when) => `${when} 옮김`,
  },

  form: {
    newTitle: '새 세션',
    editTitle: '세션 수정',
    title: '제목',
    titleHint: '참여하는 사람들에게 보입니다',
    description: '설명',
    optional: '선택 사항',
    create: '세션 만들기',
  },

  tabs: {
    label: '세션 메뉴',
    stage: '무대',
    people: '참여자',
    invite: '초대',
    team: '팀',
    settings: '설정',
  },

  stage,

  crew,

  session: {
    edit: '수정',
    poster: '포스터',
    code: '세션 코드',
    joinAt: '참여 주소',
    qr: (code) => `${code} 참여 페이지로 가는 QR 코드`,
    copyLink: '링크 복사',
    linkCopied: '링크를 복사했습니다',
    png: 'PNG',
    svg: 'SVG',
    download: 'QR 코드',
    downloadAs: (kind) => `${kind} 파일로 QR 코드 내려받기`,
    start: '세션 열기',
    pause: '일시 정지',
    resume: '다시 진행',
    end: '세션 종료',
    reopen: '다시 열기',
    endTitle: '세션을 종료할까요?',
    endText: '더는 참여할 수 없게 됩니다. 나중에 다시 열 수 있습니다.',
    started: (when) => `${when} 시작`,
    ended: (when) => `${when} 종료`,
    hint: {
      upcoming: '아직 휴대폰에서 답할 수 없습니다. 세션을 열어 사람들을 맞이하세요.',
      paused: '다시 진행할 때까지 휴대폰에서 답할 수 없고, 새로 들어올 수도 없습니다.',
      ended: '끝난 세션입니다. 휴대폰에서 답할 수 없습니다.',
    },
    actions: '이 세션 메뉴',
  },

  counts: {
    label: '실시간 인원',
    short: (online, joined) =>
      `접속 ${online.toLocaleString('ko')} · 참여 ${joined.toLocaleString('ko')}`,
    online: '접속',
    joined: '참여',
    peak: '최고',
  },

  connection: {
    live: '실시간',
    connecting: '연결 중…',
    lost: '다시 연결 중…',
    ended: '연결 끊김',
  },

  local: {
    title: '휴대폰은 아직 이 주소에 올 수 없습니다',
    text: (url) =>
      `QR 코드가 ${url} 로 이어지는데, 이 컴퓨터에서만 열리는 주소입니다. 같은 네트워크의 휴대폰도 들어오게 하려면 이렇게 시작하세요.`,
    or: '또는 주소를 직접 정하세요.',
  },

  people: {
    title: '참여자',
    search: '참여자 찾기',
    none: '아직 아무도 없습니다',
    noneText: '코드를 보여 주세요. 들어오는 대로 여기에 나타납니다.',
    noneFound: '맞는 이름이 없습니다.',
    online: '접속 중',
    offline: '접속 안 함',
    remove: (name) => `${name} 내보내기`,
    removed: (name) => `${name} 님을 내보냈습니다`,
    letIn: '다시 받기',
    letBackIn: (name) => `${name} 님이 다시 들어올 수 있습니다`,
    show: '보기',
    joined: '참여 중',
    out: '내보냄',
    left: '나감',
    shown: (n) => `${n.toLocaleString('ko')}명`,
  },

  settings: {
    title: '설정',
    anonymous: '익명',
    anonymousHint: '이름을 묻지 않고 별명을 지어 줍니다',
    locked: '잠금',
    lockedHint: '새로 들어올 수 없습니다. 안에 있는 사람은 그대로입니다',
    passcode: '참여 암호',
    passcodeHint: '4~32글자. 들어올 때 한 번 더 묻습니다',
    passcodeNone: '없음',
    max: '최대 인원',
    maxHint: '비워 두면 제한이 없습니다',
    maxNone: '제한 없음',
    maxInvalid: '1부터 100,000까지의 수를 넣거나 비워 두세요.',
    saving: '저장 중…',
  },

  screens: {
    title: '스크린',
    text: '프로젝터에 띄우는 화면입니다. 코드와 무대를 크게 보여 주며, 보기만 할 수 있습니다.',
    none: '연 스크린이 없습니다.',
    open: '스크린 열기',
    name: '스크린',
    blocked: '브라우저가 새 창을 막았습니다. 이 페이지의 팝업을 허용해 주세요.',
    seen: (when) => `${when} 접속`,
    unseen: '아직 열지 않음',
    revoke: (name) => `${name} 연결 끊기`,
    revoked: '스크린 연결을 끊었습니다',
  },

  poster: {
    print: '인쇄',
    back: '세션으로 돌아가기',
    scan: '휴대폰 카메라로 찍어 주세요',
    or: (address) => `또는 ${address} 에서 코드를 넣어 주세요`,
    note: '설치도 가입도 필요 없습니다.',
  },

  account,

  missing: {
    title: '여기에는 아무것도 없습니다',
    text: '없는 페이지나 세션이거나, 다른 사람의 것입니다.',
    home: '세션 목록으로',
    trash: '휴지통에서 찾기',
  },

  problem: {
    title: '서버가 대답하지 않습니다',
    text: '연결을 확인해 주세요. 연결이 돌아오면 다시 시도합니다.',
    kept: '쓴 내용은 그대로 있습니다. 서버가 돌아오면 다시 시도해 주세요.',
    failed: '문제가 생겼습니다',
    busy: (seconds) => `시도가 너무 많습니다. ${seconds}초 뒤에 다시 해 주세요.`,
  },
}
