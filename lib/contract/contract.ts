import { z } from 'zod'
import {
  accountChangeInput,
  idleMinutesInput,
  newAccountInput,
  passwordInput,
  sessionIdInput,
  usernameInput,
  type AccountRow,
  type IdentityProvider,
  type OwnIdentity,
  type PasswordLink,
  type SessionRow,
} from './accounts-input'
import type { DatastoreDetail } from '../files/datastore-detail'
import type { DatastoreView, HostView } from '../live/live-state'
import { listFilterInput } from './shown-input'
import type { DatastoreListing } from '../files/datastore-entry'
import type { DefineLook } from '../files/define-vm'
import type { DiskUse } from '../files/disk-use'
import type { NewVmOptions } from '../files/new-vm'
import type { FileStarted } from '../files/file-request'
import type { VmFiles } from '../files/vm-files'
import type { VmxFile, VmxSaved } from '../files/vmx-file'
import type { HostAutostart } from '../hardware/autostart'
import type { HostDetail } from '../hardware/host-detail'
import type { DeviceOptions } from '../hardware/device-options'
import type { HostNetwork } from '../hardware/host-network'
import type { HostStorage } from '../hardware/host-storage'
import type { VmResources, VmSerialPorts, VmCpuid } from '../hardware/vm-hardware'
import type { ConnectionView } from '../vsphere/connection'
import type { Result } from '../result'
import type { ScreenPicture } from '../screen/screen'
import type { ReadRun, RunView } from '../runs/run'
import type { StoredRule } from '../rules/rule'
import type { MigrationCheck, VmPlaces } from '../runs/vm-places'
import type { ConnectionId, RuleId, RunId, VmKey } from '../vsphere/ids'
import type { Known } from '../vsphere/known'
import type { SnapshotFiles } from '../vsphere/snapshot-files'
import type { VmDetail, VmView } from '../vsphere/vm'
import {
  act,
  admin,
  answer,
  connectionIdInput,
  datastoreInput,
  hostInput,
  ofKey,
  ofKeys,
  ofNone,
  own,
  questionInput,
  read,
  runInput,
  taskInput,
  vmInput,
  vmsInput,
  type Call,
  type Operation,
} from './entry'
import {
  advisedVmInput,
  definitionInput,
  fileRequestInput,
  fileRequestsInput,
  ofDatastoreAndHost,
  ofAdvisedVm,
  ofDefinition,
  ofFileRequest,
  plainNameInput,
  storedPathInput,
  vmxSaveInput,
} from './file-input'
import { hostRequestInput, ofHostRequest } from './hardware-input'
import { exportFormatInput } from './export'
import {
  codeInput,
  factorRuleInput,
  factorStepInput,
  newPasskeyInput,
  passkeyIdInput,
  passkeyNameInput,
  type AuthenticatorKey,
  type FactorRules,
  type NewPasskeyBegun,
  type OwnFactors,
  type RecoveryCodes,
} from './factors-input'
import { historyFilterInput, ofHistory, type HistoryCount, type HistoryPage, type HistoryPeople } from './history'
import { pastQuestionsInput, type PastQuestionsPage } from './past-questions'
import type { RecordChecked } from './record-check'
import {
  answersIdInput,
  choiceKeyInput,
  confirmedInput,
  manyAnswersInput,
  migratedInput,
  migrationTargetInput,
  questionsInput,
  runRequestInput,
  seenInput,
  startHowInput,
  type AnswersSoFar,
  type QuestionEnd,
  type NotTaken,
} from './run-input'
import { ruleIdInput, ruleInput, ruleMoveInput, rulePlaceInput } from './rules-input'
import {
  chainInput,
  deliveriesInput,
  deliveryIdInput,
  routeIdInput,
  routeInput,
  type DeliveryView,
  type RouteMade,
  type SignalSettings,
  type Tested,
} from './signals-input'
import {
  connectionInput,
  dryRunDaysInput,
  keepDaysInput,
  overdueMinutesInput,
  personInput,
  serverInput,
  sha256Input,
  type ConnectionTest,
} from './settings-input'
import {
  labelAnswerInput,
  lookInput,
  ofFilter,
  questionFilterInput,
  runFilterInput,
  vmFilterInput,
  type AskedQuestion,
  type OwnAnswer,
  type Portion,
} from './shown-input'
import {
  displayTermsInput,
  limitInput,
  linkIdInput,
  linkNameInput,
  newApiTokenInput,
  tokenIdInput,
  type ApiTokenRow,
  type DisplayLink,
  type MadeApiToken,
} from './tokens-input'

/**
 * One table, however long, of everything that the screens can ask of the server, one line each: what it is and who may, its arguments, the
 * connections that they touch, what it gives. Types, doors, test doubles and the test of the rights follow from it.
 *
 * It is one table, and stays in one file. A new one takes a line here and its operation (`server/console/operations.ts` says where); the compiler asks for
 * the operation, and `app/(console)/actions.test.ts` for a sample of its arguments.
 */
export const contract = {
  /** The run's intent is in the journal when this returns; everything else arrives on the live stream. */
  startRun: act('operator', [vmInput, runRequestInput, startHowInput], ofKey).gives<{ run: RunId }>(),
  /** One result per VM, in the order given. */
  startRuns: act('operator', [vmsInput, runRequestInput, startHowInput], ofKeys).gives<{ results: RunStarted[] }>(),
  /** Cancels the vSphere task of a run, or any task on the board. */
  cancelTask: act('operator', [taskInput], ofKey).gives<null>(),
  /** Cancels what a run does: its vSphere task, or the bytes that are on their way. */
  cancelRun: act('operator', [runInput], () => 'of-what-it-names').gives<null>(),
  /** For a run that asks a person first: it is checked anew, and starts if it can. */
  startHeldRun: act('operator', [runInput], () => 'of-what-it-names').gives<null>(),
  /** For a run that asks a person first: it is not wanted any more. */
  dropHeldRun: act('operator', [runInput], () => 'of-what-it-names').gives<null>(),
  /** Refused with `question-changed` when what is asked now is not what was seen; see `needs-confirmation` too. */
  answerQuestion: answer('operator', [questionInput, choiceKeyInput, seenInput, confirmedInput], ofKey).gives<null>(),
  /**
   * The same answer to many, each by its key as it was seen. Returns when all are taken in; they go to each host at its
   * pace. The same ones again, or more of them, under the same id are sent once.
   */
  answerQuestions: answer('operator', [answersIdInput, manyAnswersInput], (_, { questions }) =>
    ofKeys(questions.map(({ question }) => question)),
  ).gives<null>(),
  /**
   * A result for each, from a place on; waits a moment for news. One's own only, for some minutes after the last; a token
   * that answers may read them too.
   */
  readAnswers: read('operator', [answersIdInput, z.int().min(0)], ofNone).gives<AnswersSoFar>(),
  /** What is on its way goes on; nothing more is sent. One's own only. */
  stopAnswers: answer('operator', [answersIdInput], ofNone).gives<null>(),
  /** Tells everybody that one deals with these; gives those that one has not got. */
  takeQuestions: answer('operator', [questionsInput], (questions) => ofKeys(questions)).gives<NotTaken[]>(),
  giveBackQuestions: answer('operator', [questionsInput], (questions) => ofKeys(questions)).gives<NotTaken[]>(),
  readRun: read('viewer', [runInput], () => 'of-what-it-names').gives<ReadRun>(),
  readHistory: read('viewer', [historyFilterInput], (filter) => ofHistory(filter)).gives<HistoryPage>(),
  /** Who did something in what one may see of History. */
  readHistoryPeople: read('viewer', [], () => 'all').gives<HistoryPeople>(),
  /** Beside the pages, which do not wait for it. */
  countHistory: read('viewer', [historyFilterInput], (filter) => ofHistory(filter)).gives<HistoryCount>(),

  /** What is live, for programs, which need no stream for it; of all connections those that one may see. */
  listConnections: read('viewer', [], ofNone).gives<ConnectionView[]>(),
  listVms: read('viewer', [vmFilterInput], (filter) => ofFilter(filter)).gives<Portion<VmView>>(),
  readVm: read('viewer', [vmInput], ofKey).gives<VmView>(),
  listHosts: read('viewer', [listFilterInput], (filter) => ofFilter(filter)).gives<Portion<HostView>>(),
  listQuestions: read('viewer', [questionFilterInput], (filter) => ofFilter(filter)).gives<Portion<AskedQuestion>>(),
  readQuestion: read('viewer', [questionInput], ofKey).gives<AskedQuestion>(),
  listDatastores: read('viewer', [listFilterInput], (filter) => ofFilter(filter)).gives<Portion<DatastoreView>>(),
  /** Those that go on, and those that ended a short while ago; the newest first. */
  listRuns: read('viewer', [runFilterInput], (filter) => ofFilter(filter)).gives<Portion<RunView>>(),
  /** Which VMs' figures a page shows; `heard` is false where the stream of its browser is at another replica. */
  tellLook: read('viewer', [lookInput], ({ vms }) => ofKeys(vms)).gives<{ heard: boolean }>(),
  /** Refused with `not-offered` when no answer, or more than one, is called so; else as `answerQuestion`. */
  answerByLabel: answer('operator', [questionInput, labelAnswerInput], ofKey).gives<null>(),
  /** One's own answers to a question, oldest first, as the record has them. */
  readOwnAnswers: read('operator', [questionInput], ofKey).gives<OwnAnswer[]>(),
  /** What was asked in the last days, and what became of it. */
  readPastQuestions: read('viewer', [pastQuestionsInput], ofNone).gives<PastQuestionsPage>(),

  /** Whether the record is what was written, as of the last time when all of it was gone through. */
  readRecordCheck: read('viewer', [], () => 'all').gives<RecordChecked>(),
  /** Goes through it now; returns when that has begun. */
  checkRecord: read('admin', [], () => 'all').gives<RecordChecked>(),

  readVmDetail: read('viewer', [vmInput], ofKey).gives<VmDetail>(),
  /** Which files each snapshot has, as its host lists them. `true`: it looks at their sizes again first. */
  readSnapshotFiles: read('viewer', [vmInput, z.boolean().optional()], ofKey).gives<Known<SnapshotFiles>>(),
  readResources: read('viewer', [vmInput], ofKey).gives<Known<VmResources>>(),
  readSerialPorts: read('viewer', [vmInput], ofKey).gives<Known<VmSerialPorts>>(),
  readDeviceOptions: read('viewer', [vmInput], ofKey).gives<DeviceOptions>(),
  readVmCpuid: read('viewer', [vmInput], ofKey).gives<VmCpuid>(),
  /**
   * The address of a VM's console for VMRC. `withTicket`: it signs in once as the connection's account, and is a secret;
   * else VMRC asks who one is. A line of the record says who asked.
   */
  openConsole: act('operator', [vmInput], ofKey).gives<{ uri: string; withTicket: boolean }>(),
  readHostDetail: read('viewer', [hostInput], ofKey).gives<HostDetail>(),
  readHostNetwork: read('viewer', [hostInput], ofKey).gives<Known<HostNetwork>>(),
  readHostStorage: read('viewer', [hostInput], ofKey).gives<Known<HostStorage>>(),
  readAutostart: read('viewer', [hostInput], ofKey).gives<Known<HostAutostart>>(),
  /** Whether a VM starts with its host; refused where that would start others too. */
  startWithHost: act('operator', [vmInput, z.boolean()], ofKey).gives<FileStarted>(),
  /** Returns as soon as the host has taken it. */
  changeHost: act('operator', [hostInput, hostRequestInput], ofHostRequest).gives<FileStarted>(),
  /** Passwords in the file go only to who may change it. */
  readVmx: read('viewer', [vmInput], ofKey).gives<VmxFile>(),
  /** For a powered-off VM. Refused with `changed-elsewhere` when the file is not the one that was read. */
  saveVmx: act('operator', [vmInput, vmxSaveInput], ofKey).gives<VmxSaved>(),

  /** Where in its datacenter a VM can go; a host by itself has no other places. */
  readVmPlaces: read('viewer', [vmInput], ofKey).gives<VmPlaces>(),
  /** Whether a VM of the connection has this plain name, as far as its VMs are shown. */
  readNameTaken: read('viewer', [connectionIdInput, plainNameInput], (connection) => [connection]).gives<boolean>(),
  /** What the server says of a migration before it is begun. Nothing is changed by it. */
  checkMigration: read('viewer', [migratedInput, migrationTargetInput], (vms) => ofKeys(vms)).gives<MigrationCheck[]>(),

  /** What a delete of these would take, and whom else it would hit. */
  readVmFiles: read('viewer', [vmsInput], ofKeys).gives<VmFiles[]>(),

  readDatastoreDetail: read('viewer', [datastoreInput], ofKey).gives<DatastoreDetail>(),
  /** One folder, all of it, however long. The path is a stored one, empty for the root. */
  browseDatastore: read('viewer', [datastoreInput, storedPathInput], ofKey).gives<DatastoreListing>(),
  /** Who uses a disk of a datastore; the path is a stored one. */
  readDiskUse: read('viewer', [datastoreInput, storedPathInput], ofKey).gives<DiskUse>(),
  /** What a new VM on a datastore can be made of; without a host, on one that mounts it. */
  readNewVmOptions: read('viewer', [datastoreInput, hostInput.optional()], ofDatastoreAndHost).gives<NewVmOptions>(),
  /** A new VM, with what the host advises where nothing is said. Refused with `not-possible`. */
  createVm: act('operator', [datastoreInput, advisedVmInput], ofAdvisedVm).gives<FileStarted>(),
  /** What would become of a VMX or a domain XML; nothing is sent. */
  readDefinition: read('operator', [datastoreInput, definitionInput], ofDefinition).gives<DefineLook>(),
  /** The VMX is put in its place and registered. Refused with `not-definable` or `exists`. */
  defineVm: act('operator', [datastoreInput, definitionInput], ofDefinition).gives<FileStarted>(),
  /** Returns as soon as the host has taken it; everything else arrives on the live stream. */
  startFileTask: act('operator', [datastoreInput, fileRequestInput], ofFileRequest).gives<FileStarted>(),
  /** One result per request, in the order given: for several selected entries. */
  startFileTasks: act('operator', [datastoreInput, fileRequestsInput], (datastore, requests) => [
    ...new Set(requests.flatMap((request) => ofFileRequest(datastore, request))),
  ]).gives<{ results: Result<FileStarted>[] }>(),

  /** What became of a question, for who follows a link to it. */
  readQuestionEnd: read('viewer', [questionInput], ofKey).gives<QuestionEnd>(),

  /** In their order; of those for other connections than one's own, none. */
  readRules: read('viewer', [], ofNone).gives<{ rules: StoredRule[] }>(),
  /** At a place, else behind all others; an edited one, where it is. */
  addRule: admin('admin', [ruleInput, rulePlaceInput], (rule) => rule.connections ?? 'all').gives<{ rule: RuleId }>(),
  editRule: admin('admin', [ruleIdInput, ruleInput, rulePlaceInput], () => 'all').gives<null>(),
  removeRule: admin('admin', [ruleIdInput], () => 'all').gives<null>(),
  moveRule: admin('admin', [ruleIdInput, ruleMoveInput], () => 'all').gives<null>(),

  /** Who is told, and how it stands with each. Secrets are not in it. */
  readSignals: read('admin', [], ofNone).gives<SignalSettings>(),
  /** The key that signs is told once. */
  addRoute: admin('admin', [routeInput], () => 'all').gives<RouteMade>(),
  editRoute: admin('admin', [routeIdInput, routeInput], () => 'all').gives<null>(),
  /** Refused with `in-use` while a step of the chain names it. */
  removeRoute: admin('admin', [routeIdInput], () => 'all').gives<null>(),
  makeRouteKey: admin('admin', [routeIdInput], () => 'all').gives<{ key: string }>(),
  /** Who is told when nobody takes a question, in which order. */
  setChain: admin('admin', [chainInput], () => 'all').gives<null>(),
  /** Tells a route that nothing happened; waits for its answer, which may be long in coming. */
  testRoute: read('admin', [routeIdInput], () => 'all').gives<Tested>(),
  /** The last ones, newest first. */
  readDeliveries: read('admin', [deliveriesInput], () => 'all').gives<DeliveryView[]>(),
  sendAgain: admin('admin', [deliveryIdInput], () => 'all').gives<null>(),

  setAutoAnswer: act('operator', [connectionIdInput, z.boolean()], (connection) => [connection]).gives<null>(),
  /** Off, and for so many days it is said of each question what would have been done. `setAutoAnswer` ends it. */
  dryRunAutoAnswer: act('operator', [connectionIdInput, dryRunDaysInput], (connection) => [connection]).gives<null>(),
  retryConnection: act('operator', [connectionIdInput], (connection) => [connection]).gives<null>(),
  /** A person agrees to the server that answers in place of the one before; it is the one that they were shown. */
  acceptServer: admin('admin', [connectionIdInput, serverInput], (connection) => [connection]).gives<null>(),
  /** A person agrees to the certificate that is shown in place of the pinned one, by its SHA-256, as they were shown it; */
  trustCertificate: admin('admin', [connectionIdInput, sha256Input], (connection) => [connection]).gives<null>(),
  /** or keeps the pinned one: the connection stays off while the server shows the other. */
  keepCertificate: admin('admin', [connectionIdInput, sha256Input], (connection) => [connection]).gives<null>(),
  addConnection: admin('admin', [connectionInput], ofNone).gives<{ connection: ConnectionId }>(),
  editConnection: admin('admin', [connectionIdInput, connectionInput], (connection) => [connection]).gives<null>(),
  removeConnection: admin('admin', [connectionIdInput], (connection) => [connection]).gives<null>(),
  /** Stores nothing. A stored connection that is tried lends its password. */
  testConnection: read('admin', [connectionInput, connectionIdInput.optional()], (_, existing) =>
    existing === undefined ? [] : [existing],
  ).gives<ConnectionTest>(),
  /** The path holds the display's token behind a `#`, and is told once. Without terms: all connections, 90 days. */
  createDisplayLink: admin('admin', [linkNameInput, displayTermsInput.optional()], ofNone).gives<{ path: string }>(),
  /** Holds at once, for walls that hang too; the address stays. */
  editDisplayLink: admin('admin', [linkIdInput, displayTermsInput], ofNone).gives<null>(),
  listDisplayLinks: read('admin', [], ofNone).gives<DisplayLink[]>(),
  revokeDisplayLink: admin('admin', [linkIdInput], ofNone).gives<null>(),

  /**
   * One's own: it may never more than who makes it, and never what takes an administrator. Takes a proof, see
   * `proveAgain`, as do `addAccount`, `resetPassword` and `joinIdentity`.
   */
  createApiToken: admin('admin', [newApiTokenInput], ofNone).gives<MadeApiToken>(),
  listApiTokens: read('admin', [], ofNone).gives<ApiTokenRow[]>(),
  /** Holds at once, for streams that are open too. */
  limitApiToken: admin('admin', [tokenIdInput, limitInput], ofNone).gives<null>(),
  revokeApiToken: admin('admin', [tokenIdInput], ofNone).gives<null>(),

  /** For how long the record is kept; null: for ever. */
  readKeepDays: read('admin', [], ofNone).gives<{ days: number | null }>(),
  setKeepDays: admin('admin', [keepDaysInput], () => 'all').gives<null>(),
  /** After how many minutes a question that waits is overdue, everywhere. */
  readOverdueMinutes: read('viewer', [], ofNone).gives<{ minutes: number }>(),
  setOverdueMinutes: admin('admin', [overdueMinutesInput], () => 'all').gives<null>(),
  /** Takes a name out of the record. */
  forgetPerson: admin('admin', [personInput], () => 'all').gives<{ wasKnown: boolean }>(),

  listAccounts: read('admin', [], ofNone).gives<AccountRow[]>(),
  /** Without a first password it gives a link to choose one, shown once. */
  addAccount: admin('admin', [newAccountInput], ofNone).gives<{ link?: PasswordLink }>(),
  /** Refused with `last-admin`, as are the next four, when nobody would be left who administers. */
  editAccount: admin('admin', [usernameInput, accountChangeInput], ofNone).gives<null>(),
  setAccountEnabled: admin('admin', [usernameInput, z.boolean()], ofNone).gives<null>(),
  /** Ends the sessions of the account. As for a new one, with a new first password or with a link. */
  resetPassword: admin('admin', [usernameInput, passwordInput.optional()], ofNone).gives<{ link?: PasswordLink }>(),
  removeAccount: admin('admin', [usernameInput], ofNone).gives<null>(),
  /** Who may sign in through it and what they become; null: nobody does. */
  readIdentityProvider: read('admin', [], ofNone).gives<IdentityProvider | null>(),
  readOwnIdentity: read('viewer', [], ofNone).gives<OwnIdentity>(),
  /** Whoever has the identity does not come into this account any more. Refused for an account that was made for one. */
  partIdentity: admin('admin', [usernameInput], ofNone).gives<null>(),
  /** One's own; for an administrator those of everybody. */
  listSessions: read('viewer', [], ofNone).gives<{ sessions: SessionRow[]; idleMinutes: number }>(),
  /** One's own; an administrator ends those of others too. */
  endSession: own('viewer', [sessionIdInput], ofNone).gives<null>(),
  /** All of one's own but the one that asks. */
  endOtherSessions: own('viewer', [], ofNone).gives<null>(),
  setIdleMinutes: admin('admin', [idleMinutesInput], ofNone).gives<null>(),

  /** One's own second factors, as are the next nine. */
  readOwnFactors: read('viewer', [], ofNone).gives<OwnFactors>(),
  /**
   * Refused with `password-again` or `code-again` when who is signed in has not proved it for ten minutes: with the password,
   * and a code of the authenticator where there is one, it is proved. With `sign-in-again` where that is not enough.
   */
  proveAgain: own('viewer', [passwordInput.optional(), codeInput.optional()], ofNone).gives<null>(),
  /** Takes a proof, as do `renewRecoveryCodes`, `beginPasskey`, `removePasskey` and `resetFactors`. */
  beginAuthenticator: own('viewer', [], ofNone).gives<AuthenticatorKey>(),
  confirmAuthenticator: own('viewer', [codeInput], ofNone).gives<RecoveryCodes>(),
  renewRecoveryCodes: own('viewer', [], ofNone).gives<RecoveryCodes>(),
  removeAuthenticator: own('viewer', [passwordInput, codeInput], ofNone).gives<null>(),
  beginPasskey: own('viewer', [], ofNone).gives<NewPasskeyBegun>(),
  addPasskey: own(
    'viewer',
    [z.strictObject({ step: factorStepInput, name: passkeyNameInput, passkey: newPasskeyInput })],
    ofNone,
  ).gives<null>(),
  renamePasskey: own('viewer', [passkeyIdInput, passkeyNameInput], ofNone).gives<null>(),
  removePasskey: own('viewer', [passkeyIdInput], ofNone).gives<null>(),
  readFactorRules: read('admin', [], ofNone).gives<FactorRules>(),
  requireFactors: admin('admin', [factorRuleInput], ofNone).gives<null>(),
  /** Takes the second factors of somebody else away, and ends their sessions. */
  resetFactors: admin('admin', [usernameInput], ofNone).gives<null>(),
} as const

export type RunStarted = { vm: VmKey; result: Result<{ run: RunId }> }

/** What has a door of its own, since it carries more than a Result: bytes, events, a cookie. The rights are said here all the same. */
export const doors = {
  /** `goTo`: where the browser goes to sign out of the provider too. */
  signOut: own('viewer', [], ofNone).gives<{ goTo?: string }>(),
  /** The present one, the new one. It keeps the session that asks and ends the others. */
  changePassword: own('viewer', [passwordInput, passwordInput], ofNone).gives<null>(),
  /** The own password, and a proof as `proveAgain` gives it. Gives where the browser goes to say who its person is at the provider. */
  joinIdentity: own('viewer', [passwordInput], ofNone).gives<{ url: string }>(),
  /** Reading takes an operator too: disks hold what guests hold. */
  download: read('operator', [datastoreInput, storedPathInput], ofKey).gives<never>(),
  upload: act('operator', [datastoreInput, storedPathInput, plainNameInput], ofKey).gives<never>(),
  /** The guest's screen as a PNG: what is on it is for operators, as what is on disks. */
  lookAtScreen: read('operator', [vmInput], ofKey).gives<ScreenPicture>(),
  /** The same where a server has to write a file for it, which is removed; a line of the record says who asked. */
  takeScreenshot: act('operator', [vmInput], ofKey).gives<ScreenPicture>(),
  /** A copy of many persons' doings, so it takes an operator, and a line of the record says who took it. */
  exportHistory: read('operator', [exportFormatInput, historyFilterInput], (_, filter) =>
    ofHistory(filter),
  ).gives<never>(),
  followLive: read('viewer', [], () => 'all').gives<never>(),
  readMetrics: read('viewer', [], () => 'all').gives<never>(),
} as const

type Contract = typeof contract
export type ActionName = keyof Contract
/** What only reads: as many requests at a time as there are, so that a slow host holds up no press of a button. */
export type ReadName = { [Name in ActionName]: Contract[Name]['kind'] extends 'read' ? Name : never }[ActionName]

export type ChangeName = Exclude<ActionName, ReadName>

/** The contract as screens see it. Components get it as a prop and never import the server. */
export type ConsoleActions = { [Name in ActionName]: Call<Contract[Name]> } & {
  [Name in 'signOut' | 'changePassword' | 'joinIdentity' | 'lookAtScreen' | 'takeScreenshot']: Call<
    (typeof doors)[Name]
  >
}

/** The contract as the server keeps it, by the name of who asks. */
export type Operations<By> = { [Name in ActionName]: Operation<Contract[Name], By> }

export const actionNames = Object.keys(contract) as ActionName[] // what the keys of the contract are
/** Whether a browser named a call that only reads, */
export const isReadName = (text: string): text is ReadName => isName(text) && contract[text].kind === 'read'
/** or one that changes something. */
export const isChangeName = (text: string): text is ChangeName => isName(text) && contract[text].kind !== 'read'

const isName = (text: string): text is ActionName => Object.hasOwn(contract, text)
