'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FileRequest } from '@/lib/files/file-request'
import { firmwareWords, type GuestOption, type NewVmOptions } from '@/lib/files/new-vm'
import { formatMiB } from '@/lib/format/quantity'
import type { DatastoreView, HostView } from '@/lib/live/live-state'
import { checkInventoryName } from '@/lib/names/name-checks'
import { failed, type ConsoleError, type Result } from '@/lib/result'
import { lacksSentence } from '@/lib/vsphere/rights'
import { useConsoleActions } from '../../console/console-context'
import { useNameTaken } from '../../picker/name-taken'
import { FileField } from '../../picker/file-field'
import { Button } from '../../ui/button'
import { unreachable } from '../../ui/confirm'
import { Field, NativeSelect, TextInput } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { NameField } from '../../ui/name-field'
import { ErrorNotice } from '../../ui/notice'
import { Loading, Skeleton } from '../../ui/placeholders'
import { NewCards, NewDisks, type Change } from './create-vm-devices'
import { NewSerial } from './create-vm-serial'
import { HostChoice } from './host-choice'
import { checkCreateVm, recommended, type CreateVmErrors, type CreateVmForm } from './create-vm-form'

type CreateVmDialogProps = {
  datastore: DatastoreView
  /** The hosts of the connection; with one there is nothing to choose. */
  hosts: readonly HostView[]
  initial: CreateVmForm
  onCreate: (request: FileRequest) => Promise<Result<unknown>>
  /** Goes on to the dialog that takes a VMX or a domain XML instead. */
  onDefine: () => void
  onClose: () => void
}

/** A new VM on the datastore: its guest, and what it is made of, as the host recommends unless something else is entered. */
export function CreateVmDialog(props: CreateVmDialogProps) {
  const { datastore, hosts } = props
  const actions = useConsoleActions()
  const [form, setForm] = useState(props.initial)
  const [tried, setTried] = useState(false)
  const isTaken = useNameTaken(datastore.connection, form.name)
  const change = (part: Partial<CreateVmForm>) => setForm((now) => ({ ...now, ...part }))
  const query = useQuery({
    queryKey: ['new-vm', datastore.key, form.host],
    queryFn: () =>
      actions
        .readNewVmOptions(datastore.key, form.host === '' ? undefined : form.host)
        .catch((cause: unknown) => failed(unreachable(cause))),
    staleTime: 60_000,
  })
  const options = query.data?.ok ? query.data.value : undefined
  const filled = options ? withDefaults(form, options) : form
  const checked = options && checkCreateVm(filled, options)
  // The name can be wrong before the host has said anything.
  const named = checkInventoryName(form.name)
  const errors = tried && checked && !checked.ok ? checked.errors : {}
  const send = () => {
    setTried(true)
    return checked?.ok ? props.onCreate(checked.request) : undefined
  }
  return (
    <FormDialog
      title="Create VM"
      description={
        <>
          On {datastore.name}, in a folder of its own. It is off afterwards, and nothing is installed in it. There is a
          VMX or a domain XML already?{' '}
          <button type="button" className="link" onClick={props.onDefine}>
            Define it from that
          </button>
        </>
      }
      verb="Create VM"
      width="wide"
      disabledReason={options?.lacks && lacksSentence(options.lacks)}
      send={send}
      onClose={props.onClose}
    >
      <NameField
        name={form.name}
        onChange={(name) => change({ name })}
        error={errors.name ?? (tried && !named.ok ? named.because : undefined)}
        isTaken={isTaken}
      />
      <HostChoice datastore={datastore} hosts={hosts} value={form.host} onChange={(host) => change({ host })} />
      {options ? (
        <Made datastore={datastore} form={filled} options={options} errors={errors} onChange={change} />
      ) : (
        <Unread
          error={query.data && !query.data.ok ? query.data.error : undefined}
          onRetry={() => void query.refetch()}
        />
      )}
    </FormDialog>
  )
}

/** What the host recommends first, until somebody has chosen. */
function withDefaults(form: CreateVmForm, { guests, defaultGuest }: NewVmOptions): CreateVmForm {
  if (form.guestId !== '' || defaultGuest === undefined) return form
  return guests.some(({ id }) => id === defaultGuest) ? { ...form, guestId: defaultGuest } : form
}

function Unread({ error, onRetry }: { error: ConsoleError | undefined; onRetry: () => void }) {
  if (!error) {
    return (
      <div className="grid gap-2">
        <Loading what="Asking the host what it can make" />
        <Skeleton className="w-full" />
        <Skeleton className="w-2/3" />
      </div>
    )
  }
  return (
    <div className="grid justify-items-start gap-2">
      <ErrorNotice error={error} className="w-full" />
      <Button onClick={onRetry}>Ask the host again</Button>
    </div>
  )
}

type MadeProps = {
  datastore: DatastoreView
  form: CreateVmForm
  options: NewVmOptions
  errors: CreateVmErrors
  onChange: Change
}

function Made({ datastore, form, options, errors, onChange }: MadeProps) {
  const guest = options.guests.find(({ id }) => id === form.guestId)
  const advised = recommended(guest)
  return (
    <>
      <Field label="Guest operating system" error={errors.guest} hint={`As ${options.host.name} knows them.`}>
        {(control) => (
          <NativeSelect
            {...control}
            value={form.guestId}
            onChange={(event) => onChange({ guestId: event.target.value, firmware: '' })}
          >
            <option value="">Choose one</option>
            {families(options.guests).map(({ family, guests }) => (
              <optgroup key={family} label={familyWords[family] ?? family}>
                {guests.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </NativeSelect>
        )}
      </Field>
      <div className="grid items-start gap-3 mid:grid-cols-3">
        <Field label="vCPU" error={errors.cpus}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              value={form.cpus}
              onChange={(event) => onChange({ cpus: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Memory, MB"
          error={errors.memory}
          hint={form.memory.trim() === '' && guest ? `Empty: ${formatMiB(advised.memory)}, as recommended.` : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              placeholder={String(advised.memory)}
              value={form.memory}
              onChange={(event) => onChange({ memory: event.target.value })}
            />
          )}
        </Field>
        <Field label="Firmware">
          {(control) => (
            <NativeSelect
              {...control}
              value={form.firmware}
              onChange={(event) => onChange({ firmware: event.target.value as CreateVmForm['firmware'] })}
            >
              <option value="">
                {guest?.firmware ? `${firmwareWords[guest.firmware]}, as recommended` : 'As the host has it'}
              </option>
              {guest?.firmwares.map((one) => (
                <option key={one} value={one}>
                  {firmwareWords[one]}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      </div>
      <NewDisks form={form} onChange={onChange} errors={errors.disks} advised={advised.gib} />
      <NewCards form={form} options={options} onChange={onChange} />
      <FileField
        label="ISO in the CD drive"
        error={errors.isoPath}
        hint="Connected at power-on. Empty: no CD drive."
        connection={datastore.connection}
        start={datastore.key}
        wanted="iso"
        value={form.isoPath}
        onChange={(isoPath) => onChange({ isoPath })}
      />
      <NewSerial form={form} onChange={onChange} error={errors.serial} />
    </>
  )
}

const familyWords: Readonly<Record<string, string>> = {
  linuxGuest: 'Linux',
  windowsGuest: 'Windows',
  darwinGuestFamily: 'macOS',
  solarisGuest: 'Solaris',
  netwareGuest: 'NetWare',
  otherGuestFamily: 'Other',
}

/** In the order of the host. */
function families(guests: readonly GuestOption[]): { family: string; guests: GuestOption[] }[] {
  const all = new Map<string, GuestOption[]>()
  for (const guest of guests) all.set(guest.family, [...(all.get(guest.family) ?? []), guest])
  return [...all].map(([family, own]) => ({ family, guests: own }))
}
