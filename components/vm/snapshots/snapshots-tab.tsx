'use client'

import { useState } from 'react'
import { formatDateTime } from '@/lib/format/clock'
import { verbLabel, type Verb } from '@/lib/runs/verb'
import type { SnapshotNode } from '@/lib/vsphere/vm'
import { useAccount } from '../../console/console-context'
import { Icon } from '../../glyphs/icon'
import { useIsOld } from '../../live/live-provider'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { useConfirm } from '../../ui/confirm'
import { Menu, MenuItem } from '../../ui/menu'
import { Notice } from '../../ui/notice'
import { Empty } from '../../ui/placeholders'
import { Table, Td, Th, Tr } from '../../ui/table'
import { powerWords } from '../power-state'
import { VmNotRead } from '../vm-not-read'
import { disabledReason } from '../vm-row'
import type { VmTabProps } from '../vm-tab'
import { SnapshotDialog } from './snapshot-dialog'
import { removeEffect, revertEffect, snapshotLines, type SnapshotLine } from './snapshot-list'

/** The moments that the VM can go back to, as a tree, with where it stands now. */
export function SnapshotsTab({ row, detail, onRetry, run }: VmTabProps) {
  const { role } = useAccount()
  const old = useIsOld()
  const confirm = useConfirm()
  const [taking, setTaking] = useState(false)
  const { vm } = row
  const reason = (verb: Verb) =>
    old
      ? 'Old data. Andon does not answer, so nothing can be started.'
      : run.busy
        ? 'Sent; wait for the reply.'
        : disabledReason(verb, row, role)

  const revert = (node: SnapshotNode) =>
    confirm({
      title: `Revert ${vm.name} to "${node.name}"`,
      effect: revertEffect(node),
      verb: 'Revert',
      tone: 'destructive',
      run: () => run.start({ verb: 'revertToSnapshot', snapshot: node.moid, snapshotName: node.name }),
    })
  const remove = (node: SnapshotNode, below: number) =>
    confirm({
      title: below === 0 ? `Remove snapshot "${node.name}"` : `Remove ${below + 1} snapshots from "${node.name}" on`,
      effect: removeEffect(node, below),
      verb: below === 0 ? 'Remove snapshot' : `Remove ${below + 1} snapshots`,
      tone: 'destructive',
      run: () =>
        run.start({ verb: 'removeSnapshot', snapshot: node.moid, snapshotName: node.name, removeChildren: below > 0 }),
    })

  if (!detail?.ok) return <VmNotRead row={row} error={detail?.error} onRetry={onRetry} isAlone />
  const { snapshots } = detail.value
  if (!snapshots.known) {
    return (
      <Empty fact="Whether this VM has snapshots is not known" className="panel">
        {snapshots.because}
      </Empty>
    )
  }
  const lines = snapshotLines(snapshots.value)
  return (
    <div className="grid gap-3">
      {vm.consolidationNeeded === true && (
        <Notice
          tone="wait"
          action={
            <Button onClick={() => run.press({ verb: 'consolidateDisks' })} disabledReason={reason('consolidateDisks')}>
              {verbLabel.consolidateDisks}
            </Button>
          }
        >
          The disks of this VM need consolidation: files of snapshots that are gone are still in use, and grow.
        </Notice>
      )}
      {lines.length === 0 ? (
        <Empty fact="This VM has no snapshot" className="panel">
          <TakeButton reason={reason('createSnapshot')} onTake={() => setTaking(true)} />
        </Empty>
      ) : (
        <>
          <div className="flex">
            <TakeButton reason={reason('createSnapshot')} onTake={() => setTaking(true)} />
          </div>
          <Table aria-label="Snapshots">
            <thead>
              <tr>
                <Th>Snapshot</Th>
                <Th>Taken</Th>
                <Th>Holds</Th>
                <Th className="w-0">
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <SnapshotRow
                  key={line.node.moid}
                  line={line}
                  revertReason={reason('revertToSnapshot')}
                  removeReason={reason('removeSnapshot')}
                  onRevert={() => revert(line.node)}
                  onRemove={(withBelow) => remove(line.node, withBelow ? line.below : 0)}
                />
              ))}
            </tbody>
          </Table>
        </>
      )}
      {taking && (
        <SnapshotDialog
          vms={[vm.name]}
          poweredOn={vm.powerState === 'poweredOn'}
          onTake={run.start}
          onClose={() => setTaking(false)}
        />
      )}
    </div>
  )
}

const TakeButton = ({ reason, onTake }: { reason: string | undefined; onTake: () => void }) => (
  <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1.5">
    <Button onClick={onTake} disabledReason={reason} reasonIsVisible>
      <Icon name="snapshot" />
      Take snapshot
    </Button>
    {reason !== undefined && <p className="text-xs text-ink-3">{reason}</p>}
  </div>
)

type SnapshotRowProps = {
  line: SnapshotLine
  revertReason: string | undefined
  removeReason: string | undefined
  onRevert: () => void
  onRemove: (withBelow: boolean) => void
}

function SnapshotRow({ line, revertReason, removeReason, onRevert, onRemove }: SnapshotRowProps) {
  const { node, depth, below } = line
  return (
    <Tr>
      <Td>
        <div style={{ paddingLeft: depth * 20 }} className="flex gap-2">
          {depth > 0 && (
            <span aria-hidden="true" className="-mt-1.5 h-4 w-2.5 shrink-0 border-b border-l border-line-2" />
          )}
          <div className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2">
              {depth > 0 && <span className="sr-only">Level {depth + 1}: </span>}
              <span className="font-medium wrap-anywhere whitespace-pre-wrap">{node.name}</span>
              {node.current && <Badge tone="solid">Now here</Badge>}
            </span>
            {node.description && (
              <p className="text-xs wrap-anywhere whitespace-pre-wrap text-ink-3">{node.description}</p>
            )}
          </div>
        </div>
      </Td>
      <Td className="whitespace-nowrap">
        <time dateTime={node.createTime}>{formatDateTime(node.createTime)}</time>
      </Td>
      <Td className="text-ink-2">
        {node.powerState === 'poweredOn'
          ? 'disks and memory'
          : `disks, VM ${powerWords[node.powerState].word.toLowerCase()}`}
        {node.quiesced && ', quiesced'}
      </Td>
      <Td>
        <span className="flex justify-end gap-2">
          <Button size="small" aria-label={`Revert to ${node.name}`} onClick={onRevert} disabledReason={revertReason}>
            Revert
          </Button>
          <Menu
            label={`Remove ${node.name}`}
            trigger={
              <Button size="small" aria-label={`Remove ${node.name}`}>
                Remove
                <Icon name="chevronDown" className="size-3!" />
              </Button>
            }
          >
            <MenuItem tone="danger" onSelect={() => onRemove(false)} disabledReason={removeReason}>
              Remove this snapshot
            </MenuItem>
            <MenuItem
              tone="danger"
              onSelect={() => onRemove(true)}
              disabledReason={removeReason ?? (below === 0 ? 'No snapshot lies below it.' : undefined)}
            >
              Remove it and the {below === 0 ? 'ones' : below} below
            </MenuItem>
          </Menu>
        </span>
      </Td>
    </Tr>
  )
}
