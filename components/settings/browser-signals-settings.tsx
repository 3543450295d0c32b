'use client'

import { useState, useSyncExternalStore } from 'react'
import { askToNotify, mayNotify, onPermission, useChime, useNotifications, type MayNotify } from '../ui/browser-notices'
import { playChime } from '../ui/chime'
import { Checkbox } from '../ui/field'

const whyNot: Readonly<Record<Exclude<MayNotify, 'granted' | 'default'>, string>> = {
  insecure: 'This page came without HTTPS, and browsers show no notifications of such pages.',
  denied: 'This browser was told to show none of this page. Its settings for this site allow them again.',
  none: 'This browser shows no notifications of pages.',
}

/** What this browser does when a new question waits. */
export function BrowserSignalsSettings() {
  const [notifies, setNotifies] = useNotifications()
  const [chimes, setChimes] = useChime()
  // The server knows no browser: the page is as if it could, until it is here.
  const may = useSyncExternalStore(onPermission, mayNotify, (): MayNotify => 'default')
  const [isSilent, setIsSilent] = useState(false)

  const ask = async (on: boolean) => {
    if (on && mayNotify() === 'default') await askToNotify()
    setNotifies(on && mayNotify() === 'granted')
  }
  const chime = async (on: boolean) => {
    setChimes(on)
    setIsSilent(on && !(await playChime()))
  }
  const because = may === 'granted' || may === 'default' ? undefined : whyNot[may]
  return (
    <fieldset className="grid content-start gap-1.5">
      <legend className="mb-1 text-sm font-medium">When a new question waits</legend>
      <Checkbox
        label="A notification of the browser"
        hint={because ?? 'While this page is open and not in front. A press on it opens the question.'}
        checked={notifies && may === 'granted'}
        disabled={because !== undefined}
        onChange={(event) => void ask(event.target.checked)}
      />
      <Checkbox
        label="A chime"
        hint={
          isSilent
            ? 'No sound came: this browser keeps the page silent, or has none.'
            : 'Two tones. A page that nobody has touched since it was opened stays silent in most browsers.'
        }
        checked={chimes}
        onChange={(event) => void chime(event.target.checked)}
      />
    </fieldset>
  )
}
