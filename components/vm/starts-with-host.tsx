'use client'

import { useState } from 'react'
import { assertNever } from '@/lib/assert-never'
import { isOnList, oneVmChange, startsWithHost, type StartsWithHost } from '@/lib/hardware/autostart'
import type { ConsoleError } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import type { HostKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { useAutostart } from '../host-change/use-autostart'
import { hostPath } from '../pages/pages'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import { ErrorNotice } from '../ui/notice'

type Props = { vm: VmView; host: HostKey; connection: ConnectionView | undefined }

/** Whether the VM starts with its host, and one press that changes it. */
export function StartsWithHostFact({ vm, host, connection }: Props) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const autostart = useAutostart(host, vm.hostState ?? 'connected', connection)
  const { read } = autostart
  if (!read && !autostart.error) return <span className="text-ink-3">…</span>
  if (!read?.known) {
    return <span className="text-ink-3">not known. {read ? read.because : autostart.error?.sentence}</span>
  }
  const state = startsWithHost(read.value, vm.key)
  const isListed = isOnList(state)
  const wanted = oneVmChange(read.value, vm.key, !isListed)

  const press = async () => {
    if (!wanted.ok) return
    setBusy(true)
    setError(undefined)
    const reply = await autostart.change({ do: 'setAutostart', change: wanted.change })
    setBusy(false)
    if (!reply.ok) setError(reply.error)
  }
  const reason = autostart.whyNot ?? (busy ? 'Sent; wait for the reply.' : wanted.ok ? undefined : wanted.because)

  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 gap-y-1">
      <span role="status">{wordsOf(state)}</span>
      <Button size="small" onClick={() => void press()} disabledReason={reason}>
        {isListed ? 'Do not start it' : 'Start it with the host'}
      </Button>
      {state.is === 'hostOff' && (
        <Link href={hostPath(host)} className="link text-xs">
          The host
        </Link>
      )}
      {error && <ErrorNotice error={error} className="basis-full" />}
    </span>
  )
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

function wordsOf(state: StartsWithHost): string {
  switch (state.is) {
    case 'no':
      return 'no'
    case 'hostOff':
      return state.listed
        ? 'no: it is listed, and the autostart of the host is off'
        : 'no: the autostart of the host is off'
    case 'unknown':
      return `not known${state.listed ? ', though it is listed' : ''}. ${state.because}`
    case 'yes':
      return state.place === undefined
        ? 'yes, in any order'
        : `yes, ${ordinals[state.place - 1] ?? `as number ${state.place}`}`
    default:
      return assertNever(state, 'whether a VM starts with its host')
  }
}
