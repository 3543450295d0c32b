'use client'

import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ClaimRule } from '@/lib/accounts/claim-rules'
import { isThroughRefusal, refusedThrough, type Identified } from '@/lib/accounts/through'
import type { AccountRow, IdentityProvider, OwnIdentity, ProviderState } from '@/lib/contract/accounts-input'
import { assertNever } from '@/lib/assert-never'
import type { BoardTables } from '@/lib/live/live-state'
import { ok } from '@/lib/result'
import { useConsoleActions } from '../console/console-context'
import { roleWords } from '../console/role-words'
import { useLive } from '../live/live-provider'
import { Button, CopyButton } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Fact, Facts } from '../ui/facts'
import { FormDialog } from '../ui/form-dialog'
import { PresentPassword } from '../ui/present-password'
import { ErrorNotice, Notice } from '../ui/notice'
import { SectionHead } from '../ui/sections'
import { stackedOnPhone, Table, Td, Th, Tr } from '../ui/table'

/** One's own identity at the provider, as it stands. `isRead` without `own`: it could not be read. */
export function useOwnIdentityRead(): { isRead: boolean; own: OwnIdentity | undefined } {
  const actions = useConsoleActions()
  const own = useQuery({ queryKey: ['own-identity'], queryFn: () => actions.readOwnIdentity() })
  return { isRead: !own.isPending, own: own.data?.ok ? own.data.value : undefined }
}

/** One's own identity; undefined until it is known. */
export const useOwnIdentity = (): OwnIdentity | undefined => useOwnIdentityRead().own

/** How one signs in, in a sentence; nothing where there is only a password. */
export function ownIdentityWords({ provider, identity }: OwnIdentity): string | undefined {
  if (identity === 'follows')
    return `You sign in through ${provider ?? 'an identity provider'}, which says what you may.`
  if (identity === 'joined') return `Linked to ${provider ?? 'an identity provider'}: you can sign in through it too.`
  return undefined
}

/** What came of linking the own account, where the address says that it came to nothing. */
export function NotLinked({ provider }: { provider: string }) {
  const [code] = useState(() => new URLSearchParams(location.search).get('through'))
  return isThroughRefusal(code) ? <ErrorNotice error={refusedThrough(code, { name: provider, claims: [] })} /> : null
}

/** Shows the own password and goes to the provider, which sends the browser back here. */
export function LinkIdentity({
  provider,
  username,
  onClose,
}: {
  provider: string
  username: string
  onClose: () => void
}) {
  const actions = useConsoleActions()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const send = async () => {
    const begun = await actions.joinIdentity(password)
    if (!begun.ok) return begun
    location.assign(begun.value.url)
    return ok(null)
  }
  return (
    <FormDialog
      title={`Link your account to ${provider}`}
      description={`You say there who you are. From then on you can sign in to ${username} through it too; your password and what you may stay as they are.`}
      verb="Go on"
      onClose={onClose}
      send={() => {
        setTried(true)
        return password === '' ? undefined : send()
      }}
    >
      <PresentPassword
        username={username}
        label="Present password"
        value={password}
        onChange={setPassword}
        error={tried && password === '' ? 'Enter your present password.' : undefined}
      />
    </FormDialog>
  )
}

/** Who may sign in through the provider, and what they become: as the settings of the start say, to be read alone. */
export function IdentityProviderSection() {
  const actions = useConsoleActions()
  const read = useQuery({ queryKey: ['identity-provider'], queryFn: () => actions.readIdentityProvider() })
  if (read.data?.ok === false) return <ErrorNotice error={read.data.error} />
  const provider = read.data?.value
  if (!provider) return null
  const { name, issuer, clientId, scopes, callbackPath, rules, state } = provider
  const callback = new URL(callbackPath, location.href).href
  return (
    <section aria-labelledby="identity-provider" className="grid gap-2">
      <SectionHead id="identity-provider" title={`Sign-in through ${name}`} />
      <p className="max-w-[80ch] text-sm text-ink-2">
        Whoever has one of these values gets an account at the first sign-in. The highest role counts, and what it is
        limited to adds up. Nobody else gets in. It is set where Andon is started (<code>ANDON_OIDC_ROLES</code>).
      </p>
      <StateNotice name={name} state={state} />
      <RulesTable rules={rules} />
      <div className="panel px-4 py-3">
        <Facts>
          <Fact name="Issuer">
            <span className="font-mono text-xs">{issuer}</span>
          </Fact>
          <Fact name="Client">
            <span className="font-mono text-xs">{clientId}</span>
          </Fact>
          <Fact name="Scopes">
            <span className="font-mono text-xs">{scopes}</span>
          </Fact>
          <Fact name="Redirect address">
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-mono text-xs wrap-anywhere">{callback}</span>
              <CopyButton text={callback} label="Copy the redirect address" />
            </span>
          </Fact>
        </Facts>
      </div>
    </section>
  )
}

function StateNotice({ name, state }: { name: string; state: ProviderState }) {
  switch (state.at) {
    case 'there':
    case 'not-asked':
      return null
    case 'away':
    case 'wrong':
      return (
        <Notice tone="wait" glyph="noContact" role="status">
          <strong className="font-semibold">Nobody can sign in through {name} just now</strong>: {state.raw}. It is
          asked again with each look at this page. Passwords work.
        </Notice>
      )
    default:
      return assertNever(state, 'state of the provider')
  }
}

function RulesTable({ rules }: { rules: IdentityProvider['rules'] }) {
  const connections = useLive(connectionsOf)
  const names = connections && new Set(Object.values(connections).map(({ name }) => name))
  return (
    <Table aria-labelledby="identity-provider" className={stackedOnPhone}>
      <thead>
        <tr>
          <Th>Claim</Th>
          <Th>Value</Th>
          <Th>Becomes</Th>
          <Th>Connections</Th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <Tr key={JSON.stringify(rule)}>
            <Td className="font-mono text-xs wrap-anywhere">{rule.claim}</Td>
            <Td className="font-mono text-xs wrap-anywhere">{rule.value}</Td>
            <Td>{roleWords[rule.role].word}</Td>
            <Td className="wrap-anywhere">
              <span className="mid:hidden">Connections: </span>
              <RuleConnections rule={rule} known={names} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

/** A name that no connection has gives nothing, which is no mistake: it may be added later. */
function RuleConnections({ rule, known }: { rule: ClaimRule; known: ReadonlySet<string> | undefined }) {
  if (!rule.connections) return 'all'
  return rule.connections.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      {name}
      {known && !known.has(name) && <span className="text-wait-text"> (no connection is called this)</span>}
    </span>
  ))
}

const connectionsOf = (tables: BoardTables) => tables.connections

/** How an account belongs to the provider, in the table. */
export const identityWords = (identity: Identified, provider = 'a provider that is not set up any more'): string =>
  identity === 'follows' ? `Through ${provider}` : `With a password, and through ${provider}`

type FollowedAccountProps = {
  account: AccountRow
  provider: string | undefined
  others: ReactNode
  onClose: () => void
}

/** An account whose role and connections nobody changes here. `others` are the things that can be done with it. */
export function FollowedAccount({ account, provider = 'its provider', others, onClose }: FollowedAccountProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Account: ${account.username}`}
      description={`Its role and its connections are what ${provider} says at each sign-in, and it has no password here.`}
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="grid gap-1">
        <p className="text-sm font-medium">This account</p>
        <div className="flex flex-wrap gap-2">{others}</div>
      </div>
    </Dialog>
  )
}
