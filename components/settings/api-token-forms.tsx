'use client'

import { useState } from 'react'
import { checkTokenName, scopes, type Scope } from '@/lib/accounts/api-token'
import type { Only } from '@/lib/accounts/limited'
import type { ApiTokenRow, MadeApiToken } from '@/lib/contract/tokens-input'
import { useConsoleActions } from '../console/console-context'
import { Checkbox, Field, FieldError, NativeSelect } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { ConnectionChoice, limit } from './role-choice'
import { PlainNameInput } from './plain-name-input'

const scopeWords: Readonly<Record<Scope, { word: string; may: string }>> = {
  read: { word: 'Read', may: 'What the screens show: VMs, tasks, questions, History, files to download.' },
  act: { word: 'Act', may: 'Starts and cancels tasks, uploads files, sets auto-answer.' },
  answer: { word: 'Answer', may: 'Answers questions, and hears what became of its answers.' },
}

const day = 24
const ends = [
  { hours: 8, words: '8 hours' },
  { hours: day, words: '1 day' },
  { hours: 7 * day, words: '7 days' },
  { hours: 30 * day, words: '30 days' },
  { hours: 90 * day, words: '90 days' },
  { hours: 365 * day, words: '1 year' },
]

/** A new token: for what, where, and for how long. */
export function MakeApiToken({ onClose, onMade }: { onClose: () => void; onMade: (made: MadeApiToken) => void }) {
  const actions = useConsoleActions()
  const [name, setName] = useState('')
  const [may, setMay] = useState<readonly Scope[]>(['read'])
  const [only, setOnly] = useState<Only>()
  const [hours, setHours] = useState<number | null>(30 * day)
  const [tried, setTried] = useState(false)
  const named = checkTokenName(name.trim().normalize('NFKC'))
  const send = () => {
    setTried(true)
    if (!named.ok || may.length === 0) return undefined
    const of = { name: name.trim(), scopes: scopes.filter((scope) => may.includes(scope)), hours }
    return actions.createApiToken({ ...of, ...limit('operator', only) }).then((result) => {
      if (result.ok) onMade(result.value)
      return result
    })
  }
  return (
    <FormDialog
      title="Make an API token"
      description="For one program. What it does is recorded under this name and yours."
      verb="Make"
      onClose={onClose}
      send={send}
    >
      <Field
        label="Name"
        {...(tried && !named.ok
          ? { error: named.because }
          : { hint: 'Such as nightly-runner: letters, figures, and . _ - between them.' })}
      >
        {(control) => <PlainNameInput {...control} value={name} onChange={setName} />}
      </Field>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">May</legend>
        {scopes.map((scope) => (
          <Checkbox
            key={scope}
            label={scopeWords[scope].word}
            hint={scopeWords[scope].may}
            checked={may.includes(scope)}
            onChange={(event) => setMay(event.target.checked ? [...may, scope] : may.filter((one) => one !== scope))}
          />
        ))}
        {tried && may.length === 0 && <FieldError>Choose what it may do.</FieldError>}
      </fieldset>
      <ConnectionChoice only={only} onChange={setOnly} />
      <Field label="Ends after" hint="It can be revoked at any time before.">
        {(control) => (
          <NativeSelect
            {...control}
            value={hours ?? ''}
            onChange={(event) => setHours(event.target.value === '' ? null : Number(event.target.value))}
          >
            {ends.map((one) => (
              <option key={one.hours} value={one.hours}>
                {one.words}
              </option>
            ))}
            <option value="">No end</option>
          </NativeSelect>
        )}
      </Field>
    </FormDialog>
  )
}

type LimitProps = { token: ApiTokenRow; onClose: () => void; onDone: () => void }

/** Where a token holds, from now on. */
export function LimitApiToken({ token, onClose, onDone }: LimitProps) {
  const actions = useConsoleActions()
  const [only, setOnly] = useState<Only>(token.connections)
  return (
    <FormDialog
      title={`Edit API token: ${token.name}`}
      description="It holds from the next call on, and for streams that are open. What it may do and until when is chosen when it is made."
      verb="Save"
      onClose={onClose}
      send={() =>
        actions.limitApiToken(token.id, limit('operator', only)).then((result) => {
          if (result.ok) onDone()
          return result
        })
      }
    >
      <ConnectionChoice only={only} onChange={setOnly} />
    </FormDialog>
  )
}
