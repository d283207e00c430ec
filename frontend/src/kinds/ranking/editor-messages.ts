import { dictionary } from '../../lib/i18n.svelte'

const en = {
  items: 'Items',
  item: (place: number) => `Item ${place}`,
  add: 'Add an item',
  places: 'Places to give',
  all: 'All',
  score: 'Ordered by',
  borda: 'Points (Borda)',
  average: 'Average place',
  changeable: 'The order may be changed while it is open',
}

const ko: typeof en = {
  items: '항목',
  item: (place) => `항목 ${place}`,
  add: '항목 추가',
  places: '몇 위까지 매길지',
  all: '전부',
  score: '결과 순서의 기준',
  borda: '점수(보르다)',
  average: '평균 순위',
  changeable: '열려 있는 동안 순서를 바꿀 수 있음',
}

export const t = dictionary({ ko, en })
