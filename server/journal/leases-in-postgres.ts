import { randomUUID } from 'node:crypto'
import { DatabaseAway, type Database, type Statement } from './database'
import { keysOf } from './lease-keys'
import * as statements from './lease-statements'
import { subjectInTheWay, type Held, type Inherited, type Lease, type Leases, type Wanted } from './leases'

/** How long a process counts as living after it was heard of, by the database's clock. */
const usuallyLastsMs = 3_000

/** A lease of this process, as it knows it. */
type Own = {
  id: string
  name: string | undefined
  epoch: number
  owner: string
  lost: boolean
  isFree: boolean
  onLost: Set<() => void>
}

/**
 * Leases in tables of PostgreSQL. This process says more than once a second that it lives. One that does not for 3 s,
 * since it is dead or frozen, is taken for gone by the others: they take over what it has. When it goes on after that, it
 * finds itself gone, loses everything, and is another process from then on.
 * @returns `owner`: who this process is to the others at this moment.
 * @throws what the database says, when it cannot be asked.
 */
export async function openLeases(options: {
  database: Pick<Database, 'batch'>
  warn: (text: string, error: unknown) => void
  lastsMs?: number
}): Promise<{ leases: Leases; owner: () => string }> {
  const { database, warn, lastsMs = usuallyLastsMs } = options
  const beatMs = lastsMs / 4
  const own = new Map<string, Own>()
  /** Being taken: the database may have it, or not. */
  const beingTaken = new Set<string>()
  /** Given back, or taken without an answer: it is not to be there. */
  const unwanted = new Set<string>()
  const onInherited = new Set<(inherited: readonly Inherited[]) => void>()
  const onAbandoned = new Set<() => void>()
  let waiting: (() => void)[] = []
  let owner = ''
  let beganAlone: boolean | undefined
  let renewed = { monotonic: 0, wall: 0 }
  /** When contact with the database began, by the monotonic clock. */
  let contactSince = 0
  let clock = { database: 0, monotonic: 0 }
  let timer: NodeJS.Timeout | undefined
  let beating: Promise<void> | undefined
  let closed = false

  /** A machine that sleeps stops the one clock, somebody who sets it moves the other: the longer time counts. */
  const sinceRenewed = () => Math.max(performance.now() - renewed.monotonic, Date.now() - renewed.wall)
  const isAlive = () => !closed && sinceRenewed() < lastsMs

  function heard(sent: typeof renewed, answer: Record<string, unknown> | undefined): void {
    if (sinceRenewed() >= lastsMs) contactSince = sent.monotonic
    renewed = sent
    clock = { database: Number(answer?.['now']), monotonic: (sent.monotonic + performance.now()) / 2 }
    const heardOf = waiting
    waiting = []
    for (const go of heardOf) go()
  }

  const sentNow = () => ({ monotonic: performance.now(), wall: Date.now() })

  async function enter(): Promise<void> {
    owner = randomUUID()
    const sent = sentNow()
    const [answer, look] = await database.batch(statements.register(owner, lastsMs))
    beganAlone ??= look?.rows[0]?.['others'] !== true
    heard(sent, answer?.rows[0])
  }

  function lose(one: Own): void {
    own.delete(one.id)
    one.lost = true
    for (const listener of one.onLost) listener()
  }

  const isOver = (one: Own) => one.lost || closed

  function leaseOf(one: Own): Lease {
    const isHeld = () => !one.lost && isAlive()
    return {
      get name() {
        return one.name
      },
      isHeld,
      async sure() {
        while (!isOver(one) && !isAlive()) await new Promise<void>((resolve) => waiting.push(resolve))
        return isHeld()
      },
      fence(run) {
        if (run !== undefined) one.name = run
        return run === undefined
          ? statements.guard(one.id, one.owner, one.epoch)
          : statements.guardBegin(one.id, one.owner, one.epoch, run)
      },
      lastFence: () => statements.guardEnd(one.id, one.owner, one.epoch),
      free() {
        if (one.lost || one.isFree) return
        one.isFree = true
        database.batch(statements.free(one.id, one.owner)).catch((error: unknown) => failed('free', error))
      },
      release() {
        if (one.lost) return
        one.lost = true
        own.delete(one.id)
        giveBack([one.id], one.owner)
      },
      onLost(listener) {
        if (one.lost) queueMicrotask(listener)
        else one.onLost.add(listener)
      },
    }
  }

  /** That the database is away is said elsewhere. */
  function failed(what: string, error: unknown): void {
    if (!(error instanceof DatabaseAway)) warn(`leases: ${what}`, error)
  }

  /** What cannot be given back now is given back with a later beat. */
  function giveBack(ids: readonly string[], by = owner): void {
    if (ids.length === 0) return
    for (const id of ids) unwanted.add(id)
    database.batch(statements.release(ids, by)).then(
      () => ids.forEach((id) => unwanted.delete(id)),
      (error: unknown) => failed('give back', error),
    )
  }

  /** @param by who this process was when it was taken. */
  function put(id: string, epoch: number, name: string | undefined, by: string): Own {
    const one: Own = { id, name, epoch, owner: by, lost: by !== owner, isFree: false, onLost: new Set() }
    if (!one.lost) own.set(id, one)
    return one
  }

  /** Takes one lease, with statements whose place `at` gives the new row. Undefined: it was not to be had. */
  async function insert(row: ReturnType<typeof rowOf>, name: string | undefined, all: Statement[], at: number) {
    beingTaken.add(row.id)
    try {
      const answers = await database.batch(all)
      const taken = answers[at]?.rows[0] && put(row.id, 1, name, row.owner)
      return { answers, lease: taken && leaseOf(taken) }
    } catch (error) {
      unwanted.add(row.id)
      throw error
    } finally {
      beingTaken.delete(row.id)
    }
  }

  const rowOf = (wanted: Wanted) => ({
    id: randomUUID(),
    owner,
    name: wanted.name ?? null,
    lasting: wanted.lasting,
    about: JSON.stringify({ label: wanted.label, subjects: wanted.subjects } satisfies Held),
    keys: keysOf(wanted.subjects),
  })

  function inheritedOf(rows: readonly Record<string, unknown>[]): Inherited[] {
    return rows.flatMap(({ id, name, epoch, about }) => {
      const one = put(String(id), Number(epoch), typeof name === 'string' ? name : undefined, owner)
      if (one.name !== undefined) return { lease: { ...leaseOf(one), name: one.name }, held: heldOf(about) }
      leaseOf(one).release()
      return []
    })
  }

  function tellInherited(rows: readonly Record<string, unknown>[]): void {
    const inherited = inheritedOf(rows)
    if (inherited.length > 0) for (const listener of onInherited) listener(inherited)
  }

  async function beat(): Promise<void> {
    const before = new Set([...own.keys(), ...beingTaken, ...unwanted])
    const expected = [...own.values()]
    const sent = sentNow()
    const [renewal, listed, look] = await database.batch(statements.renew(owner, lastsMs))
    if (!renewal?.rows[0]) return becomeAnother()
    heard(sent, renewal.rows[0])
    const rows = new Map((listed?.rows ?? []).map((row) => [String(row['id']), row]))
    const gone = expected.filter((one) => !one.lost && Number(rows.get(one.id)?.['epoch']) !== one.epoch)
    gone.forEach(lose)
    // What somebody else has written down as ours.
    const given = [...rows.values()].filter(({ id }) => !before.has(String(id)) && !isKnown(String(id)))
    tellInherited(given)
    const unsettled = [...unwanted].filter((id) => before.has(id))
    giveBack(unsettled.filter((id) => rows.has(id)))
    for (const id of unsettled) if (!rows.has(id)) unwanted.delete(id)
    if (gone.length > 0) for (const listener of onAbandoned) listener()
    // Right after the database was away, the others have had no time either to say that they live.
    if (look?.rows[0]?.['vacant'] !== true || performance.now() - contactSince < lastsMs) return
    const answers = await database.batch(statements.inherit(owner))
    tellInherited(answers.at(-1)?.rows ?? [])
    // What it had may have lost its lease before.
    if (answers.some(({ changes }) => changes > 0)) for (const listener of onAbandoned) listener()
  }

  const isKnown = (id: string) => own.has(id) || beingTaken.has(id) || unwanted.has(id)

  /** The others have taken this process for gone: what it had is theirs. */
  async function becomeAnother(): Promise<void> {
    renewed = { monotonic: -Infinity, wall: -Infinity }
    for (const one of own.values()) lose(one)
    unwanted.clear()
    await enter()
    for (const listener of onAbandoned) listener()
  }

  function beatSoon(): void {
    timer = setTimeout(() => {
      beating = beat()
        .catch((error: unknown) => failed('renew', error))
        .finally(() => {
          beating = undefined
          if (!closed) beatSoon()
        })
    }, beatMs)
    timer.unref()
  }

  await enter()
  beatSoon()

  const leases: Leases = {
    areShared: true,
    beganAlone: beganAlone === true,
    now: () => Math.round(clock.database + (performance.now() - clock.monotonic)),
    async take(wanted) {
      const row = rowOf(wanted)
      const { answers, lease } = await insert(row, wanted.name, statements.take(row), 2)
      if (lease) return { is: 'taken', lease }
      const inTheWay = answers[1]?.rows[0]
      if (!inTheWay) throw new Error('the other processes have taken this one for gone')
      const by = heldOf(inTheWay['about'])
      const subject = subjectInTheWay(by, wanted)
      const name = inTheWay['name']
      return { is: 'held', by, ...(typeof name === 'string' ? { name } : {}), ...(subject ? { subject } : {}) }
    },
    async adopt(all) {
      const inherited: Inherited[] = []
      for (const wanted of all) {
        const row = rowOf(wanted)
        const { lease } = await insert(row, wanted.name, statements.adopt(row), 1)
        if (lease) inherited.push({ lease: { ...lease, name: wanted.name }, held: wanted })
      }
      return inherited
    },
    onInherited(listener) {
      onInherited.add(listener)
      return () => void onInherited.delete(listener)
    },
    onAbandoned(listener) {
      onAbandoned.add(listener)
      return () => void onAbandoned.delete(listener)
    },
    isAlive,
    heldCount: () => [...own.values()].filter((one) => !one.lost).length,
    async close() {
      clearTimeout(timer)
      closed = true
      await beating
      for (const go of waiting) go()
      await database.batch(statements.leave(owner)).catch((error: unknown) => failed('leave', error))
    },
  }
  return { leases, owner: () => owner }
}

const nothingHeld: Held = { label: '', subjects: [] }

/** Rows may have been edited by hand. */
function heldOf(about: unknown): Held {
  if (typeof about !== 'string') return nothingHeld
  try {
    const { label, subjects } = JSON.parse(about) as Record<string, unknown>
    return {
      label: typeof label === 'string' ? label : '',
      subjects: Array.isArray(subjects) ? (subjects as Held['subjects']) : [], // as this file writes them
    }
  } catch {
    return nothingHeld
  }
}
