import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'

export type RawReply = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
}

/** Send exactly these bytes over HTTP(S). */
export function raw(
  url: string,
  options: RequestOptions & { body?: string | Buffer; chunked?: boolean; ca?: string } = {},
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest
    const body = options.body ?? ''
    const headers = options.chunked === true ? {} : { 'Content-Length': Buffer.byteLength(body) }
    const request = send(
      url,
      { method: 'POST', ...options, headers: { ...headers, ...(options.headers as object) } },
      (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('error', reject)
        reply.on('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: bytes, text: bytes.toString('utf8') })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** A client for tests that sends what it is told and decodes nothing. */
export class RawClient {
  cookie: string | undefined
  readonly #url: string
  readonly version: string

  constructor(served: { url: string }, version = '8.0.3.0') {
    this.#url = `${served.url}/sdk`
    this.version = version
  }

  /** `inner` is the XML of the parameters after `_this`. */
  async call(method: string, self: string, inner = '', signal?: AbortSignal): Promise<RawReply> {
    const [type, moid] = self.split(':')
    const body =
      `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ` +
      `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soapenv:Body>` +
      `<${method} xmlns="urn:vim25"><_this type="${type}">${moid}</_this>${inner}</${method}></soapenv:Body></soapenv:Envelope>`
    const cookie = this.cookie === undefined ? {} : { Cookie: this.cookie }
    const headers = { 'Content-Type': 'text/xml', SOAPAction: `urn:vim25/${this.version}`, ...cookie }
    const reply = await raw(this.#url, { body, headers, ...(signal === undefined ? {} : { signal }) })
    const set = reply.headers['set-cookie']?.[0]?.split(';')[0]
    if (set !== undefined) this.cookie = set
    return reply
  }

  login(
    user = 'administrator@vsphere.local',
    password = 'password',
    manager = 'SessionManager:SessionManager',
  ): Promise<RawReply> {
    return this.call('Login', manager, `<userName>${user}</userName><password>${password}</password>`)
  }
}

/** What is inside the reply's `…Response` element. */
export function inside(reply: RawReply): string {
  return /<\w+Response xmlns="urn:vim25">(.*)<\/\w+Response>/s.exec(reply.text)?.[1] ?? ''
}

/** The fault type and text of a reply, `InvalidLogin: Cannot complete …`. */
export function faultOf(reply: RawReply): string {
  const type = /<(\w+)Fault xmlns="urn:vim25"/.exec(reply.text)?.[1] ?? ''
  return `${type}: ${/<faultstring>(.*)<\/faultstring>/s.exec(reply.text)?.[1] ?? ''}`
}

/** Wait until something is so, turn by turn of the event loop. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
