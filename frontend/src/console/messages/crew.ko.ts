import type { crew as en } from './crew.en'

export const crew: typeof en = {
  title: '팀',
  text: '이 세션을 함께 진행하는 사람들입니다. 각자 자기 계정으로 들어옵니다.',
  you: '나',
  alone: '아직 혼자입니다. 아래에서 링크를 만들어 보내 주세요.',
  roles: { owner: '소유자', presenter: '진행자', moderator: '운영자' },
  may: {
    presenter: '세션을 지우거나 팀을 정하는 일 말고는 나와 똑같이 할 수 있습니다.',
    moderator: '참여자와 질문, 채팅을 관리합니다. 메모와 감춘 결과는 볼 수 없습니다.',
  },
  roleOf: (name) => `${name} 님의 역할`,
  changed: (name, role) => `${name} 님: ${role}`,
  remove: (name) => `${name} 님을 팀에서 빼기`,
  removed: (name) => `${name} 님을 팀에서 뺐습니다`,

  links: '초대 링크',
  linksText:
    '링크 하나로 여러 사람이 들어올 수 있습니다. 7일 동안, 또는 취소할 때까지 쓸 수 있습니다.',
  role: '역할',
  make: '링크 만들기',
  made: (role) => `${role} 초대 링크`,
  once: '지금 복사해 주세요. 다시 보여 주지 않습니다.',
  done: '완료',
  until: (when) => `${when}까지`,
  revoke: (role, when) => `${when}까지 쓸 수 있는 ${role} 초대 링크 취소`,
  revoked: '이제 쓸 수 없는 링크입니다',

  leave: '팀에서 나가기',
  leaveTitle: '팀에서 나갈까요?',
  leaveText: '다시 들어오려면 초대를 받아야 합니다.',
  left: (title) => `‘${title}’ 세션의 팀에서 나왔습니다`,
  out: '이제 이 세션의 팀이 아닙니다.',

  shared: '함께 진행하는 세션',

  invitation: {
    title: '초대를 받았습니다',
    text: (name, title) => `${name} 님이 ‘${title}’ 세션을 함께 진행하자고 합니다.`,
    as: (role) => `역할: ${role}`,
    may: {
      presenter: '세션을 지우거나 팀을 정하는 일 말고는 모두 할 수 있습니다.',
      moderator: '참여자와 질문, 채팅을 관리합니다.',
    },
    seen: (name) => `수락하면 ${name} 님에게 내 이름과 이메일이 보입니다.`,
    accept: '수락',
    kept: (role) => `이미 팀에 있습니다. 역할: ${role}`,
    keptText: '이 초대로 달라지는 것은 없습니다.',
    toSession: '세션으로 가기',
    signedIn: (name, email) => `${name}(${email}) 계정으로 로그인했습니다`,
    signIn: '로그인하고 수락',
    signUp: '계정 만들기',
    gone: '더 이상 쓸 수 없는 초대입니다',
    goneText: '기한이 지났거나 취소된 링크입니다. 새 링크를 부탁해 주세요.',
  },

  moderator: {
    posts: '질문과 채팅',
    people: '참여자',
    waiting: (n) => `승인 대기 ${n.toLocaleString('ko')}개`,
    none: '아직 관리할 글이 없습니다',
    noneText: '질문, 채팅, 자유 응답이 열리면 바로 여기에 나타납니다.',
  },
}
