'use client'

import { securityParts, type NetworkPolicy } from '@/lib/hardware/host-network'
import { shapingWords } from '@/lib/hardware/network-request'
import { Field, FieldError, NativeSelect, TextInput } from '../../ui/field'
import type { Choice, PolicyForm, ShapingForm } from './network-form'

type PolicyFieldsProps = {
  form: PolicyForm
  onChange: (change: Partial<PolicyForm>) => void
  /** Of the switch, for a port group, which may have what that has. Undefined: it is a switch. */
  inherited?: NetworkPolicy | undefined
  isGroup: boolean
  /** What is wrong with the shaping. */
  error: string | undefined
}

const acceptWord = (on: boolean | undefined) => (on === undefined ? 'not known' : on ? 'accepted' : 'refused')

/** Security and traffic shaping, of a switch or of a port group. */
export function PolicyFields({ form, onChange, inherited, isGroup, error }: PolicyFieldsProps) {
  const shape = (change: Partial<ShapingForm>) => onChange({ shaping: { ...form.shaping, ...change } })
  const { mode, average, peak, burst } = form.shaping
  const switchShaping = inherited?.shaping ? shapingWords(inherited.shaping) : 'not known'
  return (
    <>
      <fieldset className="grid items-start gap-3 mid:grid-cols-3">
        <legend className="mb-1 text-sm font-semibold">Security</legend>
        {securityParts.map(({ part, label, sentence }) => (
          <Field key={part} label={label} hint={sentence}>
            {(control) => (
              <NativeSelect
                {...control}
                value={form[part]}
                onChange={(event) => onChange({ [part]: event.target.value as Choice })} // the options are the choices
              >
                {isGroup && <option value="inherit">As the switch ({acceptWord(inherited?.[part])})</option>}
                <option value="no">Refuse</option>
                <option value="yes">Accept</option>
              </NativeSelect>
            )}
          </Field>
        ))}
      </fieldset>
      <fieldset className="grid gap-3">
        <legend className="mb-1 text-sm font-semibold">Traffic shaping</legend>
        <Field label="Shaping" hint="Holds back what VMs send; what they receive is not touched.">
          {(control) => (
            <NativeSelect
              {...control}
              value={mode}
              onChange={(event) => shape({ mode: event.target.value as ShapingForm['mode'] })} // the options are the modes
            >
              {isGroup && <option value="inherit">As the switch ({switchShaping})</option>}
              <option value="off">Off</option>
              <option value="on">On</option>
            </NativeSelect>
          )}
        </Field>
        {mode === 'on' && (
          <div className="grid items-start gap-3 mid:grid-cols-3">
            <NumberField label="Average, kbit/s" value={average} onText={(text) => shape({ average: text })} />
            <NumberField label="Peak, kbit/s" value={peak} onText={(text) => shape({ peak: text })} />
            <NumberField label="Burst, KB" value={burst} onText={(text) => shape({ burst: text })} />
          </div>
        )}
        {error !== undefined && <FieldError>{error}</FieldError>}
      </fieldset>
    </>
  )
}

type NumberFieldProps = {
  label: string
  value: string
  onText: (text: string) => void
  hint?: string
  error?: string | undefined
}

/** A number as it is typed. */
export const NumberField = ({ label, value, onText, hint, error }: NumberFieldProps) => (
  <Field label={label} hint={hint} error={error}>
    {(control) => (
      <TextInput
        {...control}
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={(event) => onText(event.target.value)}
      />
    )}
  </Field>
)
