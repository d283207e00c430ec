import Trophy from '@lucide/svelte/icons/trophy'
import { language } from '../../lib/i18n.svelte'
import type { About } from '../types'
import { freshQuestion, type QuizConfig } from './config'
import { given } from './given'
import type { Answer } from './types'

export const about: About = {
  order: 7,
  icon: Trophy,
  ownTime: true,
  ledByControl: true,
  words: {
    en: {
      name: 'Quiz',
      description: 'Questions against the clock, with points, a leaderboard, teams and a podium.',
      prompt: 'How well do you know it?',
      hidden:
        'Otherwise the answers’ numbers, leaderboard and podium stay hidden until you show them; everybody sees their own points',
    },
    ko: {
      name: '퀴즈',
      description: '시간 안에 푸는 문제들입니다. 점수, 순위, 팀, 시상대가 있습니다.',
      prompt: '얼마나 알고 계신가요?',
      hidden:
        '끄면 답 분포와 순위, 시상대가 나오지 않습니다. 자기 점수는 각자 볼 수 있고, 원할 때 직접 공개합니다',
    },
  },
  fresh: (): QuizConfig => ({
    questions: [freshQuestion('choice', [])],
    teams: [],
    teams_by: 'choice',
    top: 5,
  }),
  publicTally: (tally, { progress }, watcher) => given(tally, progress, watcher),
  inWords: (answer, config) => {
    const { text, picks, team } = answer as Answer
    const { teams } = config as QuizConfig
    const places = picks?.map((pick) => (language() === 'ko' ? `${pick + 1}번` : `#${pick + 1}`))
    return text ?? places?.join(', ') ?? teams.find(({ id }) => id === team)?.name ?? ''
  },
}
