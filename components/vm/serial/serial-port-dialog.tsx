'use client'

import { useState } from 'react'
import type { VmSerialPorts } from '@/lib/hardware/vm-hardware'
import type { Result } from '@/lib/result'
import type { RunRequest } from '@/lib/runs/verb'
import { checkSerialBacking } from '@/lib/serial/check-serial-port'
import { powerOnQuestion } from '@/lib/serial/power-on-question'
import { aboutSerialBacking } from '@/lib/serial/serial-port'
import type { VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { useDatastoreNames } from '../../live/datastore-names'
import { Checkbox, Radio } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Notice } from '../../ui/notice'
import { BackingFields } from './backing-fields'
import { backingOfForm, fileExists, offeredBackings, portOfForm, serialForm, type KnownPort } from './serial-form'
import { Asks } from './serial-table'

type SerialPortDialogProps = {
  vm: VmView
  all: VmSerialPorts
  /** Undefined adds one. */
  port: KnownPort | undefined
  onSend: (request: RunRequest) => Promise<Result<unknown>>
  onClose: () => void
}

/** One serial port: what is behind it, checked as the host would, and what power-on will make of it. */
export function SerialPortDialog({ vm, all, port, onSend, onClose }: SerialPortDialogProps) {
  const [opened] = useState({ all, port })
  const datastores = useDatastoreNames(vm.connection)
  const [form, setForm] = useState(() => serialForm(all, port, datastores))
  const [tried, setTried] = useState(false)
  const isOn = vm.powerState === 'poweredOn'
  const backing = backingOfForm(form, opened.all, opened.port?.backing, datastores)
  const findings = checkSerialBacking(backing, datastores)
  const isFit = findings.every(({ weight }) => weight !== 'error')
  const change = (more: Partial<typeof form>) => setForm({ ...form, ...more })
  const kinds =
    port && !offeredBackings.some((kind) => kind === port.backing.kind)
      ? [port.backing.kind, ...offeredBackings]
      : offeredBackings
  const { changeVersion } = opened.all

  const send = () => {
    setTried(true)
    if (!isFit) return undefined
    const sent = { port: portOfForm(form, backing, isOn), ...withoutUndefined({ changeVersion }) }
    return onSend(
      port
        ? { verb: 'editSerialPort', deviceKey: port.key, deviceLabel: port.label, ...sent }
        : { verb: 'addSerialPort', ...sent },
    )
  }

  return (
    <FormDialog
      title={port ? `${port.label}: ${vm.name}` : `Add serial port: ${vm.name}`}
      verb={port ? 'Change serial port' : 'Add serial port'}
      width="wide"
      send={send}
      onClose={onClose}
    >
      {all.changeVersion !== changeVersion && (
        <Notice tone="wait" role="status">
          Somebody has changed this VM since the form was opened. The host will refuse; close the form and open it
          again.
        </Notice>
      )}
      <div className="grid gap-4 mid:grid-cols-[200px_minmax(0,1fr)]">
        <fieldset className="grid content-start gap-1">
          <legend className="mb-1 text-sm font-medium">Behind the port</legend>
          {kinds.map((kind) => (
            <Radio
              key={kind}
              name="serial-backing"
              label={aboutSerialBacking[kind].name}
              checked={form.kind === kind}
              onChange={() => {
                change({ kind })
                setTried(false)
              }}
            />
          ))}
        </fieldset>
        <div className="grid content-start gap-3">
          <p className="text-sm text-ink-2">{aboutSerialBacking[form.kind].sentence}</p>
          <BackingFields form={form} backing={backing} findings={findings} tried={tried} onChange={change} />
        </div>
      </div>
      <div role="status" className="rounded-lg border border-line bg-sunken px-3 py-2 text-sm">
        <Asks question={powerOnQuestion(backing, fileExists(backing, opened.all))} />
      </div>
      <div className="grid gap-2">
        <Checkbox
          label="Yield CPU on poll"
          checked={form.yieldOnPoll}
          onChange={(event) => change({ yieldOnPoll: event.target.checked })}
          hint="The VM rests while its guest only polls the port. Turn it off where the guest needs the port at full speed."
        />
        <Checkbox
          label="Connect at power-on"
          checked={form.startConnected}
          onChange={(event) => change({ startConnected: event.target.checked })}
        />
        {port && isOn && (
          <Checkbox
            label="Connected now"
            checked={form.connected}
            onChange={(event) => change({ connected: event.target.checked })}
          />
        )}
      </div>
    </FormDialog>
  )
}
