import { randomUUID } from 'node:crypto'
import type { Tested } from '@/lib/contract/signals-input'
import type { Message } from '@/lib/signals/groups'
import type { Receiver, Route } from '@/lib/signals/route'
import { shape, shapeTest, testText, type Shaped } from '@/lib/signals/shapes'
import type { Wording } from '@/lib/signals/words'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import type { Allowed } from '../outward/reach'
import { sendMail } from './mail'
import { createPoster, signatureOf, type Outcome } from './post'
import type { RouteSecret, RouteSecrets } from './secrets'

export type Teller = ReturnType<typeof createTeller>

/** Tells receivers, each in its own way. What goes wrong is an outcome. */
export function createTeller(options: {
  secrets: Pick<RouteSecrets, 'read'>
  allowed: Allowed
  nameOf: (connection: ConnectionId) => string | undefined
  origin: string
  now: () => number
}) {
  const { secrets, allowed, nameOf, origin, now } = options
  const poster = createPoster(allowed)

  /** The words of a route's messages: in the clock of its hours. */
  const wordingOf = (route?: Pick<Route, 'hours'>): Wording => ({
    nameOf: (connection) => nameOf(connection) ?? 'a connection that was removed',
    origin,
    ...withoutUndefined({ zone: route?.hours?.zone }),
  })

  async function send(route: Route, id: string, shaped: Shaped): Promise<Outcome> {
    let secret: RouteSecret | undefined
    try {
      secret = await secrets.read(route.id)
    } catch {
      return { ok: false, said: 'it has a secret that the present key does not open: enter it again in Settings' }
    }
    const { receiver } = route
    if (shaped.as === 'mail') {
      if (receiver.kind !== 'email') return { ok: false, said: 'it takes no mail' }
      const password = secret?.is === 'password' ? secret.password : undefined
      return sendMail(receiver, password, { id, from: receiver.from, to: receiver.to, ...shaped }, allowed)
    }
    const { body } = shaped
    switch (receiver.kind) {
      case 'json':
        return poster.send(receiver.url, body, signedBy(secret, id, Math.floor(now() / 1_000), body))
      case 'ntfy': {
        const bearer = secret?.is === 'token' ? { authorization: `Bearer ${secret.token}` } : {}
        return poster.send(ntfyPlace(receiver.url).server, body, withoutUndefined(bearer) as Record<string, string>)
      }
      case 'slack':
      case 'mattermost':
      case 'teams':
        return secret?.is === 'address'
          ? poster.send(secret.url, body, {})
          : { ok: false, said: 'it has no address any more: enter it in Settings' }
      case 'email':
      default:
        return { ok: false, said: 'it takes mail alone' }
    }
  }

  return {
    wordingOf,
    tell: (route: Route, id: string, message: Message): Promise<Outcome> =>
      send(route, id, shape(route.receiver.kind, id, message, wordingOf(route), topicOf(route.receiver))),
    async test(route: Route, by: string): Promise<Tested> {
      const id = randomUUID()
      const at = new Date(now()).toISOString()
      const began = performance.now()
      const shaped = shapeTest(route.receiver.kind, id, by, at, origin, topicOf(route.receiver))
      const { ok, said, reply } = await send(route, id, shaped)
      const ms = Math.round(performance.now() - began)
      const sent = shaped.as === 'mail' ? testText(by) : shaped.body
      return { at, ms, ok, said, sent, ...(reply === undefined || reply === '' ? {} : { reply }) }
    },
    close: () => poster.close(),
  }
}

function signedBy(secret: RouteSecret | undefined, id: string, seconds: number, body: string): Record<string, string> {
  const plain = { 'webhook-id': id, 'webhook-timestamp': String(seconds) }
  return secret?.is === 'key' ? { ...plain, 'webhook-signature': signatureOf(secret.key, id, seconds, body) } : plain
}

const topicOf = (receiver: Receiver) => (receiver.kind === 'ntfy' ? ntfyPlace(receiver.url).topic : undefined)

/** People know a topic by an address below its server, where its JSON is not taken. */
function ntfyPlace(url: string): { server: string; topic: string } {
  const parsed = new URL(url)
  const parts = parsed.pathname.split('/').filter((part) => part !== '')
  const topic = parts.pop() ?? ''
  return { server: new URL(`/${parts.join('/')}`, parsed).href, topic }
}
