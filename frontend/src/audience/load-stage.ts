import type { MountStage } from '../stage/boundary'

/** Where the build has put the stage. */
declare const STAGE: { script: string; style: string }

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Tries until it is there. A page that is older than what the server has now starts over. */
export async function loadStage(connected: () => boolean): Promise<MountStage> {
  for (let failures = 0; ;) {
    try {
      return await load()
    } catch {
      if (connected() && failures++ > 2) location.reload()
      await rest(1000 * 2 ** failures)
    }
  }
}

async function load(): Promise<MountStage> {
  if (import.meta.env.DEV) return (await import('../stage/main')).mountStage
  // An import that failed once fails for ever: what is imported was fetched before.
  const [answer] = await Promise.all([fetch(STAGE.script), style(STAGE.style)])
  await answer.text()
  if (!answer.ok) throw new Error()
  return (await import(/* @vite-ignore */ STAGE.script)).mountStage
}

const style = (href: string) =>
  new Promise((onload, onerror) => {
    const link = document.createElement('link')
    document.head.append(Object.assign(link, { rel: 'stylesheet', href, onload, onerror }))
  })
