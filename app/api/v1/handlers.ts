import { readCursor, writeCursor } from '@/lib/api/cursor'
import type { Page } from '@/lib/api/resources'
import { routes, type RouteName } from '@/lib/api/routes'
import type { ActionName, ConsoleActions } from '@/lib/contract/contract'
import type { HistoryFilter } from '@/lib/contract/history'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import type { Known } from '@/lib/vsphere/known'
import type { ConnectionId, DatastoreKey, HostKey, QuestionKey, RunId, VmKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Definition } from '@/lib/files/define-vm'
import { apiHistory, apiRun, type NameOf } from './run-views'
import { apiConnection, apiDatastore, apiDefinitionReport, apiQuestion } from './views'
import { apiDevices, apiDomainXml, apiGuestDisks, apiGuestNics, apiPlaces, apiSnapshots, apiVm } from './vm-views'
import { apiAutostart, apiHost, apiHostNetwork, apiHostStorage } from './host-views'

/** What each route does: calls of the contract, and what they gave as `/api/v1` gives it. */

/** A line of the contract, asked for by the token of the request. */
export type Ask = <Name extends ActionName>(
  name: Name,
  ...input: Parameters<ConsoleActions[Name]>
) => ReturnType<ConsoleActions[Name]>

type Routes = typeof routes
type Given<Name extends RouteName, Part extends 'query' | 'body'> =
  Routes[Name] extends Record<Part, infer Schema>
    ? Schema extends { _zod: { output: infer Output } }
      ? Output
      : undefined
    : undefined

export type Asked<Name extends RouteName> = {
  /** As it stands in the path; whether there is such a thing is looked up. */
  id: string
  query: Given<Name, 'query'>
  body: Given<Name, 'body'>
}

type Answer = { body: unknown; headers?: Record<string, string> }
type Handler<Name extends RouteName> = (asked: Asked<Name>, ask: Ask) => Promise<Result<Answer>>

/** Events are no Result; `./events.ts` has them. */
export type HandledRoute = Exclude<RouteName, 'followEvents'>

export const handlers: { [Name in HandledRoute]: Handler<Name> } = {
  listConnections: async (_, ask) => map(await ask('listConnections'), (all) => page(all.map(apiConnection))),
  async readConnection({ id }, ask) {
    const all = await ask('listConnections')
    if (!all.ok) return all
    const one = all.value.find((connection) => connection.id === id)
    return one ? ok({ body: apiConnection(one) }) : failed(noSuchThing)
  },
  listVms: ({ query }, ask) => listed('vms', query, (filter) => ask('listVms', filter), apiVm),
  readVm: async ({ id }, ask) => map(await ask('readVm', id as VmKey), apiVm),
  async listDevices({ id }, ask) {
    const vm = id as VmKey // as its route has it
    const detail = await ask('readVmDetail', vm)
    if (!detail.ok) return detail
    const options = await ask('readDeviceOptions', vm)
    return options.ok ? apiDevices(detail.value, options.value) : options
  },
  async listGuestDisks({ id }, ask) {
    const detail = await ask('readVmDetail', id as VmKey) // as its route has it
    return detail.ok ? apiGuestDisks(detail.value) : detail
  },
  async listGuestNics({ id }, ask) {
    const detail = await ask('readVmDetail', id as VmKey) // as its route has it
    return detail.ok ? apiGuestNics(detail.value) : detail
  },
  async listSnapshots({ id }, ask) {
    const vm = id as VmKey // as its route has it
    const detail = await ask('readVmDetail', vm)
    if (!detail.ok) return detail
    const files = await ask('readSnapshotFiles', vm)
    return files.ok ? apiSnapshots(detail.value, files.value) : files
  },
  readDomainXml: async ({ id }, ask) => map(await ask('readVmx', id as VmKey), apiDomainXml),
  listDatastores: ({ query }, ask) =>
    listed('datastores', query, (filter) => ask('listDatastores', filter), apiDatastore),
  createVm: async ({ body: { datastore, ...wanted } }, ask) => started(await ask('createVm', datastore, wanted)),
  async reportDefinition({ body: { datastore, ...given } }, ask) {
    return map(await ask('readDefinition', datastore, definitionOf(given)), apiDefinitionReport)
  },
  defineVm: async ({ body: { datastore, ...given } }, ask) =>
    started(await ask('defineVm', datastore, definitionOf(given))),
  readPlaces: async ({ id }, ask) => map(await ask('readVmPlaces', id as VmKey), apiPlaces),
  setVmAutostart: async ({ id, body: { starts } }, ask) => started(await ask('startWithHost', id as VmKey, starts)),
  listHosts: ({ query }, ask) => listed('hosts', query, (filter) => ask('listHosts', filter), apiHost),
  readHostNetwork: async ({ id }, ask) => map(told(await ask('readHostNetwork', id as HostKey)), apiHostNetwork),
  readHostStorage: async ({ id }, ask) => map(told(await ask('readHostStorage', id as HostKey)), apiHostStorage),
  readHostAutostart: async ({ id }, ask) => map(told(await ask('readAutostart', id as HostKey)), apiAutostart),
  changeHost: async ({ id, body }, ask) => started(await ask('changeHost', id as HostKey, body)),
  growDisk: async ({ id, body }, ask) =>
    started(await ask('startFileTask', id as DatastoreKey, { do: 'growDisk', ...body })),
  async listRuns({ query }, ask) {
    const nameOf = await namesFor(ask)
    return await listed(
      'runs',
      query,
      (filter) => ask('listRuns', filter),
      (run) => apiRun(run, nameOf),
    )
  },
  async startRun({ body: { vm, request, questions } }, ask) {
    const how = questions === 'as the switch says' ? undefined : questions
    return started(await ask('startRun', vm, request, how))
  },
  async readRun({ id }, ask) {
    const run = await ask('readRun', id as RunId)
    if (!run.ok) return run
    const { connectionName } = run.value
    const body = apiRun(run.value, (id) => connectionName ?? id)
    const { steps, state, percent } = body
    return ok({ body, headers: { etag: `"${steps.length}-${state}-${percent ?? ''}"` } })
  },
  cancelRun: async ({ id }, ask) => done(await ask('cancelRun', id as RunId)),
  confirmRun: async ({ id }, ask) => done(await ask('startHeldRun', id as RunId)),
  dropRun: async ({ id }, ask) => done(await ask('dropHeldRun', id as RunId)),
  listQuestions: ({ query }, ask) => listed('questions', query, (filter) => ask('listQuestions', filter), apiQuestion),
  readQuestion: async ({ id }, ask) => map(await ask('readQuestion', id as QuestionKey), apiQuestion),
  async answerQuestion({ id, body: { label, asks, confirm } }, ask) {
    const input = { label, ...withoutUndefined({ asks, confirmed: confirm }) }
    const sent = await ask('answerByLabel', id as QuestionKey, input)
    if (!sent.ok && sent.error.code !== 'no-reply-yet') return sent
    return ok({ body: { question: id, label, state: sent.ok ? 'taken' : 'sent' } })
  },
  readOwnAnswers: async ({ id }, ask) => map(await ask('readOwnAnswers', id as QuestionKey), page),
  takeQuestion: async ({ id }, ask) => eachOf(await ask('takeQuestions', [id as QuestionKey])),
  giveBackQuestion: async ({ id }, ask) => eachOf(await ask('giveBackQuestions', [id as QuestionKey])),
  async readHistory({ query }, ask) {
    const { cursor, limit, ...filter } = query
    const of = listName('history', query)
    const before = cursor === undefined ? undefined : Number(readCursor(of, cursor))
    if (before !== undefined && !Number.isSafeInteger(before)) return failed(badCursor)
    const read = await ask('readHistory', { ...historyFilter(filter), ...withoutUndefined({ before, limit }) })
    if (!read.ok) return read
    const items = apiHistory(read.value, await namesFor(ask))
    const { nextBefore } = read.value
    return ok({ body: { items, ...(nextBefore !== undefined && { next: writeCursor(of, String(nextBefore)) }) } })
  },
  countHistory: async ({ query }, ask) =>
    map(await ask('countHistory', historyFilter(query)), ({ lines, isMore }) => ({ count: lines, more: isMore })),
}

const historyFilter = ({ since, from, outcome, ...given }: Asked<'countHistory'>['query']): HistoryFilter =>
  withoutUndefined({
    ...given,
    from: from ?? since,
    outcome: outcome === 'unknown' ? 'lost' : outcome,
  })

const map = <From>(result: Result<From>, view: (value: From) => unknown): Result<Answer> =>
  result.ok ? ok({ body: view(result.value) }) : result

/** A run that the host refused at once has ended, and says so. */
const started = (result: Result<{ run: RunId }>): Result<Answer> =>
  result.ok
    ? ok({ body: { run: result.value.run }, headers: { location: `/api/v1/runs/${result.value.run}` } })
    : result

const definitionOf = ({ text, ...more }: Omit<Asked<'defineVm'>['body'], 'datastore'>): Definition => ({
  base64: Buffer.from(text).toString('base64'),
  ...withoutUndefined(more),
})

/** What the host does not tell is a refusal of its own. */
const told = <Value>(result: Result<Known<Value>>): Result<Value> => {
  if (!result.ok) return result
  const { value } = result
  return value.known ? ok(value.value) : failed({ blame: 'vsphere', code: 'not-told', sentence: value.because })
}

const page = <Item>(items: Item[]): Page<Item> => ({ items })

const done = (result: Result<null>): Result<Answer> => map(result, () => ({}))

/** Of a call with several of which one was sent. */
const eachOf = (result: Result<{ error: ConsoleError }[]>): Result<Answer> => {
  if (!result.ok) return result
  const [not] = result.value
  return not ? failed(not.error) : ok({ body: {} })
}

/** The same list with the same filters has the same name. */
const listName = (name: string, query: object): string =>
  JSON.stringify([
    name,
    ...Object.entries(query)
      .filter(([key, value]) => !['cursor', 'limit'].includes(key) && value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ])

async function listed<Query extends { cursor?: string | undefined }, Row>(
  name: string,
  query: Query,
  read: (filter: Without<Query>) => Promise<Result<{ items: Row[]; next?: string }>>,
  view: (row: Row) => unknown,
): Promise<Result<Answer>> {
  const { cursor, ...filter } = query
  const of = listName(name, query)
  const after = cursor === undefined ? undefined : readCursor(of, cursor)
  if (cursor !== undefined && after === undefined) return failed(badCursor)
  const given = await read(withoutUndefined({ ...filter, after }) as Without<Query>) // the query without what is undefined
  if (!given.ok) return given
  const { items, next } = given.value
  return ok({ body: { items: items.map(view), ...(next !== undefined && { next: writeCursor(of, next) }) } })
}

type Without<Query> = { [Key in Exclude<keyof Query, 'cursor'>]?: Exclude<Query[Key], undefined> } & { after?: string }

async function namesFor(ask: Ask): Promise<NameOf> {
  const all = await ask('listConnections')
  const names = new Map<ConnectionId, string>(all.ok ? all.value.map(({ id, name }) => [id, name]) : [])
  return (id) => names.get(id) ?? id
}

const noSuchThing: ConsoleError = { blame: 'ours', code: 'not-found', sentence: 'There is no such thing.' }

const badCursor: ConsoleError = {
  blame: 'ours',
  code: 'bad-cursor',
  sentence: 'The cursor is not one of this list with these filters.',
  wayOut: 'Begin without one, and keep the filters from part to part.',
}
