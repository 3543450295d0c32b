'use client'

import { clsx } from 'clsx'
import type { VmxEdit } from '@/lib/vmx/edit'
import { plainVmxValue } from '@/lib/vmx/plain-value'
import { hiddenSecret, isSecretVmxKey } from '@/lib/vmx/secrets'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Table, Td, Th, Tr } from '../ui/table'
import { Marked, usePortion } from './long-text'
import type { VmxRow } from './vmx-rows'

export type RowEditing = {
  /** By key in lower case: what is about to be changed. */
  pending: ReadonlyMap<string, VmxEdit>
  onEdit: (key: string) => void
  onRemove: (key: string) => void
}

type VmxTableProps = {
  rows: readonly VmxRow[]
  search: string
  /** Undefined where nothing can be edited: the column is left out. */
  editing: RowEditing | undefined
  /** Whether passwords are shown, those that somebody has just typed among them. */
  revealed: boolean
}

/** Rows at first; each is several elements, and a file may have a hundred thousand. */
const atFirst = 250

/** Every key of the file: as stored, and decoded beside it. */
export function VmxTable({ rows, search, editing, revealed }: VmxTableProps) {
  const { shown, left, more } = usePortion(rows, atFirst, search)
  return (
    <div className="grid gap-2">
      <Table
        aria-label="Keys of the file"
        className="max-mid:block max-mid:[&_tbody]:block max-mid:[&_td]:block max-mid:[&_td]:border-t-0 max-mid:[&_td]:py-0.5 max-mid:[&_thead]:sr-only max-mid:[&_tr]:block max-mid:[&_tr]:border-b max-mid:[&_tr]:border-line max-mid:[&_tr]:py-2"
      >
        <thead>
          <tr>
            <Th className="w-[34%]">Key</Th>
            <Th className="w-[30%]">As stored in the file</Th>
            <Th>Decoded</Th>
            {editing && (
              <Th className="w-0">
                <span className="sr-only">Change</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <KeyRow key={row.entry.name.start} row={row} search={search} editing={editing} revealed={revealed} />
          ))}
        </tbody>
      </Table>
      {left > 0 && (
        <Button onClick={more} className="justify-self-center">
          Show more of the {left.toLocaleString('en')} that follow
        </Button>
      )}
    </div>
  )
}

function KeyRow({ row, search, editing, revealed }: Omit<VmxTableProps, 'rows'> & { row: VmxRow }) {
  const { entry, about, note, odd } = row
  const edit = entry.shadowed ? undefined : editing?.pending.get(entry.key.toLowerCase())
  return (
    <Tr className={clsx(entry.shadowed && 'text-ink-3')}>
      <Td>
        <code className="text-xs wrap-anywhere">
          <Marked text={entry.key} search={search} />
        </code>
        {about && <p className="text-xs text-ink-3">{about}</p>}
      </Td>
      <Td className="wrap-anywhere">
        <code className="text-xs whitespace-pre-wrap">
          <Marked text={entry.value} search={search} />
        </code>
      </Td>
      <Td className="wrap-anywhere">
        <Decoded row={row} search={search} />
        {odd !== undefined && (
          <p className="flex flex-wrap items-baseline gap-x-2 text-xs">
            <Badge>Odd</Badge>
            <span>{odd}</span>
          </p>
        )}
        {note !== undefined && <p className="text-xs text-ink-3">{note}</p>}
        {edit && <PendingEdit edit={edit} revealed={revealed} />}
      </Td>
      {editing && (
        <Td>
          {!entry.shadowed && (
            <span className="flex justify-end gap-0.5 max-mid:justify-start">
              <Button
                size="small"
                tone="quiet"
                aria-label={`Edit ${entry.key}`}
                onClick={() => editing.onEdit(entry.key)}
              >
                Edit
              </Button>
              <Button
                size="small"
                tone="quiet"
                aria-label={`Remove ${entry.key}`}
                onClick={() => editing.onRemove(entry.key)}
              >
                Remove
              </Button>
            </span>
          )}
        </Td>
      )}
    </Tr>
  )
}

function Decoded({ row: { entry, decoded, odd }, search }: { row: VmxRow; search: string }) {
  if (isSecretVmxKey(entry.key) && entry.value === hiddenSecret) return <span className="text-ink-3">hidden</span>
  if (decoded === undefined) return odd === undefined ? <span className="text-ink-3">same</span> : null
  const lines = decoded.split('\n')
  return (
    <span className="font-medium whitespace-pre-wrap">
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines of one text have nothing but their place
        <span key={at}>
          <Marked text={line} search={search} />
          {at < lines.length - 1 && (
            <>
              {' '}
              <span className="rounded-sm border border-dashed border-line-2 px-1 text-xs font-normal text-ink-3">
                newline
              </span>{' '}
            </>
          )}
        </span>
      ))}
    </span>
  )
}

const PendingEdit = ({ edit, revealed }: { edit: VmxEdit; revealed: boolean }) => (
  <p className="mt-1 flex flex-wrap items-baseline gap-x-2 text-xs">
    <Badge tone="solid">Not saved yet</Badge>
    {'remove' in edit ? (
      'to be removed'
    ) : (
      <span className="wrap-anywhere whitespace-pre-wrap">
        {isSecretVmxKey(edit.key) && !revealed ? hiddenSecret : plainVmxValue(edit.key, edit.value).text}
      </span>
    )}
  </p>
)
