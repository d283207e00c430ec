import { dictionary, formatNumber, plural } from '../../lib/i18n.svelte'

const en = {
  all: 'Put the best on top: drag by the handle, or tap one to move it.',
  some: (places: number) =>
    `Bring your top ${places} above the line: drag by the handle, or tap one to move it.`,
  line: (places: number) => `Only these ${places} count`,
  handle: (text: string, place: number, count: number) =>
    `Move ${text}, ${place} of ${count}: arrow keys`,
  moved: (text: string, place: number, count: number) => `${text}: now ${place} of ${count}`,
  up: 'Up',
  down: 'Down',
  top: 'To the top',
  yours: 'Your order',
  everybody: (n: number) =>
    `Everybody's order · ${formatNumber(n)} ${plural(n, 'answer', 'answers')}`,
  points: (points: number) => `${formatNumber(points)} ${plural(points, 'point', 'points')}`,
  average: (place: string) => `place ${place} on average`,
}

const ko: typeof en = {
  all: '좋은 것이 위로 오게 해 주세요. 손잡이를 끌거나, 눌러서 옮길 수 있어요.',
  some: (places) =>
    `1위부터 ${places}위까지 줄 위로 올려 주세요. 손잡이를 끌거나, 눌러서 옮길 수 있어요.`,
  line: (places) => `여기까지 ${places}개만 순위에 들어요`,
  handle: (text, place, count) => `${text} 옮기기, ${count}개 중 ${place}번째: 화살표 키`,
  moved: (text, place, count) => `${text}: 이제 ${count}개 중 ${place}번째`,
  up: '위로',
  down: '아래로',
  top: '맨 위로',
  yours: '내 순서',
  everybody: (n) => `모두의 순서 · ${formatNumber(n)}명`,
  points: (points) => `${formatNumber(points)}점`,
  average: (place) => `평균 ${place}위`,
}

export const t = dictionary({ ko, en })
