import type { ReceiverInput, RouteInput } from '@/lib/contract/signals-input'
import { topics as allTopics, type Topic } from '@/lib/signals/happening'
import { usualFolding, type ReceiverKind, type Route } from '@/lib/signals/route'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'

/** A route as it stands in the editor: everything that was typed stays, fit or not. */
export type RouteDraft = {
  name: string
  on: boolean
  kind: ReceiverKind
  /** Of a chat that is stored: empty keeps the address. */
  url: string
  /** Empty keeps what is stored. */
  secret: string
  host: string
  port: string
  security: 'tls' | 'starttls' | 'none'
  user: string
  from: string
  to: string
  topics: readonly Topic[]
  stillMinutes: string
  /** None: all. */
  connections: readonly ConnectionId[]
  /** A pattern on each line; empty: all questions. */
  messages: string
  hours: 'any' | 'some'
  zone: string
  begins: string
  ends: string
  weekends: boolean
  waitSeconds: string
  intervalSeconds: string
  repeatHours: string
}

export const emptyDraft = (zone: string): RouteDraft => ({
  name: '',
  on: true,
  kind: 'json',
  url: '',
  secret: '',
  host: '',
  port: '587',
  security: 'starttls',
  user: '',
  from: '',
  to: '',
  topics: ['raised', 'waiting', 'overdue', 'run', 'connection', 'certificate'],
  stillMinutes: '2',
  connections: [],
  messages: '',
  hours: 'any',
  zone,
  begins: '18:00',
  ends: '07:00',
  weekends: true,
  waitSeconds: String(usualFolding.waitSeconds),
  intervalSeconds: String(usualFolding.intervalSeconds),
  repeatHours: String(usualFolding.repeatHours),
})

export function draftOfRoute(route: Route, zone: string): RouteDraft {
  const { receiver, hours, folding } = route
  return {
    ...emptyDraft(zone),
    name: route.name,
    on: route.on,
    kind: receiver.kind,
    ...(receiver.kind === 'json' || receiver.kind === 'ntfy' ? { url: receiver.url } : {}),
    ...(receiver.kind === 'email'
      ? {
          host: receiver.host,
          port: String(receiver.port),
          security: receiver.security,
          user: receiver.user ?? '',
          from: receiver.from,
          to: receiver.to.join('\n'),
        }
      : {}),
    topics: allTopics.filter((topic) => route.topics.includes(topic)),
    stillMinutes: String(route.stillMinutes),
    connections: route.connections ?? [],
    messages: (route.messages ?? []).join('\n'),
    ...(hours
      ? { hours: 'some', zone: hours.zone, begins: hours.from, ends: hours.to, weekends: hours.allDay.includes(6) }
      : {}),
    waitSeconds: String(folding.waitSeconds),
    intervalSeconds: String(folding.intervalSeconds),
    repeatHours: String(folding.repeatHours),
  }
}

export type DraftProblems = Partial<
  Record<'name' | 'url' | 'host' | 'port' | 'from' | 'to' | 'stillMinutes' | 'hours' | 'folding', string>
>

/** What the fields of a route are given. */
export type FieldsProps = {
  draft: RouteDraft
  set: (changes: Partial<RouteDraft>) => void
  problems: DraftProblems
  stored: (Route & { secretAt?: string }) | undefined
}

const isChat = (kind: ReceiverKind) => kind === 'slack' || kind === 'mattermost' || kind === 'teams'
const isMail = (text: string) => /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+$/.test(text)
const isClock = (text: string) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)

/** What is to be mended before the server is asked, which looks at everything again. @param stored the route that is changed. */
export function problemsOf(draft: RouteDraft, stored?: Route): DraftProblems {
  const { kind } = draft
  const keepsAddress = isChat(kind) && stored?.receiver.kind === kind
  const mail = kind === 'email'
  return withoutUndefined({
    name: draft.name.trim() === '' ? 'Give the route a name.' : undefined,
    url: mail || (keepsAddress && draft.url.trim() === '') ? undefined : addressProblem(draft.url.trim(), kind),
    host: mail && draft.host.trim() === '' ? 'Enter the name of the mail server.' : undefined,
    port: mail && !(wholeOf(draft.port) >= 1 && wholeOf(draft.port) <= 65_535) ? 'From 1 to 65535.' : undefined,
    from: mail && !isMail(draft.from.trim()) ? 'Enter an e-mail address.' : undefined,
    to:
      mail && (linesOf(draft.to).length === 0 || !linesOf(draft.to).every(isMail))
        ? 'Enter an e-mail address on each line.'
        : undefined,
    stillMinutes:
      draft.topics.includes('waiting') && !(wholeOf(draft.stillMinutes) >= 1) ? 'Enter minutes, 1 or more.' : undefined,
    hours:
      draft.hours === 'some' && !(isClock(draft.begins) && isClock(draft.ends))
        ? 'Enter times such as 18:00.'
        : undefined,
    folding:
      wholeOf(draft.waitSeconds) >= 0 && wholeOf(draft.intervalSeconds) >= 0 && Number(draft.repeatHours) >= 0
        ? undefined
        : 'Enter numbers, 0 or more.',
  })
}

function addressProblem(url: string, kind: ReceiverKind): string | undefined {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return 'Enter an address that begins with https://.'
  if (kind === 'ntfy' && !/\/[\w-]{1,64}\/?$/.test(new URL(url).pathname))
    return 'Enter the address with its topic, such as https://ntfy.sh/on-call.'
  return undefined
}

/** The route that a draft says, for the server. @param zone of an hour. */
export function inputOf(draft: RouteDraft): RouteInput {
  const messages = linesOf(draft.messages)
  return {
    name: draft.name.trim(),
    on: draft.on,
    receiver: receiverOf(draft),
    topics: [...draft.topics],
    stillMinutes: wholeOf(draft.stillMinutes) || 2,
    ...(draft.connections.length > 0 ? { connections: [...draft.connections] } : {}),
    ...(messages.length > 0 ? { messages } : {}),
    ...(draft.hours === 'some'
      ? {
          hours: {
            zone: draft.zone,
            from: draft.begins,
            to: draft.ends,
            allDay: draft.weekends ? [0, 6] : [],
          },
        }
      : {}),
    folding: {
      waitSeconds: wholeOf(draft.waitSeconds),
      intervalSeconds: wholeOf(draft.intervalSeconds),
      repeatHours: Number(draft.repeatHours),
    },
  }
}

function receiverOf(draft: RouteDraft): ReceiverInput {
  const { kind } = draft
  const url = draft.url.trim()
  const secret = draft.secret === '' ? undefined : draft.secret
  switch (kind) {
    case 'json':
      return { kind, url }
    case 'ntfy':
      return { kind, url, ...withoutUndefined({ token: secret }) }
    case 'email': {
      const user = draft.user.trim()
      return {
        kind,
        host: draft.host.trim(),
        port: wholeOf(draft.port),
        security: draft.security,
        from: draft.from.trim(),
        to: linesOf(draft.to),
        ...withoutUndefined({ user: user === '' ? undefined : user, password: secret }),
      }
    }
    default:
      return { kind, ...(url === '' ? {} : { url }) }
  }
}

const wholeOf = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN)

const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
