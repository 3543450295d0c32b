'use client'

import { clsx } from 'clsx'
import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { Icon } from '../../glyphs/icon'

type DropZoneProps = {
  /** What a drop would do, in words: `Drop to upload into [ds] iso`. */
  words: string
  disabledReason: string | undefined
  /** @param folders names of folders among what was dropped, which cannot be uploaded. */
  onFiles: (files: File[], folders: string[]) => void
  children: ReactNode
  className?: string
}

const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** A place that takes files that are dropped on it. The button "Upload" does the same for everybody else. */
export function DropZone({ words, disabledReason, onFiles, children, className }: DropZoneProps) {
  // Leaving a child is not leaving the zone.
  const depth = useRef(0)
  const [over, setOver] = useState(false)
  const enter = (by: 1 | -1) => {
    depth.current = Math.max(0, depth.current + by)
    setOver(depth.current > 0)
  }
  const drop = (event: DragEvent) => {
    depth.current = 0
    setOver(false)
    if (!carriesFiles(event)) return
    event.preventDefault()
    if (disabledReason !== undefined) return
    const { files, folders } = droppedFiles(event.dataTransfer)
    onFiles(files, folders)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping has the Upload button beside it
    <div
      className={clsx('relative', className)}
      onDragEnter={(event) => carriesFiles(event) && enter(1)}
      onDragLeave={(event) => carriesFiles(event) && enter(-1)}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = disabledReason === undefined ? 'copy' : 'none'
      }}
      onDrop={drop}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-5 grid place-content-center justify-items-center gap-2 rounded-lg border-2 border-dashed border-focus bg-raised/90 p-4 text-center font-medium">
          <Icon name="upload" />
          {disabledReason ?? words}
        </div>
      )}
    </div>
  )
}

/** A folder comes as a file that cannot be read; the browser tells which is which only at the drop itself. */
function droppedFiles(data: DataTransfer): { files: File[]; folders: string[] } {
  const files: File[] = []
  const folders: string[] = []
  for (const item of data.items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory) folders.push(entry.name)
    else if (file) files.push(file)
  }
  return { files, folders }
}
