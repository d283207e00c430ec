import { dictionary } from '../../lib/i18n.svelte'

const en = {
  most: 'Words each',
  filtered: { ko: 'Leave out Korean swear words', en: 'Leave out English swear words' },
  hint: 'Nobody is told: the word counts as an answer and is not shown. You see it and can let it in.',
}

const ko: typeof en = {
  most: '한 사람이 쓸 수 있는 단어 수',
  filtered: { ko: '한국어 욕설 거르기', en: '영어 욕설 거르기' },
  hint: '쓴 사람에게는 알리지 않습니다. 응답으로 세지만 보여 주지 않고, 진행자는 보고 다시 보이게 할 수 있습니다.',
}

export const words = dictionary({ ko, en })
