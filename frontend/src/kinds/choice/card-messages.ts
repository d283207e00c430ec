import { dictionary } from '../../lib/i18n.svelte'

const en = {
  many: (least: number, most: number) =>
    least === most
      ? `Choose ${least}.`
      : least === 1
        ? `Choose up to ${most}.`
        : `Choose ${least} to ${most}.`,
}

const ko: typeof en = {
  many: (least, most) =>
    least === most
      ? `${least}개를 골라 주세요.`
      : least === 1
        ? `${most}개까지 고를 수 있어요.`
        : `${least}개에서 ${most}개까지 골라 주세요.`,
}

export const t = dictionary({ ko, en })
