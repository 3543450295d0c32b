import { hkdfSync } from 'node:crypto'
import type { ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { createAccounts } from '../accounts/accounts'
import type { PasswordCost } from '../accounts/secrets'
import type { AccountsTables } from '../accounts/tables'
import { createConnections } from '../connections/connections'
import { requireOneKey } from '../connections/one-key'
import { createSecretBox } from '../connections/secret-box'
import { keyFile, secretKeys } from '../connections/secret-key'
import { createSignInStore, type SignInTables } from '../connections/sign-in-store'
import { createSignIns } from '../connections/sign-ins'
import { createConnectionStore, type ConnectionsTables } from '../connections/stored'
import { testConnection } from '../connections/test-connection'
import { createIdentity } from '../identity/identity'
import { createUsed, type IdentityTables } from '../identity/used'
import type { OpenInventory } from '../inventory/contract'
import type { Front } from '../front/front'
import { createMetrics } from '../metrics/metrics'
import { DatabaseAway, type Database } from '../journal/database'
import type { Andon } from './andon'
import { createLiveStreams } from './live-streams'
import { logSignIn, logSteps, wireTaps, type Log } from './log'
import { logContacts } from './log-contacts'
import { logRequests } from './log-requests'
import { removeDaily } from './daily-removal'
import { holdDataDir } from './data-dir-lock'
import { openData } from './open-data'
import { createOperations } from './operations'
import { createRecordChecks } from './record-checks'
import { otherProcesses } from './other-processes'
import { createOverdueLimit } from './overdue-limit'
import { secretsOf, type Settings } from './settings'
import { createPrograms } from '../programs/programs'
import type { ProgramsTables } from '../programs/stored'
import { createRules } from '../rules/rules'
import type { RulesTables } from '../rules/stored'
import { createSignals } from '../signals/signals'
import type { SignalsTables } from '../signals/stored'
import { readThumbprint } from '../vsphere/connector'
import { allTaps } from '../vsphere/wire-tap'
import { wireRooms } from './wiring'

/** A host that asks at once has asked by then. */
const leisureMs = 4

/** Starts everything: store, accounts, connections, runs, live. Rejects when the store or the key cannot be opened. */
export async function startRuntime(
  settings: Settings,
  ports: {
    openInventory: OpenInventory
    log: Log
    announce: (text: string) => void
    passwordCost?: PasswordCost
    threads?: boolean
    build?: string
    /** What stands before Next: of an exchange, by its mark, it closes the connection, and has a way into its response. */
    front?: Pick<Front, 'cut' | 'straightWay'>
    /** Tests put a database in between that fails. */
    throughDatabase?: (opened: Database) => Database
  },
): Promise<Andon> {
  const { log } = ports
  const nameOf = (id: ConnectionId) => connections.nameOf(id)
  const openTap = wireTaps({ folder: settings.wireFolder, log, now: Date.now, nameOf })
  for (const secret of secretsOf(settings)) log.hide(secret)
  /** Of several processes each goes by the database's clock, as soon as it has joined the others. */
  let clock: () => number = Date.now
  const now = () => clock()
  const warn = (text: string, error: unknown) => log.warn({ err: error }, text)
  const { dataDir, databaseUrl } = settings
  const release = databaseUrl === undefined ? holdDataDir(dataDir) : () => undefined
  const keys = await secretKeys(dataDir, settings.secretKey)
  if (keys.length > 1 && !settings.secretKey)
    log.warn(`${keyFile(dataDir)} holds two keys: a change of the key was cut. Run "npm run rotate-key" again.`)
  const box = createSecretBox(keys)
  const store = await openData({
    dataDir,
    ...withoutUndefined({ databaseUrl }),
    now,
    warn,
    progress: (text) => log.info(text),
    leisureMs,
    ...(ports.threads && { threads: true }),
    ...(ports.throughDatabase && { throughDatabase: ports.throughDatabase }),
  })
  if (databaseUrl !== undefined)
    await requireOneKey(store.tables<ConnectionsTables>(), box).catch(async (error: unknown) => {
      await store.close()
      throw error
    })
  const replica = await store.joinReplicas()
  if (replica.leases.areShared) clock = () => replica.leases.now()
  const metrics = createMetrics()
  const openInventory: OpenInventory = (options) => {
    const { id, password } = options
    log.hide(password)
    return ports.openInventory({
      ...options,
      mayChange: () => replica.leases.isAlive(),
      openTap: (...session) => allTaps([metrics.tapOf(id), ...(openTap ? [openTap(id)(...session)] : [])]),
    })
  }
  const others = otherProcesses(store.database, log, Date.now)
  const { journal } = store
  const isDebug = log.isLevelEnabled('debug')
  if (isDebug) logSteps(log, journal)

  const accounts = createAccounts({
    db: store.tables<AccountsTables>(),
    now,
    note: async (note) => void (await journal.note(note)),
    passwordCost: ports.passwordCost,
    alone: (query) => store.alone(query),
    onChanged: others.tell,
    browserKey: Buffer.from(hkdfSync('sha256', keys[0], '', 'andon proven browsers', 32)),
    stepKey: Buffer.from(hkdfSync('sha256', keys[0], '', 'andon steps of a sign-in', 32)),
    box,
    log: { log: (line) => logSignIn(log, line), warn },
  })
  const { setUpPath } = await accounts.prepare(settings.adminPassword)
  if (setUpPath !== undefined) ports.announce(setUp((settings.address ?? '') + setUpPath))
  await accounts.addDemo(settings.demoAccounts ?? [])

  const { leases } = replica
  // Nobody sets it back or forward, so that no account is tried sooner, or left for longer, than it should be.
  const started = Date.now() - performance.now()
  const signIns = createSignIns({
    store: createSignInStore(store.tables<SignInTables>()),
    areShared: leases.areShared,
    async alone(name) {
      const taken = await leases.take({ name, label: 'Sign in', subjects: [], lasting: false })
      return taken.is === 'taken' ? taken.lease : undefined
    },
    clock: () => (leases.areShared ? leases.now() : Math.round(started + performance.now())),
    warn,
  })
  const connections = createConnections({
    store: createConnectionStore(store.tables<ConnectionsTables>(), box),
    openInventory,
    signIns,
    note: async (note) => void (await journal.note(note)),
    warn,
    now,
    onChanged: others.tell,
  })
  const rules = createRules({
    db: store.tables<RulesTables>(),
    note: async (note) => void (await journal.note(note)),
    now,
    onChanged: others.tell,
  })
  await rules.start()
  const overdue = createOverdueLimit(journal, others.tell)
  await overdue.readAgain()
  const signals = createSignals({
    db: store.tables<SignalsTables>(),
    box,
    database: store.database,
    journal,
    leases: replica.leases,
    connections: () => [...connections.inventories.keys()].flatMap((id) => connections.view(id) ?? []),
    overdueMinutes: () => overdue.minutes,
    origin: settings.address ?? '',
    allowed: settings.signalsTo ?? new Set(),
    note: async (note) => void (await journal.note(note)),
    now,
    onChanged: others.tell,
    warn,
  })
  await signals.start()
  const requests = logRequests(log, metrics.onRefused)
  const stopContacts = logContacts(log, connections)
  const { runs, hub, tellLook, start, stop } = wireRooms({
    accounts,
    connections,
    rules,
    overdue,
    journal,
    replica,
    now,
    warn,
  })
  metrics.follow({ hub, journal, connections, leases: replica.leases, accounts, now })
  await start(settings.seed ?? [])
  others.follow({ accounts, connections, rules, overdue, signals })
  signals.begin()

  await accounts.identities.endOthers(settings.identity?.issuer)
  const begunPlace = { table: 'cookies', row: 'sign-in', column: 'begun' }
  const identity =
    settings.identity &&
    createIdentity({
      settings: settings.identity,
      accounts,
      used: createUsed(store.tables<IdentityTables>(), now),
      seal: { seal: (text) => box.seal(text, begunPlace), open: (sealed) => box.open(sealed, begunPlace) },
      connectionsCalled: (name) => [...connections.inventories.keys()].filter((id) => connections.nameOf(id) === name),
      now,
      monotonic: () => performance.now(),
      warn,
    })

  const removal = removeDaily({ journal, leases: replica.leases, warn })
  const recordChecks = createRecordChecks({ check: (pause) => journal.check(pause), now, warn })

  let closing: Promise<void> | undefined
  async function close(): Promise<void> {
    others.stop()
    journal.stopWaiting()
    recordChecks.close()
    await removal.stop()
    await signals.close()
    await stop()
    metrics.close()
    stopContacts()
    await accounts.close()
    await replica.close()
    await store.close()
    release()
  }

  return {
    accounts,
    ...withoutUndefined({ identity }),
    demoAccounts: settings.demoAccounts ?? [],
    programs: createPrograms({
      db: store.tables<ProgramsTables>(),
      perMinute: settings.apiPerMinute ?? usualPerMinute,
      now,
      monotonic: () => performance.now(),
      warn,
    }),
    build: ports.build ?? 'development',
    metricsToken: settings.metricsToken,
    ask: createOperations({
      accounts,
      ...withoutUndefined({ identity }),
      connections,
      rules,
      signals,
      overdue,
      runs,
      hub,
      tellLook,
      journal,
      recordChecks,
      testConnection: (input) => testConnection(input, { openInventory, signIns, readThumbprint, now }),
      removeNow: removal.now,
      consoleTickets: settings.consoleTickets ?? 'admin',
      warn: requests.warn,
      now,
    }),
    live: createLiveStreams({ hub, log, front: ports.front, onEvent: metrics.onStreamEvent }),
    metrics: () => metrics.text(),
    async health() {
      if (closing) return { ok: false, because: 'Andon is stopping.' }
      const paused = journal.paused()
      if (paused) return { ok: false, because: paused.sentence }
      return store.checkWritable().then(
        () => ({ ok: true }) as const,
        (error: unknown) => ({ ok: false, because: error instanceof DatabaseAway ? error.message : noData }) as const,
      )
    },
    ...requests,
    close: () => (closing ??= close()),
  }
}

/** Ten a second. */
const usualPerMinute = 600

const noData = 'Andon cannot reach its data. Its log says why.'

const setUp = (link: string) =>
  `\nNobody can administer this console yet. Open this link once, in three days at the latest, and choose your name and password:\n\n    ${link}\n\nFrom another machine, put the address of this one in its place where it says 127.0.0.1. Each start without an administrator makes a new link.\n\n`
