import { randomUUID } from 'node:crypto'
import type {
  ApiConnection,
  ApiDomainXml,
  ApiHistoryCount,
  ApiHistoryEntry,
  ApiQuestion,
  ApiVm,
} from '../lib/api/resources'
import type { Client } from './client'
import { Ended, exits, type Exit } from './exits'
import { follow } from './follow'
import { complain, connectionRow, historyRow, print, printJson, printTable, questionRow, shown, vmRow } from './print'

/** What stood on the command line behind the name of the command. */
export type Given = {
  rest: readonly string[]
  json: boolean
  option: (name: string) => string | undefined
  has: (name: string) => boolean
}

export type Command = (client: Client, given: Given) => Promise<Exit>

export const commands: Readonly<Record<string, Command>> = {
  async connections(client, { json }) {
    const all = await rowsOf<ApiConnection>(client, '/connections')
    return told(all, json, connectionRow)
  },
  async vms(client, given) {
    const connection = await connectionNamed(client, given.option('connection'))
    const query = { connection, name: given.option('name'), power: given.option('power'), limit: '500' }
    return told(await rowsOf<ApiVm>(client, '/vms', query), given.json, vmRow)
  },
  async 'domain-xml'(client, given) {
    const [name = ''] = wanted(given.rest, 1, 'domain-xml VM')
    const vm = await vmNamed(client, name, await connectionNamed(client, given.option('connection')))
    const said = (await client.get(`/vms/${encodeURIComponent(vm)}/domain-xml`)) as ApiDomainXml // what the API says
    if (given.json) {
      printJson(said)
      return exits.done
    }
    for (const sentence of said.refusals) complain(shown(`libvirt refuses this file: ${sentence}`))
    print(inReferences(said.xml.trimEnd()))
    return exits.done
  },
  async questions(client, given) {
    const connections = await rowsOf<ApiConnection>(client, '/connections')
    const nameOf = (id: string) => connections.find((one) => one.id === id)?.name ?? id
    const connection = await connectionNamed(client, given.option('connection'))
    const query = { connection, state: given.option('state') ?? 'waiting' }
    const all = await rowsOf<ApiQuestion>(client, '/questions', query)
    all.sort((a, b) => (a.raisedAt < b.raisedAt ? -1 : 1))
    return told(all, given.json, (question) => questionRow(question, nameOf))
  },
  async answer(client, { rest, json, has }) {
    const [id = '', label = ''] = wanted(rest, 2, 'answer QUESTION LABEL')
    const asks = await whatIsAsked(client, id)
    const body = { label, ...(asks !== undefined && { asks }), ...(has('confirm') && { confirm: true }) }
    const answer = await client.post(`/questions/${encodeURIComponent(id)}/answer`, body, randomUUID())
    const { state } = answer as { state: 'taken' | 'sent' } // what the API says
    if (json) printJson(answer)
    else print(state === 'taken' ? shown(`Answered '${label}'.`) : 'Sent. The host has not replied yet.')
    return state === 'taken' ? exits.done : exits.unknown
  },
  take: (client, given) => onOne(client, given, 'questions', 'take', 'Taken.'),
  'give-back': (client, given) => onOne(client, given, 'questions', 'give-back', 'Given back.'),
  cancel: (client, given) => onOne(client, given, 'runs', 'cancel', 'The host has taken the request.'),
  async start(client, given) {
    const [name = '', verb = '', ...values] = given.rest
    if (name === '' || verb === '') throw usage('start VM VERB [name=value …]')
    if (given.has('ask') && given.has('defaults')) throw usage('start … --ask or --defaults, not both')
    const vm = await vmNamed(client, name, await connectionNamed(client, given.option('connection')))
    const request = { verb, ...Object.fromEntries(values.map(valueOf)) }
    const questions = given.has('ask') ? 'ask me' : given.has('defaults') ? 'with defaults' : 'as the switch says'
    const started = await client.post('/runs', { vm, request, questions }, given.option('key') ?? randomUUID())
    const { run } = started as { run: string } // what the API says
    if (!given.has('follow')) {
      if (given.json) printJson(started)
      else print(run)
      return exits.done
    }
    return await follow(client, run, { json: given.json, untilQuestion: given.has('until-question') }).catch(
      (error: unknown) => {
        // It was started, whatever the token may see of it.
        if (error instanceof Ended && error.exit === exits.refused)
          throw new Ended(exits.unknown, `${run} was started, and cannot be followed: ${error.message}`)
        throw error
      },
    )
  },
  follow: (client, { rest, json, has }) =>
    follow(client, wanted(rest, 1, 'follow RUN')[0] ?? '', { json, untilQuestion: has('until-question') }),
  async history(client, given) {
    const since = timeOf(given.option('since'), '--since')
    const limit = mostOf(given.option('limit') ?? (since === undefined ? '50' : '10000'))
    const filter = {
      from: since,
      to: timeOf(given.option('until'), '--until'),
      person: given.option('person'),
      source: given.option('source'),
      connection: await connectionNamed(client, given.option('connection')),
      vm: given.option('vm'),
      outcome: given.option('outcome'),
      text: given.option('text'),
    }
    if (given.has('count')) {
      const counted = (await client.get('/history/count', filter)) as ApiHistoryCount // what the API says
      if (given.json) printJson(counted)
      else print(counted.more ? `more than ${counted.count}` : String(counted.count))
      return exits.done
    }
    const query = { ...filter, limit: String(Math.min(limit, 200)) }
    return told(await rowsOf<ApiHistoryEntry>(client, '/history', query, limit), given.json, historyRow)
  },
}

/** What would steer a terminal or turn a text round, in XML's own words for it: the XML says the same. */
const inReferences = (xml: string) =>
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  xml.replaceAll(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (char) => `&#${char.charCodeAt(0)};`)

export const usage = (text: string): Ended => new Ended(exits.usage, `Usage: andon ${text}\nandon --help says more.`)

function wanted(rest: readonly string[], count: number, text: string): readonly string[] {
  if (rest.length !== count || rest.includes('')) throw usage(text)
  return rest
}

async function rowsOf<Row>(
  client: Client,
  path: string,
  query: Readonly<Record<string, string | undefined>> = {},
  most?: number,
): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of client.list<Row>(path, query, most)) rows.push(row)
  return rows
}

function told<Row>(rows: readonly Row[], json: boolean, cells: (row: Row) => string[]): Exit {
  if (json) rows.forEach(printJson)
  else if (rows.length === 0) complain('None.')
  else printTable(rows.map(cells))
  return exits.done
}

async function onOne(client: Client, { rest, json }: Given, of: string, what: string, done: string): Promise<Exit> {
  const [id = ''] = wanted(rest, 1, `${what} ${of === 'runs' ? 'RUN' : 'QUESTION'}`)
  const given = await client.post(`/${of}/${encodeURIComponent(id)}/${what}`, undefined, randomUUID())
  if (json) printJson(given)
  else print(done)
  return exits.done
}

/** What is asked now, where the token may read it: if another question comes in between, nothing is sent. */
async function whatIsAsked(client: Client, id: string): Promise<string | undefined> {
  try {
    return ((await client.get(`/questions/${encodeURIComponent(id)}`)) as ApiQuestion).asks // what the API says
  } catch (error) {
    // The answer itself says what is wrong, to who may answer and not read too.
    if (error instanceof Ended && error.exit === exits.refused) return undefined
    throw error
  }
}

/** By its id or its name. */
async function connectionNamed(client: Client, text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined
  const all = await rowsOf<ApiConnection>(client, '/connections')
  return oneOf(
    all.filter(({ id, name }) => id === text || name === text),
    'connection',
    text,
  )
}

/** By its id, which has a slash in it, or by its name. */
async function vmNamed(client: Client, text: string, connection: string | undefined): Promise<string> {
  if (text.includes('/') && /^[^\s/]+\/[^\s/]+$/.test(text)) return text
  // As a pattern, a name with * in it finds more than itself.
  const found = await rowsOf<ApiVm>(client, '/vms', { name: text.slice(0, 300), connection, limit: '500' })
  return oneOf(
    found.filter(({ name }) => name === text),
    'VM',
    text,
  )
}

function oneOf(found: readonly { id: string }[], what: string, text: string): string {
  const [first, ...others] = found
  if (!first) throw new Ended(exits.refused, `There is no ${what} "${text}", or this token may not see it.`)
  if (others.length > 0)
    throw new Ended(
      exits.usage,
      `There are ${found.length} of this name. Say which: ${found.map(({ id }) => id).join(' ')}`,
    )
  return first.id
}

/** `memory=false`: what is JSON is that, everything else a text. */
function valueOf(text: string): [string, unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw usage('start VM VERB [name=value …]')
  const value = text.slice(at + 1)
  try {
    return [text.slice(0, at), JSON.parse(value) as unknown]
  } catch {
    return [text.slice(0, at), value]
  }
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `90m`, `2h`, `1d` ago, or a time. */
function timeOf(text: string | undefined, option: string): string | undefined {
  if (text === undefined) return undefined
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const at = count === undefined ? Date.parse(text) : Date.now() - Number(count) * (unitMs[unit] ?? 0)
  if (Number.isNaN(at)) throw usage(`history ${option} 2h, 1d or a time such as 2026-11-22T14:00Z`)
  return new Date(at).toISOString()
}

function mostOf(text: string): number {
  const most = Number(text)
  if (!Number.isSafeInteger(most) || most < 1) throw usage('history --limit NUMBER')
  return most
}
