'use client'

import { useState, type ReactNode } from 'react'
import { formatDateTime } from '@/lib/format/clock'
import { formatBytes } from '@/lib/format/quantity'
import type { Verb } from '@/lib/runs/verb'
import type { Known } from '@/lib/vsphere/known'
import { bytesSince, removalOf, snapshotSize, type SnapshotFiles } from '@/lib/vsphere/snapshot-files'
import type { SnapshotNode, VmView } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../../console/console-context'
import { Icon } from '../../glyphs/icon'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { useConfirm } from '../../ui/confirm'
import { Menu, MenuItem } from '../../ui/menu'
import { stackedOnPhone, Table, Td, Th, Tr } from '../../ui/table'
import { powerWords } from '../power-state'
import { useVmReading } from '../use-vm-reading'
import type { StartRun } from '../vm-tab'
import { removeEffect, revertEffect, snapshotLines, type SnapshotLine } from './snapshot-list'
import { RenameSnapshotDialog } from './rename-snapshot-dialog'
import { SnapshotTotal } from './snapshot-total'

/** Hosts tell nobody that a delta grows. */
const lookAgainMs = 60_000

type SnapshotTableProps = {
  vm: VmView
  /** At least one. */
  tree: readonly SnapshotNode[]
  /** Why a verb cannot be done now. */
  reason: (verb: Verb) => string | undefined
  start: StartRun['start']
  /** The button that takes another. */
  take: ReactNode
}

/** The snapshots of a VM with what each takes, which is read only while it is looked at. */
export function SnapshotTable({ vm, tree, reason, start, take }: SnapshotTableProps) {
  const actions = useConsoleActions()
  const confirm = useConfirm()
  const reading = useVmReading<Known<SnapshotFiles>>(
    'vm-snapshot-files',
    vm,
    (key) => actions.readSnapshotFiles(key),
    lookAgainMs,
  )
  const [renaming, setRenaming] = useState<SnapshotNode>()
  const files = reading.value?.known ? reading.value.value : undefined

  const revert = (node: SnapshotNode) =>
    confirm({
      title: `Revert ${vm.name} to "${node.name}"`,
      effect: revertEffect(node, files && bytesSince(files)),
      verb: 'Revert',
      tone: 'destructive',
      run: () => start({ verb: 'revertToSnapshot', snapshot: node.moid, snapshotName: node.name }),
    })
  const remove = (node: SnapshotNode, below: number) =>
    confirm({
      title: below === 0 ? `Remove snapshot "${node.name}"` : `Remove ${below + 1} snapshots from "${node.name}" on`,
      effect: removeEffect(node, below, files && removalOf(files, node, below > 0)),
      verb: below === 0 ? 'Remove snapshot' : `Remove ${below + 1} snapshots`,
      tone: 'destructive',
      run: () =>
        start({ verb: 'removeSnapshot', snapshot: node.moid, snapshotName: node.name, removeChildren: below > 0 }),
    })

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {take}
        <SnapshotTotal vm={vm} tree={tree} reading={reading} />
      </div>
      <Table aria-label="Snapshots" className={stackedOnPhone}>
        <thead>
          <tr>
            <Th>Snapshot</Th>
            <Th>Taken</Th>
            <Th align="right">Size</Th>
            <Th>Holds</Th>
            <Th className="w-0">
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {snapshotLines(tree).map((line) => (
            <SnapshotRow
              key={line.node.moid}
              line={line}
              size={
                <SnapshotSizeCell files={files} tree={tree} node={line.node} isRead={reading.value !== undefined} />
              }
              revertReason={reason('revertToSnapshot')}
              removeReason={reason('removeSnapshot')}
              renameReason={reason('renameSnapshot')}
              onRename={() => setRenaming(line.node)}
              onRevert={() => revert(line.node)}
              onRemove={(withBelow) => remove(line.node, withBelow ? line.below : 0)}
            />
          ))}
        </tbody>
      </Table>
      {renaming && <RenameSnapshotDialog node={renaming} onRename={start} onClose={() => setRenaming(undefined)} />}
    </>
  )
}

type SnapshotSizeCellProps = {
  files: SnapshotFiles | undefined
  tree: readonly SnapshotNode[]
  node: SnapshotNode
  /** Something was read, if only that nothing is told. */
  isRead: boolean
}

function SnapshotSizeCell({ files, tree, node, isRead }: SnapshotSizeCellProps) {
  if (!isRead) return null
  const size = files && snapshotSize(files, tree, node.moid)
  if (!size) return <span className="text-ink-3">not told</span>
  return (
    <>
      {formatBytes(size.all)}
      {size.memory > 0 && (
        <span className="block text-xs text-ink-3">{formatBytes(size.memory, { whole: true })} memory</span>
      )}
    </>
  )
}

type SnapshotRowProps = {
  line: SnapshotLine
  size: ReactNode
  revertReason: string | undefined
  removeReason: string | undefined
  renameReason: string | undefined
  onRename: () => void
  onRevert: () => void
  onRemove: (withBelow: boolean) => void
}

function SnapshotRow({ line, size, onRevert, onRename, onRemove, ...reasons }: SnapshotRowProps) {
  const { revertReason, renameReason, removeReason } = reasons
  const { node, depth, below } = line
  return (
    <Tr>
      <Td>
        {/* However deep the tree, the larger part is the name's. */}
        <div style={{ paddingLeft: `min(${depth * 20}px, 35%)` }} className="flex gap-2">
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
      <Td label="Taken" className="whitespace-nowrap">
        <time dateTime={node.createTime}>{formatDateTime(node.createTime)}</time>
      </Td>
      <Td label="Size" align="right" className="whitespace-nowrap tabular-nums max-mid:text-left">
        {size}
      </Td>
      <Td label="Holds" className="text-ink-2">
        {node.powerState === 'poweredOn'
          ? 'disks and memory'
          : `disks, VM ${powerWords[node.powerState].word.toLowerCase()}`}
        {node.quiesced && ', quiesced'}
      </Td>
      <Td>
        <span className="flex flex-wrap gap-2 mid:flex-nowrap mid:justify-end">
          <Button size="small" aria-label={`Revert to ${node.name}`} onClick={onRevert} disabledReason={revertReason}>
            Revert
          </Button>
          <Button size="small" aria-label={`Rename ${node.name}`} onClick={onRename} disabledReason={renameReason}>
            Rename
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
