'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import {
  asDefault,
  noAutostart,
  starts,
  startsWithHost,
  type AutostartChange,
  type HostAutostart,
  type StartsWithHost,
} from '@/lib/hardware/autostart'
import { failed, type ConsoleError } from '@/lib/result'
import { canChangeHost } from '@/lib/runs/host-can'
import { noContactSentence, type ConnectionView } from '@/lib/vsphere/connection'
import type { HostKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useIsOld } from '../live/live-provider'
import { hostPath } from '../pages/pages'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { ErrorNotice } from '../ui/notice'

type Props = { vm: VmView; host: HostKey; connection: ConnectionView | undefined }

/** Whether the VM starts with its host, and one press that changes it. */
export function StartsWithHostFact({ vm, host, connection }: Props) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const old = useIsOld()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const query = useQuery({
    queryKey: ['autostart', host, vm.hostState ?? 'connected', connection?.state.at],
    queryFn: () => actions.readAutostart(host).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 60_000,
  })
  if (!query.data) return <span className="text-ink-3">…</span>
  const read = query.data.ok ? query.data.value : undefined
  if (!read?.known) {
    const because = read ? read.because : query.data.ok ? '' : query.data.error.sentence
    return <span className="text-ink-3">not known. {because}</span>
  }
  const state = startsWithHost(read.value, vm.key)
  const wanted = changeOf(state, read.value, vm)
  const verdict = canChangeHost({
    role,
    connectionLive: connection?.state.at === 'live',
    noContact: connection && noContactSentence(connection),
    hostState: vm.hostState,
  })

  const press = async (change: AutostartChange) => {
    setBusy(true)
    setError(undefined)
    const reply = await actions
      .changeHost(host, { do: 'setAutostart', change })
      .catch((cause: unknown) => failed(unreachable(cause)))
    setBusy(false)
    if (!reply.ok) setError(reply.error)
    else if (reply.value.refused) setError(reply.value.refused)
    void query.refetch()
  }
  const reason = old
    ? 'Old data. Andon does not answer.'
    : busy
      ? 'Sent; wait for the reply.'
      : !verdict.ok
        ? verdict.because
        : wanted.because

  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 gap-y-1">
      <span role="status">{wordsOf(state)}</span>
      <Button size="small" onClick={() => wanted.change && void press(wanted.change)} disabledReason={reason}>
        {isListed(state) ? 'Do not start it' : 'Start it with the host'}
      </Button>
      {state.is === 'hostOff' && (
        <Link href={hostPath(host)} prefetch={false} className="link text-xs">
          The host
        </Link>
      )}
      {error && <ErrorNotice error={error} className="basis-full" />}
    </span>
  )
}

const isListed = (state: StartsWithHost) => state.is === 'yes' || (state.is === 'hostOff' && state.listed)

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

function wordsOf(state: StartsWithHost): string {
  if (state.is === 'no') return 'no'
  if (state.is === 'hostOff')
    return state.listed
      ? 'no: it is listed, and the autostart of the host is off'
      : 'no: the autostart of the host is off'
  if (state.place === undefined) return 'yes, in any order'
  return `yes, ${ordinals[state.place - 1] ?? `as number ${state.place}`}`
}

/**
 * What one press would change. The autostart of a host is switched on for one VM only where no other would start with it too,
 * as libvirt has it.
 */
function changeOf(
  state: StartsWithHost,
  { entries }: HostAutostart,
  { key }: Pick<VmView, 'key'>,
): { change?: AutostartChange; because?: string } {
  if (isListed(state)) return { change: { entries: [noAutostart(key)] } }
  if (state.is === 'no') return { change: { entries: [asDefault(key)] } }
  const others = entries.filter((entry) => starts(entry) && entry.vm !== key).length
  if (others === 0) return { change: { defaults: { enabled: true }, entries: [asDefault(key)] } }
  const whom = others === 1 ? 'another VM' : `${others} other VMs`
  return {
    because: `The autostart of the host is off. Switching it on would start ${whom} with it too: do that on the page of the host.`,
  }
}
