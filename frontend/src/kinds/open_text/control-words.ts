import { dictionary } from '../../lib/i18n.svelte'

const en = {
  edited: 'Edited',
  sort: 'Order on the wall',
  newest: 'Newest first',
  votes: 'Most votes first',
  waiting: 'Wait for approval',
  shown: 'On the wall',
  hidden: 'Hidden',
  none: 'No answers yet.',
  approve: 'Approve',
  approveAll: 'Approve all',
  hide: 'Hide',
  show: 'Show',
  alone: 'Show large',
  wall: 'Back to the wall',
  group: 'Group',
  groupOf: (text: string) => `Group of “${text}”`,
  of: (action: string, text: string) => `${action}: “${text}”`,
}

const ko: typeof en = {
  edited: '수정됨',
  sort: '게시판에 보이는 순서',
  newest: '새로운 순',
  votes: '공감 많은 순',
  waiting: '승인을 기다리는 답',
  shown: '게시판에 있는 답',
  hidden: '숨긴 답',
  none: '아직 답이 없습니다.',
  approve: '승인',
  approveAll: '모두 승인',
  hide: '숨기기',
  show: '보이기',
  alone: '크게 보이기',
  wall: '게시판으로 돌아가기',
  group: '그룹',
  groupOf: (text) => `“${text}”의 그룹`,
  of: (action, text) => `${action}: “${text}”`,
}

export const words = dictionary({ ko, en })
