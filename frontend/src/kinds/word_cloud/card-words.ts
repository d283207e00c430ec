import { dictionary, plural } from '../../lib/i18n.svelte'

const en = {
  how: (most: number) => (most === 1 ? 'One word' : `Up to ${most} words`),
  field: (place: number, most: number) => (most === 1 ? 'Your word' : `Word ${place}`),
  long: (most: number) => `At most ${most} characters.`,
  soFar: 'So far',
  people: (n: number) => `${n} ${plural(n, 'person', 'people')}`,
}

const ko: typeof en = {
  how: (most) => (most === 1 ? '단어 하나를 적어 주세요' : `단어를 ${most}개까지 적어 주세요`),
  field: (place, most) => (most === 1 ? '내 단어' : `단어 ${place}`),
  long: (most) => `${most}글자까지 쓸 수 있어요.`,
  soFar: '지금까지 나온 단어',
  people: (n) => `${n}명`,
}

export const t = dictionary({ ko, en })
