import { dictionary } from '../../lib/i18n.svelte'

const en = {
  truth: 'True value',
  truthHint: 'Nobody sees it before you reveal it.',
  unit: 'Unit',
  unitExample: 'm, kg, people',
  least: 'At least',
  most: 'At most',
  none: 'no limit',
  optional: 'optional',
  decimals: 'Decimals of a guess',
  changeable: 'Guesses may be changed while it is open',
}

const ko: typeof en = {
  truth: '정답',
  truthHint: '공개하기 전에는 아무에게도 보이지 않습니다.',
  unit: '단위',
  unitExample: 'm, kg, 명',
  least: '최솟값',
  most: '최댓값',
  none: '제한 없음',
  optional: '선택 사항',
  decimals: '소수점 아래 자릿수',
  changeable: '열려 있는 동안 답을 바꿀 수 있음',
}

export const t = dictionary({ ko, en })
