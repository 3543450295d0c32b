import type { ConsoleError } from '../result'
import type { FaultText } from './task'
import type { PowerState } from './vm'

type Words = { sentence: string; wayOut?: string }

const elsewhere = 'Check the address and the port. Perhaps something other than vSphere listens there.'
const network = 'Check the address, the network between here and there, and firewalls.'

/** What each way in which a server cannot be talked to means, and what a person can do. Codes: WireCode of the client. */
export const wireSentences = {
  unreachable: { sentence: 'The server cannot be reached.', wayOut: network },
  'name-not-found': {
    sentence: 'Nobody knows a server of this name.',
    wayOut: 'Check the spelling, and whether this console can resolve the name.',
  },
  'connection-refused': {
    sentence: 'The server refuses connections on this port.',
    wayOut: 'It may be starting, or listen on another port (443 is usual).',
  },
  'timed-out': { sentence: 'The server did not answer in time.', wayOut: network },
  'connection-cut': {
    sentence: 'The connection was cut in the middle.',
    wayOut: 'The host may be restarting, or something between here and there closes connections.',
  },
  'certificate-unknown': {
    sentence: 'The server’s certificate is signed by nobody that this console trusts.',
    wayOut: 'Compare its thumbprint with the one that the host shows, then trust that thumbprint, or add the CA.',
  },
  'certificate-wrong-name': {
    sentence: 'The server’s certificate is for another name.',
    wayOut: 'Use the name in the certificate, or compare its thumbprint and trust that.',
  },
  'certificate-expired': {
    sentence: 'The server’s certificate is not valid at this time.',
    wayOut: 'Renew it, or check the clocks on both sides.',
  },
  'thumbprint-changed': {
    sentence: 'The server shows another certificate than the one that is trusted.',
    wayOut: 'If it was renewed, compare the new thumbprint and trust that. If not, somebody may be in between.',
  },
  'not-tls': {
    sentence: 'The server does not speak TLS on this port.',
    wayOut: 'Check the port. For a server without TLS, use http in the address.',
  },
  'needs-tls': { sentence: 'The server wants TLS on this port.', wayOut: 'Use https in the address.' },
  'tls-failed': {
    sentence: 'The server and this console could not agree on a secure connection.',
    wayOut:
      'The technical text says what failed. A very old server may need old TLS, which you can allow for this connection.',
  },
  'tls-too-old': {
    sentence: 'The server speaks only versions of TLS that can be broken: 1.1 or older.',
    wayOut: 'Update the server, or switch its TLS 1.2 on. If neither is possible, allow old TLS for this connection.',
  },
  'proxy-failed': {
    sentence: 'The proxy did not open a way to the server.',
    wayOut: 'Check the proxy’s address and type, and whether it may reach the server.',
  },
  'not-vsphere': { sentence: 'This is not a vSphere server.', wayOut: elsewhere },
  'another-server': {
    sentence: 'Another server answers at this address.',
    wayOut:
      'Find out whether it was exchanged, restored or built anew. Nothing is started there until somebody agrees to this server.',
  },
  'service-unavailable': {
    sentence: 'The server is there, but its management service is not ready.',
    wayOut: 'It may be starting. A vCenter says the same when it has no session left.',
  },
  'http-status': { sentence: 'The server answered with an HTTP error.', wayOut: elsewhere },
  'too-large': { sentence: 'The server’s answer is larger than any that is expected.', wayOut: elsewhere },
  doctype: { sentence: 'The server’s answer holds a document type, which vSphere never sends.', wayOut: elsewhere },
  'not-xml': { sentence: 'The server’s answer cannot be read.', wayOut: elsewhere },
  truncated: { sentence: 'The server’s answer ends in the middle.', wayOut: network },
  'unsupported-version': {
    sentence: 'The server is too old for this console.',
    wayOut: 'VI API 2.5 (ESX 3.5, VirtualCenter 2.5) is the oldest that is spoken.',
  },
  'sign-in-held': {
    sentence:
      'Andon does not sign in now: sign-ins with this account failed, and one more could come near its lock-out.',
    wayOut: 'Check user name and password. Hosts lock an account after five wrong sign-ins.',
  },
  'sign-in-unrecorded': {
    sentence:
      'Andon does not sign in now: its database is away, where it is counted how often sign-ins with this account failed.',
    wayOut: 'Bring the database back. Andon signs in by itself then.',
  },
  'sign-in-elsewhere': {
    sentence: 'Another process of Andon signs in with this account just now, so this one waits.',
    wayOut: 'It tries again by itself.',
  },
  closed: { sentence: 'The connection was closed.' },
  'not-sent': {
    sentence: 'This process of Andon stood still for a while, and another may have gone on with it. Nothing was sent.',
    wayOut: 'Look at it again.',
  },
} as const satisfies Record<string, Words>

/** Says what a wire error means. An unknown code is told as `unreachable`. */
export function wireError(code: string, detail: string): ConsoleError {
  const words: Words = Object.hasOwn(wireSentences, code)
    ? wireSentences[code as keyof typeof wireSentences] // hasOwn has just said so
    : wireSentences.unreachable
  return { blame: 'wire', code, ...words, ...(detail === '' ? {} : { raw: detail }) }
}

const faultWords: Readonly<Record<string, Words>> = {
  InvalidLogin: {
    sentence: 'The user name or the password is wrong.',
    wayOut: 'Check both. Hosts lock an account after five wrong sign-ins.',
  },
  PasswordExpired: {
    sentence: 'The password of this account has expired.',
    wayOut: 'Set a new one at the server, then enter it here. Until then this is not tried again by itself.',
  },
  InvalidClientCertificate: {
    sentence: 'The server does not accept the certificate with which this console signs in.',
    wayOut: 'Sign in with a user name and a password.',
  },
  NoPermission: {
    sentence: 'The account that this connection uses is not permitted to do that.',
    wayOut: 'Give its role the missing privilege, or use another account.',
  },
  NotAuthenticated: { sentence: 'The session with the server has ended.', wayOut: 'Try again.' },
  ManagedObjectNotFound: {
    sentence: 'The object does not exist any more.',
    wayOut: 'Somebody may have deleted or unregistered it.',
  },
  TaskInProgress: {
    sentence: 'Another task is working on this virtual machine.',
    wayOut: 'Wait for it to end, or cancel it.',
  },
  QuestionPending: {
    sentence: 'The virtual machine is waiting for an answer.',
    wayOut: 'Answer its question first.',
  },
  ConcurrentAccess: {
    sentence: 'Somebody else was faster.',
    wayOut: 'Look at the present state and try again if it is still wanted.',
  },
  ToolsUnavailable: {
    sentence: 'VMware Tools are not running in the guest.',
    wayOut: 'Without them the guest cannot be asked to shut down or restart.',
  },
}

const typeWords: Readonly<Record<string, string>> = {
  VirtualMachine: 'VM',
  Datastore: 'datastore',
  HostSystem: 'host',
  Folder: 'folder',
  ResourcePool: 'resource pool',
  Datacenter: 'datacenter',
  Network: 'network',
  DistributedVirtualPortgroup: 'port group',
  ClusterComputeResource: 'cluster',
}

/** `It needs Datastore.AllocateSpace on datastore datastore-12.`; undefined where the fault does not say. */
function needsSentence({ needs }: FaultText): string | undefined {
  if (!needs || needs.length === 0) return undefined
  const words = needs.map(({ privilege, on }) =>
    on === undefined
      ? privilege
      : `${privilege} on ${typeWords[on.type] ?? on.type} ${on.name === undefined ? on.moid : `"${on.name}"`}`,
  )
  return `It needs ${words.join(', ')}.`
}

/** What the fault says about what was wrong, where its message does not: the property that was refused. */
function aboutSentence({ type, message, fields }: FaultText): string | undefined {
  const property = fields?.invalidProperty ?? (type === 'InvalidProperty' ? fields?.name : undefined)
  return property === undefined || message.includes(property) ? undefined : `It is about ${property}.`
}

/** So many VMs fit into a sentence. */
const mostHolders = 3

/** Who has the disk that could not be locked. Of those that are off nobody knows whether they are why. */
function heldSentence({ heldBy = [] }: FaultText): string | undefined {
  if (heldBy.length === 0) return undefined
  const on = heldBy.filter(({ powerState }) => powerState === 'poweredOn')
  const named = on.length > 0 ? on : heldBy
  const words = named.slice(0, mostHolders).map(({ name, path, powerState, host }) => {
    const at = host === undefined ? '' : ` at ${host}`
    return `"${name}" has ${path}, and is ${stateWords[powerState]}${powerState === 'poweredOn' ? at : ''}`
  })
  const more = named.length > mostHolders ? `; ${named.length - mostHolders} more have it` : ''
  return `${words.join('; ')}${more}.${on.length > 0 ? '' : ' Who holds it open is not known.'}`
}

const stateWords: Record<PowerState, string> = {
  poweredOn: 'on',
  poweredOff: 'off',
  suspended: 'suspended',
  unknown: 'in a state that is not known',
}

/**
 * The server's own sentence, with what its fields add to it: the privilege that is missing, the property that is wrong; and who
 * has a disk that could not be locked.
 */
export function faultSentence(fault: FaultText): string {
  const more = needsSentence(fault) ?? heldSentence(fault) ?? aboutSentence(fault)
  const sentence = fault.message || fault.type
  return more === undefined ? sentence : `${/[.!?]$/.test(sentence) ? sentence : `${sentence}.`} ${more}`
}

/** Everything that the server said, as technical text: type and message, own fields, the chain behind it. */
export function rawFault({ type, message, chain, fields }: FaultText): string {
  const own = Object.entries(fields ?? {}).map(([name, text]) => `${name}: ${text}`)
  const causes = chain.map(({ key, message: text }) => (key === undefined ? text : `${key}: ${text}`))
  return [`${type}: ${message}`, ...own, ...causes].join('\n')
}

/**
 * Says what a fault means. Well-known ones get a sentence of ours, the others speak for themselves; `raw` holds the
 * type and the whole chain, unchanged.
 */
export function faultError(fault: FaultText): ConsoleError {
  const words = Object.hasOwn(faultWords, fault.type) ? faultWords[fault.type] : undefined
  const needs = needsSentence(fault)
  return {
    blame: 'vsphere',
    code: fault.type,
    ...(words ?? { sentence: faultSentence(fault) }),
    ...(words && needs !== undefined ? { sentence: `${words.sentence} ${needs}` } : {}),
    raw: rawFault(fault),
  }
}
