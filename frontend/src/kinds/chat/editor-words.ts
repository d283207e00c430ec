import { dictionary } from '../../lib/i18n.svelte'

const en = {
  slow: 'Slow mode, in seconds',
  slowHint: 'How long one person waits between two messages. 0 is no wait.',
  longest: 'Longest message, in characters',
  links: 'Links in messages',
  linksHint: 'Without them, a message that holds a link is not taken.',
}

const ko: typeof en = {
  slow: '저속 모드(초)',
  slowHint: '한 사람이 다음 메시지를 쓸 때까지 기다리는 시간입니다. 0이면 기다리지 않습니다.',
  longest: '메시지의 최대 길이(글자)',
  links: '링크 허용',
  linksHint: '끄면 링크가 든 메시지는 보낼 수 없습니다.',
}

export const words = dictionary({ ko, en })
