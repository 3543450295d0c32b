import { parseXml, type XmlElement } from '../wire/xml-read'

/** A call as the player looks for it. */
export type PlayedCall = {
  readonly method: string
  /** `Type:moid` of the object that it is called on. */
  readonly self: string
  /** The same for calls with the same method, object and arguments, whatever the prefixes and white space. */
  readonly key: string
  /** Where a wait goes on from; undefined for every other call. */
  readonly version: string | undefined
  /** Seconds that a wait may last, when it says so. */
  readonly maxWaitSeconds: number | undefined
}

/** Calls that tell what has changed: what their options say differs from client to client, and means the same. */
const waits: ReadonlySet<string> = new Set(['WaitForUpdatesEx', 'WaitForUpdates', 'CheckForUpdates'])

/**
 * Reads a call for comparison. Types of vSphere that no table here holds are welcome: a recording may be of a newer one.
 * @param nameOf gives a reference the name that it has in the recording.
 * @throws SimFault InvalidRequest for what is no SOAP call.
 */
export function readPlayedCall(xml: string, nameOf: (moid: string) => string): PlayedCall {
  const envelope = parseXml(xml)
  const body = envelope.children.find(({ name }) => name === 'Body')
  const call = body?.children[0]
  const method = call?.name ?? 'nothing'
  const [target, ...args] = call?.children ?? []
  const self = target === undefined ? '' : `${target.attributes.type ?? ''}:${nameOf(target.text.trim())}`
  const isWait = waits.has(method)
  const version = isWait ? (args.find(({ name }) => name === 'version')?.text.trim() ?? '') : undefined
  const options = args.find(({ name }) => name === 'options')
  const seconds = Number(options?.children.find(({ name }) => name === 'maxWaitSeconds')?.text)
  const said = method === 'Login' ? '' : isWait ? (version ?? '') : args.map((one) => canonical(one, nameOf)).join('')
  return {
    method,
    self,
    key: `${method} ${self} ${said}`,
    version,
    maxWaitSeconds: options && Number.isFinite(seconds) ? seconds : undefined,
  }
}

function canonical(element: XmlElement, nameOf: (moid: string) => string): string {
  const { name, children, xsiType, attributes, text } = element
  const type = xsiType ?? attributes.type ?? ''
  const inside = children.length > 0 ? children.map((one) => canonical(one, nameOf)).join('') : nameOf(text)
  return `<${name} ${type}>${JSON.stringify(inside)}`
}

/** Whether a call only reads, or makes what belongs to its session: it may be played as often as it is asked for. */
export const isRepeatable = (method: string): boolean =>
  /^(?:Retrieve|Continue|Cancel(?:Retrieve|WaitFor)|Query|Find|Fetch|Has|Read|Current|Wait|Check|Validate|Login|Logout|SessionIsActive|Acquire)/.test(
    method,
  ) || isOfSession(method)

/** Whether a call makes, changes or ends something that dies with its session. */
export const isOfSession = (method: string): boolean =>
  /^(?:Create(?:ContainerView|ListView|InventoryView|Filter|PropertyCollector|CollectorFor\w+)|ModifyListView|ResetListView|Destroy(?:View|PropertyFilter|PropertyCollector|Collector))/.test(
    method,
  )
