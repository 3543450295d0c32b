import type { HappeningKind, Topic } from '@/lib/signals/happening'
import { hoursText } from '@/lib/signals/hours'
import type { ChainStep, Receiver, ReceiverKind, Route } from '@/lib/signals/route'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { formatCount } from '@/lib/format/quantity'
import type { IconName } from '../glyphs/icon'

export const kinds: readonly { kind: ReceiverKind; label: string; icon: IconName }[] = [
  { kind: 'json', label: 'Webhook', icon: 'hook' },
  { kind: 'slack', label: 'Slack', icon: 'chat' },
  { kind: 'mattermost', label: 'Mattermost', icon: 'chat' },
  { kind: 'teams', label: 'Microsoft Teams', icon: 'chat' },
  { kind: 'ntfy', label: 'ntfy', icon: 'bell' },
  { kind: 'email', label: 'E-mail', icon: 'mail' },
]

export const kindOf = (kind: ReceiverKind) =>
  kinds.find((one) => one.kind === kind) ?? { label: kind, icon: 'hook' as const }

/** `E-mail to 2 people`, `Webhook, signed JSON`, `Mattermost, https://chat.example.net/…`. */
export function receiverWords(receiver: Receiver): string {
  const { label } = kindOf(receiver.kind)
  switch (receiver.kind) {
    case 'email':
      return `${label} to ${receiver.to.length === 1 ? (receiver.to[0] ?? '') : `${receiver.to.length} people`}`
    case 'json':
    case 'ntfy':
      return `${label}, ${receiver.url.replace(/^https?:\/\//, '')}`
    default:
      return `${label}, ${receiver.place.replace(/^https?:\/\//, '')}`
  }
}

/** As the editor says them. */
export const topicLabels: Readonly<Record<Topic, string>> = {
  raised: 'Question raised',
  waiting: 'Still waiting',
  overdue: 'Overdue',
  taken: 'Taken, given back',
  answered: 'Answered, gone',
  run: 'Run left blocked or failed',
  connection: 'Connection lost, back',
  certificate: 'Certificate changed',
}

const short: Readonly<Record<Topic, string>> = {
  raised: 'raised',
  waiting: 'still waiting',
  overdue: 'overdue',
  taken: 'taken',
  answered: 'answered',
  run: 'run left blocked or failed',
  connection: 'connection lost, back',
  certificate: 'certificate changed',
}

/** `Raised, still waiting after 2 min, overdue`. */
export function whatWords({ topics, stillMinutes }: Pick<Route, 'topics' | 'stillMinutes'>): string {
  if (topics.length === Object.keys(short).length) return `All events, still waiting after ${stillMinutes} min`
  if (topics.length === 0) return 'What the chain sends alone'
  const text = topics
    .map((topic) => (topic === 'waiting' ? `still waiting after ${stillMinutes} min` : short[topic]))
    .join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function whereWords(route: Route, nameOf: (id: ConnectionId) => string): string {
  const { connections, messages, hours } = route
  const where = connections === undefined ? 'All connections' : connections.map(nameOf).join(', ')
  const which = messages === undefined ? '' : `, ${messages.join(' or ')}`
  return `${where}${which}, ${hoursText(hours)}`
}

export const kindWords: Readonly<Record<HappeningKind, string>> = {
  'question-raised': 'Raised',
  'still-waiting': 'Still waiting',
  overdue: 'Overdue',
  escalated: 'Nobody took it',
  taken: 'Taken',
  'given-back': 'Given back',
  answered: 'Answered',
  gone: 'Went away',
  'run-failed': 'Run failed',
  'run-left-blocked': 'Left blocked',
  'run-unknown': 'Outcome unknown',
  'connection-lost': 'Connection lost',
  'connection-back': 'Connection back',
  'certificate-changed': 'Certificate changed',
}

export const minutesWords = (minutes: number): string =>
  minutes >= 60 && minutes % 60 === 0 ? formatCount(minutes / 60, 'hour') : `${minutes} min`

/** Whom a step tells, and what is to be known of it. */
export function stepWords(
  { to, everyMinutes }: ChainStep,
  nameOf: (id: string) => string,
): { who: string; more: string } {
  const again =
    everyMinutes === undefined
      ? ''
      : `${everyMinutes === 60 ? 'each hour' : `every ${minutesWords(everyMinutes)}`} until it is answered`
  if (to.is === 'all') return { who: 'everybody', more: again }
  const otherwise = to.otherwise === undefined ? '' : `out of its hours ${nameOf(to.otherwise)}`
  return { who: nameOf(to.route), more: [otherwise, again].filter((part) => part !== '').join(', ') }
}
