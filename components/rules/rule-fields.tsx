'use client'

import { useId } from 'react'
import type { BoardTables } from '@/lib/live/live-state'
import { maxPatternLength } from '@/lib/rules/pattern'
import type { Origin, Rule } from '@/lib/rules/rule'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { knownOf } from '@/lib/vsphere/known-by-id'
import { useLive } from '../live/live-provider'
import { NativeSelect, TextArea, TextInput } from '../ui/field'
import { useConnectionName } from './connection-name'
import type { Draft, DraftProblems } from './draft'
import { Chip, Group, Option, Row } from './editor-fields'
import type { OfferedAnswer } from './offered-answers'
import { originWords } from './rule-words'

const readConnections = (tables: BoardTables) => tables.connections

type RuleFieldsProps = {
  draft: Draft
  set: (changes: Partial<Draft>) => void
  problems: DraftProblems
  /** What hosts offer for the questions that the rule is about. */
  offered: readonly OfferedAnswer[]
  /** Where it stands among the others, counted from 0. */
  place: number
  others: readonly Pick<Rule, 'id' | 'name'>[]
}

/** What a rule is made of, each with its problem. */
export function RuleFields({ draft, set, problems, offered, place, others }: RuleFieldsProps) {
  const nameOf = useConnectionName()
  const connections = useLive(readConnections)
  const names = useId()
  const isOffered = offered.some(({ label }) => label === draft.label)
  const known = draft.by === 'messageId' ? knownOf(draft.id.trim()) : undefined
  return (
    <>
      <Row label="Name" problem={problems.name}>
        {(control) => (
          <TextInput {...control} value={draft.name} maxLength={120} onChange={(e) => set({ name: e.target.value })} />
        )}
      </Row>
      <Group
        label="Question"
        problem={problems.asks}
        hint={
          draft.by === 'messageId'
            ? `${known ? `Known: ${known.when}. ` : ''}Where a host gives no id, choose a part of the text instead.`
            : '* stands for any letters, ? for one. Blanks and line breaks count as one blank, and case does not count.'
        }
      >
        <div className="grid gap-2 mid:grid-cols-[176px_minmax(0,1fr)]">
          <NativeSelect
            aria-label="How the question is recognised"
            value={draft.by}
            onChange={(e) => set({ by: e.target.value === 'text' ? 'text' : 'messageId' })}
          >
            <option value="messageId">Message id is</option>
            <option value="text">Text contains</option>
          </NativeSelect>
          <TextInput
            className="font-mono text-sm"
            aria-label={draft.by === 'messageId' ? 'Message id' : 'Part of the text'}
            aria-invalid={problems.asks !== undefined}
            value={draft.by === 'messageId' ? draft.id : draft.pattern}
            maxLength={draft.by === 'messageId' ? 200 : maxPatternLength}
            spellCheck={false}
            onChange={(e) => set(draft.by === 'messageId' ? { id: e.target.value } : { pattern: e.target.value })}
          />
        </div>
      </Group>
      <Group label="Connections">
        <div className="flex flex-wrap gap-1.5">
          <Chip
            label="All, also those to come"
            checked={draft.connections.length === 0}
            onChange={() => set({ connections: [] })}
          />
          {choosable(draft.connections, Object.keys(connections ?? {}) as ConnectionId[]).map((id) => (
            <Chip
              key={id}
              label={nameOf(id)}
              checked={draft.connections.includes(id)}
              onChange={() => set({ connections: toggled(draft.connections, id) })}
            />
          ))}
        </div>
      </Group>
      <Row
        label="VM names"
        problem={problems.vms}
        hint="One on each line. * stands for any letters, ? for one. Empty: every VM."
      >
        {(control) => (
          <TextArea
            {...control}
            className="min-h-9! max-mid:min-h-11! font-mono text-sm"
            rows={Math.min(6, Math.max(1, draft.vms.split('\n').length))}
            value={draft.vms}
            spellCheck={false}
            onChange={(e) => set({ vms: e.target.value })}
          />
        )}
      </Row>
      <Group label="Task" problem={problems.origins}>
        <div className="flex flex-wrap gap-1.5">
          {(Object.keys(originWords) as Origin[]).map((origin) => (
            <Chip
              key={origin}
              label={originWords[origin]}
              checked={draft.origins.includes(origin)}
              onChange={() => set({ origins: toggled(draft.origins, origin) })}
            />
          ))}
        </div>
      </Group>
      <Group
        label="Then"
        problem={problems.gives}
        hint="Where a host does not offer the one you choose, a person answers."
      >
        {offered.map(({ label, consequence, destructive, isDefault }) => (
          <Option
            key={label}
            name={names}
            label={`Answer '${label}'`}
            means={consequence}
            checked={draft.gives === 'answer' && draft.label === label}
            onChange={() => set({ gives: 'answer', label })}
            destructive={destructive}
            tag={isDefault ? 'Default here' : destructive ? 'Destructive' : undefined}
          />
        ))}
        <Option
          name={names}
          label={offered.length > 0 ? 'Another answer' : 'A fixed answer'}
          means="by its label or the label’s id"
          checked={draft.gives === 'answer' && !isOffered}
          onChange={() => set({ gives: 'answer', label: '' })}
        />
        {draft.gives === 'answer' && !isOffered && (
          <TextInput
            aria-label="Label of the answer"
            aria-invalid={problems.gives !== undefined}
            value={draft.label}
            maxLength={200}
            onChange={(e) => set({ label: e.target.value })}
          />
        )}
        <Option
          name={names}
          label="The host’s default"
          means="also where it differs between hosts"
          checked={draft.gives === 'default'}
          onChange={() => set({ gives: 'default' })}
        />
        <Option
          name={names}
          label="A person answers"
          means="it waits; nothing is answered or cancelled"
          checked={draft.gives === 'person'}
          onChange={() => set({ gives: 'person' })}
        />
        <Option
          name={names}
          label="Cancel the task"
          means="the question is shown as the error"
          checked={draft.gives === 'cancel'}
          onChange={() => set({ gives: 'cancel' })}
        />
      </Group>
      <Group label="Until" problem={problems.date}>
        <div className="flex flex-wrap gap-2">
          <NativeSelect
            aria-label="Until"
            className="w-44!"
            value={draft.end}
            onChange={(e) => set({ end: endOf(e.target.value) })}
          >
            <option value="none">no end</option>
            <option value="week">for 7 days</option>
            <option value="date">until a date</option>
          </NativeSelect>
          {draft.end === 'date' && (
            <TextInput
              type="date"
              aria-label="Last day"
              aria-invalid={problems.date !== undefined}
              className="w-44!"
              value={draft.date}
              onChange={(e) => set({ date: e.target.value })}
            />
          )}
        </div>
      </Group>
      {others.length > 0 && (
        <Row label="Place" hint="The first rule that fits decides.">
          {(control) => (
            <NativeSelect
              {...control}
              className="max-w-md"
              value={place}
              onChange={(e) => set({ place: Number(e.target.value) })}
            >
              {Array.from({ length: others.length + 1 }, (_, at) => (
                <option key={at} value={at}>
                  {placeWords(at, others)}
                </option>
              ))}
            </NativeSelect>
          )}
        </Row>
      )}
      <Row label="Note" hint="Why there is this rule.">
        {(control) => (
          <TextInput {...control} value={draft.note} maxLength={500} onChange={(e) => set({ note: e.target.value })} />
        )}
      </Row>
    </>
  )
}

/** `1, before all`, `2, after 'Never: out of space'`, `7, after all`. */
function placeWords(at: number, others: RuleFieldsProps['others']): string {
  const before = others[at - 1]
  const where = before === undefined ? 'before all' : at === others.length ? 'after all' : `after '${before.name}'`
  return `${at + 1}, ${where}`
}

/** Those that there are, and those that the rule names although they are gone. */
const choosable = (chosen: readonly ConnectionId[], known: readonly ConnectionId[]) => [
  ...known,
  ...chosen.filter((id) => !known.includes(id)),
]

const toggled = <T,>(all: readonly T[], one: T): readonly T[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one]

const endOf = (value: string): Draft['end'] => (value === 'week' || value === 'date' ? value : 'none')
