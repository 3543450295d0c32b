'use client'

import { useEffect, useState } from 'react'
import type { ConsoleActions } from '@/lib/contract/contract'
import { mostNamed, saidAgainMs, type Look } from '@/lib/live/look'
import type { VmKey } from '@/lib/vsphere/ids'
import { useConsoleActions } from '../console/console-context'
import { useIsLive, useLiveClient } from '../live/live-context'

/** Of a screen that names VMs and shows none of their figures. */
export const noFigures: readonly VmKey[] = []

/** What scrolls by is not told. */
const settledMs = 300
/** The stream may be at another replica: a balancer that goes round has been at three by then. */
const mostTries = 3

const separator = '\n'

/**
 * Tells the server whose figures are on the screen: these are read again often. Whoever follows the list of VMs calls it,
 * also where no figures are shown, for without a word all of them are read often. Nothing is told to a server that does not
 * answer, or after the session; it is told anew once the data is live again.
 * @param vms those in sight; `all` where the order of all goes by figures.
 */
export function useTellLook(vms: readonly VmKey[] | 'all'): void {
  const actions = useConsoleActions()
  const live = useLiveClient()
  const isLive = useIsLive()
  const [page] = useState(newName)
  const all = vms === 'all' || vms.length > mostNamed
  const list = all ? '' : vms.join(separator)
  useEffect(() => {
    if (!isLive) return
    const shown = list === '' ? [] : (list.split(separator) as VmKey[]) // joined above
    const say = () => {
      const isSeen = document.visibilityState === 'visible'
      void tell(actions, isSeen ? { page, vms: shown, all } : { page, vms: [], all: false })
    }
    const settled = setTimeout(say, settledMs)
    const again = setInterval(say, saidAgainMs)
    document.addEventListener('visibilitychange', say)
    return () => {
      clearTimeout(settled)
      clearInterval(again)
      document.removeEventListener('visibilitychange', say)
    }
  }, [actions, page, list, all, isLive])
  // The list is followed for a while after it was left.
  useEffect(
    () => () => {
      if (live.status().at === 'live') void tell(actions, { page, vms: [], all: false })
    },
    [actions, page, live],
  )
}

async function tell(actions: Pick<ConsoleActions, 'tellLook'>, look: Look): Promise<void> {
  try {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const told = await actions.tellLook(look)
      if (!told.ok || told.value.heard) return
    }
  } catch {
    // Without a word everything is read more often, which does no harm; it is said again soon.
  }
}

/** Over plain HTTP a browser has no `randomUUID`. */
const newName = () => [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(36)).join('')
