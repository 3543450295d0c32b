'use client'

import { useRef } from 'react'
import { formatClock } from '@/lib/format/clock'
import { Icon } from '../../glyphs/icon'
import { Button } from '../../ui/button'
import { SearchBox } from '../../ui/search-box'

type FileToolbarProps = {
  text: string
  onText: (text: string) => void
  /** Why nothing can be changed, and why nothing can be read. */
  changeReason: string | undefined
  readReason: string | undefined
  onNewFolder: () => void
  onUpload: (files: File[]) => void
  onCreateDisk: () => void
  onCreateVm: () => void
  /** Why no VM can be made here. */
  createReason: string | undefined
  onDefineVm: () => void
  /** Why none can be defined here. */
  defineReason: string | undefined
  onReadAgain: () => void
  busy: boolean
  readAt: number | undefined
}

/** What can be done in the open folder. */
export function FileToolbar(props: FileToolbarProps) {
  const { changeReason, readReason, busy, readAt } = props
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-2.5 mid:px-4">
      <SearchBox label="Filter this folder" placeholder="Name, kind, VM" value={props.text} onChange={props.onText} />
      <Button onClick={props.onNewFolder} disabledReason={changeReason}>
        <Icon name="folder" />
        New folder
      </Button>
      <Button onClick={() => picker.current?.click()} disabledReason={changeReason}>
        <Icon name="upload" />
        Upload
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        aria-label="Files to upload"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          props.onUpload([...(event.target.files ?? [])])
          // The same file can be chosen again.
          event.target.value = ''
        }}
      />
      <Button onClick={props.onCreateDisk} disabledReason={changeReason}>
        <Icon name="disk" />
        Create disk
      </Button>
      <Button onClick={props.onCreateVm} disabledReason={props.createReason}>
        <Icon name="vms" />
        Create VM
      </Button>
      <Button onClick={props.onDefineVm} disabledReason={props.defineReason}>
        <Icon name="file" />
        Define VM
      </Button>
      <span className="ml-auto flex items-center gap-2 text-xs text-ink-3">
        {readAt !== undefined && <span className="max-mid:hidden">Read {formatClock(readAt)}</span>}
        <Button
          size="small"
          onClick={props.onReadAgain}
          disabledReason={readReason ?? (busy ? 'It is being read.' : undefined)}
        >
          <Icon name="autoAnswer" />
          Read again
        </Button>
      </span>
    </div>
  )
}
