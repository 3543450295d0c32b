'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import type { NoScreen, ScreenPicture } from '@/lib/screen/screen'
import { withoutUndefined } from '@/lib/without-undefined'
import { useConsoleActions } from '../console/console-context'
import { unreachable } from '../ui/confirm'
import { useScreenVerdict, type VmWithScreen } from './screen-context'

export type ScreenLook = {
  /** The last one that came; it stays while none can be had, and is old then. */
  picture: ScreenPicture | undefined
  /** Why no other one is asked for. */
  none: NoScreen | undefined
  /** Why the last try brought none. */
  error: ConsoleError | undefined
  /** Its server gives a picture only by way of a file, on a press: takes one. */
  takeByFile: (() => void) | undefined
  isTaking: boolean
}

type Read = { picture?: ScreenPicture; error?: ConsoleError }

/** A server that gives none by itself is seldom asked whether it does by now. */
const seldomMs = 60_000

/**
 * The screen of a guest while somebody looks at it: asked for again and again as long as the tab is in sight and `isLooked`,
 * once for all places of a page.
 */
export function useScreen(vm: VmWithScreen, { everyMs, isLooked }: { everyMs: number; isLooked: boolean }): ScreenLook {
  const actions = useConsoleActions()
  const client = useQueryClient()
  const [isTaking, setTaking] = useState(false)
  const verdict = useScreenVerdict(vm)
  const queryKey = ['screen', vm.key]
  /** What a try brought, beside the picture that is there. */
  const kept = (reply: Result<ScreenPicture>): Read =>
    reply.ok ? { picture: reply.value } : { ...client.getQueryData<Read>(queryKey), error: reply.error }
  const { data } = useQuery({
    queryKey,
    queryFn: async () => kept(await actions.lookAtScreen(vm.key).catch((cause: unknown) => failed(unreachable(cause)))),
    enabled: verdict.ok && isLooked,
    refetchInterval: ({ state }) => (isNotOffered(state.data?.error) ? seldomMs : everyMs),
    refetchOnWindowFocus: true,
    staleTime: everyMs,
    gcTime: 5 * 60_000,
    retry: false,
  })
  const take = async () => {
    setTaking(true)
    const reply = await actions.takeScreenshot(vm.key).catch((cause: unknown) => failed(unreachable(cause)))
    const { error, ...read } = kept(reply)
    // It is still a server that shows none by itself.
    const notOffered = client.getQueryData<Read>(queryKey)?.error
    client.setQueryData<Read>(queryKey, { ...read, ...withoutUndefined({ error: error ?? notOffered }) })
    setTaking(false)
  }
  const byFile = verdict.ok && (isNotOffered(data?.error) || data?.picture?.way === 'file')
  return {
    picture: data?.picture,
    none: verdict.ok ? undefined : verdict,
    error: verdict.ok && !isNotOffered(data?.error) ? data?.error : undefined,
    takeByFile: byFile ? () => void take() : undefined,
    isTaking,
  }
}

const isNotOffered = (error: ConsoleError | undefined) => error?.code === 'not-offered'

/** Whether a place on the page is in sight. @returns the `ref` of the place, too. */
export function useInSight(): [(place: Element | null) => void, boolean] {
  const [place, setPlace] = useState<Element | null>(null)
  const [isInSight, setInSight] = useState(false)
  useEffect(() => {
    if (!place) return
    const observer = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting === true))
    observer.observe(place)
    return () => observer.disconnect()
  }, [place])
  return [setPlace, isInSight && place !== null]
}
