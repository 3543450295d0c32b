'use client'

import { serialSchemes } from '@/lib/serial/service-uri'
import { aboutSerialBacking, type Direction } from '@/lib/serial/serial-port'
import { Field, NativeSelect, TextInput } from '../../ui/field'
import type { Change } from './create-vm-devices'
import type { CreateVmForm } from './create-vm-form'

type NewSerialProps = { form: CreateVmForm; onChange: Change; error: string | undefined }
type Kind = Exclude<CreateVmForm['serial']['kind'], ''>

const kinds = ['file', 'pipe', 'network'] as const satisfies readonly Kind[]

const texts: Record<Kind, { label: string; hint: (direction: Direction) => string }> = {
  file: { label: 'Output file', hint: () => 'Such as [datastore1] logs/serial.txt. Its folder has to be there.' },
  pipe: { label: 'Name of the pipe', hint: () => 'Any name that both sides agreed on.' },
  network: {
    label: 'Service URI',
    hint: (direction) =>
      `Such as ${direction === 'server' ? 'telnet://:7001' : 'tcp://logger.example:6001'}. Protocols: ${serialSchemes.join(', ')}.`,
  },
}

/** The serial port of a VM that is to be made; none, unless one is chosen. */
export function NewSerial({ form: { serial }, onChange, error }: NewSerialProps) {
  const { kind, text, direction } = serial
  const change = (part: Partial<CreateVmForm['serial']>) => onChange({ serial: { ...serial, ...part } })
  return (
    <div className="grid items-start gap-3 mid:grid-cols-3">
      <Field label="Serial port" hint={kind === '' ? undefined : aboutSerialBacking[kind].sentence}>
        {(control) => (
          <NativeSelect
            {...control}
            value={kind}
            onChange={(event) => change({ kind: event.target.value as CreateVmForm['serial']['kind'], text: '' })}
          >
            <option value="">None</option>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {aboutSerialBacking[one].name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {kind !== '' && (
        <Field label={texts[kind].label} hint={texts[kind].hint(direction)} error={error}>
          {(control) => (
            <TextInput
              {...control}
              value={text}
              onChange={(event) => change({ text: event.target.value })}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
      )}
      {kind !== '' && kind !== 'file' && (
        <Field label="The VM is" hint={direction === 'server' ? 'Others connect to it.' : 'It connects to them.'}>
          {(control) => (
            <NativeSelect
              {...control}
              value={direction}
              onChange={(event) => change({ direction: event.target.value as Direction })}
            >
              <option value="server">Server</option>
              <option value="client">Client</option>
            </NativeSelect>
          )}
        </Field>
      )}
    </div>
  )
}
