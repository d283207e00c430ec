// Deleting with a way back: the trash keeps a session for a week.
import type { Session } from '../../lib/types'
import { t } from '../messages'
import { attempt, call } from '../server'
import { note } from '../toasts.svelte'

export const restore = (session: Session) =>
  call<Session>('POST', `/api/sessions/${session.id}/restore`)

export function toTrash(session: Session, gone: () => void, back: (session: Session) => void) {
  return attempt(async () => {
    await call('POST', `/api/sessions/${session.id}/trash`)
    gone()
    note(t().list.removed(session.title), {
      label: t().undo,
      run: () => void attempt(async () => back(await restore(session))),
    })
  })
}
