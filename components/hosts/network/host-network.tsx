'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HostNetwork } from '@/lib/hardware/host-network'
import type { HostView } from '@/lib/live/live-state'
import { failed } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { useConsoleActions } from '../../console/console-context'
import { useHostChange } from '../../host-change/use-host-change'
import { runPath } from '../../pages/pages'
import { Button } from '../../ui/button'
import { unreachable } from '../../ui/confirm'
import { FactPanel, NotKnown, NotRead, NotWhole } from '../../ui/facts'
import { Link } from '../../ui/link'
import { SectionHead } from '../../ui/sections'
import { KernelAdapters, Nics } from './adapters'
import { PortGroupDialog } from './port-group-dialog'
import { RemoveDialog } from './remove-dialog'
import { SwitchDialog } from './switch-dialog'
import { SwitchTable, type NetworkDialog } from './switch-table'

/** Switches with their port groups and who is on them, and the adapters of the host. */
export function HostNetworkPanel({ host, connection }: { host: HostView; connection: ConnectionView | undefined }) {
  const actions = useConsoleActions()
  const [dialog, setDialog] = useState<NetworkDialog>()
  const query = useQuery({
    // Hosts do not tell when it changes; it is read anew with the page, and after each change from here.
    queryKey: ['host-network', host.key, host.connectionState, connection?.state.at],
    queryFn: () => actions.readHostNetwork(host.key).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 60_000,
  })
  const read = query.data?.ok ? query.data.value : undefined
  const network = read?.known ? read.value : undefined
  const changes = useHostChange({
    host: host.key,
    hostState: host.connectionState,
    connection,
    missing: network?.missing,
    onChanged: () => void query.refetch(),
  })

  if (!read || !network) {
    return (
      <FactPanel title="Network">
        {read?.known === false ? (
          <NotKnown what="Its network is" because={read.because} />
        ) : (
          <NotRead
            error={query.data && !query.data.ok ? query.data.error : undefined}
            onRetry={() => void query.refetch()}
          />
        )}
      </FactPanel>
    )
  }
  const [firstSwitch] = network.switches.filter(({ standard }) => standard)
  return (
    <div className="grid gap-4">
      <NotWhole unread={network.unread} />
      <section aria-labelledby="switches" className="min-w-0">
        <SectionHead id="switches" title="Switches and port groups" count={network.switches.length} className="mb-1.5">
          <span className="flex flex-wrap gap-1.5">
            <Button
              size="small"
              onClick={() => setDialog({ is: 'switch' })}
              disabledReason={changes.whyNot('addSwitch')}
            >
              Add switch
            </Button>
            <Button
              size="small"
              onClick={() => firstSwitch && setDialog({ is: 'group', on: firstSwitch.name })}
              disabledReason={
                changes.whyNot('addPortGroup') ??
                (firstSwitch ? undefined : 'There is no standard switch to add it to.')
              }
            >
              Add port group
            </Button>
          </span>
        </SectionHead>
        <p role="status" className="mb-1.5 text-sm text-ink-2 empty:hidden">
          {changes.lastRun !== undefined && (
            <>
              Changed just now.{' '}
              <Link href={runPath(changes.lastRun)} className="link">
                The run
              </Link>
            </>
          )}
        </p>
        <SwitchTable network={network} whyNot={changes.whyNot} onOpen={setDialog} />
      </section>
      <div className="grid items-start gap-4 wide:grid-cols-2">
        <Nics network={network} />
        <KernelAdapters network={network} />
      </div>
      {dialog && (
        <OpenDialog dialog={dialog} network={network} onSend={changes.change} onClose={() => setDialog(undefined)} />
      )}
    </div>
  )
}

type OpenDialogProps = {
  dialog: NetworkDialog
  network: HostNetwork
  onSend: ReturnType<typeof useHostChange>['change']
  onClose: () => void
}

/** What is shown of the host stays as it was when it was opened: the server says when somebody else has changed it. */
function OpenDialog({ dialog, network: now, onSend, onClose }: OpenDialogProps) {
  const [network] = useState(now)
  if (dialog.is === 'switch')
    return <SwitchDialog network={network} edited={dialog.edited} onSend={onSend} onClose={onClose} />
  if (dialog.is === 'group')
    return <PortGroupDialog network={network} on={dialog.on} edited={dialog.edited} onSend={onSend} onClose={onClose} />
  return <RemoveDialog network={network} request={dialog.request} onSend={onSend} onClose={onClose} />
}
