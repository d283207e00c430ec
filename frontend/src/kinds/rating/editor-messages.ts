import { dictionary } from '../../lib/i18n.svelte'

const en = {
  statements: 'Statements',
  statement: (place: number) => `Statement ${place}`,
  add: 'Add a statement',
  one: 'With one statement the question itself is enough: it may stay empty.',
  points: 'Points',
  look: 'Shown as',
  stars: 'Stars',
  numbers: 'Numbers',
  low: 'Label of the lowest',
  middle: 'Label of the middle',
  high: 'Label of the highest',
  optional: 'optional',
  lowExample: 'do not agree',
  highExample: 'agree fully',
  skippable: 'Statements may be left out',
  changeable: 'Answers may be changed while it is open',
}

const ko: typeof en = {
  statements: '평가할 항목',
  statement: (place) => `항목 ${place}`,
  add: '항목 추가',
  one: '항목이 하나면 질문만으로 충분하니 비워 두어도 됩니다.',
  points: '점수 단계',
  look: '모양',
  stars: '별',
  numbers: '숫자',
  low: '가장 낮은 점수의 뜻',
  middle: '가운데 점수의 뜻',
  high: '가장 높은 점수의 뜻',
  optional: '선택 사항',
  lowExample: '전혀 아니다',
  highExample: '매우 그렇다',
  skippable: '항목을 건너뛸 수 있음',
  changeable: '열려 있는 동안 답을 바꿀 수 있음',
}

export const t = dictionary({ ko, en })
