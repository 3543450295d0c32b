import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import type {
  ApiConnection,
  ApiDatastore,
  ApiDefinitionReport,
  ApiHistoryCount,
  ApiHistoryEntry,
  ApiQuestion,
} from '../lib/api/resources'
import type {
  ApiDevices,
  ApiDomainXml,
  ApiGuestDisks,
  ApiGuestNics,
  ApiPlaces,
  ApiSnapshots,
  ApiVm,
} from '../lib/api/vm-resources'
import type { Client } from './client'
import { Ended, exits, type Exit } from './exits'
import { follow } from './follow'
import { begun, keyOf, told, usage, valueOf, wanted, type Command, type Given } from './given'
import { hostCommands } from './host-commands'
import { connectionNamed, datastoreNamed, rowsOf, vmNamed } from './named'
import {
  complain,
  connectionRow,
  deviceRow,
  datastoreRow,
  guestDiskRow,
  guestNicRow,
  historyRow,
  placeRow,
  print,
  printJson,
  printTable,
  questionRow,
  shown,
  snapshotRows,
  vmRow,
} from './print'

export const commands: Readonly<Record<string, Command>> = {
  ...hostCommands,
  async connections(client, { json }) {
    const all = await rowsOf<ApiConnection>(client, '/connections')
    return told(all, json, connectionRow)
  },
  async vms(client, given) {
    const connection = await connectionNamed(client, given.option('connection'))
    const query = { connection, name: given.option('name'), power: given.option('power'), limit: '500' }
    return told(await rowsOf<ApiVm>(client, '/vms', query), given.json, vmRow)
  },
  async devices(client, given) {
    const [name = ''] = wanted(given.rest, 1, 'devices VM')
    const vm = await vmNamed(client, name, await connectionNamed(client, given.option('connection')))
    const said = (await client.get(`/vms/${encodeURIComponent(vm)}/devices`)) as ApiDevices // what the API says
    if (given.json) printJson(said)
    else
      printTable([...said.devices.map(deviceRow), ...said.networks.map(({ id, name: of }) => [id, 'network', '', of])])
    if (said.unread !== undefined) complain(`${said.unread} more of the devices could not be read`)
    return exits.done
  },
  async 'guest-disks'(client, given) {
    const [name = ''] = wanted(given.rest, 1, 'guest-disks VM')
    const vm = await vmNamed(client, name, await connectionNamed(client, given.option('connection')))
    const { disks } = (await client.get(`/vms/${encodeURIComponent(vm)}/guest-disks`)) as ApiGuestDisks // what the API says
    return told(disks, given.json, guestDiskRow)
  },
  async 'guest-nics'(client, given) {
    const [name = ''] = wanted(given.rest, 1, 'guest-nics VM')
    const vm = await vmNamed(client, name, await connectionNamed(client, given.option('connection')))
    const { nics } = (await client.get(`/vms/${encodeURIComponent(vm)}/guest-nics`)) as ApiGuestNics // what the API says
    return told(nics, given.json, guestNicRow)
  },
  async snapshots(client, given) {
    const [name = ''] = wanted(given.rest, 1, 'snapshots VM')
    const vm = await vmNamed(client, name, await connectionNamed(client, given.option('connection')))
    const said = (await client.get(`/vms/${encodeURIComponent(vm)}/snapshots`)) as ApiSnapshots // what the API says
    if (given.json) {
      printJson(said)
      return exits.done
    }
    if (said.sizesUnread !== undefined) complain(`sizes are not known: ${said.sizesUnread}`)
    printTable(snapshotRows(said))
    if (said.unread !== undefined) complain(`${said.unread} more of the snapshots could not be read`)
    return exits.done
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
  async datastores(client, given) {
    const connection = await connectionNamed(client, given.option('connection'))
    return told(
      await rowsOf<ApiDatastore>(client, '/datastores', { connection, limit: '500' }),
      given.json,
      datastoreRow,
    )
  },
  async create(client, given) {
    const [name = ''] = wanted(given.rest, 1, createUsage)
    const datastore = await datastoreOf(client, given)
    const guestId = given.option('guest')
    if (guestId === undefined) throw usage(createUsage)
    const disks = partsOf(given.option('disk'))?.map((gib) => ({ gib: Number(gib) }))
    const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
    const body = {
      datastore,
      name,
      guestId,
      disks,
      cpuCount: number(given.option('cpu')),
      memoryMiB: number(given.option('memory')),
      networks: partsOf(given.option('network')),
      isoPath: given.option('iso'),
      firmware: given.option('firmware'),
    }
    return begun(client, given, await client.post('/vms', body, keyOf(given)))
  },
  async define(client, given) {
    const [file = ''] = wanted(given.rest, 1, defineUsage)
    const hardware = given.option('hardware')
    const body = {
      datastore: await datastoreOf(client, given),
      text: await textOf(file),
      name: given.option('name'),
      folder: given.option('folder'),
      hardwareVersion: hardware === undefined ? undefined : Number(hardware),
    }
    if (!given.has('report')) return begun(client, given, await client.post('/definitions', body, keyOf(given)))
    const report = (await client.post('/definitions/report', body, randomUUID())) as ApiDefinitionReport // what the API says
    if (given.json) printJson(report)
    else printTable(reportRows(report))
    return report.understood && report.obstacles?.length === 0 ? exits.done : exits.refused
  },
  async places(client, given) {
    const [name = ''] = wanted(given.rest, 1, 'places VM')
    const vm = await vmNamed(client, name, await connectionNamed(client, given.option('connection')))
    const { places } = (await client.get(`/vms/${encodeURIComponent(vm)}/places`)) as ApiPlaces // what the API says
    return told(places, given.json, placeRow)
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
    return begun(client, given, await client.post('/runs', { vm, request, questions }, keyOf(given)))
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

const createUsage =
  'create NAME --datastore DATASTORE --guest GUEST [--disk GB,GB --cpu N --memory MB --network NAME,NAME --iso PATH]'
const defineUsage = 'define FILE --datastore DATASTORE [--report] [--name NAME --folder PATH --hardware N]'

const partsOf = (text: string | undefined): string[] | undefined => text?.split(',').map((part) => part.trim())

/** `-` is what comes in. */
async function textOf(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')
  } catch (error) {
    throw new Ended(exits.usage, `"${file}" cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function datastoreOf(client: Client, given: Given): Promise<string> {
  const wanted = given.option('datastore')
  if (wanted === undefined) throw usage('… --datastore DATASTORE')
  if (/^[^\s/]+\/[^\s/]+$/.test(wanted)) return wanted
  return datastoreNamed(client, wanted, await connectionNamed(client, given.option('connection')))
}

/** What a person has to know before the press. */
const reportRows = ({
  because = [],
  obstacles = [],
  files = [],
  notKept = [],
  others = [],
  notAllSeen,
  path,
}: ApiDefinitionReport) => [
  ...because.map((sentence) => ['refused', sentence]),
  ...obstacles.map((sentence) => ['obstacle', sentence]),
  ...(path === undefined ? [] : [['goes to', path]]),
  ...files.map((file) => [file.kind, file.path, file.state]),
  ...others.map(({ name, shares }) => ['shares', shares, name]),
  ...(notAllSeen === undefined ? [] : [['not known', notAllSeen]]),
  ...notKept.map(({ what, why }) => ['not kept', what, why]),
]

/** What would steer a terminal or turn a text round, in XML's own words for it: the XML says the same. */
const inReferences = (xml: string) =>
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  xml.replaceAll(/[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (char) => `&#${char.charCodeAt(0)};`)

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
