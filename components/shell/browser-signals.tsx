'use client'

import { useRouter } from 'next/navigation'
import type { LiveTables, QuestionView } from '@/lib/live/live-state'
import { useLive } from '../live/live-provider'
import { questionPath } from '../pages/pages'
import { questionPlace } from '../question/questions'
import { playChime } from '../ui/chime'
import { inOneTab, isLookedAt, useTellInFront } from '../ui/other-tabs'
import { mayNotify, useChime, useNotifications } from '../ui/browser-notices'
import { useFreshQuestions } from '../question/fresh-questions'

const readConnections = (tables: Pick<LiveTables, 'connections'>) => tables.connections
const none = {}

/** What this browser was asked to do when a new question waits: a notification of its own, a sound. */
export function BrowserSignals() {
  const router = useRouter()
  const connections = useLive(readConnections) ?? none
  const [notifies] = useNotifications()
  const [chimes] = useChime()
  useTellInFront()
  const notify = (fresh: readonly [QuestionView, ...QuestionView[]]) => {
    const [first] = fresh
    const one = fresh.length === 1
    const notification = new Notification(
      one ? `${first.vmName} waits for an answer` : `${fresh.length} new questions wait`,
      {
        body: one ? `${questionPlace(first, connections)}: ${first.text.slice(0, 200)}` : someOf(fresh),
        // The same one for all tabs of this browser.
        tag: one ? `andon ${first.key}` : 'andon questions',
      },
    )
    notification.addEventListener('click', () => {
      window.focus()
      router.push(one ? questionPath(first.key) : '/')
      notification.close()
    })
  }
  useFreshQuestions((fresh) => {
    if (chimes) void inOneTab('chime', playChime)
    if (!notifies || mayNotify() !== 'granted') return
    // Whoever looks at the page sees it there.
    void isLookedAt().then((looked) => looked || notify(fresh))
  })
  return null
}

const named = 3

/** The first VMs by name, and how many more. */
function someOf(questions: readonly QuestionView[]): string {
  const names = [...new Set(questions.map(({ vmName }) => vmName))]
  const more = names.length - named
  return names.slice(0, named).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
