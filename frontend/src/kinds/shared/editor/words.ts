import { dictionary, formatNumber, plural } from '../../../lib/i18n.svelte'

const en = {
  remove: (name: string) => `Remove ${name}`,
  number: (least: number, most: number, whole: boolean) =>
    `${whole ? 'A whole number' : 'A number'} from ${formatNumber(least)} to ${formatNumber(most)}.`,
  left: (lines: number, most: number) =>
    `${most} at most: ${plural(lines, '1 line', `${formatNumber(lines)} lines`)} left out.`,
  paste: 'Enter adds the next one. Several pasted lines become several.',
}

const ko: typeof en = {
  remove: (name) => `${name} 빼기`,
  number: (least, most, whole) =>
    `${formatNumber(least)}부터 ${formatNumber(most)}까지의 ${whole ? '정수' : '수'}를 넣어 주세요.`,
  left: (lines, most) => `최대 ${most}개입니다. ${formatNumber(lines)}줄은 넣지 못했습니다.`,
  paste: 'Enter를 누르면 다음 칸이 생기고, 여러 줄을 붙여 넣으면 여러 칸이 됩니다.',
}

export const words = dictionary({ ko, en })
