import { dictionary, formatNumber, plural } from '../../lib/i18n.svelte'

const en = {
  shown: 'Words',
  none: 'No words yet.',
  hidden: 'Hidden',
  filtered: 'Left out by a list',
  filteredHint: 'Swear words and what looks like one. Show what is harmless.',
  hide: 'Hide',
  show: 'Show',
  hideWord: (text: string) => `Hide ${text}`,
  showWord: (text: string) => `Show ${text}`,
  more: (n: number) => `and ${formatNumber(n)} more ${plural(n, 'word', 'words')}`,
}

const ko: typeof en = {
  shown: '단어',
  none: '아직 단어가 없습니다.',
  hidden: '숨긴 단어',
  filtered: '걸러진 단어',
  filteredHint: '욕설이거나 욕설처럼 보이는 단어입니다. 괜찮은 단어는 보이게 할 수 있습니다.',
  hide: '숨기기',
  show: '보이기',
  hideWord: (text) => `${text} 숨기기`,
  showWord: (text) => `${text} 보이기`,
  more: (n) => `외 단어 ${formatNumber(n)}개`,
}

export const words = dictionary({ ko, en })
