// Activities on the phone: a bundle of its own, which the join document loads once somebody is in the room.

import { mount, unmount } from 'svelte'
import { setLanguage, language } from '../lib/i18n.svelte'
import App from './App.svelte'
import type { MountStage } from './boundary'
import { Phone } from './phone.svelte'

export const mountStage: MountStage = (target, place) => {
  const phone = new Phone(place)
  const app = mount(App, { target, props: { phone } })
  return {
    show(sight) {
      if (sight.language !== language()) setLanguage(sight.language)
      phone.show(sight)
    },
    destroy() {
      phone.close()
      void unmount(app)
    },
  }
}
