'use client'

import { topics as allTopics, type Topic } from '@/lib/signals/happening'
import type { BoardTables } from '@/lib/live/live-state'
import { formatDate } from '@/lib/format/clock'
import { useLive } from '../live/live-provider'
import { Chip, Group, Row } from '../rules/editor-fields'
import { Checkbox, NativeSelect, TextArea, TextInput } from '../ui/field'
import type { FieldsProps, RouteDraft } from './route-draft'
import { MailFields } from './mail-fields'
import { kinds, topicLabels } from './signal-words'

const readConnections = (tables: BoardTables) => tables.connections

/** Everything that a route is made of. */
export function RouteFields({ draft, set, problems, stored }: FieldsProps) {
  const connections = useLive(readConnections)
  const toggle = <One,>(all: readonly One[], one: One): One[] =>
    all.includes(one) ? all.filter((other) => other !== one) : [...all, one]
  const isStored = stored?.receiver.kind === draft.kind
  return (
    <>
      <Row label="Name" problem={problems.name}>
        {(control) => (
          <TextInput
            {...control}
            value={draft.name}
            maxLength={80}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Row>
      <Group label="Kind">
        <div className="flex flex-wrap gap-1.5">
          {kinds.map(({ kind, label }) => (
            <label
              key={kind}
              className={`inline-flex min-h-7 items-center gap-1.5 rounded-md border px-2.5 py-0.5 max-mid:min-h-11 ${draft.kind === kind ? 'border-link bg-select' : 'border-line-2 bg-raised'}`}
            >
              <input
                type="radio"
                name="receiver-kind"
                className="size-4 shrink-0 accent-solid"
                checked={draft.kind === kind}
                onChange={() => set({ kind, secret: '' })}
              />
              {label}
            </label>
          ))}
        </div>
      </Group>
      {draft.kind === 'email' ? (
        <MailFields draft={draft} set={set} problems={problems} stored={stored} />
      ) : (
        <>
          <Row
            label="Address"
            problem={problems.url}
            hint={
              <>
                Looked up and checked at each delivery. Redirects are not followed.
                {draft.kind === 'ntfy' && ' With its topic at the end.'}
                {draft.kind === 'teams' &&
                  ' That of a workflow that posts to a channel when a webhook request is received.'}
                {isChat(draft.kind) &&
                  isStored &&
                  ' Empty keeps the stored address, which is not shown since it is the secret.'}
              </>
            }
          >
            {(control) => (
              <TextInput
                {...control}
                type="url"
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
                placeholder={placeholders[draft.kind]}
                value={draft.url}
                onChange={(event) => set({ url: event.target.value })}
              />
            )}
          </Row>
          {draft.kind === 'ntfy' && (
            <Row
              label="Access token"
              hint={
                isStored && stored?.secretAt !== undefined
                  ? `Set ${formatDate(stored.secretAt)}. Empty keeps it, for the same server.`
                  : 'Only where the topic is protected.'
              }
            >
              {(control) => (
                <TextInput
                  {...control}
                  type="password"
                  autoComplete="off"
                  value={draft.secret}
                  onChange={(event) => set({ secret: event.target.value })}
                />
              )}
            </Row>
          )}
        </>
      )}
      <Group
        label="When"
        problem={problems.stillMinutes}
        hint="What auto-answer deals with is told nobody. Without a tick, only steps of the chain use this route."
      >
        <div className="grid gap-x-4 gap-y-1 mid:grid-cols-2">
          {allTopics.map((topic: Topic) => (
            <Checkbox
              key={topic}
              label={
                topic === 'waiting'
                  ? `${topicLabels.waiting} after ${draft.stillMinutes || '…'} min`
                  : topicLabels[topic]
              }
              checked={draft.topics.includes(topic)}
              onChange={() => set({ topics: toggle(draft.topics, topic) })}
            />
          ))}
        </div>
        {draft.topics.includes('waiting') && (
          <span className="flex flex-wrap items-center gap-2">
            Still waiting after
            <TextInput
              className="w-20!"
              inputMode="numeric"
              aria-label="Still waiting after how many minutes"
              aria-invalid={problems.stillMinutes !== undefined || undefined}
              value={draft.stillMinutes}
              onChange={(event) => set({ stillMinutes: event.target.value })}
            />
            min
          </span>
        )}
      </Group>
      <Group label="Connections" hint="None ticked: all, also those that are added later.">
        <div className="flex flex-wrap gap-1.5">
          {Object.values(connections ?? {}).map(({ id, name }) => (
            <Chip
              key={id}
              label={name}
              checked={draft.connections.includes(id)}
              onChange={() => set({ connections: toggle(draft.connections, id) })}
            />
          ))}
        </div>
      </Group>
      <Row
        label="Message ids"
        hint="One on each line, with * and ?. Empty: all questions. Of a question without an id, a part of its text."
      >
        {(control) => (
          <TextArea
            {...control}
            className="min-h-14! font-mono"
            spellCheck={false}
            placeholder="msg.hbacommon.*"
            value={draft.messages}
            onChange={(event) => set({ messages: event.target.value })}
          />
        )}
      </Row>
      <Group label="Hours" problem={problems.hours}>
        <NativeSelect
          aria-label="Hours"
          className="max-w-72"
          value={draft.hours}
          onChange={(event) => set({ hours: event.target.value === 'some' ? 'some' : 'any' })}
        >
          <option value="any">any hour</option>
          <option value="some">some hours</option>
        </NativeSelect>
        {draft.hours === 'some' && (
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
            from
            <TextInput
              type="time"
              className="w-34!"
              aria-label="From"
              value={draft.begins}
              onChange={(event) => set({ begins: event.target.value })}
            />
            to
            <TextInput
              type="time"
              className="w-34!"
              aria-label="To"
              value={draft.ends}
              onChange={(event) => set({ ends: event.target.value })}
            />
            <Checkbox
              label="and all of Saturday and Sunday"
              checked={draft.weekends}
              onChange={(event) => set({ weekends: event.target.checked })}
            />
            <span className="basis-full" />
            by the clock of
            <TextInput
              className="w-52!"
              aria-label="Time zone"
              spellCheck={false}
              value={draft.zone}
              onChange={(event) => set({ zone: event.target.value })}
            />
          </div>
        )}
      </Group>
      <Group
        label="Folding"
        problem={problems.folding}
        hint="Those that ask the same at one connection are one message, with the count and the list. 0 h: never again."
      >
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
          <Figure label="First after, s" value={draft.waitSeconds} onChange={(waitSeconds) => set({ waitSeconds })} />
          <Figure
            label="then at most every, s"
            value={draft.intervalSeconds}
            onChange={(intervalSeconds) => set({ intervalSeconds })}
          />
          <Figure
            label="the same again after, h"
            value={draft.repeatHours}
            onChange={(repeatHours) => set({ repeatHours })}
          />
        </div>
      </Group>
      <Group label="State">
        <Checkbox
          label="On"
          hint="Off: nothing is told, and what waits to be sent is given up."
          checked={draft.on}
          onChange={(event) => set({ on: event.target.checked })}
        />
      </Group>
    </>
  )
}

const isChat = (kind: RouteDraft['kind']) => kind === 'slack' || kind === 'mattermost' || kind === 'teams'

const placeholders: Readonly<Record<RouteDraft['kind'], string>> = {
  json: 'https://cmdb.example.net/hook',
  slack: 'https://hooks.slack.com/services/…',
  mattermost: 'https://chat.example.net/hooks/…',
  teams: 'https://….logic.azure.com/workflows/…',
  ntfy: 'https://ntfy.sh/on-call',
  email: '',
}

function Figure({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="flex items-center gap-1.5">
      {label}
      <TextInput
        className="w-20!"
        inputMode="decimal"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
