import type { Pool } from 'undici'
import type { MoRef } from '@/lib/vsphere/ids'
import type { ServiceContent } from '../server/vsphere/service-content'

const head =
  '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body>'
const tail = '</e:Body></e:Envelope>'
const pageObjects = 100

/**
 * The same calls as a reading of the inventory, of which nothing is read but the bytes: what no reader can be faster than. The
 * token of the next page stands at the start of a reply, and is all that is looked for.
 */
export class WireText {
  readonly #pool: Pool
  readonly #collector: MoRef
  #view = ''
  #cookie = ''

  constructor(pool: Pool, collector: MoRef) {
    this.#pool = pool
    this.#collector = collector
  }

  async open({ user, password }: { user: string; password: string }, content: ServiceContent): Promise<void> {
    const { sessionManager, viewManager, rootFolder } = content
    await this.#call('Login', sessionManager, `<userName>${user}</userName><password>${password}</password>`)
    const container = `<container type="${rootFolder.type}">${rootFolder.value}</container>`
    const all = `${container}<type>VirtualMachine</type><recursive>true</recursive>`
    const made = await this.#call('CreateContainerView', viewManager, all)
    this.#view = /<returnval[^>]*>([^<]+)</.exec(made.start)?.[1] ?? ''
    if (this.#view === '') throw new Error(`no view in ${made.start}`)
  }

  /** @returns how many bytes there were. */
  async read(paths: readonly string[]): Promise<number> {
    const names = paths.map((path) => `<pathSet>${path}</pathSet>`).join('')
    const step = '<selectSet xsi:type="TraversalSpec"><type>ContainerView</type><path>view</path></selectSet>'
    const start = `<objectSet><obj type="ContainerView">${this.#view}</obj><skip>true</skip>${step}</objectSet>`
    const specSet = `<specSet><propSet><type>VirtualMachine</type>${names}</propSet>${start}</specSet>`
    const options = `<options><maxObjects>${pageObjects}</maxObjects></options>`
    let page = await this.#call('RetrievePropertiesEx', this.#collector, specSet + options)
    let { bytes } = page
    for (;;) {
      const token = /<token>([^<]*)<\/token>/.exec(page.start)?.[1]
      if (token === undefined) return bytes
      page = await this.#call('ContinueRetrievePropertiesEx', this.#collector, `<token>${token}</token>`)
      bytes += page.bytes
    }
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  async #call(
    method: string,
    target: MoRef | undefined,
    parameters: string,
  ): Promise<{ start: string; bytes: number }> {
    const self = `<_this type="${target?.type}">${target?.value}</_this>`
    const { headers, body } = await this.#pool.request({
      path: '/sdk',
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: 'urn:vim25/7.0', cookie: this.#cookie },
      body: `${head}<${method} xmlns="urn:vim25">${self}${parameters}</${method}>${tail}`,
    })
    const cookie = [headers['set-cookie']].flat()[0]
    if (cookie !== undefined) this.#cookie = cookie.split(';')[0] ?? ''
    let start = ''
    let bytes = 0
    for await (const piece of body as AsyncIterable<Buffer>) {
      if (start.length < 1_000) start += piece.toString('latin1', 0, 1_000)
      bytes += piece.byteLength
    }
    return { start, bytes }
  }
}
