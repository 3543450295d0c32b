import { compareNames } from '@/lib/names/inventory-name'
import { assertNever } from '@/lib/assert-never'
import { formatNumber } from '@/lib/format/quantity'
import type { LiveTables } from '@/lib/live/live-state'
import { isCertificateOpen, type ConnectionView } from '@/lib/vsphere/connection'
import { countWaiting } from '../question/waiting-times'
import { formatShortSpan } from '../words/age'

/** What the lamp of a connection says: the most urgent thing about it. */
export type Lamp =
  | { at: 'live' }
  | { at: 'connecting' }
  | { at: 'waiting'; count: number }
  /** `waiting` of them are not overdue yet. */
  | { at: 'overdue'; count: number; waiting: number }
  /** What waits there is not known while there is no contact. */
  | { at: 'lost'; since: string }
  | { at: 'refused'; since: string }
  /** Another server answers in place of the one that was there: a person has to look at it. */
  | { at: 'another' }
  /** It shows another certificate than the pinned one: a person has to say what becomes of it, */
  | { at: 'certificate' }
  /** and has kept the pinned one. */
  | { at: 'kept-off' }

/** @param now the server's clock, ms. */
export function lampOf(connection: ConnectionView, questions: LiveTables['questions'], now: number): Lamp {
  const { state } = connection
  if (connection.otherServer) return { at: 'another' }
  if (connection.otherCertificate) return { at: isCertificateOpen(connection) ? 'certificate' : 'kept-off' }
  if (state.at === 'lost' || state.at === 'refused') return { at: state.at, since: state.since }
  const { waiting, overdue } = countWaiting(questions, now, connection.id)
  if (overdue > 0) return { at: 'overdue', count: overdue, waiting: waiting - overdue }
  if (waiting > 0) return { at: 'waiting', count: waiting }
  return { at: state.at }
}

export type LampGlyph = 'live' | 'queued' | 'waiting' | 'overdue' | 'noContact'

export const lampGlyph: Record<Lamp['at'], LampGlyph> = {
  live: 'live',
  connecting: 'queued',
  waiting: 'waiting',
  overdue: 'overdue',
  lost: 'noContact',
  refused: 'noContact',
  another: 'noContact',
  certificate: 'noContact',
  'kept-off': 'noContact',
}

/** `Live`, `1 overdue, 2 waiting`, `No contact, 4 min`. @param now the server's clock, ms. */
export function lampWord(lamp: Lamp, now: number): string {
  switch (lamp.at) {
    case 'live':
      return 'Live'
    case 'connecting':
      return 'Connecting'
    case 'waiting':
      return `${formatNumber(lamp.count)} waiting`
    case 'overdue':
      return `${formatNumber(lamp.count)} overdue${lamp.waiting > 0 ? `, ${formatNumber(lamp.waiting)} waiting` : ''}`
    case 'lost':
      return `No contact, ${formatShortSpan(now - Date.parse(lamp.since))}`
    case 'refused':
      return 'Refused'
    case 'another':
      return 'Another server'
    case 'certificate':
      return 'Certificate changed'
    case 'kept-off':
      return 'Disconnected'
    default:
      return assertNever(lamp, 'lamp')
  }
}

/** By name as people sort it: `esx-2` before `esx-10`. The order never follows urgency: lamps keep their places. */
export const connectionsByName = (connections: LiveTables['connections']): ConnectionView[] =>
  Object.values(connections).sort((a, b) => compareNames(a.name, b.name))
