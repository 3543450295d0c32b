import type { ApiHost } from '../lib/api/host-resources'
import type { Client } from './client'
import { exits, type Exit } from './exits'
import { begun, keyOf, told, usage, valueOf, wanted, type Command, type Given } from './given'
import { autostartRows, hostRow, networkRows, storageRows } from './host-rows'
import { connectionNamed, datastoreNamed, hostNamed, rowsOf, vmNamed } from './named'
import { printJson, printTable } from './print'

/** What can be asked of hosts and datastores. */
export const hostCommands: Readonly<Record<string, Command>> = {
  async hosts(client, given) {
    const connection = await connectionNamed(client, given.option('connection'))
    return told(await rowsOf<ApiHost>(client, '/hosts', { connection, limit: '500' }), given.json, hostRow)
  },
  network: (client, given) => ofHost(client, given, 'network', networkRows),
  storage: (client, given) => ofHost(client, given, 'storage', storageRows),
  async autostart(client, given) {
    const [name = '', wish = ''] = given.rest
    if (given.rest.length < 2) return ofHost(client, given, 'autostart', autostartRows)
    if (given.rest.length !== 2 || (wish !== 'on' && wish !== 'off'))
      throw usage('autostart VM on|off, or autostart HOST')
    const vm = await vmNamed(client, name, await connectionNamed(client, given.option('connection')))
    const path = `/vms/${encodeURIComponent(vm)}/autostart`
    return begun(client, given, await client.post(path, { starts: wish === 'on' }, keyOf(given)))
  },
  async change(client, given) {
    const [name = '', verb = '', ...values] = given.rest
    if (name === '' || verb === '') throw usage('change HOST VERB [name=value …]')
    const request = { do: verb, ...Object.fromEntries(values.map(valueOf)) }
    const host = await hostNamed(client, name, await connectionNamed(client, given.option('connection')))
    return begun(client, given, await client.post(`/hosts/${encodeURIComponent(host)}/changes`, request, keyOf(given)))
  },
  async 'grow-disk'(client, given) {
    const [name = '', path = '', size = ''] = wanted(given.rest, 3, 'grow-disk DATASTORE PATH SIZE')
    const body = { path, capacityBytes: bytesOf(size) }
    const datastore = await datastoreNamed(client, name, await connectionNamed(client, given.option('connection')))
    const to = `/datastores/${encodeURIComponent(datastore)}/grow-disk`
    return begun(client, given, await client.post(to, body, keyOf(given)))
  },
}

/** What a host has of something, as lines or as one JSON value. */
async function ofHost(
  client: Client,
  given: Given,
  what: 'network' | 'storage' | 'autostart',
  rows: (said: never) => string[][],
): Promise<Exit> {
  const [name = ''] = wanted(given.rest, 1, `${what} HOST`)
  const host = await hostNamed(client, name, await connectionNamed(client, given.option('connection')))
  const said = (await client.get(`/hosts/${encodeURIComponent(host)}/${what}`)) as never // what the API says is what its rows are made of
  if (given.json) printJson(said)
  else printTable(rows(said))
  return exits.done
}

const sizeUnits: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 }

/** `40G`, `1.5T`, or bytes; of which a disk has whole KB. */
function bytesOf(text: string): number {
  const [, count, unit] = /^(\d{1,16}(?:\.\d{1,3})?)([KMGT]?)$/i.exec(text) ?? []
  if (count === undefined) throw usage('grow-disk DATASTORE PATH SIZE, such as 40G')
  const bytes = Number(count) * (sizeUnits[(unit ?? '').toUpperCase()] ?? 1)
  return Math.ceil(bytes / 1024) * 1024
}
