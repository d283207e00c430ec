import { dictionary, formatNumber as number } from '../../lib/i18n.svelte'
import type { Question } from './types'

const en = {
  question: (place: number, of: number) => `Question ${place} of ${of}`,
  standard: '',
  double: 'Counts double',
  none: 'Without points',
  soon: 'The quiz is about to begin',
  rules: (count: number) => `Questions: ${count}. Right and fast gives points.`,
  team: 'Choose your team.',
  sides: ['True', 'False'],
  hints: {
    several: 'Choose all that are right.',
    order: 'Tap them in the right order.',
  } as Partial<Record<Question['asks'], string>>,
  type: 'Your answer',
  up: 'Time is up.',
  right: 'Right!',
  good: 'right answer ',
  wrong: 'Not right',
  missed: 'No answer',
  points: (points: number) => `${number(points)} points`,
  place: (rank: number, of: number, _unit?: '팀') => `Place ${number(rank)} of ${number(of)}`,
  streak: (streak: number) => `${streak} in a row`,
  over: 'The quiz is over',
  won: 'You have won!',
}

const ko: typeof en = {
  question: (place, of) => `${of}문제 중 ${place}번`,
  standard: '',
  double: '점수 두 배',
  none: '점수 없는 문제',
  soon: '곧 퀴즈를 시작해요',
  rules: (count) => `모두 ${count}문제예요. 빨리 맞힐수록 점수가 높아요.`,
  team: '팀을 골라 주세요.',
  sides: ['맞다', '아니다'],
  hints: {
    several: '맞는 것을 모두 골라 주세요.',
    order: '맞는 순서대로 눌러 주세요.',
  },
  type: '내 답',
  up: '시간이 끝났어요.',
  right: '맞혔어요!',
  good: '정답 ',
  wrong: '틀렸어요',
  missed: '답하지 않았어요',
  points: (points) => `${number(points)}점`,
  place: (rank, of, unit) => `${number(of)}${unit ?? '명'} 중 ${number(rank)}위`,
  streak: (streak) => `${streak}문제 연속 정답`,
  over: '퀴즈가 끝났어요',
  won: '1등이에요!',
}

export const t = dictionary({ ko, en })
