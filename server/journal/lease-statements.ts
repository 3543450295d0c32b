import { sql, type Migration } from 'kysely'
import type { Statement } from './database'
import { conflictsSql, type LeaseKey } from './lease-keys'
import { dialectOf, inTurn } from './sql-dialect'

/**
 * Tables of PostgreSQL; with SQLite one process is alone. `replicas`: one row for each process, which it renews while it lives. `leases`: who does what;
 * the epoch counts its holders. `lease_keys`: what of it others must not touch meanwhile. `orders`: what one asks of who has
 * a lease.
 */
export const leaseMigration: Migration = {
  async up(db) {
    if (dialectOf(db) === 'sqlite') return
    for (const statement of [
      `create table replicas (id text primary key, expires_at timestamptz not null)`,
      `create table leases (id text primary key, name text unique, owner text not null, epoch integer not null,
        lasting boolean not null, about text not null)`,
      `create index leases_owner on leases (owner)`,
      `create table lease_keys (lease text not null references leases (id) on delete cascade, key text not null,
        mode text not null, primary key (lease, key, mode))`,
      `create index lease_keys_key on lease_keys (key)`,
      `create table orders (id text primary key, lease text not null, what text not null,
        asked_at timestamptz not null default clock_timestamp(), taken_by text, result text)`,
      // Waits for who is taking it over, and holds up who would, until the batch that it stands in is written.
      `create function lease_guard(lease text, holder text, held integer) returns void language plpgsql as $$ begin
        perform 1 from leases where id = lease and owner = holder and epoch = held for share;
        if not found then raise exception 'another process has this now' using errcode = '${leaseLost}'; end if;
        end $$`,
      `create function lease_begins(lease text, holder text, held integer, run text) returns void language plpgsql as $$ begin
        update leases set name = run, lasting = true where id = lease and owner = holder and epoch = held;
        if not found then raise exception 'another process has this now' using errcode = '${leaseLost}'; end if;
        end $$`,
    ])
      await sql.raw(statement).execute(db)
  },
}

/** A guard of its own for the end of a run. */
export const leaseEndMigration: Migration = {
  async up(db) {
    if (dialectOf(db) === 'sqlite') return
    await sql
      .raw(
        `create function lease_ends(ended text, holder text, held integer) returns void language plpgsql as $$ begin
          perform lease_guard(ended, holder, held);
          delete from lease_keys where lease = ended;
          end $$`,
      )
      .execute(db)
  },
}

/** SQLSTATE of a batch that somebody wrote who does not have the lease any more. */
export const leaseLost = 'AND01'

/** One at a time: who takes something looks at everything that is taken. */
const alone = inTurn('postgres', 'leases')
const isThere = 'exists (select 1 from replicas where id = ?)'
/** It has not been heard of for too long; or somebody has put that off by hand. */
const isGone = `not expires_at between clock_timestamp() and clock_timestamp() + interval '1 minute'`
const isOrphan = 'not exists (select 1 from replicas where replicas.id = leases.owner)'

export const guard = (id: string, owner: string, epoch: number): Statement => ({
  sql: 'select lease_guard(?, ?, ?)',
  parameters: [id, owner, epoch],
})

/** The guard of the batch that begins a run: from then on the lease is that run's. */
export const guardBegin = (id: string, owner: string, epoch: number, run: string): Statement => ({
  sql: 'select lease_begins(?, ?, ?, ?)',
  parameters: [id, owner, epoch, run],
})

/** The guard of the batch that ends a run: nothing of it is in anybody's way from then on. */
export const guardEnd = (id: string, owner: string, epoch: number): Statement => ({
  sql: 'select lease_ends(?, ?, ?)',
  parameters: [id, owner, epoch],
})

/** The last statement tells whether others live. */
export const register = (owner: string, lastsMs: number): Statement[] => [
  {
    sql: `insert into replicas (id, expires_at) values (?, clock_timestamp() + ? * interval '1 millisecond')
      returning extract(epoch from clock_timestamp()) * 1000 as now`,
    parameters: [owner, lastsMs],
  },
  { sql: `select exists (select 1 from replicas where id <> ? and not (${isGone})) as others`, parameters: [owner] },
]

/**
 * That this process lives; what it has; and whether somebody has gone and left something. No row of the first: this
 * process has been taken for gone.
 */
export const renew = (owner: string, lastsMs: number): Statement[] => [
  {
    sql: `update replicas set expires_at = clock_timestamp() + ? * interval '1 millisecond' where id = ?
      returning extract(epoch from clock_timestamp()) * 1000 as now`,
    parameters: [lastsMs, owner],
  },
  { sql: 'select id, name, epoch, lasting, about from leases where owner = ?', parameters: [owner] },
  {
    sql: `select exists (select 1 from replicas where ${isGone})
      or exists (select 1 from leases where ${isOrphan}) as vacant`,
    parameters: [],
  },
]

/** Takes over what those have who are gone. The last statement gives what was taken. */
export const inherit = (owner: string): Statement[] => [
  ...alone,
  { sql: `delete from replicas where (${isGone}) and ${isThere}`, parameters: [owner] },
  { sql: `delete from leases where not lasting and ${isOrphan}`, parameters: [] },
  {
    sql: `update leases set owner = ?, epoch = epoch + 1 where ${isOrphan} and ${isThere}
      returning id, name, epoch, about`,
    parameters: [owner, owner],
  },
]

type New = {
  id: string
  owner: string
  name: string | null
  lasting: boolean
  about: string
  keys: readonly LeaseKey[]
}

const keyRows = 'jsonb_to_recordset(?::jsonb) as w(key text, mode text)'

/** The second statement gives what is in the way, the third the new lease. */
export const take = ({ id, owner, name, lasting, about, keys }: New): Statement[] => {
  const wanted = JSON.stringify(keys)
  return [
    ...alone,
    {
      sql: `select name, about from leases where name = ?::text union all
        (select l.name, l.about from ${keyRows} join lease_keys k on k.key = w.key and (${conflictsSql('k.mode', 'w.mode')})
          join leases l on l.id = k.lease limit 1)`,
      parameters: [name, wanted],
    },
    {
      sql: `insert into leases (id, name, owner, epoch, lasting, about) select ?::text, ?::text, ?::text, 1, ?::boolean, ?::text where ${isThere}
        and not exists (select 1 from leases where name = ?::text) and not exists (select 1 from ${keyRows}
          join lease_keys k on k.key = w.key and (${conflictsSql('k.mode', 'w.mode')}))
        returning id`,
      parameters: [id, name, owner, String(lasting), about, owner, name, wanted],
    },
    keysOfNew(id, wanted),
  ]
}

/** Takes what nobody has by its name. The second statement gives the new lease. */
export const adopt = ({ id, owner, name, lasting, about, keys }: New): Statement[] => [
  ...alone,
  {
    sql: `insert into leases (id, name, owner, epoch, lasting, about) select ?::text, ?::text, ?::text, 1, ?::boolean, ?::text where ${isThere}
      on conflict (name) do nothing returning id`,
    parameters: [id, name, owner, String(lasting), about, owner],
  },
  keysOfNew(id, JSON.stringify(keys)),
]

const keysOfNew = (id: string, wanted: string): Statement => ({
  sql: `insert into lease_keys (lease, key, mode) select l.id, w.key, w.mode from leases l, ${keyRows} where l.id = ?`,
  parameters: [wanted, id],
})

export const free = (id: string, owner: string): Statement[] => [
  {
    sql: 'delete from lease_keys where lease in (select id from leases where id = ? and owner = ?)',
    parameters: [id, owner],
  },
]

export const release = (ids: readonly string[], owner: string): Statement[] =>
  ids.map((id) => ({ sql: 'delete from leases where id = ? and owner = ?', parameters: [id, owner] }))

/** Everything lasting is taken over at once by another. */
export const leave = (owner: string): Statement[] => [
  { sql: 'delete from leases where owner = ? and not lasting', parameters: [owner] },
  { sql: 'delete from replicas where id = ?', parameters: [owner] },
]
