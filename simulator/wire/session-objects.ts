import type { Session } from '../api/method'
import { Ref } from '../vim25/value'
import type { SimObject, World } from '../world/world'
import { Collector } from './collector'
import { sightOf, type Sight } from './sight'
import type { Lookup } from './traversal'

/** The collectors of one session, and its view of all objects: the world's, its own, and what only it sees of shared ones. */
export class SessionObjects {
  readonly lookup: Lookup
  /** What its account gets to see. */
  readonly sight: Sight
  readonly #world: World
  readonly #session: Session
  readonly #collectors = new Map<string, Collector>()

  constructor(world: World, session: Session) {
    this.#world = world
    this.#session = session
    this.sight = sightOf(world, session)
    this.lookup = (ref) => this.#look(ref)
    const stops = [world, session.objects].map((table) =>
      table.on((change) => {
        for (const collector of this.#collectors.values()) collector.note(change)
      }),
    )
    session.onEnd(() => {
      for (const stop of stops) stop()
      for (const collector of this.#collectors.values()) collector.cancel()
      this.#collectors.clear()
    })
  }

  /** The collector behind a reference: the shared one has separate state in every session. */
  collector(ref: Ref): Collector {
    let collector = this.#collectors.get(ref.key)
    if (collector === undefined) {
      collector = new Collector(ref, this.#world, this.lookup, this.sight)
      this.#collectors.set(ref.key, collector)
    }
    return collector
  }

  dropCollector(ref: Ref): void {
    const collector = this.#collectors.get(ref.key)
    this.#collectors.delete(ref.key)
    collector?.cancel()
    for (const filter of collector?.filters.values() ?? []) this.#session.objects.remove(filter.ref)
  }

  /** Take a filter away from whichever collector has it. */
  dropFilter(ref: Ref): void {
    for (const collector of this.#collectors.values()) collector.removeFilter(ref)
    this.#session.objects.remove(ref)
  }

  #look(ref: Ref): SimObject | undefined {
    const object = this.#session.objects.get(ref) ?? this.#world.get(ref)
    if (object === undefined || !this.sight.sees(ref)) return undefined
    switch (ref.type) {
      case 'SessionManager':
        return { ref, props: { ...object.props, currentSession: this.#session.data() } }
      case 'PropertyCollector':
        return {
          ref,
          props: {
            ...object.props,
            filter: [...(this.#collectors.get(ref.key)?.filters.values() ?? [])].map((f) => f.ref),
          },
        }
      case 'ViewManager':
        return { ref, props: { ...object.props, viewList: viewsOf(this.#session) } }
      default:
        return this.sight.shown(object)
    }
  }
}

function viewsOf(session: Session): readonly Ref[] {
  return ['ContainerView', 'ListView'].flatMap((type) => session.objects.byType(type).map((object) => object.ref))
}

const perSession = new WeakMap<Session, SessionObjects>()

/** The session's objects; made when first asked for. */
export function sessionObjects(world: World, session: Session): SessionObjects {
  let objects = perSession.get(session)
  if (objects === undefined) perSession.set(session, (objects = new SessionObjects(world, session)))
  return objects
}

/** How a caller sees objects; without a session, the world's as they are. */
export function lookupFor(world: World, session: Session | undefined): Lookup {
  return session === undefined ? (ref) => world.get(ref) : sessionObjects(world, session).lookup
}

/** What a session's account gets to see; undefined when nobody has logged in. */
export function sightFor(world: World, session: Session | undefined): Sight | undefined {
  return session === undefined ? undefined : sessionObjects(world, session).sight
}
