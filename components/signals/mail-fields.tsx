'use client'

import { formatDate } from '@/lib/format/clock'
import { Group, Row } from '../rules/editor-fields'
import { NativeSelect, TextArea, TextInput } from '../ui/field'
import type { FieldsProps } from './route-draft'

const securities = [
  { value: 'starttls', label: 'STARTTLS', port: '587' },
  { value: 'tls', label: 'TLS from the beginning', port: '465' },
  { value: 'none', label: 'none', port: '25' },
] as const

/** What mail takes: a server, who sends it, and who gets it. */
export function MailFields({ draft, set, problems, stored }: FieldsProps) {
  const isStored = stored?.receiver.kind === 'email'
  return (
    <>
      <Group label="Mail server" problem={problems.host ?? problems.port}>
        <div className="flex flex-wrap gap-2">
          <TextInput
            className="min-w-40 flex-1"
            aria-label="Mail server"
            placeholder="mail.example.net"
            spellCheck={false}
            aria-invalid={problems.host !== undefined || undefined}
            value={draft.host}
            onChange={(event) => set({ host: event.target.value })}
          />
          <NativeSelect
            className="w-48!"
            aria-label="Protection"
            value={draft.security}
            onChange={(event) => {
              const chosen = securities.find(({ value }) => value === event.target.value)
              // The usual port goes with it, unless somebody entered another.
              const isUsual = securities.some(({ port }) => port === draft.port)
              if (chosen) set({ security: chosen.value, ...(isUsual ? { port: chosen.port } : {}) })
            }}
          >
            {securities.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
          <TextInput
            className="w-20!"
            aria-label="Port"
            inputMode="numeric"
            aria-invalid={problems.port !== undefined || undefined}
            value={draft.port}
            onChange={(event) => set({ port: event.target.value })}
          />
        </div>
      </Group>
      <Group
        label="Signs in as"
        hint={
          isStored && stored.secretAt !== undefined
            ? `The password was set ${formatDate(stored.secretAt)}. Empty keeps it, for the same server.`
            : 'Empty where the server asks for none.'
        }
      >
        <div className="flex flex-wrap gap-2">
          <TextInput
            className="min-w-40 flex-1"
            aria-label="User of the mail server"
            placeholder="User"
            autoComplete="off"
            value={draft.user}
            onChange={(event) => set({ user: event.target.value })}
          />
          <TextInput
            className="min-w-40 flex-1"
            type="password"
            aria-label="Password of the mail server"
            placeholder="Password"
            autoComplete="new-password"
            value={draft.secret}
            onChange={(event) => set({ secret: event.target.value })}
          />
        </div>
      </Group>
      <Row label="From" problem={problems.from}>
        {(control) => (
          <TextInput
            {...control}
            placeholder="andon@example.net"
            value={draft.from}
            onChange={(event) => set({ from: event.target.value })}
          />
        )}
      </Row>
      <Row label="To" problem={problems.to} hint="An address on each line.">
        {(control) => (
          <TextArea
            {...control}
            className="min-h-14!"
            placeholder="shift-lead@example.net"
            value={draft.to}
            onChange={(event) => set({ to: event.target.value })}
          />
        )}
      </Row>
    </>
  )
}
