import { dictionary, formatNumber, plural } from '../../lib/i18n.svelte'

const en = {
  cloud: 'Words, the most frequent first',
  word: (text: string, n: number) => `${text}: ${formatNumber(n)}`,
  more: (n: number) => `and ${formatNumber(n)} more ${plural(n, 'word', 'words')}`,
  gathering: 'Words are coming in. They appear here when the presenter shows them.',
  none: 'The first word is still to come.',
}

const ko: typeof en = {
  cloud: '단어, 많이 나온 순서',
  word: (text, n) => `${text}: ${formatNumber(n)}`,
  more: (n) => `외 단어 ${formatNumber(n)}개`,
  gathering: '단어를 모으고 있습니다. 진행자가 공개하면 여기에 나타납니다.',
  none: '아직 단어가 없습니다.',
}

export const words = dictionary({ ko, en })
