'use client'

import { useId } from 'react'
import type { ConnectionInput } from '@/lib/contract/settings-input'
import { Field, Radio, TextArea, TextInput } from '../ui/field'

type Trust = ConnectionInput['trust']

type TrustFieldsProps = {
  trust: Trust
  /** Plain HTTP has no certificate. */
  plain: boolean
  error?: string | undefined
  onChange: (trust: Trust) => void
}

const empty: Record<Trust['kind'], Trust> = {
  system: { kind: 'system' },
  thumbprint: { kind: 'thumbprint', sha256: '' },
  ca: { kind: 'ca', pem: '' },
  none: { kind: 'none' },
}

/** Which certificate of the host is believed. */
export function TrustFields({ trust, plain, error, onChange }: TrustFieldsProps) {
  const name = useId()
  if (plain) return null
  const choice = (kind: Trust['kind'], label: string, hint?: string) => (
    <Radio
      name={name}
      label={label}
      hint={hint}
      checked={trust.kind === kind}
      onChange={() => trust.kind !== kind && onChange(empty[kind])}
    />
  )
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">Certificate</legend>
      {choice('system', 'Signed by an authority that this system trusts')}
      {choice('thumbprint', 'Exactly one certificate, by its SHA-256 thumbprint')}
      {trust.kind === 'thumbprint' && (
        <Field label="Thumbprint" error={error} className="pl-6">
          {(control) => (
            <TextInput
              {...control}
              className="font-mono"
              value={trust.sha256}
              onChange={(event) => onChange({ kind: 'thumbprint', sha256: event.target.value })}
              spellCheck={false}
              autoComplete="off"
            />
          )}
        </Field>
      )}
      {choice('ca', 'Signed by an authority of our own')}
      {trust.kind === 'ca' && (
        <Field label="Certificate of the authority (PEM)" error={error} className="pl-6">
          {(control) => (
            <TextArea
              {...control}
              className="font-mono text-xs"
              value={trust.pem}
              onChange={(event) => onChange({ kind: 'ca', pem: event.target.value })}
              spellCheck={false}
            />
          )}
        </Field>
      )}
      {choice(
        'none',
        'Any certificate',
        'Not checked: whoever stands between Andon and the host can read the password.',
      )}
    </fieldset>
  )
}
