import { dictionary, formatNumber, plural } from '../../lib/i18n.svelte'

const en = {
  guess: 'Your guess',
  number: 'Please enter a number.',
  sign: 'Change the sign',
  decimals: (most: number) =>
    most ? `At most ${most} ${plural(most, 'decimal', 'decimals')}.` : 'A whole number, please.',
  truth: 'True value',
  exact: 'You have hit it exactly!',
  off: (far: string) => `Your guess is off by ${far}.`,
  median: (value: string, n: number) =>
    `Half of ${formatNumber(n)} ${plural(n, 'guess', 'guesses')} are up to ${value}.`,
}

const ko: typeof en = {
  guess: '내 예상',
  number: '숫자를 입력해 주세요.',
  sign: '부호 바꾸기',
  decimals: (most) => (most ? `소수점 아래 ${most}자리까지만 써 주세요.` : '정수로 써 주세요.'),
  truth: '정답',
  exact: '정확히 맞혔어요!',
  off: (far) => `정답과 ${far} 차이예요.`,
  median: (value, n) => `${formatNumber(n)}명 중 절반이 ${value} 이하로 예상했어요.`,
}

export const t = dictionary({ ko, en })
