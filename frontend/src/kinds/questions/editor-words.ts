import { dictionary } from '../../lib/i18n.svelte'

const en = {
  approve: 'Approve each question first',
  approveHint: 'Nobody sees a question before you have let it through.',
  most: 'Open questions each',
  mostHint: 'Who has as many waits for an answer, or deletes one. Empty: as many as they like.',
  unlimited: 'No limit',
  longest: 'Longest question, in characters',
}

const ko: typeof en = {
  approve: '확인한 질문만 보이기',
  approveHint: '확인하기 전에는 아무에게도 보이지 않습니다.',
  most: '한 사람이 열어 둘 수 있는 질문 수',
  mostHint: '이만큼 물은 사람은 답을 기다리거나 하나를 지워야 합니다. 비워 두면 제한이 없습니다.',
  unlimited: '제한 없음',
  longest: '질문의 최대 길이(글자)',
}

export const words = dictionary({ ko, en })
