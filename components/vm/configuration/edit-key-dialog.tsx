'use client'

import { useMemo, useState } from 'react'
import type { VmxFile } from '@/lib/files/vmx-file'
import { ok } from '@/lib/result'
import { getVmx, type VmxDocument } from '@/lib/vmx/document'
import type { VmxEdit } from '@/lib/vmx/edit'
import { explainVmxKey } from '@/lib/vmx/key-dictionary'
import { plainVmxValue, vmxValueOfPlain } from '@/lib/vmx/plain-value'
import { Stored } from '../../ui/facts'
import { Field, TextArea, TextInput } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Notice } from '../../ui/notice'
import { tryEdits } from './vmx-draft'

type EditKeyDialogProps = {
  file: VmxFile
  document: VmxDocument
  /** Undefined adds a key. */
  editedKey: string | undefined
  /** What was typed for it already, and is not saved. */
  pending: VmxEdit | undefined
  onKeep: (edit: VmxEdit) => void
  onClose: () => void
}

/** The value of one key, as a person reads it; how it will be stored stands below. Nothing is saved yet. */
export function EditKeyDialog({ file, document, editedKey, pending, onKeep, onClose }: EditKeyDialogProps) {
  const [key, setKey] = useState(editedKey ?? '')
  const stored = editedKey === undefined ? undefined : getVmx(document, editedKey)
  const [before] = useState(() => plainVmxValue(key, stored ?? ''))
  const [text, setText] = useState(() =>
    pending && !('remove' in pending) ? plainVmxValue(key, pending.value).text : before.text,
  )
  const [tried, setTried] = useState(false)
  const isNew = editedKey === undefined
  // An escape may be written in more than one way: what nobody changed stays as it is stored.
  const value = stored !== undefined && text === before.text ? stored : vmxValueOfPlain(key, text)
  const taken = isNew && getVmx(document, key.trim()) !== undefined
  const result = useMemo(
    () => tryEdits(document, [{ key: key.trim(), value }], file.place),
    [document, key, value, file.place],
  )
  const keyError = taken
    ? 'The file sets this key already. Edit it in the list.'
    : key.trim() === ''
      ? 'A key is needed, such as sched.mem.pin.'
      : undefined
  const valueError = keyError === undefined && !result.ok ? result.because : undefined
  const odd = result.ok ? result.odd[0] : undefined
  const about = explainVmxKey(key.trim())
  // One line cannot show a line break, and would lose it.
  const [hasLines] = useState(() => /[\r\n]/.test(text))
  const Control = hasLines || key.toLowerCase() === 'annotation' ? LinesInput : ValueInput

  const send = () => {
    setTried(true)
    if (keyError !== undefined || valueError !== undefined) return undefined
    onKeep({ key: key.trim(), value })
    return Promise.resolve(ok(null))
  }

  return (
    <FormDialog
      title={isNew ? 'Add a key' : `Edit ${editedKey}`}
      description={about ?? (isNew ? 'One line at the end of the file.' : 'Nothing is known about this key.')}
      verb={isNew ? 'Add to the changes' : 'Keep this change'}
      send={send}
      onClose={onClose}
    >
      {isNew && (
        <Field label="Key" error={tried ? keyError : undefined}>
          {(control) => (
            <TextInput
              {...control}
              value={key}
              onChange={(event) => setKey(event.target.value)}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
          )}
        </Field>
      )}
      <Field
        label="Value"
        error={valueError}
        hint={
          before.problem !== undefined
            ? `The stored value cannot be decoded: ${before.problem} What you type replaces it.`
            : 'As a person reads it, without quotes.'
        }
      >
        {(control) => <Control {...control} value={text} onText={setText} />}
      </Field>
      {value !== text && (
        <p className="text-xs text-ink-2">
          Stored as <Stored>{value}</Stored>
        </p>
      )}
      {odd && value !== stored && (
        <Notice tone="wait" role="status">
          This would be odd: {odd.because} A host may refuse to start the VM.
        </Notice>
      )}
    </FormDialog>
  )
}

type InputProps = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  value: string
  onText: (text: string) => void
}

const ValueInput = ({ onText, ...rest }: InputProps) => (
  <TextInput
    {...rest}
    onChange={(event) => onText(event.target.value)}
    autoComplete="off"
    spellCheck={false}
    className="font-mono"
  />
)

const LinesInput = ({ onText, ...rest }: InputProps) => (
  <TextArea {...rest} onChange={(event) => onText(event.target.value)} rows={5} />
)
