'use client'

import type { SerialFinding } from '@/lib/serial/check-serial-port'
import { describeSerialBacking, type Direction, type SerialBacking } from '@/lib/serial/serial-port'
import { explainScheme, parseServiceUri, serialSchemes } from '@/lib/serial/service-uri'
import { Checkbox, Field, Radio, TextInput } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { Stored } from '../../ui/facts'
import type { SerialForm } from './serial-form'

type BackingFieldsProps = {
  form: SerialForm
  backing: SerialBacking
  findings: readonly SerialFinding[]
  /** Whether sending was tried: until then an empty field is not an error yet. */
  tried: boolean
  onChange: (more: Partial<SerialForm>) => void
}

/** The fields of the chosen backing, each with what is wrong with it. */
export function BackingFields(props: BackingFieldsProps) {
  const { form, backing, findings, tried, onChange } = props
  const text = (field: 'fileName' | 'deviceName' | 'pipeName' | 'serviceUri' | 'proxyUri') => {
    const found = findings.find((finding) => finding.field === field && finding.weight === 'error')
    return {
      error: tried || form[field] !== '' ? found?.because : undefined,
      children: (control: object) => (
        <TextInput
          {...control}
          value={form[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
        />
      ),
    }
  }
  const warnings = findings.filter(({ weight }) => weight === 'warning')
  return (
    <>
      {form.kind === 'file' && (
        <Field
          label="Output file"
          hint="As [datastore] folder/file, in plain names. The folder has to be there already."
          {...text('fileName')}
        />
      )}
      {backing.kind === 'file' && backing.fileName !== form.fileName && (
        <p className="text-xs text-ink-2">
          Stored as <Stored>{describeSerialBacking(backing)}</Stored>
        </p>
      )}
      {form.kind === 'device' && (
        <>
          <Field label="Device of the host" hint="Such as /dev/char/serial/uart0." {...text('deviceName')} />
          <Checkbox
            label="Let the host pick"
            checked={form.autoDetect}
            onChange={(event) => onChange({ autoDetect: event.target.checked })}
          />
        </>
      )}
      {form.kind === 'pipe' && (
        <>
          <Field label="Name of the pipe" hint="Both ends use the same name." {...text('pipeName')} />
          <DirectionChoice
            legend="This end is"
            name="serial-pipe"
            value={form.pipeEndpoint}
            onChange={(pipeEndpoint) => onChange({ pipeEndpoint })}
            words={{
              server: 'It makes the pipe, and the other end opens it.',
              client: 'It opens a pipe that is there.',
            }}
          />
          <Checkbox
            label="Wait rather than lose bytes"
            checked={form.noRxLoss}
            onChange={(event) => onChange({ noRxLoss: event.target.checked })}
            hint="The VM stands still while the other end does not read."
          />
        </>
      )}
      {form.kind === 'network' && <NetworkFields form={form} text={text} onChange={onChange} />}
      {warnings.map(({ field, because }) => (
        <Notice key={field + because} tone="wait">
          {because}
        </Notice>
      ))}
      {findings.some(({ field }) => field === 'backing') && (
        <Notice tone="fail">{findings.find(({ field }) => field === 'backing')?.because}</Notice>
      )}
    </>
  )
}

type NetworkFieldsProps = {
  form: SerialForm
  text: (field: 'serviceUri' | 'proxyUri') => Pick<Parameters<typeof Field>[0], 'error' | 'children'>
  onChange: (more: Partial<SerialForm>) => void
}

function NetworkFields({ form, text, onChange }: NetworkFieldsProps) {
  const { direction, proxied } = form
  return (
    <>
      <DirectionChoice
        legend="The VM is"
        name="serial-direction"
        value={direction}
        onChange={(next) => onChange({ direction: next })}
        words={{
          server: 'It listens on its host, and others connect to it.',
          client: 'It connects to a program elsewhere.',
        }}
      />
      <Field
        label={proxied ? 'Service at the concentrator' : 'Service URI'}
        hint={proxied ? 'Any name that both sides agreed on.' : uriHint(form)}
        {...text('serviceUri')}
      />
      <Checkbox
        label="Through a virtual serial port concentrator"
        checked={proxied}
        onChange={(event) => onChange({ proxied: event.target.checked })}
        hint="The host connects to the concentrator, which stays reachable when the VM moves to another host."
      />
      {proxied && <Field label="Proxy URI" hint="Such as telnets://vspc.example:13370." {...text('proxyUri')} />}
    </>
  )
}

/** What the URI means so far, or what it can look like. */
function uriHint({ serviceUri, direction }: SerialForm): string {
  const parsed = parseServiceUri(serviceUri.trim())
  if (!parsed.ok) {
    const example = direction === 'server' ? 'telnet://:7001' : 'tcp://logger.example:6001'
    return `Such as ${example}. Protocols: ${serialSchemes.join(', ')}.`
  }
  const { scheme, host, service } = parsed.uri
  const place = direction === 'server' ? `Listens on port ${service}` : `Connects to ${host || 'a host'} at ${service}`
  return `${place}. ${explainScheme(scheme ?? 'tcp')}`
}

type DirectionChoiceProps = {
  legend: string
  name: string
  value: Direction
  onChange: (direction: Direction) => void
  words: Record<Direction, string>
}

function DirectionChoice({ legend, name, value, onChange, words }: DirectionChoiceProps) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {(['server', 'client'] as const).map((direction) => (
        <Radio
          key={direction}
          name={name}
          label={direction === 'server' ? 'Server' : 'Client'}
          hint={words[direction]}
          checked={value === direction}
          onChange={() => onChange(direction)}
        />
      ))}
    </fieldset>
  )
}
