'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import type { Only } from '@/lib/accounts/limited'
import { allows } from '@/lib/accounts/role'
import type { DisplayLink } from '@/lib/contract/tokens-input'
import { formatDateTime, formatSince } from '@/lib/format/clock'
import { formatCount } from '@/lib/format/quantity'
import type { ConsoleError } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { useServerNow } from '../live/live-provider'
import { Button, CopyButton } from '../ui/button'
import { unreachable, useConfirm } from '../ui/confirm'
import { Field, TextInput } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { ErrorNotice, Notice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { Said } from '../ui/said'
import { SectionHead } from '../ui/sections'
import { lastWords } from './api-tokens'
import { seatOf, SeatFields, termsAsKept, termsToSend, Terms, usualTerms, type TermsForm } from './display-terms'
import { ConnectionNames } from './role-choice'

const listKey = ['display-links']

/** Settings → Displays: links that open the wall, read-only, and nothing else. */
export function DisplayLinks() {
  const { role } = useAccount()
  if (allows(role, 'admin')) return <EverybodysLinks />
  return (
    <section aria-labelledby="displays" className="grid gap-2">
      <SectionHead id="displays" title="Displays" />
      <p className="text-sm text-ink-2">Only an administrator sees and makes display links.</p>
    </section>
  )
}

function EverybodysLinks() {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const [name, setName] = useState('')
  const [terms, setTerms] = useState<TermsForm>(usualTerms)
  const [made, setMade] = useState<string>()
  const [edited, setEdited] = useState<DisplayLink>()
  const [error, setError] = useState<ConsoleError>()
  const links = useQuery({ queryKey: listKey, queryFn: () => actions.listDisplayLinks() })
  const seat = seatOf(terms)
  const refresh = () => queries.invalidateQueries({ queryKey: listKey })

  const create = async () => {
    setError(undefined)
    try {
      const result = await actions.createDisplayLink(name.trim(), termsToSend(terms))
      if (!result.ok) return setError(result.error)
      setMade(new URL(result.value.path, window.location.href).href)
      setName('')
      await refresh()
    } catch (cause) {
      setError(unreachable(cause))
    }
  }

  return (
    <section aria-labelledby="displays" className="grid gap-2">
      <SectionHead id="displays" title="Displays" count={links.data?.ok ? links.data.value.length : undefined} />
      <div className="panel grid gap-3 p-4">
        <p className="max-w-[80ch] text-sm text-ink-2">
          A display link opens the wall and nothing else: no sign-in, no controls. Whoever has it can read what the wall
          shows, so revoke it when the screen is taken down. It stays the display's address until then, or until no
          display has been connected with it for the time chosen.
        </p>
        <form
          className="flex flex-wrap items-start gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '' && seat.ok) void create()
          }}
        >
          <Field label="Name of the display" className="min-w-56 grow">
            {(control) => (
              <TextInput
                {...control}
                value={name}
                maxLength={80}
                onChange={(event) => setName(event.target.value)}
                placeholder="Operations room"
              />
            )}
          </Field>
          <SeatFields terms={terms} onTerms={setTerms} />
          <Button
            type="submit"
            className="h-9! mid:mt-6"
            disabledReason={name.trim() === '' ? 'Give the display a name.' : seat.ok ? undefined : seat.because}
          >
            Make a link
          </Button>
        </form>
        {!seat.ok && <p className="text-xs font-medium text-wait-text">{seat.because}</p>}
        <details className="group/terms text-sm">
          <summary className="cursor-pointer text-ink-2 max-mid:py-3">
            Shows {connectionsWords(terms.only)}, {terms.isMasked ? 'without names' : 'with names'}, ends after{' '}
            {formatCount(terms.idleDays, 'day')} without a display
          </summary>
          <Terms terms={terms} onTerms={setTerms} />
        </details>
        <NeedsHttps />
        {error && <ErrorNotice error={error} />}
        {made && (
          <Notice role="status" action={<CopyButton text={made} label="Copy the display link" />}>
            Open this on the display, and keep it as its start page. It is shown only now.{' '}
            <code className="raw block wrap-anywhere whitespace-normal!">{made}</code>
          </Notice>
        )}
        {links.data?.ok === false && <ErrorNotice error={links.data.error} />}
        {links.isPending && <ListSkeleton what="Reading the display links" />}
        {links.data?.ok && links.data.value.length === 0 && (
          <p className="border-t border-line pt-3 text-sm text-ink-2">No display has a link.</p>
        )}
        {links.data?.ok && links.data.value.length > 0 && (
          <ul aria-label="Display links" className="border-t border-line">
            {links.data.value.map((link) => (
              <li
                key={link.id}
                className="flex flex-wrap items-center gap-3 border-b border-line py-2 text-sm last:border-b-0"
              >
                <span className="min-w-0 grow basis-60 wrap-anywhere">
                  <strong className="font-semibold">
                    <Said>{link.name}</Said>
                  </strong>{' '}
                  <span className="text-xs text-ink-3">
                    made {formatDateTime(link.createdAt)} by {link.createdBy}
                  </span>
                  <LinkFacts link={link} />
                </span>
                <span className="ml-auto flex gap-2">
                  <Button aria-label={`Edit ${link.name}`} onClick={() => setEdited(link)}>
                    Edit
                  </Button>
                  <Button
                    tone="danger"
                    aria-label={`Revoke ${link.name}`}
                    onClick={() =>
                      confirm({
                        title: `Revoke the display link ${link.name}?`,
                        effect: 'Screens that show it go dark at once. A new link can be made at any time.',
                        verb: 'Revoke',
                        tone: 'destructive',
                        run: async () => {
                          const result = await actions.revokeDisplayLink(link.id)
                          await refresh()
                          return result
                        },
                      })
                    }
                  >
                    Revoke
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
        {edited && <EditDisplay link={edited} onClose={() => setEdited(undefined)} onDone={() => void refresh()} />}
      </div>
    </section>
  )
}

const connectionsWords = (only: Only): string => {
  if (only === undefined) return 'all connections'
  return only.length === 0 ? 'no connection' : formatCount(only.length, 'connection')
}

function LinkFacts({ link: { connections, idleDays, lastSeenAt, until, seat, isMasked } }: { link: DisplayLink }) {
  const now = useServerNow()
  const isOver = until !== undefined && Date.parse(until) <= now
  return (
    <small className="block text-xs text-ink-2">
      Shows <ConnectionNames only={connections} allWords="all connections" />
      {isMasked && ', without names'}. {seat && `${seat.inches} inches, read from ${seat.metres} m. `}
      {lastSeenAt === undefined ? 'Not seen yet' : `Last seen ${lastWords(lastSeenAt, now)}`}.{' '}
      {isOver
        ? `Ended ${formatSince(until, now)}: no display was connected for ${formatCount(idleDays, 'day')}.`
        : `Ends after ${formatCount(idleDays, 'day')} without a display${until === undefined ? '' : `, now on ${formatSince(until, now)}`}.`}
    </small>
  )
}

function EditDisplay({ link, onClose, onDone }: { link: DisplayLink; onClose: () => void; onDone: () => void }) {
  const actions = useConsoleActions()
  const [terms, setTerms] = useState<TermsForm>(() => termsAsKept(link))
  const seat = seatOf(terms)
  return (
    <FormDialog
      title={`Edit display: ${link.name}`}
      description="It holds at once, on walls that hang too. The address stays as it is."
      verb="Save"
      onClose={onClose}
      send={() =>
        seat.ok
          ? actions.editDisplayLink(link.id, termsToSend(terms)).then((result) => {
              if (result.ok) onDone()
              return result
            })
          : undefined
      }
    >
      <div className="flex flex-wrap items-start gap-3">
        <SeatFields terms={terms} onTerms={setTerms} />
      </div>
      {!seat.ok && <p className="text-xs font-medium text-wait-text">{seat.because}</p>}
      <Terms terms={terms} onTerms={setTerms} />
    </FormDialog>
  )
}

const never = () => () => {}

/** Browsers keep a screen lit for pages that are reached over HTTPS, and for no others. */
function NeedsHttps() {
  const isSecure = useSyncExternalStore(
    never,
    () => window.isSecureContext,
    () => true,
  )
  if (isSecure) return null
  return (
    <Notice>
      This page is not reached over HTTPS. Browsers keep a screen lit, and show notifications, only for pages that are:
      a display that opens the wall over HTTP may go dark unless it is told otherwise itself.
    </Notice>
  )
}
