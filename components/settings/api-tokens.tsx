'use client'

import { clsx } from 'clsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tokenActor, type Scope } from '@/lib/accounts/api-token'
import { allows } from '@/lib/accounts/role'
import type { ApiTokenRow, MadeApiToken } from '@/lib/contract/tokens-input'
import { formatAgo, formatSince } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useProof } from '../factors/proof'
import { useServerNow } from '../live/live-provider'
import { Button, CopyButton } from '../ui/button'
import { useConfirm } from '../ui/confirm'
import { Link } from '../ui/link'
import { ErrorNotice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { SectionHead } from '../ui/sections'
import { pairedOnPhone, Table, Td, Th, Tr } from '../ui/table'
import { LimitApiToken, MakeApiToken } from './api-token-forms'
import { ConnectionNames } from './role-choice'

const listKey = ['api-tokens']

/** Settings → API tokens: for programs. */
export function ApiTokens() {
  const { role } = useAccount()
  return (
    <section aria-labelledby="api-tokens" className="grid gap-2">
      {allows(role, 'admin') ? (
        <EverybodysTokens />
      ) : (
        <>
          <SectionHead id="api-tokens" title="API tokens" />
          <p className="text-sm text-ink-2">Only an administrator sees and makes API tokens.</p>
        </>
      )}
    </section>
  )
}

type Opened = { what: 'make' } | { what: 'limit'; id: string }

function EverybodysTokens() {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const { name: own } = useAccount()
  const proof = useProof(own, actions.proveAgain, 'a token lets a program in under your name')
  const [opened, setOpened] = useState<Opened>()
  const [made, setMade] = useState<MadeApiToken>()
  const list = useQuery({ queryKey: listKey, queryFn: () => actions.listApiTokens() })
  const rows = list.data?.ok ? list.data.value : []
  const limited = opened?.what === 'limit' ? rows.find(({ id }) => id === opened.id) : undefined
  const refresh = () => queries.invalidateQueries({ queryKey: listKey })
  const close = () => setOpened(undefined)

  const revoke = ({ id, name, owner }: ApiTokenRow, isOver: boolean) =>
    confirm({
      title: `${isOver ? 'Remove' : 'Revoke'} the API token ${name}?`,
      effect: isOver
        ? 'It opens nothing any more. What was done with it stays in the record.'
        : `Programs that use it are refused at once, and their streams end. What was done with it stays in the record as '${tokenActor(name, owner)}'.`,
      verb: isOver ? 'Remove' : 'Revoke',
      tone: 'destructive',
      run: async () => {
        const result = await actions.revokeApiToken(id)
        if (made?.row.id === id) setMade(undefined)
        await refresh()
        return result
      },
    })

  return (
    <>
      <SectionHead id="api-tokens" title="API tokens" count={list.data?.ok ? rows.length : undefined}>
        <Button tone="solid" onClick={() => void proof.proven(() => setOpened({ what: 'make' }))}>
          Make a token
        </Button>
      </SectionHead>
      <p className="max-w-[80ch] text-sm text-ink-2">
        For scripts and the command line, which send it as <code className="raw">Authorization: Bearer</code>. A token
        can never do more than its owner, never changes settings, and stops with the account.{' '}
        <Link href="/settings/tokens/api" className="link">
          What scripts can ask
        </Link>
      </p>
      {made && <MadeNotice {...made} onStored={() => setMade(undefined)} />}
      {proof.error && <ErrorNotice error={proof.error} />}
      {proof.dialog}
      {list.data?.ok === false && <ErrorNotice error={list.data.error} />}
      {list.isPending && <ListSkeleton what="Reading the API tokens" />}
      {list.data?.ok && rows.length === 0 && (
        <p className="panel px-4 py-3 text-sm text-ink-2">
          No program has a token. One that is to read, to start tasks or to answer by itself needs one.
        </p>
      )}
      {rows.length > 0 && (
        <TokensTable rows={rows} onEdit={(id) => setOpened({ what: 'limit', id })} onRevoke={revoke} />
      )}
      {opened?.what === 'make' && (
        <MakeApiToken
          onClose={close}
          onMade={(token) => {
            setMade(token)
            void refresh()
          }}
        />
      )}
      {limited && <LimitApiToken token={limited} onClose={close} onDone={() => void refresh()} />}
    </>
  )
}

/** The token itself, this once. */
function MadeNotice({ token, row, onStored }: MadeApiToken & { onStored: () => void }) {
  const now = useServerNow()
  return (
    <div
      role="status"
      className="grid gap-2.5 rounded-lg border border-l-4 border-line-2 bg-surface px-4 py-3.5 text-sm knock-surface"
    >
      <p className="wrap-anywhere">
        <strong className="font-semibold">Token '{row.name}' is made.</strong> Copy it now: it is not shown again, and
        only its hash is kept.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="raw min-w-0 grow basis-72 rounded-md border border-line bg-sunken px-2.5 py-1.5 text-base! text-ink! wrap-anywhere whitespace-normal!">
          {token}
        </code>
        <CopyButton text={token} label={`Copy the token ${row.name}`} size="normal" />
        <Button onClick={onStored}>I have stored it</Button>
      </div>
      <p className="text-ink-2 wrap-anywhere">
        {scopesWords(row.scopes)}, at <ConnectionNames only={row.connections} allWords="all connections" />,{' '}
        {row.until === undefined ? 'without an end' : `until ${formatSince(row.until, now)}`}. What it does is recorded
        as '{tokenActor(row.name, row.owner)}'.
      </p>
    </div>
  )
}

type TokensTableProps = {
  rows: readonly ApiTokenRow[]
  onEdit: (id: string) => void
  onRevoke: (row: ApiTokenRow, isOver: boolean) => void
}

function TokensTable({ rows, onEdit, onRevoke }: TokensTableProps) {
  const now = useServerNow()
  return (
    <Table aria-labelledby="api-tokens" className={pairedOnPhone}>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>May</Th>
          <Th>Connections</Th>
          <Th>Until</Th>
          <Th>Last used</Th>
          <Th>
            <span className="sr-only">Action</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { id, name, owner, scopes, connections, createdAt, until, isStopped, lastUsed } = row
          const isOver = until !== undefined && Date.parse(until) <= now
          return (
            <Tr key={id}>
              <Td className="max-mid:col-span-2">
                <strong className={clsx('font-semibold wrap-anywhere', (isOver || isStopped) && 'text-ink-3')}>
                  {name}
                </strong>
                <small className="block text-xs text-ink-3 wrap-anywhere">
                  by {owner}
                  {isStopped && ', whose account is disabled'}
                </small>
              </Td>
              <Td>{scopesWords(scopes)}</Td>
              <Td className="wrap-anywhere">
                <span className="mid:hidden">Connections: </span>
                <ConnectionNames only={connections} />
              </Td>
              <Td className="whitespace-nowrap">
                <span className="mid:hidden">Until: </span>
                <UntilWords until={until} createdAt={createdAt} now={now} />
              </Td>
              <Td>
                <span className="mid:hidden">Last used: </span>
                {lastUsed === undefined ? (
                  <span className="text-ink-3">never</span>
                ) : (
                  <>
                    <span className="whitespace-nowrap">{lastWords(lastUsed.at, now)}</span>
                    <small className="text-xs text-ink-3 wrap-anywhere mid:block"> from {lastUsed.from}</small>
                  </>
                )}
              </Td>
              <Td align="right" className="max-mid:col-span-2 max-mid:pt-1.5!">
                <span className="inline-flex gap-2">
                  {!isOver && (
                    <Button size="small" aria-label={`Edit ${name}`} onClick={() => onEdit(id)}>
                      Edit
                    </Button>
                  )}
                  <Button
                    size="small"
                    tone={isOver ? 'plain' : 'danger'}
                    aria-label={`${isOver ? 'Remove' : 'Revoke'} ${name}`}
                    onClick={() => onRevoke(row, isOver)}
                  >
                    {isOver ? 'Remove' : 'Revoke'}
                  </Button>
                </span>
              </Td>
            </Tr>
          )
        })}
      </tbody>
    </Table>
  )
}

const day = 24 * 3_600_000
/** From here on an end is worth a look; of what was made for less than that, in the last quarter of its time. */
const soonMs = 14 * day

function UntilWords({ until, createdAt, now }: { until: string | undefined; createdAt: string; now: number }) {
  if (until === undefined) return 'no end'
  const left = Date.parse(until) - now
  if (left <= 0) return <span className="text-ink-3">ended {formatSince(until, now)}</span>
  const days = Math.floor(left / day)
  const isSoon = left < Math.min(soonMs, (Date.parse(until) - Date.parse(createdAt)) / 4)
  return (
    <span className={clsx(isSoon && 'font-medium text-wait-text')}>
      {formatSince(until, now)}
      {isSoon && days > 0 && `, in ${formatCount(days, 'day')}`}
    </span>
  )
}

/** `Read, act`. */
const scopesWords = (scopes: readonly Scope[]): string => {
  const words = scopes.join(', ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** How long ago it was, and from a quarter of an hour on the day and time. */
export const lastWords = (at: string, now: number): string =>
  now - Date.parse(at) < 15 * 60_000 ? formatAgo(at, now) : formatSince(at, now)
