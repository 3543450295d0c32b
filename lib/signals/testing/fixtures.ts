import { connectionId, moid, questionKey, routeId, vmKey, type ConnectionId } from '../../vsphere/ids'
import { usualFolding, type Chain, type Route } from '../route'
import { topics, type SignalQuestion, type SignalVm } from '../happening'
import type { Fact } from '../watched'

/** For tests: a morning at two connections. Times are seconds after `start`. */
const start = Date.parse('2030-01-07T09:00:00Z') // a Monday
export const iso = (seconds: number) => new Date(start + seconds * 1_000).toISOString()
export const ms = (seconds: number) => start + seconds * 1_000
export const lab = connectionId('lab')

export const aVm = (nr: number, connection = lab): SignalVm => ({
  key: vmKey(connection, moid(`vm-${nr}`)),
  name: `build-${nr}`,
})

export const aQuestion = (nr: number, at = 0, connection: ConnectionId = lab): SignalQuestion => ({
  key: questionKey(connection, moid(`vm-${nr}`), `q${at}`),
  messageId: 'msg.uuid.altered',
  title: 'Moved or copied?',
  text: `This virtual machine "build-${nr}" might have been moved or copied.`,
  choices: ['Cancel', 'I moved it', 'I copied it'],
  defaultChoice: 'I copied it',
  raisedAt: iso(at),
})

export const asked = (nr: number, at = 0, changes: Partial<Extract<Fact, { is: 'asked' }>> = {}): Fact => {
  const connection = changes.connection ?? lab
  return {
    is: 'asked',
    id: `asked-${connection}-${nr}-${at}`,
    at: iso(at),
    connection,
    vm: aVm(nr, connection),
    question: aQuestion(nr, at, connection),
    waits: true,
    ...changes,
  }
}

/** Tells everything at any hour to a webhook; each test says what is different. */
export const aRoute = (changes: Partial<Route> = {}): Route => ({
  id: routeId('ops'),
  name: 'ops',
  on: true,
  since: iso(-3_600),
  receiver: { kind: 'json', url: 'https://ops.example.net/hook' },
  topics,
  stillMinutes: 2,
  folding: usualFolding,
  ...changes,
})

export const aChain = (steps: Chain['steps']): Chain => ({ since: iso(-3_600), steps })
