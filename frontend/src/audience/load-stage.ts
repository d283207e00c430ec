import type { MountStage } from '../stage/boundary'

/** Where the build has put the stage. */
declare const STAGE: { script: string; style: string }

const rest = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Tries until it is there. */
export async function loadStage(): Promise<MountStage> {
  for (let wait = 1000; ; wait = Math.min(30_000, wait * 2)) {
    try {
      return await load()
    } catch {
      await rest(wait)
    }
  }
}

async function load(): Promise<MountStage> {
  if (import.meta.env.DEV) return (await import('../stage/main')).mountStage
  const [answer, styled] = await Promise.all([fetch(STAGE.script), style(STAGE.style)])
  if (answer.ok) {
    // An import that failed once fails for ever: what is imported now has arrived already.
    await answer.text()
    if (styled) return (await import(/* @vite-ignore */ STAGE.script)).mountStage
  } else if (answer.status === 404) {
    // The server has another build than this page. Where a new page has not helped, the next one comes a minute later.
    await rest((Date.now() - history.state < 60_000 ? 60_000 : 5000) * (1 + Math.random()))
    history.replaceState(Date.now(), '')
    location.reload()
  }
  throw new Error()
}

const style = (href: string) =>
  new Promise<boolean>((resolve) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    link.onload = () => resolve(true)
    link.onerror = () => resolve(false)
    document.head.append(link)
  })
