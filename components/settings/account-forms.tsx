'use client'

import { useId, useState, type ReactNode } from 'react'
import type { Only } from '@/lib/accounts/limited'
import { checkPassword, shortestPassword } from '@/lib/accounts/password'
import type { Role } from '@/lib/accounts/role'
import { checkUsername, plainUsername } from '@/lib/accounts/username'
import type { AccountRow, PasswordLink } from '@/lib/contract/accounts-input'
import type { Result, Verdict } from '@/lib/result'
import { useConsoleActions } from '../console/console-context'
import { Field, Radio, TextInput } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { PresentPassword } from '../ui/present-password'
import { ConnectionChoice, limit, RoleChoice } from './role-choice'
import { PlainNameInput } from './plain-name-input'

/** A link that was just made, and whose it is: shown once. */
export type MadeLink = { username: string; link: PasswordLink }

type FormProps = { onClose: () => void; onDone: (made?: MadeLink) => void }

/** Passes on what was made before the form closes. */
async function thenTell<Value>(reply: Promise<Result<Value>>, tell: (value: Value) => void): Promise<Result<Value>> {
  const result = await reply
  if (result.ok) tell(result.value)
  return result
}

/** A new account: a name, a role, and how its person comes to a password. */
export function AddAccount({ onClose, onDone }: FormProps) {
  const actions = useConsoleActions()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('operator')
  const [only, setOnly] = useState<Only>()
  const [first, setFirst] = useState<FirstPassword>(byLink)
  const [tried, setTried] = useState(false)
  const username = plainUsername(name)
  const named = checkUsername(username)
  const fit = fitOf(first, username)
  const send = () => {
    setTried(true)
    if (!named.ok || !fit.ok) return undefined
    const password = first.by === 'password' ? { password: first.password } : {}
    return thenTell(actions.addAccount({ username, role, ...limit(role, only), ...password }), ({ link }) =>
      onDone(link && { username, link }),
    )
  }
  return (
    <FormDialog
      title="Add an account"
      description="For one person. What is done with it is recorded under its name."
      verb="Add"
      onClose={onClose}
      send={send}
    >
      <Field label="User name" error={tried && !named.ok ? named.because : undefined}>
        {(control) => <PlainNameInput {...control} value={name} onChange={setName} />}
      </Field>
      <RoleChoice role={role} onChange={setRole} />
      <ConnectionChoice role={role} only={only} onChange={setOnly} />
      <FirstPasswordChoice first={first} onChange={setFirst} problem={tried && !fit.ok ? fit.because : undefined} />
    </FormDialog>
  )
}

/** The role of an account, and where it holds. `others` are further things that can be done with it. */
export function EditAccount({
  account,
  stays,
  others,
  onClose,
  onDone,
}: FormProps & { account: AccountRow; stays: Verdict; others: ReactNode }) {
  const actions = useConsoleActions()
  const [role, setRole] = useState(account.role)
  const [only, setOnly] = useState<Only>(account.connections)
  const notThis = !stays.ok && role !== 'admin' ? stays.because : undefined
  return (
    <FormDialog
      title={`Edit account: ${account.username}`}
      verb="Save"
      onClose={onClose}
      send={() =>
        notThis === undefined
          ? thenTell(actions.editAccount(account.username, { role, ...limit(role, only) }), () => onDone())
          : undefined
      }
    >
      <RoleChoice role={role} onChange={setRole} problem={notThis} />
      <ConnectionChoice role={role} only={only} onChange={setOnly} />
      <div className="mt-1 grid gap-1 border-t border-line pt-3">
        <p className="text-sm font-medium">This account</p>
        <div className="flex flex-wrap gap-2">{others}</div>
      </div>
    </FormDialog>
  )
}

/** Takes the password away and gives a link or a new first password. */
export function ResetPassword({ username, onClose, onDone }: FormProps & { username: string }) {
  const actions = useConsoleActions()
  const [first, setFirst] = useState<FirstPassword>(byLink)
  const [tried, setTried] = useState(false)
  const fit = fitOf(first, username)
  const send = () => {
    setTried(true)
    if (!fit.ok) return undefined
    const password = first.by === 'password' ? first.password : undefined
    return thenTell(actions.resetPassword(username, password), ({ link }) => onDone(link && { username, link }))
  }
  return (
    <FormDialog
      title={`Reset the password of ${username}`}
      description="The password of now opens nothing any more, and the sessions of the account end. Its running tasks go on."
      verb="Reset the password"
      onClose={onClose}
      send={send}
    >
      <FirstPasswordChoice first={first} onChange={setFirst} problem={tried && !fit.ok ? fit.because : undefined} />
    </FormDialog>
  )
}

/** One's own password: the present one and a new one. */
export function ChangeOwnPassword({ username, onClose, onDone }: FormProps & { username: string }) {
  const actions = useConsoleActions()
  const [present, setPresent] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const fit = checkPassword(password, username)
  return (
    <FormDialog
      title="Change your password"
      description="Your other sessions end; this one stays."
      verb="Change the password"
      onClose={onClose}
      send={() => {
        setTried(true)
        return fit.ok && present !== ''
          ? thenTell(actions.changePassword(present, password), () => onDone())
          : undefined
      }}
    >
      <PresentPassword
        username={username}
        label="Present password"
        value={present}
        onChange={setPresent}
        error={tried && present === '' ? 'Enter your present password.' : undefined}
      />
      <Field label="New password" {...(tried && !fit.ok ? { error: fit.because } : { hint: lengthHint })}>
        {(control) => (
          <TextInput
            {...control}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}

const lengthHint = `At least ${shortestPassword} characters, of any kind.`

type FirstPassword = { by: 'link' } | { by: 'password'; password: string }

const byLink: FirstPassword = { by: 'link' }

const fitOf = (first: FirstPassword, username: string): Verdict =>
  first.by === 'link' ? { ok: true } : checkPassword(first.password, username)

function FirstPasswordChoice({
  first,
  onChange,
  problem,
}: {
  first: FirstPassword
  onChange: (first: FirstPassword) => void
  problem: string | undefined
}) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Password</legend>
      <Radio
        name={name}
        label="A link to choose one"
        hint="Shown once, good for three days and for one use. Give it to the person yourself."
        checked={first.by === 'link'}
        onChange={() => onChange(byLink)}
      />
      <Radio
        name={name}
        label="A first password"
        hint="It has to be changed at the first sign-in."
        checked={first.by === 'password'}
        onChange={() => onChange({ by: 'password', password: '' })}
      />
      {first.by === 'password' && (
        <Field
          label="First password"
          className="mt-2 pl-6"
          {...(problem === undefined ? { hint: lengthHint } : { error: problem })}
        >
          {(control) => (
            <TextInput
              {...control}
              autoComplete="off"
              spellCheck={false}
              value={first.password}
              onChange={(event) => onChange({ by: 'password', password: event.target.value })}
            />
          )}
        </Field>
      )}
    </fieldset>
  )
}
