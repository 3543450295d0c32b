'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { allows } from '@/lib/accounts/role'
import { formatDateTime } from '@/lib/format/clock'
import type { ConsoleError } from '@/lib/result'
import { useAccount, useConsoleActions } from '../console/console-context'
import { Button, CopyButton } from '../ui/button'
import { unreachable, useConfirm } from '../ui/confirm'
import { Field, TextInput } from '../ui/field'
import { ErrorNotice, Notice } from '../ui/notice'
import { SectionHead } from '../ui/sections'
import { wallFit, wallFitWords } from '../wall/plan'

const listKey = ['display-links']

/** Settings → Displays: links that open the wall, read-only, and nothing else. */
export function DisplayLinks() {
  const actions = useConsoleActions()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const { role } = useAccount()
  const notAdmin = allows(role, 'admin') ? undefined : 'Only an administrator makes display links.'
  const [name, setName] = useState('')
  const [inches, setInches] = useState('65')
  const [metres, setMetres] = useState('4')
  const [made, setMade] = useState<string>()
  const [error, setError] = useState<ConsoleError>()
  const links = useQuery({
    queryKey: listKey,
    queryFn: () => actions.listDisplayLinks(),
    enabled: allows(role, 'admin'),
  })
  const size = Number(inches)
  const distance = Number(metres)
  const sizes = size >= 10 && size <= 400 && distance >= 0.5 && distance <= 100
  const refresh = () => queries.invalidateQueries({ queryKey: listKey })

  const create = async () => {
    setError(undefined)
    try {
      const result = await actions.createDisplayLink(name.trim())
      if (!result.ok) return setError(result.error)
      setMade(new URL(`${result.value.path}&size=${size}&distance=${distance}`, window.location.href).href)
      setName('')
      await refresh()
    } catch (cause) {
      setError(unreachable(cause))
    }
  }

  return (
    <section aria-labelledby="displays" className="grid gap-2">
      <SectionHead id="displays" title="Displays" />
      <div className="panel grid gap-3 p-4">
        <p className="max-w-[80ch] text-sm text-ink-2">
          A display link opens the wall and nothing else: no sign-in, no controls. Whoever has it can read what the wall
          shows, so revoke it when the screen is taken down.
        </p>
        <form
          className="flex flex-wrap items-start gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (!notAdmin && name.trim() !== '' && sizes) void create()
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
          <Field label="Diagonal, inches" className="w-32">
            {(control) => (
              <TextInput
                {...control}
                inputMode="decimal"
                value={inches}
                onChange={(event) => setInches(event.target.value)}
              />
            )}
          </Field>
          <Field label="Farthest seat, metres" className="w-40">
            {(control) => (
              <TextInput
                {...control}
                inputMode="decimal"
                value={metres}
                onChange={(event) => setMetres(event.target.value)}
              />
            )}
          </Field>
          <Button
            type="submit"
            className="mt-6 h-9!"
            disabledReason={
              notAdmin ??
              (name.trim() === ''
                ? 'Give the display a name.'
                : sizes
                  ? undefined
                  : 'Enter the size in inches and the distance in metres.')
            }
          >
            Make a link
          </Button>
        </form>
        {sizes && (
          <p
            className={
              wallFit(size, distance).kind === 'too-far' ? 'text-xs font-medium text-wait-text' : 'text-xs text-ink-3'
            }
          >
            {wallFitWords(wallFit(size, distance))}
          </p>
        )}
        {error && <ErrorNotice error={error} />}
        {made && (
          <Notice role="status" action={<CopyButton text={made} label="Copy the display link" />}>
            Open this on the display. It is shown only now.{' '}
            <code className="raw block wrap-anywhere whitespace-normal!">{made}</code>
          </Notice>
        )}
        {links.data?.ok === false && <ErrorNotice error={links.data.error} />}
        {links.data?.ok && links.data.value.length > 0 && (
          <ul aria-label="Display links" className="border-t border-line">
            {links.data.value.map((link) => (
              <li
                key={link.id}
                className="flex flex-wrap items-center gap-3 border-b border-line py-2 text-sm last:border-b-0"
              >
                <span className="grow">
                  <strong className="font-semibold">{link.name}</strong>{' '}
                  <span className="text-xs text-ink-3">
                    made {formatDateTime(link.createdAt)} by {link.createdBy}
                  </span>
                </span>
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
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
