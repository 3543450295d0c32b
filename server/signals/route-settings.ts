import { randomBytes } from 'node:crypto'
import type { ReceiverInput, RouteInput, RouteMade } from '@/lib/contract/signals-input'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import type { ChainStep, Receiver, Route } from '@/lib/signals/route'
import { createTurns } from '@/lib/turns'
import { routeId, type RouteId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { checkHost, Unreachable, type Allowed } from '../outward/reach'
import type { RouteSecret, RouteSecrets } from './secrets'
import { readSet, writeSet, type SetSignals, type SignalsDb } from './stored'

/** As many as anybody keeps apart. */
const maxRoutes = 50

const ours = (code: string, sentence: string): ConsoleError => ({ code, blame: 'ours', sentence })
export const noSuchRoute = ours('no-such-route', 'There is no such route any more. Somebody may have removed it.')
const tooMany = ours('too-many', `There are ${maxRoutes} routes already. Remove one first.`)
const changedMeanwhile = ours(
  'changed-elsewhere',
  'Signals were changed at the same moment. Look at them and try again.',
)

/** What becomes of a secret with a change. */
type SecretChange = { do: 'keep' } | { do: 'remove' } | { do: 'set'; secret: RouteSecret }
type Change<Value> = { set: SetSignals; text: string; value: Value; secret?: { route: RouteId } & SecretChange }

/**
 * Routes and the chain, as they are set and changed. A change is written down before it is stored.
 * @param onChanged told when something was stored that other processes should know.
 */
export function createRouteSettings(options: {
  db: SignalsDb
  secrets: RouteSecrets
  allowed: Allowed
  note: (note: { by: string; text: string }) => Promise<void>
  now: () => number
  onChanged: () => void
}) {
  const { db, secrets, allowed, note, now, onChanged } = options
  let version = 0
  let present: SetSignals = { routes: [], chain: { since: new Date(0).toISOString(), steps: [] } }
  const inTurn = createTurns()
  const iso = () => new Date(now()).toISOString()

  async function take(): Promise<void> {
    const stored = await readSet(db)
    if (stored.version < version) return
    version = stored.version
    present = stored.set
  }

  const change = <Value>(by: string, make: () => Promise<Result<Change<Value>>>): Promise<Result<Value>> =>
    inTurn(async () => {
      await take()
      const made = await make()
      if (!made.ok) return made
      const { set, text, value, secret } = made.value
      await note({ by, text })
      // Before the route: one that is stored has its secret.
      if (secret?.do === 'set') await secrets.write(secret.route, secret.secret, iso())
      if (!(await writeSet(db, version + 1, set))) return failed(changedMeanwhile)
      if (secret?.do === 'remove') await secrets.remove(secret.route)
      version += 1
      present = set
      onChanged()
      return ok(value)
    })

  const at = (id: RouteId) => present.routes.findIndex((route) => route.id === id)
  const withRoutes = (routes: readonly Route[]): SetSignals => ({ ...present, routes })

  /** @param before the route that is changed. */
  function refusalOf(input: RouteInput, before?: Route): ConsoleError | undefined {
    const same = present.routes.some(
      ({ id, name }) => id !== before?.id && name.toLowerCase() === input.name.toLowerCase(),
    )
    if (same) return ours('name-taken', `There is a route called '${input.name}' already.`)
    const host = hostOf(input.receiver)
    try {
      if (host !== undefined) checkHost(host, allowed)
    } catch (error) {
      if (error instanceof Unreachable) return ours('input-address', error.message)
      throw error
    }
    return undefined
  }

  return {
    readAgain: () => inTurn(take),
    get routes(): readonly Route[] {
      return present.routes
    },
    get chain() {
      return present.chain
    },
    route: (id: RouteId): Route | undefined => present.routes[at(id)],
    add: (input: RouteInput, by: string): Promise<Result<RouteMade>> =>
      change(by, async () => {
        const refused = refusalOf(input) ?? (present.routes.length >= maxRoutes ? tooMany : undefined)
        if (refused) return failed(refused)
        const id = routeId(randomBytes(5).toString('hex'))
        const receiver = receiverOf(input.receiver)
        if (!receiver) return failed(noAddress)
        const key = input.receiver.kind === 'json' ? newKey() : undefined
        const secret = key === undefined ? secretOf(input.receiver) : setKey(key)
        const { receiver: _receiver, ...rest } = input
        const route: Route = { ...rest, id, receiver, since: iso() }
        return ok({
          set: withRoutes([...present.routes, route]),
          text: `Signals: route '${route.name}' added`,
          value: { route: id, ...(key !== undefined && { key: shownKey(key) }) },
          secret: { route: id, ...secret },
        })
      }),
    edit: (id: RouteId, input: RouteInput, by: string): Promise<Result<null>> =>
      change(by, async () => {
        const before = present.routes[at(id)]
        const refused = before ? refusalOf(input, before) : noSuchRoute
        if (refused || !before) return failed(refused ?? noSuchRoute)
        const receiver = receiverOf(input.receiver, before.receiver)
        if (!receiver) return failed(noAddress)
        const secret = nextSecret(input.receiver, before.receiver, receiver)
        if (!secret.ok) return secret
        const { receiver: _receiver, ...rest } = input
        const route: Route = { ...rest, id, receiver, since: before.since }
        const text =
          before.name === input.name
            ? `Signals: route '${input.name}' changed`
            : `Signals: route '${before.name}' changed, now '${input.name}'`
        return ok({
          set: withRoutes(present.routes.with(at(id), route)),
          text,
          value: null,
          secret: { route: id, ...secret.value },
        })
      }),
    remove: (id: RouteId, by: string): Promise<Result<null>> =>
      change(by, async () => {
        const before = present.routes[at(id)]
        if (!before) return failed(noSuchRoute)
        const used = present.chain.steps.some(({ to }) => to.is === 'route' && (to.route === id || to.otherwise === id))
        if (used)
          return failed(ours('in-use', `'${before.name}' is a step of the chain. Change "When nobody takes it" first.`))
        const text = `Signals: route '${before.name}' removed`
        const routes = present.routes.filter((route) => route !== before)
        return ok({ set: withRoutes(routes), text, value: null, secret: { route: id, do: 'remove' } })
      }),
    makeKey: (id: RouteId, by: string): Promise<Result<{ key: string }>> =>
      change(by, async () => {
        const route = present.routes[at(id)]
        if (!route || route.receiver.kind !== 'json') return failed(noSuchRoute)
        const key = newKey()
        return ok({
          set: present,
          text: `Signals: route '${route.name}' signs with a new secret`,
          value: { key: shownKey(key) },
          secret: { route: id, ...setKey(key) },
        })
      }),
    setChain: (steps: readonly ChainStep[], by: string): Promise<Result<null>> =>
      change(by, async () => {
        const named = steps.flatMap(({ to }) => (to.is === 'route' ? [to.route, to.otherwise] : []))
        if (named.some((id) => id !== undefined && at(id) < 0)) return failed(noSuchRoute)
        const since = present.chain.steps.length === 0 ? iso() : present.chain.since
        const ordered = steps.toSorted((a, b) => a.minutes - b.minutes)
        const text =
          ordered.length === 0
            ? 'Signals: nobody is told when nobody takes a question'
            : `Signals: when nobody takes a question, steps at ${ordered.map(({ minutes }) => `${minutes} min`).join(', ')}`
        return ok({ set: { ...present, chain: { since, steps: ordered } }, text, value: null })
      }),
  }
}

const noAddress = ours('input-address', 'Enter the address.')

const newKey = () => randomBytes(32).toString('base64')
/** As receivers of Standard Webhooks take it. */
const shownKey = (key: string) => `whsec_${key}`
const setKey = (key: string): SecretChange => ({ do: 'set', secret: { is: 'key', key } })

function hostOf(receiver: ReceiverInput): string | undefined {
  if (receiver.kind === 'email') return receiver.host
  return receiver.url === undefined ? undefined : new URL(receiver.url).hostname
}

/** As it is kept beside its secret. Undefined: an address is missing that is a secret. */
function receiverOf(input: ReceiverInput, before?: Receiver): Receiver | undefined {
  switch (input.kind) {
    case 'json':
      return { kind: 'json', url: input.url }
    case 'ntfy':
      return { kind: 'ntfy', url: input.url }
    case 'email': {
      const { password: _password, ...rest } = input
      return rest
    }
    default: {
      const { kind, url } = input
      if (url !== undefined) return { kind, place: `${new URL(url).origin}/…` }
      return before?.kind === kind ? before : undefined
    }
  }
}

/** What was entered of a secret. */
function secretOf(input: ReceiverInput): SecretChange {
  switch (input.kind) {
    case 'json':
      return { do: 'keep' }
    case 'ntfy':
      return input.token ? { do: 'set', secret: { is: 'token', token: input.token } } : { do: 'remove' }
    case 'email':
      return input.password ? { do: 'set', secret: { is: 'password', password: input.password } } : { do: 'remove' }
    default:
      return input.url === undefined ? { do: 'keep' } : { do: 'set', secret: { is: 'address', url: input.url } }
  }
}

/** A stored secret goes only to the server that it was entered for: else it could be read by naming a server of one's own. */
function nextSecret(input: ReceiverInput, before: Receiver, next: Receiver): Result<SecretChange> {
  if (input.kind === 'json') return ok(before.kind === 'json' ? { do: 'keep' } : setKey(newKey()))
  const entered =
    input.kind === 'ntfy' ? input.token : input.kind === 'email' ? input.password : (input.url ?? undefined)
  if (entered !== undefined) return ok(secretOf(input))
  if (before.kind === next.kind && serverOf(before) === serverOf(next)) return ok({ do: 'keep' })
  if (input.kind === 'email' && input.user === undefined) return ok({ do: 'remove' })
  if (input.kind === 'ntfy') return ok({ do: 'remove' })
  return failed(
    ours('input-password', 'Enter the password again: a stored one is only sent to the server it was entered for.'),
  )
}

function serverOf(receiver: Receiver): string {
  switch (receiver.kind) {
    case 'email': {
      const { host, port, security, user } = receiver
      return JSON.stringify(withoutUndefined({ host, port, security, user }))
    }
    case 'json':
    case 'ntfy':
      return new URL(receiver.url).origin
    default:
      return receiver.place
  }
}
