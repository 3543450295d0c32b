'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef, useState, type DragEvent } from 'react'
import type { Definition } from '@/lib/files/define-vm'
import { formatOf } from '@/lib/files/vmx-of-definition'
import { formatBytes } from '@/lib/format/quantity'
import type { DatastoreView, HostView } from '@/lib/live/live-state'
import { readDatastorePath } from '@/lib/names/datastore-path'
import { failed, type Result } from '@/lib/result'
import { parseVmx, vmxText } from '@/lib/vmx/document'
import { useConsoleActions } from '../../console/console-context'
import { Button } from '../../ui/button'
import { unreachable } from '../../ui/confirm'
import { Field, Radio, TextArea, TextInput } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Loading } from '../../ui/placeholders'
import { useSettled } from '../../ui/settled'
import { definitionOf, emptyDefineForm, longestText, type DefineForm } from './define-form'
import { DefineReportView } from './define-report'
import { HostChoice } from './host-choice'

type DefineDialogProps = {
  datastore: DatastoreView
  /** Stored path of the folder that is open. */
  folder: string
  hosts: readonly HostView[]
  onDefine: (definition: Definition) => Promise<Result<unknown>>
  onClose: () => void
}

/** A VM from a VMX or a domain XML, dropped or pasted: first what would become of it, then the press. */
export function DefineDialog({ datastore, folder, hosts, onDefine, onClose }: DefineDialogProps) {
  const actions = useConsoleActions()
  const [form, setForm] = useState<DefineForm>({ ...emptyDefineForm, isHere: folder !== '' })
  const [refused, setRefused] = useState<string>()
  const [tried, setTried] = useState(false)
  const change = (part: Partial<DefineForm>) => setForm((now) => ({ ...now, ...part }))
  const read = definitionOf(form, folder)
  const definition = read.ok ? read.definition : undefined
  const settled = useSettled(definition === undefined ? '' : JSON.stringify(definition))
  const query = useQuery({
    queryKey: ['definition', datastore.key, settled],
    enabled: settled !== '',
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: () =>
      actions
        .readDefinition(datastore.key, JSON.parse(settled) as Definition) // what was written there above
        .catch((cause: unknown) => failed(unreachable(cause))),
  })
  const look = definition && query.data?.ok ? query.data.value : undefined
  const isCurrent = definition !== undefined && settled === JSON.stringify(definition) && !query.isPlaceholderData
  const send = () => {
    setTried(true)
    const isFit = look?.understood === true && look.obstacles.length === 0
    return definition && isCurrent && isFit ? onDefine(definition) : undefined
  }

  const open = async (file: File | undefined) => {
    if (!file) return
    if (file.size > longestText) {
      const most = formatBytes(longestText, { whole: true })
      return setRefused(
        `"${file.name}" has ${formatBytes(file.size)}. At most ${most} are taken; a VMX has some 10 KB.`,
      )
    }
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      setRefused(undefined)
      change({ bytes, text: formatOf(bytes) === 'vmx' ? vmxText(parseVmx(bytes)) : new TextDecoder().decode(bytes) })
    } catch {
      setRefused(
        `The browser could not read "${file.name}". A folder cannot be opened, nor a file that was moved meanwhile.`,
      )
    }
  }
  const error = refused ?? (tried ? whyNotYet(read, look, isCurrent) : undefined)
  return (
    <FormDialog
      title="Define VM"
      description={`On ${datastore.name}, from a VMX or from libvirt’s domain XML. Its VMX is put there, nothing is written over, and the VM is registered.`}
      verb="Define VM"
      width="wide"
      send={send}
      onClose={onClose}
    >
      <TextOrFile
        text={form.text}
        error={error}
        onText={(text) => {
          setRefused(undefined)
          change({ text, bytes: undefined })
        }}
        onFile={open}
      />
      <div className="grid items-start gap-3 mid:grid-cols-2">
        <Field label="Name" hint="Left empty, the VM is called what the text says.">
          {(control) => (
            <TextInput
              {...control}
              value={form.name}
              onChange={(event) => change({ name: event.target.value })}
              placeholder="As in the text"
              autoComplete="off"
              spellCheck={false}
              dir="auto"
            />
          )}
        </Field>
        {read.ok && read.format === 'xml' && (
          <Field
            label="Virtual hardware"
            hint="Domain XML says none; libvirt gives 8. NVMe disks need 13, a vTPM 14."
            error={
              form.hardware.trim() !== '' && !/^\d{1,2}$/.test(form.hardware.trim())
                ? 'A number, such as 13.'
                : undefined
            }
          >
            {(control) => (
              <TextInput
                {...control}
                inputMode="numeric"
                placeholder="8"
                value={form.hardware}
                onChange={(event) => change({ hardware: event.target.value })}
              />
            )}
          </Field>
        )}
        <HostChoice datastore={datastore} hosts={hosts} value={form.host} onChange={(host) => change({ host })} />
      </div>
      {folder !== '' && (
        <fieldset className="grid">
          <legend className="mb-1 text-sm font-medium">Where its VMX goes</legend>
          <Radio
            name="where"
            label={`Into ${readDatastorePath(`[${datastore.storedName}] ${folder}`)}`}
            checked={form.isHere}
            onChange={() => change({ isHere: true })}
          />
          <Radio
            name="where"
            label="Beside its first disk, or into a folder of its own"
            checked={!form.isHere}
            onChange={() => change({ isHere: false })}
          />
        </fieldset>
      )}
      {definition !== undefined &&
        (query.data && !query.data.ok ? (
          <div className="grid justify-items-start gap-2">
            <ErrorNotice error={query.data.error} className="w-full" />
            <Button onClick={() => void query.refetch()}>Look again</Button>
          </div>
        ) : !look ? (
          <Loading what="Looking what becomes of it" />
        ) : look.understood ? (
          <div aria-busy={!isCurrent}>
            <DefineReportView report={look} />
          </div>
        ) : (
          <Notice tone="fail" role="alert">
            <strong className="font-semibold">
              {look.format === 'xml' ? 'No VM can be made of this domain XML.' : 'No host could read this VMX.'}
            </strong>
            <ul className="mt-1 list-disc pl-5">
              {look.because.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Notice>
        ))}
    </FormDialog>
  )
}

/** Why the press waits, said at the text. */
function whyNotYet(
  read: ReturnType<typeof definitionOf>,
  look: { understood: boolean; obstacles?: string[] } | undefined,
  isCurrent: boolean,
): string | undefined {
  if (!read.ok) return read.because
  if (!isCurrent || !look) return 'It is being looked at. Press again when that is done.'
  if (!look.understood) return 'No VM can be made of it, see below.'
  return look.obstacles?.length ? 'It cannot be defined so, see below.' : undefined
}

type TextOrFileProps = {
  text: string
  error: string | undefined
  onText: (text: string) => void
  onFile: (file: File | undefined) => Promise<void>
}

function TextOrFile({ text, error, onText, onFile }: TextOrFileProps) {
  const input = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    void onFile(event.dataTransfer.files[0])
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping has the button below
    <div className="grid gap-2" onDrop={drop} onDragOver={(event) => event.preventDefault()}>
      <Field label="VMX or domain XML" error={error} hint="Paste it, or drop a file here.">
        {(control) => (
          <TextArea
            {...control}
            className="h-44 font-mono text-xs/5 whitespace-pre"
            value={text}
            onChange={(event) => onText(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            wrap="off"
          />
        )}
      </Field>
      <Button className="justify-self-start" onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".vmx,.vmtx,.xml,text/plain,application/xml"
        aria-label="VMX or domain XML file"
        onChange={(event) => {
          void onFile(event.target.files?.[0])
          // The same file, changed, can be chosen again.
          event.target.value = ''
        }}
      />
    </div>
  )
}
