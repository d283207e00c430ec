import { dictionary, formatNumber, plural } from '../lib/i18n.svelte'

const en = {
  brand: 'Madang',
  otherLanguage: '한국어',
  joinAt: 'Join at',
  withCode: 'with the code',
  scan: 'Or scan the QR code with your camera',
  qr: 'QR code that leads to the page where people join',
  online: 'here now',
  joined: (count: number) =>
    plural(count, '1 person has joined', `${formatNumber(count)} people have joined`),
  phase: {
    open: { title: 'Open', more: 'Come in' },
    upcoming: {
      title: 'Starting soon',
      more: 'You can open the page already: it lets you in by itself.',
    },
    paused: { title: 'Paused for a moment', more: 'Please keep your page open.' },
    ended: { title: 'The session has ended', more: 'Thank you for being there.' },
  },
  activity: { draft: 'Not open yet', open: 'Open', closed: 'Closed' },
  answers: (count: number) => plural(count, '1 answer', `${formatNumber(count)} answers`),
  locked: 'Nobody new can join right now',
  fullScreen: 'Full screen',
  exitFullScreen: 'Leave full screen',
  theme: { auto: 'Brightness: automatic', light: 'Brightness: light', dark: 'Brightness: dark' },
  awake: 'The display stays awake.',
  sleeps: 'The display may fall asleep',
  sleepsMore:
    'Browsers keep a display awake only on https:// addresses. Please turn off the sleep and the screen saver of this computer.',
  sleepsRefused:
    'The browser refused to keep this display awake, perhaps to save the battery. Please turn off the sleep of this computer.',
  understood: 'Understood',
  connecting: 'Connecting…',
  connection: { live: 'Connected', reconnecting: 'Reconnecting…', ended: 'Not connected' },
  revoked: 'This screen was turned off',
  revokedMore: 'Open a new one from the page of the session.',
  deleted: 'This session is no longer there',
  deletedMore: 'The presenter has deleted it.',
}

const ko: typeof en = {
  brand: '마당',
  otherLanguage: 'English',
  joinAt: '접속 주소',
  withCode: '참여 코드',
  scan: '카메라로 QR 코드를 찍어도 됩니다',
  qr: '참여 페이지로 가는 QR 코드',
  online: '명 접속 중',
  joined: (count) => `모두 ${formatNumber(count)}명 참여`,
  phase: {
    open: { title: '진행 중', more: '어서 오세요' },
    upcoming: { title: '곧 시작합니다', more: '페이지를 미리 열어 두면 자동으로 들어갑니다.' },
    paused: { title: '잠시 멈췄습니다', more: '페이지를 그대로 열어 두세요.' },
    ended: { title: '세션이 끝났습니다', more: '함께해 주셔서 고맙습니다.' },
  },
  activity: { draft: '아직 열리지 않았습니다', open: '진행 중', closed: '마감했습니다' },
  answers: (count) => `응답 ${formatNumber(count)}개`,
  locked: '지금은 새로 참여할 수 없습니다',
  fullScreen: '전체 화면',
  exitFullScreen: '전체 화면 끝내기',
  theme: { auto: '밝기: 자동', light: '밝기: 밝게', dark: '밝기: 어둡게' },
  awake: '화면이 꺼지지 않습니다.',
  sleeps: '화면이 자동으로 꺼질 수 있습니다',
  sleepsMore:
    '브라우저는 https:// 주소에서만 화면을 켜 둘 수 있습니다. 이 컴퓨터의 절전과 화면 보호기를 꺼 주세요.',
  sleepsRefused:
    '절전 등의 이유로 브라우저가 화면을 켜 두지 못했습니다. 이 컴퓨터의 절전을 꺼 주세요.',
  understood: '알겠습니다',
  connecting: '연결하는 중…',
  connection: { live: '연결됨', reconnecting: '다시 연결하는 중…', ended: '연결되지 않음' },
  revoked: '꺼진 화면입니다',
  revokedMore: '세션 페이지에서 화면을 새로 열어 주세요.',
  deleted: '더 이상 없는 세션입니다',
  deletedMore: '진행자가 이 세션을 지웠습니다.',
}

export const t = dictionary({ ko, en })
