import { advisedRequest } from '@/lib/files/advised-vm'
import { readNewVmOptions } from '../files/new-vm'
import type { Operations as ContractOperations } from '@/lib/contract/contract'
import { textSeen, type ManyAnswers } from '@/lib/contract/run-input'
import type { ConnectionTest } from '@/lib/contract/settings-input'
import type { DisplayTerms } from '@/lib/contract/tokens-input'
import { failed, ok, type ConsoleError, type Result } from '@/lib/result'
import { checkRunRequest } from '@/lib/runs/check-run-request'
import type { RunView } from '@/lib/runs/run'
import type { RunRequest } from '@/lib/runs/verb'
import type { FileStarted } from '@/lib/files/file-request'
import type { Uploaded } from '@/lib/files/transfer'
import { splitKey, type ConnectionId, type DatastoreKey, type RunId, type VmKey } from '@/lib/vsphere/ids'
import type { Accounts } from '../accounts/contract'
import type { SignInFrom } from '../accounts/signing-in'
import type { Session } from '../accounts/sessions'
import { isRunFor, isRunWithin } from '@/lib/runs/run-within'
import type { StoredRule } from '@/lib/rules/rule'
import { allows, type Account, type Asker } from '@/lib/accounts/role'
import { plainUsername } from '@/lib/accounts/username'
import type { CheckedInput } from '../connections/check-input'
import type { Connections } from '../connections/contract'
import { guardEach, replyWithin, toConsoleError } from '../errors/console-error'
import { downloading } from './downloading'
import { exporting } from './export/export-history'
import { createFileOperations } from '../files/file-operations'
import { createHardwareOperations } from '../hardware/hardware-operations'
import type { IdentityDoor } from '../identity/identity'
import { createFinder } from '../inventory/find-object'
import type { Journal } from '../journal/journal'
import type { Hub } from '../live/hub'
import type { Rules } from '../rules/contract'
import type { Signals } from '../signals/contract'
import type { Person, QuestionPress, Runs, UploadWanted } from '../runs/contract'
import { createScreenOperations, type ConsoleTickets } from '../screen/screen-operations'
import { withoutUndefined } from '@/lib/without-undefined'
import type { OverdueLimit } from './overdue-limit'
import { questionEnd } from './question-end'
import type { RecordChecks } from './record-checks'
import { createShownOperations } from './shown-operations'
import { refusedWhilePaused } from './while-paused'
import type { Wired } from './wiring'

type Rooms = {
  accounts: Accounts
  identity?: IdentityDoor
  connections: Connections
  rules: Rules
  signals: Signals
  overdue: OverdueLimit
  runs: Runs
  /** What is live; of a run on the board with the percentage that its task has now. */
  hub: Pick<Hub, 'rows' | 'get'>
  tellLook: Wired['tellLook']
  journal: Journal
  recordChecks: RecordChecks
  testConnection: (input: CheckedInput & { password: string }) => Promise<Result<ConnectionTest>>
  /** Has what is older than the record is kept removed. */
  removeNow: () => void
  consoleTickets: ConsoleTickets
  warn: (text: string, error: unknown) => void
  now: () => number
}

/**
 * Everything that the screens can ask (`lib/contract/contract.ts`), in one table as there, for somebody whose right to ask has been checked.
 * Never rejects: what goes wrong on our side is a Result too, and is logged. A new line of the contract has its operation
 * here, or in the room that it is about.
 */
export type Operations = ReturnType<typeof createOperations>

export function createOperations(rooms: Rooms) {
  const { accounts, identity, connections, journal, runs, warn, now } = rooms
  const inventoryOf = (id: ConnectionId) => connections.inventory(id)
  const files = createFileOperations({ inventoryOf, now })
  const screens = createScreenOperations({
    inventoryOf,
    viewOf: (id) => connections.view(id),
    note: (line) => journal.note(line),
    tickets: rooms.consoleTickets,
    now,
  })
  const ofContract = {
    ...files,
    ...createHardwareOperations({ inventoryOf, now }),
    ...screens.ofContract,
    ...runOperations(rooms),
    ...createShownOperations(rooms),
    ...settingsOperations(rooms),
    ...signalOperations(rooms),
    ...accountOperations(rooms),
    ...factorOperations(rooms),
  } satisfies ContractOperations<Asker>
  /** Behind the doors of the contract. */
  const ofDoors = {
    ...screens.ofDoors,
    openDownload: downloading((...asked) => files.openDownload(...asked), journal),
    receiveUpload: (datastore: DatastoreKey, request: UploadWanted, by: Account): Promise<Result<Uploaded>> =>
      runs.upload(datastore, request, person(by)),
    /** @param origin of the page that asks, which the provider may send the browser back to. */
    async signOut(
      { id, through }: Pick<Session, 'id' | 'through'>,
      origin: string,
    ): Promise<Result<{ goTo?: string }>> {
      await accounts.sessions.close(id)
      return ok(withoutUndefined({ goTo: through === undefined ? undefined : identity?.signOutUrl(origin) }))
    },
    /** Begins what joins one's account to an identity: the value is where the browser goes, and what it keeps meanwhile. */
    joinIdentity(
      password: string,
      { id, account }: Pick<Session, 'id' | 'account'>,
      page: { origin: string; from: SignInFrom },
    ): Promise<Result<{ url: string; begun: string }>> {
      return afterProof(accounts, { ...account, session: id }, async () => {
        if (!identity) return failed(noProvider)
        const shown = await accounts.people.showPassword(account.username, password, id)
        if (!shown.ok) return shown
        return await identity.begin({ next: '/settings/accounts', joins: id, asks: true }, page.origin, page.from)
      })
    },
    changePassword: (
      old: string,
      password: string,
      { id, account }: Pick<Session, 'id' | 'account'>,
    ): Promise<Result<null>> => accounts.people.changePassword(account.username, old, password, id),
    exportHistory: exporting({ journal, now, connectionName: (id) => connections.nameOf(id) }),
  }
  return guardEach(refusedWhilePaused({ ...ofContract, ...ofDoors }, rooms.journal), warn)
}

type SomeOperations = Partial<ContractOperations<Asker>>

function runOperations({ connections, runs, hub, tellLook, journal, recordChecks }: Rooms) {
  const find = createFinder((id) => connections.inventory(id))

  /** What no host would take is said at once, without a run. */
  function refusalOf(request: RunRequest, vm?: VmKey): ConsoleError | undefined {
    const key = vm && splitKey(vm)
    const known = key && connections.inventory(key.connection)?.vms.get(vm)
    const verdict = checkRunRequest(
      request,
      known && withoutUndefined({ memoryMiB: known.memoryMiB, name: known.name }),
    )
    return verdict.ok ? undefined : { blame: 'ours', code: 'not-possible', sentence: verdict.because }
  }

  /** For a run that is about nothing but connections that somebody may see; to who is limited to others there is none. */
  async function ofTheirs<T>(run: RunId, by: Asker, work: (view: RunView) => Promise<Result<T>>): Promise<Result<T>> {
    const view = hub.get('runs', run) ?? (await journal.readRun(run))
    return view && isRunFor(by, view) ? await work(view) : failed(noSuchRun)
  }

  return {
    async startRun(vm, request, how, by) {
      const refusal = refusalOf(request, vm)
      return refusal ? failed(refusal) : runs.start(vm, request, person(by), how)
    },
    async startRuns(vms, request, how, by) {
      const refusal = refusalOf(request)
      if (refusal) return failed(refusal)
      const refused = new Map(
        vms.flatMap((vm) => {
          const own = refusalOf(request, vm)
          return own ? [[vm, failed(own)] as const] : []
        }),
      )
      const fit = vms.filter((vm) => !refused.has(vm))
      const started = new Map(
        (await runs.startMany(fit, request, person(by), how)).map(({ vm, result }) => [vm, result] as const),
      )
      return ok({
        results: vms.flatMap((vm) => {
          const result = refused.get(vm) ?? started.get(vm)
          return result ? [{ vm, result }] : []
        }),
      })
    },
    tellLook: async (look, { session }) => ok({ heard: session !== undefined && tellLook(session, look) }),
    startWithHost: (vm, starts, by) => runs.startWithHost(vm, starts, person(by)),
    changeHost: (host, request, by) => runs.changeHost(host, request, person(by)),
    startFileTask: (datastore, request, by) => runs.startFile(datastore, request, person(by)),
    async createVm(datastore, wanted, by) {
      const { inventory, moid } = find('datastore', datastore)
      const advised = advisedRequest(wanted, await readNewVmOptions(inventory.access(), moid, wanted.host))
      if (!advised.ok) return failed({ blame: 'ours', code: 'not-possible', sentence: advised.because })
      return runs.startFile(datastore, advised.request, person(by))
    },
    defineVm: (datastore, definition, by) => runs.defineVm(datastore, definition, person(by)),
    /** One after the other: the order may matter, and a host has few workers for files. */
    async startFileTasks(datastore, requests, by) {
      const results: Result<FileStarted>[] = []
      for (const request of requests) {
        const begun = runs.startFile(datastore, request, person(by))
        results.push(await begun.catch((error: unknown) => failed(toConsoleError(error))))
      }
      return ok({ results })
    },
    saveVmx: (vm, save, by) => runs.saveVmx(vm, save, person(by)),
    cancelRun: (run, by) => ofTheirs(run, by, () => replyWithin(runs.cancelRun(run, person(by)))),
    startHeldRun: (run, by) => ofTheirs(run, by, () => runs.decideHeld(run, 'confirmed', person(by))),
    dropHeldRun: (run, by) => ofTheirs(run, by, () => runs.decideHeld(run, 'given-up', person(by))),
    cancelTask: (task, by) => replyWithin(runs.cancelTask(task, person(by))),
    answerQuestion: (question, choice, seen, confirmed, by) =>
      replyWithin(runs.answer(question, { choice, seen, ...(confirmed && { confirmed }) }, person(by))),
    answerQuestions: (id, many, by) => runs.answerMany(id, pressesOf(id, many), person(by)),
    readAnswers: (id, from, by) => runs.readAnswers(id, from, person(by)),
    stopAnswers: (id, by) => runs.stopAnswers(id, person(by)),
    takeQuestions: async (questions, by) => ok(await runs.take(questions, person(by))),
    giveBackQuestions: async (questions, by) => ok(await runs.giveBack(questions, person(by))),
    async readVmDetail(vm) {
      const { inventory, moid } = find('VM', vm)
      return ok(await inventory.readVmDetail(moid))
    },
    readRecordCheck: async () => ok(recordChecks.state()),
    async checkRecord() {
      recordChecks.begin()
      return ok(recordChecks.state())
    },
    async readHistory(filter, { connections: only }) {
      const page = await journal.readHistory(filter, only)
      return ok({ ...page, runs: page.runs.filter((run) => isRunWithin(only, run)) })
    },
    readHistoryPeople: async ({ connections: only }) => ok(await journal.readHistoryPeople(only)),
    countHistory: async (filter, { connections: only }) => ok(await journal.countHistory(filter, only)),
    readPastQuestions: async (wanted, { connections: only }) => ok(await journal.readPastQuestions(wanted, only)),
    readQuestionEnd: async (question) => ok(await questionEnd(journal, question)),
    readRun: (run, by) =>
      ofTheirs(run, by, async (view) => {
        const connectionName = connections.nameOf(view.connection)
        return ok({ ...view, ...withoutUndefined({ connectionName }) })
      }),
  } satisfies SomeOperations
}

/** What was seen of each, taken together again. */
function pressesOf(together: string, many: ManyAnswers): QuestionPress[] {
  const { choice, choices, confirmed } = many
  const seen = { choices, ...withoutUndefined({ messageId: many.messageId }) }
  return many.questions.map(({ question, own }) => ({
    question,
    press: { choice, together, seen: { ...seen, text: textSeen(many, own) }, ...withoutUndefined({ confirmed }) },
  }))
}

function settingsOperations({ accounts, connections, rules, overdue, journal, testConnection, removeNow }: Rooms) {
  const { apiTokens, displayLinks } = accounts
  const linkOf = async (id: string) => (await displayLinks.list()).find((one) => one.id === id)
  return {
    async readRules({ connections: only }) {
      const theirs = (rule: StoredRule) => !only || (rule.connections?.some((id) => only.includes(id)) ?? true)
      return ok({ rules: rules.list().filter(theirs) })
    },
    addRule: (input, place, by) => rules.add(input, by.username, place),
    editRule: (rule, input, place, by) => rules.edit(rule, input, by.username, place),
    removeRule: (rule, by) => rules.remove(rule, by.username),
    moveRule: (rule, to, by) => rules.move(rule, to, by.username),
    setAutoAnswer: (id, on, by) => connections.setAutoAnswer(id, on, by.username),
    dryRunAutoAnswer: (id, days, by) => connections.dryRun(id, days, by.username),
    retryConnection: async (id) => connections.retry(id),
    acceptServer: (id, seen, by) => connections.acceptServer(id, seen, by.username),
    trustCertificate: (id, sha256, by) => connections.decideCertificate(id, sha256, 'trust', by.username),
    keepCertificate: (id, sha256, by) => connections.decideCertificate(id, sha256, 'keep', by.username),
    addConnection: (input, by) => connections.add(input, by.username),
    editConnection: (id, input, by) => connections.edit(id, input, by.username),
    removeConnection: (id, by) => connections.remove(id, by.username),
    async testConnection(input, existing) {
      const prepared = await connections.prepareTest(input, existing)
      return prepared.ok ? await testConnection(prepared.value) : prepared
    },
    async createDisplayLink(name, terms, by) {
      await journal.note({ by: by.username, text: `Display link ${name} made${termsText(terms)}` })
      const { id, token } = await displayLinks.create(name, by.username, terms)
      // After a #, which no browser sends and no log keeps.
      return ok({ path: `/wall?display=${id}#${token}` })
    },
    async editDisplayLink(id, terms, by) {
      const link = await linkOf(id)
      if (!link) return failed(noSuchLink)
      await journal.note({ by: by.username, text: `Display link ${link.name} changed${termsText(terms)}` })
      return (await displayLinks.edit(id, terms)) ? ok(null) : failed(noSuchLink)
    },
    listDisplayLinks: async () => ok(await displayLinks.list()),
    readKeepDays: async () => ok({ days: (await journal.readKeepDays()) ?? null }),
    async setKeepDays(days, by) {
      await journal.setKeepDays(days ?? undefined, by.username)
      removeNow()
      return ok(null)
    },
    readOverdueMinutes: async () => ok({ minutes: overdue.minutes }),
    async setOverdueMinutes(minutes, by) {
      await overdue.set(minutes, by.username)
      return ok(null)
    },
    forgetPerson: async (name, by) => ok({ wasKnown: await journal.forget(name, by.username) }),
    async revokeDisplayLink(id, by) {
      const link = await linkOf(id)
      if (!link) return ok(null)
      await journal.note({ by: by.username, text: `Display link ${link.name} revoked` })
      await displayLinks.revoke(id)
      return ok(null)
    },
    createApiToken: (token, by) => afterProof(accounts, by, () => apiTokens.make(token, by.username)),
    listApiTokens: async () => ok(await apiTokens.list()),
    limitApiToken: (id, limit, by) => apiTokens.limit(id, limit, by.username),
    revokeApiToken: (id, by) => apiTokens.revoke(id, by.username),
  } satisfies SomeOperations
}

const signalOperations = ({ signals }: Rooms) =>
  ({
    readSignals: async () => ok(await signals.readAll()),
    addRoute: (input, by) => signals.add(input, by.username),
    editRoute: (route, input, by) => signals.edit(route, input, by.username),
    removeRoute: (route, by) => signals.remove(route, by.username),
    makeRouteKey: (route, by) => signals.makeKey(route, by.username),
    setChain: (steps, by) => signals.setChain(steps, by.username),
    testRoute: (route, by) => signals.test(route, by.username),
    readDeliveries: (which) => signals.deliveries(which),
    sendAgain: (delivery, by) => signals.sendAgain(delivery, by.username),
  }) satisfies SomeOperations

const factorOperations = ({ accounts: { ownFactors, factorRules } }: Rooms) =>
  ({
    readOwnFactors: (by) => ownFactors.read(by),
    proveAgain: (password, code, by) => ownFactors.prove(password === undefined ? undefined : { password, code }, by),
    beginAuthenticator: (by) => ownFactors.beginAuthenticator(by),
    confirmAuthenticator: (code, by) => ownFactors.confirmAuthenticator(code, by),
    renewRecoveryCodes: (by) => ownFactors.renewRecoveryCodes(by),
    removeAuthenticator: (password, code, by) => ownFactors.removeAuthenticator(password, code, by),
    beginPasskey: (by) => ownFactors.beginPasskey(by),
    addPasskey: (given, by) => ownFactors.addPasskey(given, by),
    renamePasskey: (id, name, by) => ownFactors.renamePasskey(id, name, by),
    removePasskey: (id, by) => ownFactors.removePasskey(id, by),
    readFactorRules: () => factorRules.read(),
    requireFactors: (rule, by) => factorRules.require(rule, by),
    resetFactors: (username, by) => factorRules.reset(username, by),
  }) satisfies SomeOperations

function accountOperations({ accounts, identity, journal }: Rooms) {
  const { people, sessions, identities } = accounts
  return {
    async listSessions({ username, role, session }) {
      const listed = await sessions.list(allows(role, 'admin') ? undefined : username)
      const rows = listed.map((row) => ({ ...row, isThis: row.id === session }))
      return ok({ sessions: rows, idleMinutes: await sessions.idleMinutes() })
    },
    async endSession(id, by) {
      const owner = await sessions.ownerOf(id)
      if (owner === undefined) return ok(null)
      if (owner !== by.username && !allows(by.role, 'admin')) return failed(notYours)
      const whose = owner === by.username ? 'An own session' : `A session of account ${owner}`
      await journal.note({ by: by.username, text: `${whose} ended` })
      await sessions.close(id)
      return ok(null)
    },
    async endOtherSessions({ username, session }) {
      await journal.note({ by: username, text: 'All own sessions ended but one' })
      await sessions.closeAllOf(username, session)
      return ok(null)
    },
    async setIdleMinutes(minutes, by) {
      await journal.note({ by: by.username, text: `Sessions that nobody uses end after ${minutes} min` })
      await sessions.setIdleMinutes(minutes)
      return ok(null)
    },
    listAccounts: async () => ok(await people.list()),
    addAccount: (account, by) => afterProof(accounts, by, () => people.add(account, by.username)),
    editAccount: (username, change, by) => people.edit(username, change, by.username),
    setAccountEnabled: (username, enabled, by) =>
      enabled ? people.enable(username, by.username) : people.disable(username, by.username),
    resetPassword: (username, password, by) =>
      afterProof(accounts, by, () => people.reset(username, password, by.username)),
    removeAccount: (username, by) => people.remove(username, by.username),
    readIdentityProvider: async () => ok(identity?.view() ?? null),
    async readOwnIdentity({ username }) {
      const own = (await identities.each()).get(username)
      return ok(withoutUndefined({ provider: identity?.view().name, identity: own }))
    },
    partIdentity: (username, by) => identities.part(plainUsername(username), by.username),
  } satisfies SomeOperations
}

/** What makes another way in, for oneself or for somebody else, takes a proof of the last ten minutes. */
async function afterProof<Value>(
  { ownFactors }: Accounts,
  by: Asker,
  work: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const proven = await ownFactors.prove(undefined, by)
  return proven.ok ? await work() : proven
}

const person = ({ username }: Account): Person => ({ kind: 'person', name: username })

const noProvider: ConsoleError = {
  blame: 'ours',
  code: 'no-provider',
  sentence: 'This console has no identity provider.',
}

const termsText = (terms: DisplayTerms | undefined) =>
  terms === undefined
    ? ''
    : `: ${[
        terms.connections === undefined ? 'all connections' : `${terms.connections.length} of the connections`,
        ...(terms.seat ? [`${terms.seat.inches} inches at ${terms.seat.metres} m`] : []),
        ...(terms.isMasked ? ['names masked'] : []),
        `ends after ${terms.idleDays} days away`,
      ].join(', ')}`

const noSuchLink: ConsoleError = {
  blame: 'ours',
  code: 'no-link',
  sentence: 'There is no such display link. Somebody may have revoked it.',
}

const notYours: ConsoleError = {
  blame: 'ours',
  code: 'not-allowed',
  sentence: 'This is a session of somebody else. Only an administrator ends it.',
}

const noSuchRun: ConsoleError = { blame: 'ours', code: 'no-run', sentence: 'There is no such run.' }
