import { z } from 'zod'
import type { Scope } from '../accounts/api-token'
import { connectionIdInput, datastoreInput, hostInput, vmInput } from '../contract/entry'
import { advisedVmFields, plainNameInput, storedPathInput } from '../contract/file-input'
import { historySources, instantInput, personInput, sourcesText } from '../contract/history'
import { largestPortion, questionStates, runStates } from '../contract/shown-input'
import { hostRequestInput } from '../contract/hardware-input'
import { runRequestInput } from '../contract/run-input'
import { longestCursor } from './cursor'
import {
  autostartSchema,
  diskBody,
  hostNetworkSchema,
  hostSchema,
  hostStorageSchema,
  vmAutostartBody,
} from './host-resources'
import type { ProblemName } from './problem'
import {
  answerSchema,
  connectionSchema,
  datastoreSchema,
  definitionReportSchema,
  historyCountSchema,
  historyEntrySchema,
  noneSchema,
  outcomes,
  ownAnswerSchema,
  pageOf,
  questionSchema,
  runSchema,
  startedSchema,
} from './resources'
import {
  devicesSchema,
  domainXmlSchema,
  guestDisksSchema,
  guestNicsSchema,
  placesSchema,
  snapshotsSchema,
  vmSchema,
} from './vm-resources'

/**
 * Everything that `/api/v1` answers, one line each: router, checks, document and page are made of it. It is one table, however
 * long, so that nothing is looked for in two.
 */

export type ApiRoute = {
  method: 'GET' | 'POST'
  /** Below `/api/v1`. One part may be an id in braces, which may have slashes in it. */
  path: string
  /** What a token has to be made for. */
  scope: Scope
  summary: string
  about?: string
  query?: z.ZodObject
  body?: z.ZodType
  /** What is given when it is done; `text/event-stream` has no schema. */
  gives: { status: 200 | 201; about: string; schema?: z.ZodType }
  /** What it may say no with, beside what every route may. */
  refuses: readonly ProblemName[]
}

/** What a query holds is text. */
const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'It has to be a whole number.')
    .transform(Number)
    .pipe(z.int().min(1).max(most))
    .optional()
    .describe(`From 1 to ${most}.`)

const ofList = {
  limit: whole(largestPortion),
  cursor: z.string().min(1).max(longestCursor).optional().describe('`next` of the part before, with the same filters.'),
}
const connection = connectionIdInput.optional().describe('Of this connection alone.')

/** Which part of History. */
const ofHistory = {
  vm: vmInput.optional(),
  connection,
  outcome: z.enum(outcomes).optional(),
  text: z.string().max(500).optional().describe('Words of it, each from its beginning.'),
  person: personInput
    .optional()
    .describe('The whole name of somebody who did something in it, here or at the host; their tokens count.'),
  source: sourcesText.optional().describe(`With commas between them: ${historySources.join(', ')}. Absent: all.`),
  from: instantInput.optional().describe('Nothing that happened before.'),
  to: instantInput.optional().describe('Nothing that happened then or later.'),
  since: instantInput.optional().describe('The same as `from`, which counts where both are given.'),
}

const ofChange = ['vm-busy', 'not-possible', 'no-contact', 'not-recorded', 'unavailable'] as const
const ofAnswer = [
  'already-answered',
  'being-answered',
  'question-gone',
  'host-refused',
  'outcome-unknown',
  'no-contact',
  'not-recorded',
  'unavailable',
] as const

export const startBody = z
  .strictObject({
    vm: vmInput.describe('The id of the VM.'),
    request: runRequestInput,
    questions: z
      .enum(['as the switch says', 'ask me', 'with defaults'])
      .optional()
      .describe('What becomes of questions: the switch of the connection decides unless this says something else.'),
  })
  .describe('What is to be done to a VM.')

export const answerBody = z
  .strictObject({
    label: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe('What the answer is called: its label or label id. A key is never taken.'),
    asks: z.string().max(100).optional().describe('Of the question as it was read: refused when another is asked now.'),
    confirm: z.literal(true).optional().describe('That something is lost with it was seen.'),
  })
  .describe('An answer to a question.')

const onDatastore = datastoreInput.describe('The id of the datastore.')

const createBody = z.strictObject({ datastore: onDatastore, ...advisedVmFields }).describe('A new VM.')

const definitionBody = z
  .strictObject({
    datastore: onDatastore,
    text: z.string().min(1).max(60_000).describe('A VMX or a domain XML.'),
    folder: storedPathInput.optional().describe('Where its VMX goes; else beside its first disk, or a new folder.'),
    name: plainNameInput.optional().describe('Else the one that is in it.'),
    hardwareVersion: z.int().min(4).max(99).optional().describe('Of a domain XML, which says none; else 8.'),
    host: hostInput.optional(),
  })
  .describe('What a VM is defined from.')

const route = <const Route extends ApiRoute>(of: Route) => of

/** Every route, in one table however long: router, checks, document, page and rights are read off it. */
export const routes = {
  listConnections: route({
    method: 'GET',
    path: '/connections',
    scope: 'read',
    summary: 'The connections',
    gives: { status: 200, about: 'All that the token may see.', schema: pageOf(connectionSchema) },
    refuses: [],
  }),
  readConnection: route({
    method: 'GET',
    path: '/connections/{connection}',
    scope: 'read',
    summary: 'One connection',
    gives: { status: 200, about: 'It.', schema: connectionSchema },
    refuses: ['not-found'],
  }),
  listVms: route({
    method: 'GET',
    path: '/vms',
    scope: 'read',
    summary: 'VMs',
    about: 'In the order of their ids, in parts.',
    query: z.strictObject({
      connection,
      name: z
        .string()
        .min(1)
        .max(300)
        .optional()
        .describe('The whole name; `*` and `?` stand for what they do elsewhere.'),
      power: z.enum(['poweredOn', 'poweredOff', 'suspended', 'unknown']).optional(),
      ...ofList,
    }),
    gives: { status: 200, about: 'A part of them.', schema: pageOf(vmSchema) },
    refuses: ['bad-cursor', 'not-found'],
  }),
  readVm: route({
    method: 'GET',
    path: '/vms/{vm}',
    scope: 'read',
    summary: 'One VM',
    gives: { status: 200, about: 'It.', schema: vmSchema },
    refuses: ['not-found'],
  }),
  readDomainXml: route({
    method: 'GET',
    path: '/vms/{vm}/domain-xml',
    scope: 'read',
    summary: 'One VM as libvirt describes it',
    about: 'Made of its configuration file as the datastore has it, without passwords.',
    gives: { status: 200, about: 'Its domain XML.', schema: domainXmlSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  listDevices: route({
    method: 'GET',
    path: '/vms/{vm}/devices',
    scope: 'read',
    summary: 'The devices of one VM',
    about:
      'With what they can be connected to. Their keys are what `growDisk`, `editNic`, `editDrive` and the like take.',
    gives: { status: 200, about: 'Its devices, as its host has them.', schema: devicesSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  listSnapshots: route({
    method: 'GET',
    path: '/vms/{vm}/snapshots',
    scope: 'read',
    summary: 'The snapshots of one VM, with their sizes',
    about:
      'Parents before their children. A size is of its own files alone: its data, its memory, and what was written between its parent and it.',
    gives: { status: 200, about: 'Its snapshots, as its host has them.', schema: snapshotsSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  listGuestDisks: route({
    method: 'GET',
    path: '/vms/{vm}/guest-disks',
    scope: 'read',
    summary: 'The file systems of the guest of one VM',
    about: 'As VMware Tools tell them; refused where they do not.',
    gives: { status: 200, about: 'Them.', schema: guestDisksSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  listGuestNics: route({
    method: 'GET',
    path: '/vms/{vm}/guest-nics',
    scope: 'read',
    summary: 'The network adapters of the guest of one VM, with all their addresses',
    about: 'As VMware Tools tell them; refused where they do not.',
    gives: { status: 200, about: 'Them.', schema: guestNicsSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  setVmAutostart: route({
    method: 'POST',
    path: '/vms/{vm}/autostart',
    scope: 'act',
    summary: 'Start a VM with its host, or not',
    about:
      'The autostart of the host is switched on for it only where no other VM would start with it. The order is changed at the host.',
    body: vmAutostartBody,
    gives: { status: 201, about: 'The run; its address is in Location.', schema: startedSchema },
    refuses: ['not-found', 'host-refused', ...ofChange],
  }),
  listHosts: route({
    method: 'GET',
    path: '/hosts',
    scope: 'read',
    summary: 'Hosts',
    about: 'In the order of their ids, in parts.',
    query: z.strictObject({ connection, ...ofList }),
    gives: { status: 200, about: 'A part of them.', schema: pageOf(hostSchema) },
    refuses: ['bad-cursor', 'not-found'],
  }),
  readHostNetwork: route({
    method: 'GET',
    path: '/hosts/{host}/network',
    scope: 'read',
    summary: 'Switches, port groups and adapters of a host',
    gives: { status: 200, about: 'Them, and who is on which port group.', schema: hostNetworkSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  readHostStorage: route({
    method: 'GET',
    path: '/hosts/{host}/storage',
    scope: 'read',
    summary: 'Storage adapters of a host, iSCSI targets and LUNs',
    gives: { status: 200, about: 'Them, with paths and the datastores on each LUN.', schema: hostStorageSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  readHostAutostart: route({
    method: 'GET',
    path: '/hosts/{host}/autostart',
    scope: 'read',
    summary: 'What starts and stops with a host',
    gives: { status: 200, about: 'Its defaults, and the VMs that are listed.', schema: autostartSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  changeHost: route({
    method: 'POST',
    path: '/hosts/{host}/changes',
    scope: 'act',
    summary: 'Change a host',
    about:
      'Its autostart, its switches and port groups, or a rescan of its storage. It is checked against what the host has now, and then a run. What could cut the management network is refused with `needs-confirmation` until `confirmed` holds the name.',
    body: hostRequestInput,
    gives: { status: 201, about: 'The run; its address is in Location.', schema: startedSchema },
    refuses: ['not-found', 'host-refused', 'needs-confirmation', ...ofChange],
  }),
  listDatastores: route({
    method: 'GET',
    path: '/datastores',
    scope: 'read',
    summary: 'Datastores',
    about: 'In the order of their ids, in parts.',
    query: z.strictObject({ connection, ...ofList }),
    gives: { status: 200, about: 'A part of them.', schema: pageOf(datastoreSchema) },
    refuses: ['bad-cursor', 'not-found'],
  }),
  createVm: route({
    method: 'POST',
    path: '/vms',
    scope: 'act',
    summary: 'Create a VM',
    about: 'On a datastore, in a folder of its own. What is left out is as its host advises for the guest.',
    body: createBody,
    gives: { status: 201, about: 'The run; its `made` is the VM.', schema: startedSchema },
    refuses: ['not-found', 'host-refused', ...ofChange],
  }),
  reportDefinition: route({
    method: 'POST',
    path: '/definitions/report',
    scope: 'read',
    summary: 'Look what would become of a VMX or a domain XML',
    about: 'Changes nothing.',
    body: definitionBody,
    gives: { status: 200, about: 'The report.', schema: definitionReportSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  defineVm: route({
    method: 'POST',
    path: '/definitions',
    scope: 'act',
    summary: 'Define a VM from a VMX or a domain XML',
    about: 'Its VMX is put on the datastore, never over a file, and registered.',
    body: definitionBody,
    gives: { status: 201, about: 'The run; its `made` is the VM.', schema: startedSchema },
    refuses: ['not-found', 'host-refused', ...ofChange],
  }),
  readPlaces: route({
    method: 'GET',
    path: '/vms/{vm}/places',
    scope: 'read',
    summary: 'Where one VM can go',
    about:
      'Hosts, resource pools, folders and datastores of its datacenter, as clone, migrate, relocate and move name them.',
    gives: { status: 200, about: 'All that its server shows.', schema: placesSchema },
    refuses: ['not-found', 'host-refused', 'no-contact'],
  }),
  growDisk: route({
    method: 'POST',
    path: '/datastores/{datastore}/grow-disk',
    scope: 'act',
    summary: 'Make a virtual disk larger',
    about:
      'Refused with who has it open, or whose snapshots are based on it. The file system in it does not grow with it.',
    body: diskBody,
    gives: { status: 201, about: 'The run; its address is in Location.', schema: startedSchema },
    refuses: ['not-found', 'host-refused', ...ofChange],
  }),
  listRuns: route({
    method: 'GET',
    path: '/runs',
    scope: 'read',
    summary: 'Runs that go on, and those of the last quarter of an hour',
    about: 'The newest first. Older ones are in the history.',
    query: z.strictObject({ connection, state: z.enum(runStates).optional(), ...ofList }),
    gives: { status: 200, about: 'A part of them.', schema: pageOf(runSchema) },
    refuses: ['bad-cursor', 'not-found'],
  }),
  startRun: route({
    method: 'POST',
    path: '/runs',
    scope: 'act',
    summary: 'Start something',
    about:
      'It is recorded when this answers, and then checked and sent: follow the run. With an Idempotency-Key it is started once, however often it is sent.',
    body: startBody,
    gives: { status: 201, about: 'The run; its address is in Location.', schema: startedSchema },
    refuses: ['not-found', ...ofChange],
  }),
  readRun: route({
    method: 'GET',
    path: '/runs/{run}',
    scope: 'read',
    summary: 'One run, and how it goes on',
    about:
      'A token that may act and not read is given the runs that it has started itself. To follow one, send its ETag as If-None-Match with `Prefer: wait=20`: the answer comes when something has happened, or is 304 after so many seconds (at most 30).',
    gives: { status: 200, about: 'The run with all its steps. 304 has no body.', schema: runSchema },
    refuses: ['not-found'],
  }),
  cancelRun: route({
    method: 'POST',
    path: '/runs/{run}/cancel',
    scope: 'act',
    summary: 'Cancel what a run does',
    gives: { status: 200, about: 'The host has taken the request; the run says what comes of it.', schema: noneSchema },
    refuses: ['not-found', 'not-possible', 'host-refused', 'outcome-unknown', ...ofChange],
  }),
  confirmRun: route({
    method: 'POST',
    path: '/runs/{run}/confirm',
    scope: 'act',
    summary: 'Say that a run which is held is still wanted',
    gives: { status: 200, about: 'It is checked anew.', schema: noneSchema },
    refuses: ['not-found', ...ofChange],
  }),
  dropRun: route({
    method: 'POST',
    path: '/runs/{run}/drop',
    scope: 'act',
    summary: 'Say that a run which is held is not wanted any more',
    gives: { status: 200, about: 'It has ended.', schema: noneSchema },
    refuses: ['not-found', ...ofChange],
  }),
  listQuestions: route({
    method: 'GET',
    path: '/questions',
    scope: 'read',
    summary: 'Questions',
    about: 'Those that wait, and those that were answered or went within a minute.',
    query: z.strictObject({ connection, state: z.enum(questionStates).optional(), ...ofList }),
    gives: { status: 200, about: 'A part of them.', schema: pageOf(questionSchema) },
    refuses: ['bad-cursor', 'not-found'],
  }),
  readQuestion: route({
    method: 'GET',
    path: '/questions/{question}',
    scope: 'read',
    summary: 'One question',
    gives: { status: 200, about: 'It.', schema: questionSchema },
    refuses: ['not-found'],
  }),
  answerQuestion: route({
    method: 'POST',
    path: '/questions/{question}/answer',
    scope: 'answer',
    summary: 'Answer a question',
    about: 'By the label or label id of an answer; hosts give other keys from time to time, so none is taken.',
    body: answerBody,
    gives: { status: 200, about: 'The answer was sent.', schema: answerSchema },
    refuses: ['not-found', 'question-changed', 'not-offered', 'needs-confirmation', ...ofAnswer],
  }),
  readOwnAnswers: route({
    method: 'GET',
    path: '/questions/{question}/answers',
    scope: 'answer',
    summary: 'What became of one’s own answers',
    about: 'For tokens that may read or answer. From the record: also after a restart, and when the question is gone.',
    gives: { status: 200, about: 'Oldest first.', schema: pageOf(ownAnswerSchema) },
    refuses: ['not-found'],
  }),
  takeQuestion: route({
    method: 'POST',
    path: '/questions/{question}/take',
    scope: 'answer',
    summary: 'Say that one deals with a question',
    gives: { status: 200, about: 'Everybody sees it. It lapses after 15 minutes.', schema: noneSchema },
    refuses: ['not-found', 'taken', 'not-recorded', 'unavailable'],
  }),
  giveBackQuestion: route({
    method: 'POST',
    path: '/questions/{question}/give-back',
    scope: 'answer',
    summary: 'Give a question back',
    gives: { status: 200, about: 'Everybody sees it.', schema: noneSchema },
    refuses: ['not-found', 'not-taken', 'not-recorded', 'unavailable'],
  }),
  readHistory: route({
    method: 'GET',
    path: '/history',
    scope: 'read',
    summary: 'What happened',
    about: 'The newest first: runs by when they were asked for, and what belongs to no run.',
    query: z.strictObject({ ...ofHistory, limit: whole(200), cursor: ofList.cursor }),
    gives: { status: 200, about: 'A part of it.', schema: pageOf(historyEntrySchema) },
    refuses: ['bad-cursor', 'not-found'],
  }),
  countHistory: route({
    method: 'GET',
    path: '/history/count',
    scope: 'read',
    summary: 'How much happened',
    about: 'How many lines the same filters leave in the history.',
    query: z.strictObject(ofHistory),
    gives: { status: 200, about: 'The count.', schema: historyCountSchema },
    refuses: ['not-found'],
  }),
  followEvents: route({
    method: 'GET',
    path: '/events',
    scope: 'read',
    summary: 'All that changes, as it changes',
    about:
      'Server-sent events, the same as the screens have: `snapshot` and `delta` by topic. Goes on after Last-Event-ID where it can, else it begins with snapshots. When the token ends in it, a last event `problem` says so.',
    query: z.strictObject({
      topics: z
        .string()
        .max(20_000)
        .optional()
        .describe(
          'With commas between them: `board` (connections, questions, tasks, runs; what is given when nothing is said), `vms:*`, `vms:<connection>`, `vm:<id>`, and the same with `hosts` and `datastores`.',
        ),
      from: z.string().max(20_000).optional().describe('In place of Last-Event-ID.'),
    }),
    gives: { status: 200, about: 'text/event-stream' },
    refuses: ['too-many-streams'],
  }),
} as const

export type RouteName = keyof typeof routes
export const routeNames = Object.keys(routes) as RouteName[] // what the keys of it are

/** What every route may say no with. */
const refusedEverywhere: readonly ProblemName[] = [
  'malformed',
  'no-token',
  'not-allowed',
  'too-many-requests',
  'error-of-andon',
]
/** And what one that takes a key may. */
const refusedToKeys: readonly ProblemName[] = ['key-in-use', 'key-outcome-unknown', 'key-of-another-wish']

/** All that a route may say no with. */
export function refusalsOf({ method, body, refuses }: ApiRoute): ProblemName[] {
  const ofBody: ProblemName[] = body === undefined ? [] : ['length-required', 'too-large', 'not-json']
  const ofKeys = method === 'GET' ? [] : [...refusedToKeys, ...ofBody]
  return [...new Set([...refusedEverywhere, ...ofKeys, ...refuses])]
}

/** Largest body, in bytes. */
export const mostBodyBytes = 64 * 1024

export type Found = { name: RouteName; id?: string } | { allowed: string[] }

/**
 * The route of a request: an id in its path is taken as it is, slashes and all, or percent-encoded as one part.
 * @param path below `/api/v1`, as it was sent.
 * @returns the methods that are allowed where there is another one for the path; undefined: there is no such path.
 */
export function findRoute(method: string, path: string): Found | undefined {
  const allowed: string[] = []
  for (const name of longestFirst) {
    const at: ApiRoute = routes[name]
    const id = idIn(at.path, path)
    if (id === undefined) continue
    if (at.method === method) return { name, ...(id !== '' && { id }) }
    allowed.push(at.method)
  }
  return allowed.length > 0 ? { allowed: [...new Set(allowed)] } : undefined
}

/** `…/vms/a%2Fb/domain-xml` is no VM of that name. */
const longestFirst = routeNames.toSorted((a, b) => routes[b].path.length - routes[a].path.length)

/** Empty where the template has none; undefined: the path is another one. */
function idIn(template: string, path: string): string | undefined {
  const [before = '', after = ''] = template.split(/\{\w+\}/)
  if (before === template) return path === template ? '' : undefined
  if (!path.startsWith(before) || !path.endsWith(after) || path.length <= before.length + after.length) return undefined
  const id = path.slice(before.length, path.length - after.length)
  if (/^\/(?:datastores|hosts|questions|vms)\//.test(template)) return ofParts(id, template)
  return id.includes('/') ? undefined : decoded(id)
}

/** How many parts an id has says which route it is: `c1/vm-7/4` is a question, `c1/vm-7/4/answers` are its answers. */
function ofParts(id: string, template: string): string | undefined {
  const whole = id.includes('/') ? id : decoded(id)
  return whole?.split('/').length === (template.startsWith('/questions/') ? 3 : 2) ? whole : undefined
}

function decoded(id: string): string | undefined {
  try {
    return decodeURIComponent(id)
  } catch {
    return undefined
  }
}
