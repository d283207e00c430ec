// Whether keys lead through the talk, as this browser remembers it.
import { load, save } from '../../lib/storage'

const KEPT = 'madang.keys'
let on = $state(load(KEPT) !== 'off')

export const leading = {
  get on() {
    return on
  },
  set on(next: boolean) {
    on = next
    save(KEPT, next ? 'on' : 'off')
  },
}
