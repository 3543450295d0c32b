'use client'

import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { folderOfMost, sizeOfFiles, type SharedWith, type VmFile, type VmFiles } from '@/lib/files/vm-files'
import { formatBytes, formatCount } from '@/lib/format/quantity'
import { readDatastoreItem } from '@/lib/names/datastore-item'
import { directoryOf, fileOf, readDatastorePath } from '@/lib/names/datastore-path'
import { readsAs } from '@/lib/names/typed-name'
import { onlySeen } from '@/lib/names/unseen'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import type { VmView } from '@/lib/vsphere/vm'
import { useConsoleActions } from '../console/console-context'
import { useDatastoreNames } from '../live/datastore-names'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { Dialog } from '../ui/dialog'
import { Field, TextInput } from '../ui/field'
import { SubjectNotice, useFormSubject } from '../ui/form-subject'
import { ErrorNotice, Notice } from '../ui/notice'
import { Loading, Skeleton } from '../ui/placeholders'
import { Said } from '../ui/said'

type DeleteDialogProps = {
  /** At least one. */
  vms: readonly Pick<VmView, 'key' | 'name' | 'connection'>[]
  /** Who of the selection is left out and why; a sentence. */
  leftOut?: string | undefined
  onDelete: (how: { deleteSharedDisks?: true }) => Promise<Result<unknown>>
  onClose: () => void
}

/** The question before VMs are deleted with their files: what goes, who else uses it; the name, or the count, has to be typed. */
export function DeleteDialog({ vms, leftOut, onDelete, onClose }: DeleteDialogProps) {
  const actions = useConsoleActions()
  const keep = useRef<HTMLButtonElement>(null)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  const gone = useFormSubject()
  const keys = vms.map(({ key }) => key)
  const query = useQuery({
    queryKey: ['vm-files', ...keys],
    queryFn: () => actions.readVmFiles(keys).catch((cause: unknown) => failed(unreachable(cause))),
    gcTime: 0,
  })
  const read = query.data
  const [only] = vms.length === 1 ? vms : []
  const wanted = wordOf(vms)
  const fits = readsAs(typed, wanted)
  // Of several it is read here, and not again for each of them.
  const isMeant = read?.ok === true && (!only || sharedBy(read.value).length > 0)

  /** Whether others use more of the disks by now than was shown. What is meant is what was in sight. */
  const hasMore = async (shown: readonly VmFiles[]) => {
    const { data: now } = await query.refetch()
    if (!now?.ok) return true
    const inSight = new Set(sharedDisks(shown))
    return sharedDisks(now.value).some((disk) => !inSight.has(disk))
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !fits || gone !== undefined) return
    setBusy(true)
    setError(undefined)
    if (isMeant && (await hasMore(read.value))) {
      setError(sharedSince)
      return setBusy(false)
    }
    const reply = await onDelete(isMeant ? { deleteSharedDisks: true } : {}).catch((cause: unknown) =>
      failed(unreachable(cause)),
    )
    if (reply.ok) return onClose()
    setError(reply.error)
    // Somebody may have begun to use a disk since it was read.
    void query.refetch()
    setBusy(false)
  }

  return (
    <Dialog
      alert
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={only ? `Delete: ${only.name}` : `Delete ${vms.length} VMs`}
      description={`${only ? 'The VM is' : 'They are'} deleted with ${only ? 'its' : 'their'} disks, snapshots and every other file. Nothing brings them back.${leftOut === undefined ? '' : ` Left out: ${leftOut}.`}`}
      initialFocus={() => keep.current}
      footer={
        <>
          <Button ref={keep} onClick={onClose} disabledReason={busy ? sent : undefined}>
            {only ? 'Keep it' : 'Keep them'}
          </Button>
          <Button
            type="submit"
            form="delete-vms"
            tone="danger-solid"
            disabledReason={
              busy ? sent : (gone ?? (fits ? undefined : `Type ${only ? 'its name' : 'how many they are'} first.`))
            }
          >
            {only ? 'Delete' : `Delete ${vms.length} VMs`}
          </Button>
        </>
      }
    >
      <form id="delete-vms" className="grid gap-3" onSubmit={(event) => void submit(event)} noValidate>
        <SubjectNotice />
        {!read ? (
          <div className="grid gap-2">
            <Loading what="Reading what goes" />
            <Skeleton className="w-full" />
            <Skeleton className="w-2/3" />
          </div>
        ) : read.ok ? (
          <WhatGoes vms={vms} read={read.value} />
        ) : (
          <Notice tone="wait">
            <strong className="font-semibold">What goes could not be read.</strong> <Said>{read.error.sentence}</Said>
          </Notice>
        )}
        <Field
          label={
            <>
              Type{' '}
              <strong className="font-semibold whitespace-pre-wrap wrap-anywhere">
                <bdi>{onlySeen(wanted)}</bdi>
              </strong>{' '}
              to delete {only ? 'it' : 'them'}
            </>
          }
        >
          {(control) => (
            <TextInput
              {...control}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              dir="auto"
            />
          )}
        </Field>
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  )
}

const sent = 'Sent; wait for the reply.'

const sharedSince: ConsoleError = {
  blame: 'ours',
  code: 'disks-shared',
  sentence: 'Which other VMs use these disks has changed since it was shown, or cannot be read. Nothing was deleted.',
  wayOut: 'Look at the list again, then delete.',
}

const sharedDisks = (read: readonly VmFiles[]) =>
  sharedBy(read).flatMap(({ key, paths }) => paths.map((path) => `${key} ${path}`))

/** What has to be typed: a name in which nothing is seen cannot be. */
function wordOf(vms: DeleteDialogProps['vms']): string {
  const [first] = vms
  if (vms.length !== 1) return String(vms.length)
  return first && onlySeen(first.name).trim() !== '' ? first.name : 'delete'
}

function WhatGoes({ vms, read }: { vms: DeleteDialogProps['vms']; read: readonly VmFiles[] }) {
  const names = useDatastoreNames(vms[0]?.connection ?? ('' as never)) // of none there are no names
  const size = sizeOfFiles(read)
  const shared = sharedBy(read)
  const unseen = read.find(({ notAllSeen }) => notAllSeen !== undefined)?.notAllSeen
  const [only] = read.length === 1 && vms.length === 1 ? read : []
  const files = only?.files.known ? only.files.value : []
  const folder = folderOfMost(files)
  return (
    <>
      {shared.length > 0 && (
        <Notice tone="fail" role="alert">
          <strong className="font-semibold">
            {shared.length === 1
              ? 'Another VM uses disks that would be deleted.'
              : 'Other VMs use disks that would be deleted.'}
          </strong>{' '}
          They are the base of a linked clone, or attached to both. Without them{' '}
          {shared.length === 1 ? 'it does' : 'they do'} not start any more and {shared.length === 1 ? 'loses' : 'lose'}{' '}
          the data:
          <ul className="mt-1 list-disc pl-5">
            {shared.map(({ key, name, paths }) => (
              <li key={key}>
                <bdi className="font-medium whitespace-pre-wrap">{name}</bdi>:{' '}
                {paths.map((path) => readDatastorePath(path, names)).join(', ')}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div>
        <p className="text-sm font-medium">{totalOf(size)}</p>
        {folder !== undefined && (
          <p className="text-xs text-ink-2">
            In <span className="name">{readDatastorePath(folder, names)}</span>
            {files.some(({ path }) => directoryOf(path) !== folder) && ', where no other place is said'}:
          </p>
        )}
        <ul
          aria-label="What goes"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long list scrolls, also by keyboard
          tabIndex={0}
          className="mt-1 max-h-44 overflow-y-auto rounded-md border border-line text-sm"
        >
          {only
            ? files.map((file) => <FileLine key={file.path} file={file} names={names} folder={folder} />)
            : vms.map((vm) => <VmLine key={vm.key} name={vm.name} files={read.find(({ key }) => key === vm.key)} />)}
          {only && !only.files.known && (
            <li className="px-3 py-1.5 text-ink-2">Its files are not known. {only.files.because}</li>
          )}
        </ul>
      </div>
      {unseen !== undefined && (
        <p className="text-xs text-ink-2">Whether other VMs use some of it too is not known for sure. {unseen}</p>
      )}
    </>
  )
}

const lineClass = 'flex gap-3 border-b border-line px-3 py-1 last:border-b-0'

type FileLineProps = {
  file: VmFile
  names: readonly string[]
  /** Stored; said above the list. */ folder: string | undefined
}

function FileLine({ file, names, folder }: FileLineProps) {
  const isThere = folder !== undefined && directoryOf(file.path) === folder
  return (
    <li className={lineClass}>
      <span className="min-w-0 flex-1 wrap-anywhere">
        {isThere ? readDatastoreItem(fileOf(file.path)).name : readDatastorePath(file.path, names)}
      </span>
      <Size bytes={file.bytes} />
    </li>
  )
}

function VmLine({ name, files }: { name: string; files: VmFiles | undefined }) {
  const size = files?.files.known ? sizeOfFiles([files]) : undefined
  return (
    <li className={lineClass}>
      <bdi className="min-w-0 flex-1 text-left wrap-anywhere whitespace-pre-wrap">{name}</bdi>
      <Size bytes={size && size.unsized < size.files ? size.bytes : undefined} />
    </li>
  )
}

const Size = ({ bytes }: { bytes: number | undefined }) => (
  <span className="shrink-0 text-ink-2 tabular-nums">
    {bytes === undefined ? 'size not known' : formatBytes(bytes)}
  </span>
)

/** `18.2 GB in 12 files, as the host counted them last.` */
function totalOf({ bytes, files, unsized, unread }: ReturnType<typeof sizeOfFiles>): string {
  if (files === 0) return 'How much goes is not known.'
  const more = [
    ...(unsized > 0 ? [`the size of ${unsized} more is not known`] : []),
    ...(unread > 0 ? [`the files of ${formatCount(unread, 'VM')} are not known`] : []),
  ]
  return `${formatBytes(bytes)} in ${formatCount(files - unsized, 'file')}, as the host counted last${more.length > 0 ? `; ${more.join(', and ')}` : ''}.`
}

/** Each VM that would be hit once. */
function sharedBy(read: readonly VmFiles[]): SharedWith[] {
  const all = new Map<string, SharedWith>()
  for (const one of read.flatMap(({ sharedWith }) => sharedWith)) {
    const known = all.get(one.key)
    all.set(one.key, known ? { ...known, paths: [...new Set([...known.paths, ...one.paths])] } : one)
  }
  return [...all.values()]
}
