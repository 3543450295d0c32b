/**
 * Everybody at every door: each action and each route, called as it is called from outside, by each kind of caller. Who
 * may is written down here line by line, and not derived from what decides it: one table of all of it, so that what is missing
 * shows.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { NextApiRequest, NextApiResponse } from 'next'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Scope } from '@/lib/accounts/api-token'
import { requestIdHeader } from '@/lib/accounts/request-id'
import { ownOriginsHeader, sourceHeader } from '@/lib/accounts/request-marks'
import type { Account, Asker } from '@/lib/accounts/role'
import { actionNames, doors, isChangeName, isReadName, type ActionName } from '@/lib/contract/contract'
import { routeNames, routes, type ApiRoute, type RouteName } from '@/lib/api/routes'
import { ok, type Result } from '@/lib/result'
import { aRun } from '@/lib/testing/run-fixtures'
import { connectionId } from '@/lib/vsphere/ids'
import { install, type Andon } from '@/server/index'
import files from '../pages/api/files'
import { change, changePassword, joinIdentity, signOut } from './(console)/actions'
import { GET as exportHistory, HEAD as headOfExport } from './api/export/route'
import { GET as healthLive } from './api/health/live/route'
import { GET as healthReady } from './api/health/ready/route'
import { GET as health } from './api/health/route'
import { GET as poll } from './api/live/poll/route'
import { GET as metrics } from './api/metrics/route'
import { POST as read } from './api/read/[name]/route'
import { GET as lookAtScreen, POST as takeScreenshot } from './api/screen/route'
import { GET as stream, HEAD as headOfStream } from './api/stream/route'
import { GET as askApi, HEAD as headOfApi, POST as sendApi } from './api/v1/[...path]/route'
import { GET as openApi } from './api/v1/openapi.json/route'
import { POST as enterWall } from './api/wall/route'
import { ask } from './ask'
import { connection, datastore, question, samples, vm } from './testing/samples'

const given = vi.hoisted(() => ({ headers: new Headers(), cookies: new Map<string, string>() }))

vi.mock('server-only', () => ({}))
vi.mock('next/headers', () => ({
  headers: async () => given.headers,
  cookies: async () => ({
    get: (name: string) => (given.cookies.has(name) ? { value: given.cookies.get(name) } : undefined),
    set: () => {},
    delete: () => {},
  }),
}))

const here = [connection]
const elsewhere = [connectionId('elsewhere')]

type Principal = { name: string } & (
  | { is: 'nobody' }
  | { is: 'person'; account: Account; mustChange?: true; mustSetUp?: true }
  | { is: 'display'; only?: typeof here }
  | { is: 'token'; account: Account; scopes: Scope[] }
  | { is: 'revoked' }
)

const person = (role: Account['role'], connections?: typeof here): Account => ({
  username: 'someone',
  role,
  ...(connections && { connections }),
})
const every: Scope[] = ['read', 'act', 'answer']

/** By letter. Tokens are of operators, as those of administrators come down to. */
const principals: Record<string, Principal> = {
  n: { name: 'nobody', is: 'nobody' },
  v: { name: 'viewer', is: 'person', account: person('viewer') },
  o: { name: 'operator', is: 'person', account: person('operator') },
  a: { name: 'admin', is: 'person', account: person('admin') },
  h: { name: 'operator limited to this connection', is: 'person', account: person('operator', here) },
  e: { name: 'operator limited to another connection', is: 'person', account: person('operator', elsewhere) },
  m: { name: 'admin who has to choose a password', is: 'person', account: person('admin'), mustChange: true },
  s: { name: 'admin who has to set up a second factor', is: 'person', account: person('admin'), mustSetUp: true },
  d: { name: 'display', is: 'display' },
  D: { name: 'display limited to another connection', is: 'display', only: elsewhere },
  r: { name: 'API token that reads', is: 'token', account: person('operator'), scopes: ['read'] },
  x: { name: 'API token that acts', is: 'token', account: person('operator'), scopes: ['act'] },
  w: { name: 'API token that answers', is: 'token', account: person('operator'), scopes: ['answer'] },
  t: { name: 'API token of a viewer, of every scope', is: 'token', account: person('viewer'), scopes: every },
  l: {
    name: 'API token of every scope, limited to another connection',
    is: 'token',
    account: person('operator', elsewhere),
    scopes: every,
  },
  R: { name: 'API token that was revoked', is: 'revoked' },
}

/** Reads of one thing; of one's own part of all; of all together. */
const looks = 'voahrt'
const looksAtOwn = 'voahertl'
const looksAtAll = 'voart'
const acts = 'oahx'
const actsOnOwn = 'oahexl'
const answers = 'oahw'
const administers = 'a'
const ownSession = 'voahems'

const mayCall: Record<ActionName, string> = {
  startRun: acts,
  startRuns: acts,
  cancelTask: acts,
  cancelRun: actsOnOwn,
  startHeldRun: actsOnOwn,
  dropHeldRun: actsOnOwn,
  answerQuestion: answers,
  answerQuestions: answers,
  takeQuestions: answers,
  giveBackQuestions: answers,
  answerByLabel: answers,
  // Each has one's own answers alone, wherever they went; who may answer may see what became of it.
  readAnswers: 'oaherwl',
  readOwnAnswers: 'oahrw',
  stopAnswers: 'oahewl',
  // What one may not read otherwise is given of one's own runs alone.
  readRun: 'voahertlx',
  listConnections: looksAtOwn,
  listVms: looksAtOwn,
  listHosts: looksAtOwn,
  readVm: looks,
  listQuestions: looksAtOwn,
  readQuestion: looks,
  listRuns: looksAtOwn,
  readHistory: looksAtOwn,
  countHistory: looksAtOwn,
  readHistoryPeople: looksAtOwn,
  readPastQuestions: looksAtOwn,
  tellLook: looks,
  readRecordCheck: looksAtAll,
  checkRecord: administers,
  readQuestionEnd: looks,
  readRules: looksAtOwn,
  addRule: administers,
  editRule: administers,
  removeRule: administers,
  moveRule: administers,
  readSignals: administers,
  addRoute: administers,
  editRoute: administers,
  removeRoute: administers,
  makeRouteKey: administers,
  setChain: administers,
  testRoute: administers,
  readDeliveries: administers,
  sendAgain: administers,
  readVmDetail: looks,
  readResources: looks,
  readSerialPorts: looks,
  readSnapshotFiles: looks,
  readDeviceOptions: looks,
  readVmCpuid: looks,
  readVmFiles: looks,
  readVmPlaces: looks,
  readNameTaken: looks,
  checkMigration: looks,
  readDiskUse: looks,
  readNewVmOptions: looks,
  readHostNetwork: looks,
  listDatastores: looksAtOwn,
  createVm: acts,
  readDefinition: 'oahr',
  defineVm: acts,
  readHostStorage: looks,
  readAutostart: looks,
  startWithHost: acts,
  changeHost: acts,
  openConsole: acts,
  readHostDetail: looks,
  readVmx: looks,
  saveVmx: acts,
  readDatastoreDetail: looks,
  browseDatastore: looks,
  startFileTask: acts,
  startFileTasks: acts,
  setAutoAnswer: acts,
  dryRunAutoAnswer: acts,
  retryConnection: acts,
  acceptServer: administers,
  trustCertificate: administers,
  keepCertificate: administers,
  addConnection: administers,
  editConnection: administers,
  removeConnection: administers,
  testConnection: administers,
  createDisplayLink: administers,
  editDisplayLink: administers,
  listDisplayLinks: administers,
  revokeDisplayLink: administers,
  createApiToken: administers,
  listApiTokens: administers,
  limitApiToken: administers,
  revokeApiToken: administers,
  readKeepDays: administers,
  setKeepDays: administers,
  readOverdueMinutes: looksAtOwn,
  setOverdueMinutes: administers,
  forgetPerson: administers,
  listAccounts: administers,
  addAccount: administers,
  editAccount: administers,
  setAccountEnabled: administers,
  resetPassword: administers,
  removeAccount: administers,
  // What is about accounts is no program's.
  listSessions: 'voahe',
  readOwnIdentity: 'voahe',
  readIdentityProvider: administers,
  partIdentity: administers,
  endSession: ownSession,
  endOtherSessions: ownSession,
  setIdleMinutes: administers,
  readOwnFactors: 'voahe',
  proveAgain: ownSession,
  beginAuthenticator: ownSession,
  confirmAuthenticator: ownSession,
  renewRecoveryCodes: ownSession,
  removeAuthenticator: ownSession,
  beginPasskey: ownSession,
  addPasskey: ownSession,
  renamePasskey: ownSession,
  removePasskey: ownSession,
  readFactorRules: administers,
  requireFactors: administers,
  resetFactors: administers,
}

/** What has a door of its own, by the file and what it exports. */
const mayEnter: Record<string, { letters: string; call: () => Promise<boolean> }> = {
  'app/(console)/actions.ts signOut': { letters: ownSession, call: async () => (await signOut()).ok },
  'app/(console)/actions.ts changePassword': {
    letters: ownSession,
    call: async () => (await changePassword('a password', 'another one')).ok,
  },
  'app/(console)/actions.ts joinIdentity': {
    // It is another way in.
    letters: 'voahe',
    call: async () => (await joinIdentity('a password')).ok,
  },
  'app/api/export/route.ts GET': {
    letters: 'oahr',
    call: () => get(exportHistory, `?format=csv&connection=${connection}`),
  },
  'app/api/export/route.ts HEAD': {
    letters: 'oahr',
    call: () => get(headOfExport, `?format=csv&connection=${connection}`),
  },
  'app/api/health/live/route.ts GET': {
    letters: Object.keys(principals).join(''),
    call: async () => healthLive().ok,
  },
  'app/api/health/ready/route.ts GET': {
    letters: Object.keys(principals).join(''),
    call: () => get(healthReady, ''),
  },
  'app/api/health/route.ts GET': { letters: Object.keys(principals).join(''), call: () => get(health, '') },
  'app/api/live/poll/route.ts GET': { letters: 'voahedDrtl', call: () => get(poll, '?topics=board') },
  'app/api/stream/route.ts GET': { letters: 'voahedDrtl', call: () => get(stream, '?topics=board') },
  'app/api/stream/route.ts HEAD': { letters: 'voahedDrtl', call: () => get(headOfStream, '?topics=board') },
  'app/api/metrics/route.ts GET': { letters: 'voart', call: () => get(metrics, '') },
  'app/api/screen/route.ts GET': { letters: 'oahr', call: () => get(lookAtScreen, `?vm=${vm}`) },
  'app/api/screen/route.ts POST': { letters: 'oahx', call: () => get(takeScreenshot, `?vm=${vm}`) },
  'app/api/v1/openapi.json/route.ts GET': {
    letters: Object.keys(principals).join(''),
    call: async () => openApi().ok,
  },
  'app/api/wall/route.ts POST': {
    letters: 'dD',
    call: async () => (await enterWall(request('', { method: 'POST', body: '{"display":"d1"}' }))).ok,
  },
  'pages/api/files.ts GET': { letters: 'oahr', call: () => file('GET') },
  'pages/api/files.ts PUT': { letters: 'oahx', call: () => file('PUT') },
}

/** These two carry the lines of the contract, */
const ofContract = ['app/(console)/actions.ts change', 'app/api/read/[name]/route.ts POST']
/** and these the routes of the API. */
const ofApi = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'].map(
  (method) => `app/api/v1/[...path]/route.ts ${method}`,
)

/** What programs are let in to, by its route: nobody comes in by a cookie. */
const mayAsk: Record<RouteName, { letters: string; of?: string; body?: object }> = {
  listConnections: { letters: 'rtl' },
  readConnection: { letters: 'rtl', of: connection },
  listVms: { letters: 'rtl' },
  setVmAutostart: { letters: 'x', of: vm, body: { starts: true } },
  listHosts: { letters: 'rtl' },
  readHostNetwork: { letters: 'rt', of: `${connection}/host` },
  readHostStorage: { letters: 'rt', of: `${connection}/host` },
  readHostAutostart: { letters: 'rt', of: `${connection}/host` },
  changeHost: { letters: 'x', of: `${connection}/host`, body: { do: 'rescan', what: 'adapters' } },
  growDisk: { letters: 'x', of: datastore, body: { path: 'a/a.vmdk', capacityBytes: 1024 } },
  readVm: { letters: 'rt', of: vm },
  readDomainXml: { letters: 'rt', of: vm },
  readPlaces: { letters: 'rt', of: vm },
  listDevices: { letters: 'rt', of: vm },
  listSnapshots: { letters: 'rt', of: vm },
  listGuestDisks: { letters: 'rt', of: vm },
  listGuestNics: { letters: 'rt', of: vm },
  listDatastores: { letters: 'rtl' },
  createVm: { letters: 'x', body: { datastore, name: 'a', guestId: 'otherGuest' } },
  reportDefinition: { letters: 'r', body: { datastore, text: 'a' } },
  defineVm: { letters: 'x', body: { datastore, text: 'a' } },
  listRuns: { letters: 'rtl' },
  startRun: { letters: 'x', body: { vm, request: { verb: 'powerOn' } } },
  // Of a run it is said when it has been looked up whose it is.
  readRun: { letters: 'rtlx', of: 'run-1' },
  cancelRun: { letters: 'xl', of: 'run-1' },
  confirmRun: { letters: 'xl', of: 'run-1' },
  dropRun: { letters: 'xl', of: 'run-1' },
  listQuestions: { letters: 'rtl' },
  readQuestion: { letters: 'rt', of: question },
  answerQuestion: { letters: 'w', of: question, body: { label: 'Append' } },
  readOwnAnswers: { letters: 'rw', of: question },
  takeQuestion: { letters: 'w', of: question },
  giveBackQuestion: { letters: 'w', of: question },
  readHistory: { letters: 'rtl' },
  countHistory: { letters: 'rtl' },
  followEvents: { letters: 'rtl' },
}

/** A request of the API, as it is sent. */
async function callApi(name: RouteName, isHead = false): Promise<Response> {
  const { method, path: template }: ApiRoute = routes[name]
  const { of = '', body } = mayAsk[name]
  const address = `http://andon/api/v1${template.replace(/\{\w+\}/, of)}`
  const headers = new Headers(given.headers)
  for (const [name, value] of given.cookies) headers.append('cookie', `${name}=${value}`)
  if (body) headers.set('content-type', 'application/json')
  const text = body && JSON.stringify(body)
  if (text) headers.set('content-length', String(text.length))
  if (isHead) return await headOfApi(new Request(address, { method: 'HEAD', headers }))
  return await (method === 'GET' ? askApi : sendApi)(
    new Request(address, { method, headers, ...(text && { body: text }) }),
  )
}
/** Before there is a session; each has tests of its own (accounts, factors, sign-in). */
const beforeSignIn = [
  ...['signIn', 'lookAtLink', 'choosePassword'].map((name) => `app/sign-in/actions.ts ${name}`),
  ...['enterCode', 'beginPasskeySignIn', 'finishPasskeySignIn'].map((name) => `app/sign-in/factor-actions.ts ${name}`),
  'app/sign-in/through/actions.ts beginThrough',
  'app/sign-in/through/route.ts GET',
]

let who: Principal
async function* nothing() {}

/** What operations give whose callers look into it. */
const givenBy: Record<string, unknown> = {
  openDownload: { status: 200, headers: { 'content-length': '0' } },
  lookAtScreen: { bytes: new Uint8Array(1), takenAt: 0, way: 'screen' },
  takeScreenshot: { bytes: new Uint8Array(1), takenAt: 0, way: 'file' },
  listConnections: [{ id: connection, endpoint: {}, autoAnswer: {}, state: {} }],
  listVms: { items: [] },
  listHosts: { items: [] },
  listDatastores: { items: [] },
  readHostNetwork: { known: true, value: { pnics: [], switches: [], portGroups: [] } },
  readHostStorage: { known: true, value: { adapters: [], luns: [] } },
  readAutostart: { known: true, value: { defaults: { enabled: true }, entries: [] } },
  changeHost: { run: 'run-1' },
  startWithHost: { run: 'run-1' },
  startFileTask: { run: 'run-1' },
  listQuestions: { items: [] },
  listRuns: { items: [] },
  readVmx: { base64: '', place: {}, libvirt: {} },
  readVmDetail: {
    devices: { known: true, value: [] },
    snapshots: { known: true, value: [] },
    readAt: '2026-11-22T10:00:00Z',
    guestDisks: { known: true, value: [] },
    guestNics: { known: true, value: [] },
  },
  readSnapshotFiles: { known: false, because: 'not told' },
  readDeviceOptions: { networks: [] },
  readVmPlaces: { here: { datastores: [] }, hosts: [], pools: [], folders: [], datastores: [] },
  readQuestion: { question: { text: '', choices: [], messages: [] }, state: {} },
  readRun: aRun(),
  readHistory: { runs: [], notes: [] },
  countHistory: { lines: 0, isMore: false },
  takeQuestions: [],
  giveBackQuestions: [],
}
/** What was let through to the server. */
const asked: string[] = []
/** As whom the last of it came there. */
let askedBy: unknown
/** What was refused, as the server was told. */
const refused: Parameters<Andon['refused']>[0][] = []
let origin = ''
let closeFiles = () => {}

beforeAll(async () => {
  const server = createServer((incoming, response) => {
    const query = Object.fromEntries(new URL(incoming.url ?? '', 'http://x').searchParams)
    const cookies = Object.fromEntries(given.cookies)
    const answer: NextApiResponse = Object.assign(response, {
      status: (code: number) => Object.assign(answer, { statusCode: code }),
      json: (body: unknown) => void response.end(JSON.stringify(body)),
      send: (body: unknown) => void response.end(String(body)),
    }) as unknown as NextApiResponse // the part of it that the route uses
    void files(Object.assign(incoming, { query, cookies }) as unknown as NextApiRequest, answer) // what it reads of one
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
  closeFiles = () => server.close().closeAllConnections()
})
afterAll(() => closeFiles())

beforeEach(() => {
  asked.length = 0
  const operation =
    (name: string, value: unknown = null) =>
    async (...input: unknown[]) => {
      asked.push(name)
      askedBy = input.at(-1)
      return ok(value)
    }
  const session = async (token: string) =>
    token === 'a session' && who.is === 'person'
      ? {
          id: 's',
          account: who.account,
          createdAt: 0,
          expiresAt: 1,
          mustChange: who.mustChange === true,
          mustSetUp: who.mustSetUp === true,
        }
      : undefined
  install({
    ask: new Proxy(
      {},
      {
        get: (_, name) =>
          operation(
            String(name),
            givenBy[String(name)] ?? { fileName: 'a', contentType: 'text/csv', pieces: nothing(), path: 'a' },
          ),
      },
    ),
    accounts: {
      sessions: { use: session, look: session },
      apiTokens: {
        use: async (token: string) =>
          token === 'andon_pt_known' && who.is === 'token'
            ? { id: 't', account: who.account, scopes: who.scopes }
            : undefined,
      },
      onEnded: () => () => {},
      displayLinks: {
        find: async (token: string) =>
          token === 'a display' && who.is === 'display' ? { id: 'd1', connections: who.only } : undefined,
      },
    },
    live: {
      whyNone: () => undefined,
      takePlace: () => ({ ok: true, giveBack: () => {} }),
      open({ principal }: { principal: string }) {
        asked.push(principal)
        return new ReadableStream()
      },
      next: async ({ principal }: { principal: string }) => void asked.push(principal),
    },
    told: (_: unknown, work: () => unknown) => work(),
    refused: (one: (typeof refused)[number]) => void refused.push(one),
    programs: {
      take: () => ({ isTooMany: false, most: 600, left: 599, fullInS: 1, nextInS: 0 }),
      once: async (_: unknown, work: () => Promise<unknown>) => ({ result: await work(), isRepeated: false }),
    },
    metrics: () => '',
    health: async () => ({ ok: true }),
  } as unknown as Andon) // all that is asked for here
})

/** What a caller of this kind sends along with each request, whatever it asks for. */
function be(principal: Principal): void {
  who = principal
  const { is } = principal
  given.cookies = new Map(
    is === 'person' ? [['andon_session', 'a session']] : is === 'display' ? [['andon_display_d1', 'a display']] : [],
  )
  given.headers = new Headers(
    is === 'token' || is === 'revoked' ? {} : { origin: 'http://andon', [ownOriginsHeader]: 'http://andon' },
  )
  if (is === 'token') given.headers.set('authorization', 'Bearer andon_pt_known')
  if (is === 'revoked') given.headers.set('authorization', 'Bearer andon_pt_revoked')
}

const request = (query: string, init: { method?: string; body?: string } = {}) =>
  new NextRequest(`http://andon/${query}`, { ...init, headers: given.headers })

async function get(route: (request: NextRequest) => Promise<Response>, query: string): Promise<boolean> {
  const forDisplay = who.is === 'display' ? `${query === '' ? '?' : '&'}display=d1` : ''
  return (await route(request(`${query}${forDisplay}`))).ok
}

async function file(method: 'GET' | 'PUT'): Promise<boolean> {
  const headers = new Headers(given.headers)
  for (const name of ['host', 'content-length']) headers.delete(name)
  if (headers.has('origin')) headers.set('origin', origin)
  headers.set(ownOriginsHeader, origin)
  const body = method === 'PUT' ? { body: 'x' } : {}
  const response = await fetch(`${origin}/?datastore=${datastore}&folder=&path=a&name=a`, { method, headers, ...body })
  return response.ok
}

/** A read is a request; a change comes from a page. Programs have no pages: theirs go through the same frame. */
async function call(name: ActionName): Promise<Result<unknown>> {
  const input: unknown[] = samples[name]
  if (isReadName(name)) {
    const body = JSON.stringify(input)
    given.headers.set('content-length', String(body.length))
    const response = await read(request('', { method: 'POST', body }), { params: Promise.resolve({ name }) })
    return await response.json()
  }
  const token = given.headers.get('authorization')?.split(' ')[1]
  return token === undefined ? await change(name, input) : await ask(name, input, { token, from: '10.0.0.1' })
}

const letters = Object.keys(principals)
const lettersOf = async (mayBeDone: () => Promise<boolean>) => {
  const through: string[] = []
  for (const letter of letters) {
    be(principals[letter]!) // one of its keys
    const before = asked.length
    const told = refused.length
    if (await mayBeDone()) through.push(letter)
    else {
      expect(asked).toHaveLength(before)
      expect(refused.length, letter).toBeGreaterThan(told)
    }
  }
  return through.toSorted().join('')
}
const sorted = (text: string) => Array.from(text).toSorted().join('')

describe(`${actionNames.length + routeNames.length + Object.keys(mayEnter).length} actions and routes, each called by ${letters.length} kinds of callers`, () => {
  it.each(actionNames)(
    '%s is done for who may, and reaches the server for nobody else, which is told',
    async (name) => {
      expect(await lettersOf(async () => (await call(name)).ok)).toBe(sorted(mayCall[name]))
    },
  )
  it.each(routeNames)(
    '%s of the API is done for tokens that may, and reaches the server for nobody else',
    async (name) => {
      const letters = sorted(mayAsk[name].letters)
      expect(await lettersOf(async () => (await callApi(name)).ok)).toBe(letters)
      if (routes[name].method === 'GET')
        expect(await lettersOf(async () => (await callApi(name, true)).ok)).toBe(letters)
    },
  )
  it.each(Object.entries(mayEnter))(
    '%s lets in who may, and reaches the server for nobody else, which is told',
    async (_, door) => {
      expect(await lettersOf(door.call)).toBe(sorted(door.letters))
    },
  )
})

it.each<[ActionName, string]>([
  ['readRun', 'x'],
  ['readAnswers', 'w'],
  ['readOwnAnswers', 'w'],
])(
  '%s is asked for what is their own alone by tokens that read nothing else, and by nobody else',
  async (name, own) => {
    const held: string[] = []
    for (const letter of letters) {
      be(principals[letter]!) // one of its keys
      if ((await call(name)).ok && (askedBy as Asker).onlyOwn) held.push(letter)
    }
    expect(held.join('')).toBe(own)
  },
)

it('no action and no route is missing above', () => {
  expect(Object.keys(mayCall).toSorted()).toEqual(actionNames.toSorted())
  const root = path.join(import.meta.dirname, '..')
  const entries = ['app', 'pages/api'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  const found = entries.flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8')
    if (file.startsWith('pages/')) return methodsOf(source).map((method) => `${file} ${method}`)
    if (!/(^|\/)route\.ts$/.test(file) && !/^'use server'/m.test(source)) return []
    const together = /^export \{ (.+) \}$/m.exec(source)?.[1]?.matchAll(/as (\w+)/g) ?? []
    return [...source.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm), ...together].flatMap(([, name = '']) =>
      name === 'dynamic' ? [] : [`${file} ${name}`],
    )
  })
  expect(found.toSorted()).toEqual([...Object.keys(mayEnter), ...ofContract, ...ofApi, ...beforeSignIn].toSorted())
  expect(Object.keys(doors).toSorted()).toEqual(
    [
      'changePassword',
      'joinIdentity',
      'download',
      'exportHistory',
      'followLive',
      'lookAtScreen',
      'readMetrics',
      'signOut',
      'takeScreenshot',
      'upload',
    ].toSorted(),
  )
})

/** A page's route says its methods in cases; HEAD is GET without a body. */
const methodsOf = (source: string) =>
  [...source.matchAll(/case '([A-Z]+)':/g)].flatMap(([, method = '']) => (method === 'HEAD' ? [] : [method]))

it('what was refused is told with who, what, whence and why', async () => {
  be(principals['v']!) // there is one
  given.headers.set(sourceHeader, '10.0.0.7')
  given.headers.set(requestIdHeader, 'r-1')
  const from = { request: 'r-1', source: '10.0.0.7' }
  await change('startRun', samples.startRun)
  expect(refused.at(-1)).toEqual({ ...from, call: 'startRun', by: 'someone', because: 'not-allowed' })
  await file('GET')
  expect(refused.at(-1)).toEqual({ ...from, call: 'download', by: 'someone', because: 'not-allowed' })
  be(principals['e']!) // and this one
  await call('readVmDetail')
  expect(refused.at(-1)).toMatchObject({ call: 'readVmDetail', by: 'someone', because: 'elsewhere' })
  given.headers.set('origin', 'http://evil')
  await call('readVmDetail')
  expect(refused.at(-1)).toMatchObject({ call: 'readVmDetail', by: undefined, because: 'foreign-origin' })
  be(principals['R']!)
  await call('readVmDetail')
  expect(refused.at(-1)).toMatchObject({ call: 'readVmDetail', because: 'no-token' })
})

describe('an API token', () => {
  it('that is limited to other connections hears of /api/v1 what it would hear if there were no such thing', async () => {
    be(principals['l']!) // there is one
    const said = async (name: RouteName) => {
      const response = await callApi(name)
      return [response.status, await response.json()] as const
    }
    const [status, problem] = await said('readVm')
    expect([status, problem]).toMatchObject([404, { type: 'urn:andon:problem:not-found' }])
    for (const name of ['startRun', 'readQuestion', 'answerQuestion', 'takeQuestion', 'readOwnAnswers'] as const)
      expect(await said(name), name).toEqual([status, problem])
    expect(asked).toEqual([])
  })
  it('is good for no server action: those are for pages', async () => {
    for (const name of actionNames.filter(isChangeName)) {
      be({ name: 'token', is: 'token', account: person('admin'), scopes: every })
      given.headers.set('origin', 'http://andon')
      given.headers.set(ownOriginsHeader, 'http://andon')
      expect(await change(name, samples[name])).toMatchObject({ error: { code: 'signed-out' } })
    }
    expect(asked).toEqual([])
  })
  it('that opens nothing is refused, whatever cookie comes with it; and needs no origin', async () => {
    be(principals['a']!) // there is one
    given.headers.set('authorization', 'Bearer andon_pt_made-up')
    expect(await call('readVmDetail')).toMatchObject({ error: { code: 'no-token' } })
    expect(await get(exportHistory, '?format=csv')).toBe(false)
    expect(await file('GET')).toBe(false)
    expect(await file('PUT')).toBe(false)
    expect(asked).toEqual([])
  })
  it('of another program, which a proxy may add, changes nothing: cookies need an own origin as before', async () => {
    be(principals['a']!) // there is one
    given.headers.set('authorization', 'Bearer eyJhbGciOi')
    expect(await call('readVmDetail')).toMatchObject({ ok: true })
    given.headers.set('origin', 'http://evil')
    expect(await call('readVmDetail')).toMatchObject({ error: { code: 'foreign-origin' } })
  })
})
