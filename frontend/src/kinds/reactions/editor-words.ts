import { dictionary } from '../../lib/i18n.svelte'

const en = {
  emoji: 'Emoji',
  emojiHint: 'One to eight, each once. They fly over the screen when people tap them.',
  mood: 'Ask how it goes',
  moodHint: 'Faster, slower, lost or fine: everybody says it at any time and can change it.',
}

const ko: typeof en = {
  emoji: '이모지',
  emojiHint: '한 개에서 여덟 개까지 서로 다르게 넣어 주세요. 누르면 화면 위로 날아갑니다.',
  mood: '지금 어떤지 묻기',
  moodHint: '더 빠르게, 더 천천히, 잘 모르겠어요, 좋아요: 언제든 고르고 바꿀 수 있습니다.',
}

export const words = dictionary({ ko, en })
