'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState, type FormEvent } from 'react'
import type { RouteView } from '@/lib/contract/signals-input'
import type { ConsoleError } from '@/lib/result'
import type { RouteId } from '@/lib/vsphere/ids'
import { formatDate } from '@/lib/format/clock'
import { useConsoleActions } from '../console/console-context'
import { signalsPath } from '../pages/pages'
import { Group } from '../rules/editor-fields'
import { Button, CopyButton } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { unreachable, useConfirm } from '../ui/confirm'
import { Link } from '../ui/link'
import { ErrorNotice, Notice } from '../ui/notice'
import { ListSkeleton } from '../ui/placeholders'
import { draftOfRoute, emptyDraft, inputOf, problemsOf } from './route-draft'
import { RouteFields } from './route-fields'
import { useReadSignalsAgain, useSignals, useWhyNoSignals } from './use-signals'
import { WhatTheyGet } from './what-they-get'

/** Settings → Signals → one route: made, or changed. @param route undefined: a new one. */
export function RouteEditor({ route: id }: { route: RouteId | undefined }) {
  const whyNot = useWhyNoSignals()
  return whyNot === undefined ? <Known id={id} /> : <Notice>{whyNot}</Notice>
}

function Known({ id }: { id: RouteId | undefined }) {
  const { value, error } = useSignals()
  const stored = value?.routes.find((route) => route.id === id)
  const title = id === undefined ? 'New route' : (stored?.name ?? 'Edit a route')
  return (
    <section aria-label={title} className="grid gap-3">
      <nav aria-label="Place" className="min-w-0 text-sm wrap-anywhere">
        <Link href={signalsPath} className="link">
          Signals
        </Link>{' '}
        <span className="text-ink-3">/</span> <bdi>{title}</bdi>
      </nav>
      {error && <ErrorNotice error={error} />}
      {!value ? (
        !error && <ListSkeleton what="Reading the signals" />
      ) : id !== undefined && !stored ? (
        <Notice>There is no such route any more. Somebody may have removed it.</Notice>
      ) : (
        <Editor stored={stored} origin={value.origin} />
      )}
    </section>
  )
}

const hereZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

function Editor({ stored, origin }: { stored: RouteView | undefined; origin: string }) {
  const actions = useConsoleActions()
  const router = useRouter()
  const confirm = useConfirm()
  const readAgain = useReadSignalsAgain()
  const [draft, setDraft] = useState(() => (stored ? draftOfRoute(stored, hereZone()) : emptyDraft(hereZone())))
  const [tried, setTried] = useState(false)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<ConsoleError>()
  /** Told once. */
  const [key, setKey] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  const all = problemsOf(draft, stored)
  const wait = sending ? 'Sent; wait for the reply.' : undefined

  const save = async () => {
    setTried(true)
    setError(undefined)
    if (Object.keys(all).length > 0) {
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    setSending(true)
    try {
      const input = inputOf(draft)
      const reply = stored ? await actions.editRoute(stored.id, input) : await actions.addRoute(input)
      if (reply.ok) {
        await readAgain()
        const made = reply.value?.key
        if (made === undefined) return router.push(signalsPath)
        setKey(made)
      } else setError(reply.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
    setSending(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!sending) void save()
  }

  const remove = () =>
    stored &&
    confirm({
      title: `Remove the route '${stored.name}'?`,
      effect: 'Nobody is told by it any more. What waits to be sent is given up; its deliveries stay in the list.',
      verb: 'Remove',
      tone: 'destructive',
      run: async () => {
        const reply = await actions.removeRoute(stored.id)
        await readAgain()
        if (reply.ok) router.push(signalsPath)
        return reply
      },
    })

  const renew = () =>
    stored &&
    confirm({
      title: `Make a new secret for '${stored.name}'?`,
      effect: 'From then on the receiver finds each signature wrong until it knows the new secret.',
      verb: 'Make a new secret',
      tone: 'plain',
      run: async () => {
        const reply = await actions.makeRouteKey(stored.id)
        await readAgain()
        if (reply.ok) setKey(reply.value.key)
        return reply
      },
    })

  if (key !== undefined) return <KeyOnce name={draft.name} keyText={key} onStored={() => router.push(signalsPath)} />
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      className="grid items-start gap-5 wide:grid-cols-[minmax(0,1fr)_400px]"
    >
      <div className="panel min-w-0">
        <RouteFields
          draft={draft}
          set={(changes) => setDraft((before) => ({ ...before, ...changes }))}
          problems={tried ? all : {}}
          stored={stored}
        />
        {draft.kind === 'json' && (
          <Group label="Signature" hint="HMAC-SHA-256 over id, time and body, as Standard Webhooks has it.">
            {stored?.receiver.kind === 'json' ? (
              <p className="pt-1.5">
                {stored.secretAt === undefined ? 'There is no secret. ' : `Secret set ${formatDate(stored.secretAt)}. `}
                <Button size="small" onClick={renew}>
                  Make a new secret
                </Button>
              </p>
            ) : (
              <p className="pt-1.5">A secret is made when the route is saved, and shown once.</p>
            )}
          </Group>
        )}
        {error && <ErrorNotice error={error} className="mx-4 mb-3" />}
        <div className="flex flex-wrap items-center gap-2 rounded-b-lg border-t border-line bg-raised px-4 py-3 mid:sticky mid:bottom-0">
          <span className="flex-[1_1_200px] text-xs text-ink-3">
            A delivery is tried for a day, at least once; repeats carry the same id.
          </span>
          {stored && (
            <Button tone="danger" onClick={remove} aria-label={`Remove ${stored.name}`}>
              Remove
            </Button>
          )}
          <Link href={signalsPath} className={buttonClass({ tone: 'quiet' })}>
            Back
          </Link>
          <Button type="submit" tone="solid" disabledReason={wait}>
            Save
          </Button>
        </div>
      </div>
      <WhatTheyGet kind={draft.kind} url={draft.url} origin={origin} />
    </form>
  )
}

/** The key that signs, this once. */
function KeyOnce({ name, keyText, onStored }: { name: string; keyText: string; onStored: () => void }) {
  return (
    <div
      role="status"
      className="grid gap-2.5 rounded-lg border border-l-4 border-line-2 bg-surface px-4 py-3.5 text-sm knock-surface"
    >
      <p className="wrap-anywhere">
        <strong className="font-semibold">The secret of '{name}' is made.</strong> Copy it now to the receiver: it is
        not shown again.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="raw min-w-0 grow basis-72 rounded-md border border-line bg-sunken px-2.5 py-1.5 text-base! wrap-anywhere whitespace-normal!">
          {keyText}
        </code>
        <CopyButton text={keyText} label={`Copy the secret of ${name}`} />
        <Button tone="solid" size="small" onClick={onStored}>
          I have stored it
        </Button>
      </div>
    </div>
  )
}
