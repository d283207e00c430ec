import { dictionary } from '../../lib/i18n.svelte'

const en = {
  most: 'Answers each',
  longest: 'Longest answer, in characters',
  approve: 'Approve each answer first',
  approveHint: 'Nobody sees an answer before you have let it onto the wall.',
  votes: 'Votes for answers',
  votesHint: 'Everybody can vote for the answers of others, and take it back.',
  names: 'Names on the wall',
  namesHint: 'Only where the activity is not anonymous. Without it, you alone see who wrote what.',
}

const ko: typeof en = {
  most: '한 사람이 쓸 수 있는 답의 수',
  longest: '답의 최대 길이(글자)',
  approve: '승인한 답만 보이기',
  approveHint: '승인하기 전에는 아무에게도 보이지 않습니다.',
  votes: '공감 받기',
  votesHint: '다른 사람의 답에 공감을 누르고 다시 거둘 수 있습니다.',
  names: '게시판에 이름 보이기',
  namesHint: '익명이 아닌 활동에만 해당합니다. 끄면 누가 썼는지 진행자만 봅니다.',
}

export const words = dictionary({ ko, en })
