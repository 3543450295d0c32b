'use client'

import { useMemo, useState } from 'react'
import { formatAddress, parseAddress } from '@/lib/connections/address'
import { parseThumbprint } from '@/lib/connections/thumbprint'
import type { ConnectionInput, ConnectionTest } from '@/lib/contract/settings-input'
import type { Result } from '@/lib/result'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { useConsoleActions } from '../console/console-context'
import { Button } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { Checkbox, Field, TextInput } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { Notice } from '../ui/notice'
import { addressWords } from './address-words'
import { Refused, TestResult } from './connection-trial'
import { TrustFields } from './trust-fields'

type Form = ConnectionInput & { password: string }

const fresh: Form = { name: '', address: '', user: '', password: '', trust: { kind: 'system' }, autoAnswer: false }

const stored = ({ name, endpoint, user, autoAnswer }: ConnectionView): Form => ({
  name,
  address: formatAddress(endpoint),
  user,
  password: '',
  trust: endpoint.trust,
  autoAnswer: autoAnswer.on,
  ...(endpoint.allowOldTls ? { allowOldTls: true } : {}),
})

/** Adds a connection, or edits one. What was typed stays until the server has taken it. */
export function ConnectionForm({ existing, onClose }: { existing?: ConnectionView; onClose: () => void }) {
  const actions = useConsoleActions()
  const [form, setForm] = useState<Form>(existing ? stored(existing) : fresh)
  const [tried, setTried] = useState(false)
  const [test, setTest] = useState<{ at: 'running' } | { at: 'done'; result: Result<ConnectionTest> }>()
  const change = (changes: Partial<Form>) => {
    setForm((before) => ({ ...before, ...changes }))
    setTest(undefined)
  }
  const parsed = useMemo(() => (form.address.trim() === '' ? undefined : parseAddress(form.address)), [form.address])
  const problems = problemsOf(form, existing)
  const input = (): ConnectionInput => {
    const { password, name, ...rest } = form
    return { ...rest, name: name.trim() || hostOf(form.address), ...(password !== '' && { password }) }
  }
  const ready = () => {
    setTried(true)
    return Object.keys(problems).length === 0
  }
  const runTest = async () => {
    if (!ready()) return
    setTest({ at: 'running' })
    try {
      setTest({ at: 'done', result: await actions.testConnection(input(), existing?.id) })
    } catch (cause) {
      setTest({ at: 'done', result: { ok: false, error: unreachable(cause) } })
    }
  }
  // A pasted URI fills in what it says; what it does not say stays as it was typed.
  const paste = (address: string) => {
    const read = parseAddress(address)
    if (!read.ok) return change({ address })
    const { user, autoAnswer, noVerify } = read.value
    change({
      address,
      ...(user !== undefined && { user }),
      ...(autoAnswer !== undefined && { autoAnswer }),
      ...(noVerify !== undefined && { trust: noVerify ? { kind: 'none' } : { kind: 'system' } }),
    })
  }

  return (
    <FormDialog
      title={existing ? `Edit connection: ${existing.name}` : 'Add a connection'}
      description="An ESXi host or a vCenter. The password is stored encrypted and never shown again."
      verb={existing ? 'Save' : 'Add'}
      width="wide"
      onClose={onClose}
      send={() =>
        ready() ? (existing ? actions.editConnection(existing.id, input()) : actions.addConnection(input())) : undefined
      }
    >
      <Field
        label="Address"
        error={tried ? problems.address : undefined}
        hint="A host name, an https:// address, or a libvirt URI such as esx://root@host/?no_verify=1&auto_answer=1"
      >
        {(control) => (
          <TextInput
            {...control}
            value={form.address}
            onChange={(event) => paste(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            placeholder="esx01.example.net"
          />
        )}
      </Field>
      {parsed && (
        <div aria-live="polite" className="text-xs text-ink-2">
          {parsed.ok
            ? addressWords(parsed.value).map((sentence) => <p key={sentence}>{sentence}</p>)
            : !tried && <p className="text-fail-text">{parsed.because}</p>}
        </div>
      )}
      <div className="grid gap-3 mid:grid-cols-2">
        <Field label="Name" hint="How people call it here. Empty: its host name.">
          {(control) => (
            <TextInput
              {...control}
              value={form.name}
              maxLength={80}
              onChange={(event) => change({ name: event.target.value })}
              autoComplete="off"
            />
          )}
        </Field>
        <Field
          label="User"
          error={tried ? problems.user : undefined}
          hint="For a host root, for a vCenter user@domain."
        >
          {(control) => (
            <TextInput
              {...control}
              value={form.user}
              onChange={(event) => change({ user: event.target.value })}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
      </div>
      <Field
        label="Password"
        error={tried ? problems.password : undefined}
        hint={existing ? 'Empty: the stored one is kept.' : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            type="password"
            value={form.password}
            onChange={(event) => change({ password: event.target.value })}
            autoComplete="new-password"
          />
        )}
      </Field>
      <TrustFields
        trust={form.trust}
        plain={parsed?.ok === true && parsed.value.endpoint.transport === 'http'}
        error={tried ? problems.trust : undefined}
        onChange={(trust) => change({ trust })}
      />
      {!(parsed?.ok === true && parsed.value.endpoint.transport === 'http') && (
        <Checkbox
          label={<span className={form.allowOldTls ? 'font-medium text-fail-text' : ''}>Allow TLS older than 1.2</span>}
          hint={
            <span className={form.allowOldTls ? 'text-fail-text' : ''}>
              Only for hosts that speak nothing newer, such as ESXi before 5.5. It can be broken: whoever stands between
              Andon and the host may read the password.
            </span>
          }
          checked={form.allowOldTls === true}
          onChange={(event) => change({ allowOldTls: event.target.checked })}
        />
      )}
      {!existing && (
        <Checkbox
          label="Auto-answer on"
          hint="On: the host's default answer, unless a rule says otherwise. Off: the task is cancelled and the question is shown as an error."
          checked={form.autoAnswer}
          onChange={(event) => change({ autoAnswer: event.target.checked })}
        />
      )}
      <div>
        <Button
          onClick={() => void runTest()}
          disabledReason={test?.at === 'running' ? 'The test is running.' : undefined}
        >
          Test connection
        </Button>
      </div>
      {test?.at === 'running' && (
        <Notice role="status">
          Signing in and counting VMs. A host that does not answer takes up to half a minute.
        </Notice>
      )}
      {test?.at === 'done' && test.result.ok && <TestResult found={test.result.value} />}
      {test?.at === 'done' && !test.result.ok && (
        <Refused
          error={test.result.error}
          trusted={form.trust.kind === 'thumbprint' ? form.trust.sha256 : undefined}
          onTrust={(sha256) => change({ trust: { kind: 'thumbprint', sha256 } })}
        />
      )}
    </FormDialog>
  )
}

type Problems = Partial<Record<'address' | 'user' | 'password' | 'trust', string>>

function problemsOf(form: Form, existing: ConnectionView | undefined): Problems {
  const address = parseAddress(form.address)
  const thumbprint = form.trust.kind === 'thumbprint' ? parseThumbprint(form.trust.sha256) : undefined
  return {
    ...(!address.ok && { address: address.because }),
    ...(form.user.trim() === '' && { user: 'Enter the user that Andon signs in with.' }),
    ...(form.password === '' && !existing && { password: 'Enter the password of this user.' }),
    ...(thumbprint && !thumbprint.ok && { trust: thumbprint.because }),
    ...(form.trust.kind === 'ca' &&
      !form.trust.pem.includes('-----BEGIN CERTIFICATE-----') && {
        trust: 'Paste a certificate in PEM form: it begins with -----BEGIN CERTIFICATE-----.',
      }),
  }
}

function hostOf(address: string): string {
  const parsed = parseAddress(address)
  return parsed.ok ? parsed.value.endpoint.host : address.trim()
}
