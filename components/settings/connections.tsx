'use client'

import { useState } from 'react'
import { allows } from '@/lib/accounts/role'
import { formatCount } from '@/lib/format/quantity'
import type { ConnectionView, ServerIdentity } from '@/lib/vsphere/connection'
import { serverMark } from '../connections/connection-oddities'
import { useLamps } from '../connections/lamps'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useLive } from '../live/live-provider'
import { Button } from '../ui/button'
import { useConfirm } from '../ui/confirm'
import { Empty, Skeleton } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'
import { ConnectionForm } from './connection-form'
import { ConnectionRow } from './connection-row'

type Open = { form: 'add' } | { form: 'edit'; connection: ConnectionView } | undefined

/** Settings → Connections: which hosts and vCenters Andon is connected to. */
export function Connections() {
  const lamps = useLamps()
  const actions = useConsoleActions()
  const confirm = useConfirm()
  const { role } = useAccount()
  const [open, setOpen] = useState<Open>()
  const counts = useLive((tables) => tables.counts)
  const notAdmin = allows(role, 'admin') ? undefined : 'Only an administrator changes connections.'

  const remove = (connection: ConnectionView) => {
    const count = counts?.[connection.id]?.vms ?? 0
    // Nobody has counted where there was no contact yet.
    const what = count === 0 ? 'VMs' : formatCount(count, 'VM')
    confirm({
      title: `Remove the connection to ${connection.name}?`,
      effect: `Andon forgets its address and password, and no longer shows its ${what}. Nothing changes on the host: running tasks go on, questions keep waiting. The history keeps its runs.`,
      verb: 'Remove',
      tone: 'destructive',
      run: () => actions.removeConnection(connection.id),
    })
  }

  const accept = (connection: ConnectionView, seen: ServerIdentity) =>
    confirm({
      title: `Accept the server that answers at ${connection.name}?`,
      effect: `${seen.fullName}, ${serverMark(seen)}. From then on this connection is to that server: Andon signs in there, shows its VMs and starts tasks on them.`,
      verb: 'Accept this server',
      tone: 'destructive',
      run: () => actions.acceptServer(connection.id, seen),
    })

  return (
    <section aria-labelledby="connections" className="grid gap-2">
      <div className="flex flex-wrap items-end gap-3">
        <SectionHead id="connections" title="Connections" count={lamps?.length} className="grow" />
        <Button tone="solid" onClick={() => setOpen({ form: 'add' })} disabledReason={notAdmin}>
          Add a connection
        </Button>
      </div>
      {lamps === undefined ? (
        <div className="panel grid gap-3 p-4">
          <Skeleton className="h-5 w-2/3" />
          <Skeleton className="h-5 w-1/2" />
        </div>
      ) : lamps.length === 0 ? (
        <Empty fact="Andon is not connected to any host" className="panel">
          Add one with its address, or paste a libvirt URI.
        </Empty>
      ) : (
        <ul aria-label="Connections" className="panel">
          {lamps.map(({ connection, lamp }) => (
            <ConnectionRow
              key={connection.id}
              connection={connection}
              lamp={lamp}
              notAdmin={notAdmin}
              onAccept={(seen) => accept(connection, seen)}
              onEdit={() => setOpen({ form: 'edit', connection })}
              onRemove={() => remove(connection)}
            />
          ))}
        </ul>
      )}
      {open && (
        <ConnectionForm
          {...(open.form === 'edit' ? { existing: open.connection } : {})}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}
