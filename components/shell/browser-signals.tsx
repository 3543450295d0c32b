'use client'

import { useRouter } from 'next/navigation'
import type { LiveTables } from '@/lib/live/live-state'
import { useLive } from '../live/live-provider'
import { questionPath } from '../pages/pages'
import { questionPlace } from '../question/questions'
import { playChime } from '../ui/chime'
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
  useFreshQuestions((fresh) => {
    const [first] = fresh
    if (chimes) void playChime()
    // Whoever looks at the page sees it there.
    if (!notifies || mayNotify() !== 'granted' || document.visibilityState === 'visible') return
    const one = fresh.length === 1
    const notification = new Notification(
      one ? `${first.vmName} waits for an answer` : `${fresh.length} new questions wait`,
      {
        body: one ? `${questionPlace(first, connections)}: ${first.text.slice(0, 200)}` : 'Open the Board to see them.',
        // The same one for all tabs of this browser.
        tag: one ? `andon ${first.key}` : 'andon questions',
      },
    )
    notification.addEventListener('click', () => {
      window.focus()
      router.push(one ? questionPath(first.key) : '/')
      notification.close()
    })
  })
  return null
}
