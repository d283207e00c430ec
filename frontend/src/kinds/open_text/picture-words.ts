import { dictionary, formatNumber, plural } from '../../lib/i18n.svelte'

const en = {
  wall: 'Answers',
  none: 'The first answer is still to come.',
  gathering: 'Answers are coming in. They appear here when the presenter shows them.',
  ungrouped: 'In no group',
  votes: (n: number) => `${formatNumber(n)} ${plural(n, 'vote', 'votes')}`,
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
}

const ko: typeof en = {
  wall: '답',
  none: '아직 답이 없습니다.',
  gathering: '답을 모으고 있습니다. 진행자가 공개하면 여기에 나타납니다.',
  ungrouped: '그룹 없는 답',
  votes: (n) => `공감 ${formatNumber(n)}`,
  page: (page, pages) => `${pages}쪽 중 ${page}쪽`,
}

export const words = dictionary({ ko, en })
