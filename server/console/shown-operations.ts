import { createHash } from 'node:crypto'
import type { Only } from '@/lib/accounts/limited'
import type { Asker } from '@/lib/accounts/role'
import type { Operations } from '@/lib/contract/contract'
import { usualPortion, type AskedQuestion, type Portion } from '@/lib/contract/shown-input'
import type { QuestionView } from '@/lib/live/live-state'
import { failed, ok, type ConsoleError } from '@/lib/result'
import { isRunWithin } from '@/lib/runs/run-within'
import { matchesWhole } from '@/lib/rules/pattern'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { choiceNamed } from '@/lib/vsphere/known-by-id'
import { comparable, likenessOf } from '@/lib/vsphere/same-question'
import { knownPower } from '@/lib/vsphere/vm'
import { replyWithin } from '../errors/console-error'
import type { Journal } from '../journal/journal'
import type { Hub } from '../live/hub'
import { noSuchQuestion, noSuchVm, questionChanged } from '../runs/run-errors'
import type { Runs } from '../runs/contract'
import { ownAnswersIn } from './own-answers'

/** What is live, for those who ask instead of following the stream, and answers by what they are called. */
export function createShownOperations(rooms: {
  hub: Pick<Hub, 'rows' | 'get'>
  runs: Pick<Runs, 'answer'>
  journal: Pick<Journal, 'readAnswers'>
}) {
  const { hub, runs, journal } = rooms

  return {
    async listConnections({ connections: only }) {
      return ok([...hub.rows('connections').values()].filter(({ id }) => isTheirs(only, id)))
    },
    async listVms({ name, power, ...list }, { connections: only }) {
      const found = [...hub.rows('vms').values()].filter(
        (vm) =>
          isIn(list.connection, only, vm.connection) &&
          (name === undefined || matchesWhole(name, vm.name)) &&
          (power === undefined || knownPower(vm) === power),
      )
      return ok(portionOf(found, ({ key }) => key, list))
    },
    async listDatastores(list, { connections: only }) {
      const found = [...hub.rows('datastores').values()].filter((one) => isIn(list.connection, only, one.connection))
      return ok(portionOf(found, ({ key }) => key, list))
    },
    async readVm(key) {
      const vm = hub.get('vms', key)
      return vm ? ok(vm) : noSuchVm
    },
    async listHosts(list, { connections: only }) {
      const found = [...hub.rows('hosts').values()].filter((host) => isIn(list.connection, only, host.connection))
      return ok(portionOf(found, ({ key }) => key, list))
    },
    async listQuestions({ state, ...list }, { connections: only }) {
      const found = [...hub.rows('questions').values()].filter(
        (one) => isIn(list.connection, only, one.connection) && (state === undefined || one.state.at === state),
      )
      const { items, ...more } = portionOf(found, ({ key }) => key, list)
      return ok({ ...more, items: items.map(asked) })
    },
    async readQuestion(key) {
      const question = hub.get('questions', key)
      return question ? ok(asked(question)) : noSuchQuestion
    },
    async listRuns({ state, ...list }, { connections: only }) {
      const found = [...hub.rows('runs').values()].filter(
        (run) =>
          isIn(list.connection, undefined, run.connection) &&
          isRunWithin(only, run) &&
          (state === undefined || run.state.at === state),
      )
      return ok(portionOf(found, newestFirst, list))
    },
    async answerByLabel(key, { label, asks, confirmed }, by) {
      const shown = hub.get('questions', key)
      if (!shown) return noSuchQuestion
      if (asks !== undefined && asks !== asked(shown).asks) return questionChanged(shown.question)
      const seen = comparable(shown.question)
      const choice = choiceNamed(seen, label)
      // Of one that is not asked any more it is said how it ended, whatever it offered.
      if (!choice && shown.state.at === 'waiting') return failed(notOffered(label, shown))
      const press = { choice: choice?.key ?? '', seen, ...(confirmed && { confirmed }) }
      return replyWithin(runs.answer(key, press, { kind: 'person', name: by.username }))
    },
    async readOwnAnswers(key, by) {
      return ok(ownAnswersIn(await journal.readAnswers(key), by.username))
    },
  } satisfies Partial<Operations<Asker>>
}

const isTheirs = (only: Only, connection: ConnectionId) => only?.includes(connection) ?? true

const isIn = (wanted: ConnectionId | undefined, only: Only, connection: ConnectionId) =>
  (wanted === undefined || wanted === connection) && isTheirs(only, connection)

/** Numbers of one length, so that they stand in one order as texts: the newest first. */
const newestFirst = ({ number }: { number: number }) => String(Number.MAX_SAFE_INTEGER - number).padStart(16, '0')

/** What comes after a place in the order of the ids, which stays the same whatever changes. */
function portionOf<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  { after, limit = usualPortion }: { after?: string; limit?: number },
): Portion<Row> {
  const found = rows
    .map((row) => ({ id: idOf(row), row }))
    .filter(({ id }) => after === undefined || id > after)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items: items.map(({ row }) => row), ...(found.length > limit && last && { next: last.id }) }
}

/** The figures in it may change, as they may for `isSameQuestion`. */
function asked(view: QuestionView): AskedQuestion {
  const { same } = likenessOf(comparable(view.question))
  return { ...view, asks: createHash('sha256').update(`${view.key} ${same}`).digest('hex').slice(0, 32) }
}

function notOffered(label: string, { question }: QuestionView): ConsoleError {
  const offered = describeQuestion(question).choices.map((choice) => `'${choice.label}'`)
  return {
    blame: 'ours',
    code: 'not-offered',
    sentence: `No answer of this question, or more than one, is called '${label}', so nothing was sent.`,
    wayOut: offered.length === 0 ? 'It offers no answer.' : `It offers ${offered.join(', ')}.`,
  }
}
