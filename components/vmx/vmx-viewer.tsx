'use client'

import { clsx } from 'clsx'
import { useRef, useState, type DragEvent } from 'react'
import { formatBytes } from '@/lib/format/quantity'
import { parseVmx } from '@/lib/vmx/document'
import { Button } from '../ui/button'
import { FactPanel } from '../ui/facts'
import { Notice } from '../ui/notice'
import { Loading } from '../ui/placeholders'
import { VmxContent } from './vmx-content'
import { VmxFacts } from './vmx-facts'
import { vmxSource, type VmxSource } from './vmx-source'

/** Beyond this a file is not even read into memory; real ones have some 10 KB. */
const mostFileBytes = 50 * 1024 * 1024

type Shown =
  | { at: 'nothing' }
  | { at: 'reading'; name: string }
  | { at: 'refused'; because: string }
  | { at: 'read'; name: string; turn: number; source: VmxSource }

/** A VMX from a person's own machine, without any host. Nothing of it leaves the browser. */
export function VmxViewer() {
  const [shown, setShown] = useState<Shown>({ at: 'nothing' })
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const latest = useRef(0)

  const open = async (file: File | undefined) => {
    if (!file) return
    const turn = (latest.current += 1)
    if (file.size > mostFileBytes) {
      const because = `"${file.name}" has ${formatBytes(file.size)}. Files up to ${formatBytes(mostFileBytes, { whole: true })} can be opened; a VMX has some 10 KB.`
      return setShown({ at: 'refused', because })
    }
    setShown({ at: 'reading', name: file.name })
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      // Another file was chosen meanwhile: its content is what is wanted.
      if (turn === latest.current) setShown({ at: 'read', name: file.name, turn, source: vmxSource(parseVmx(bytes)) })
    } catch {
      const because = `The browser could not read "${file.name}". A folder cannot be opened, nor a file that was moved meanwhile.`
      if (turn === latest.current) setShown({ at: 'refused', because })
    }
  }

  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void open(event.dataTransfer.files[0])
  }
  const hover = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }

  return (
    <div
      className="grid gap-4 p-3 mid:p-4 wide:px-5"
      onDragOver={hover}
      onDragEnter={hover}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setOver(false)} // what the pointer went to is a node or nothing
      onDrop={drop}
    >
      <div>
        <h1 className="text-2xl font-semibold tracking-[-0.015em]">VMX viewer</h1>
        <p className="text-sm text-ink-2">
          Reads the configuration file of a VM without any host. The file stays in this browser: nothing of it is sent.
        </p>
      </div>
      <div
        className={clsx(
          'grid justify-items-center gap-2 rounded-lg border border-dashed px-6 text-center text-sm text-ink-2',
          shown.at === 'read' ? 'py-3' : 'py-10',
          over ? 'border-focus bg-select text-ink' : 'border-line-2 bg-surface',
        )}
      >
        <strong className="text-lg font-semibold text-ink">
          {shown.at === 'read' || shown.at === 'reading' ? (
            <span className="wrap-anywhere whitespace-pre-wrap">{shown.name}</span>
          ) : (
            'Drop a .vmx file here'
          )}
        </strong>
        <Button onClick={() => input.current?.click()}>
          {shown.at === 'read' ? 'Choose another file' : 'Choose a file'}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".vmx,.vmtx,text/plain"
          aria-label="VMX file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void open(event.target.files?.[0])
            // The same file, changed, can then be chosen again.
            event.target.value = ''
          }}
        />
      </div>
      {shown.at === 'reading' && <Loading what={`Reading ${shown.name}`} />}
      {shown.at === 'refused' && (
        <Notice tone="fail" role="alert">
          {shown.because}
        </Notice>
      )}
      {shown.at === 'read' && (
        <div>
          <h2 className="sr-only">What the file says</h2>
          <VmxContent key={shown.turn} source={shown.source}>
            <FactPanel title="File">
              <VmxFacts document={shown.source.document} />
            </FactPanel>
          </VmxContent>
        </div>
      )}
    </div>
  )
}
