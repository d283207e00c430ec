// Short notes at the edge of the page, some with a way back.

export interface Toast {
  id: number
  text: string
  kind: 'plain' | 'problem'
  action?: { label: string; run: () => void }
}

const SECONDS = { plain: 4, withAction: 10, problem: 8 }

let next = 0
const list = $state<Toast[]>([])

export const toasts = {
  get list() {
    return list
  },
  drop(id: number) {
    const at = list.findIndex((toast) => toast.id === id)
    if (at >= 0) list.splice(at, 1)
  },
}

export function note(text: string, action?: Toast['action']) {
  show({ text, kind: 'plain', action })
}

export function complain(text: string) {
  show({ text, kind: 'problem' })
}

function show(toast: Omit<Toast, 'id'>) {
  list.push({ ...toast, id: ++next })
  if (list.length > 3) list.shift()
}

export const seconds = (toast: Toast) => SECONDS[toast.action ? 'withAction' : toast.kind]
