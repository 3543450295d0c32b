'use client'

import { useEffect, useState } from 'react'
import { AndonMark } from '../glyphs/andon-mark'
import { buttonClass } from '../ui/button-class'
import { PageTitle } from '../ui/page-title'

/** Between two looks whether Andon works again. */
const againMs = 3_000
/** What failed though Andon works is tried once more by itself, and then not again for so long. */
const notAgainMs = 15_000
const triedKey = 'andon-page-tried'

type Health = { works: true } | { works: false; because: string }

type PageNotShownProps = {
  /** By which the log knows what went wrong. */
  digest: string | undefined
  reload?: () => void
}

/** In place of a page that the server could not make: why, and the page itself as soon as Andon works again. */
export function PageNotShown({ digest, reload = () => location.reload() }: PageNotShownProps) {
  const [health, setHealth] = useState<Health>()
  useEffect(() => {
    const gone = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let hasFailed = false
    const look = async () => {
      const now = await readHealth(gone.signal)
      if (gone.signal.aborted) return
      if (now.works && hasFailed) return reload()
      hasFailed ||= !now.works
      // It may have begun to work again just after the page failed.
      if (now.works && !isTried()) timer = setTimeout(reload, againMs)
      else setHealth(now)
      if (!now.works) timer = setTimeout(() => void look(), againMs)
    }
    void look()
    return () => {
      gone.abort()
      clearTimeout(timer)
    }
  }, [reload])
  return (
    <main className="grid min-h-screen place-content-center justify-items-center gap-3 px-4 text-center">
      <PageTitle>Not shown</PageTitle>
      <AndonMark waiting={false} overdue={false} />
      <h1 className="text-lg font-semibold">This page cannot be shown now</h1>
      <p role="status" className="max-w-[52ch] text-sm wrap-anywhere text-ink-2">
        {health ? wordsOf(health, digest) : 'Andon looks what is wrong.'}
      </p>
      <p className="flex flex-wrap justify-center gap-2">
        {/* Every page brings this along: what it is made of is plain. */}
        <button type="button" onClick={() => reload()} className={buttonClass({ tone: 'solid' })}>
          Try again
        </button>
        <a href="/" className={buttonClass()}>
          Board
        </a>
      </p>
    </main>
  )
}

/** Whether this browser tab has tried a moment ago; from now on it has. */
function isTried(): boolean {
  const since = Date.now() - Number(sessionStorage.getItem(triedKey) ?? 0)
  if (since < notAgainMs) return true
  sessionStorage.setItem(triedKey, String(Date.now()))
  return false
}

const wordsOf = (health: Health, digest: string | undefined): string =>
  health.works
    ? `Andon could not make it because of an error of its own. Its log says more${digest === undefined ? '' : `, under ${digest}`}.`
    : `${health.because} This page comes by itself as soon as Andon works again. Running tasks go on; questions keep waiting.`

async function readHealth(signal: AbortSignal): Promise<Health> {
  try {
    const answer = await fetch('/api/health', { cache: 'no-store', signal })
    if (answer.ok) return { works: true }
    const { because }: { because?: unknown } = await answer.json()
    return { works: false, because: typeof because === 'string' ? because : noAnswer }
  } catch {
    return { works: false, because: noAnswer }
  }
}

const noAnswer = 'Andon does not answer.'
