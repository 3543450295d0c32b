import { newestShared, newestUpTo, oldestVersion, readOfferedVersions } from './api-version'
import { VimFault, WireError } from './errors'
import { judgeStatus, type HttpTransport } from './http-transport'
import { readServiceContent, serviceInstance, type ServiceContent } from './service-content'
import type { SoapClient } from './soap-client'
import type { WireValue } from './wire-value'

const versionListBytes = 2 ** 20

/** The newest version that both sides know: from the version list, else from what the service content says. */
export async function negotiate(
  transport: HttpTransport,
  client: SoapClient,
): Promise<{ version: string; content: ServiceContent }> {
  const offered = await offeredVersions(transport)
  client.apiVersion = newestShared(offered) ?? oldestVersion
  const content = readServiceContent(await firstReply(client))
  const version = newestShared(offered) ?? newestUpTo(content.about.apiVersion)
  client.apiVersion = version
  return { version, content }
}

/**
 * The first call of all. A fault that is none of vSphere's comes from some other SOAP service, and what that says is not for
 * whoever made Andon ask it.
 */
async function firstReply(client: SoapClient): Promise<WireValue | undefined> {
  try {
    return await client.call('RetrieveServiceContent', serviceInstance, {})
  } catch (error) {
    const isForeign =
      error instanceof VimFault && !['MethodFault', 'ServerFaultCode'].some((one) => error.types.includes(one))
    if (!isForeign) throw error
    throw new WireError('not-vsphere', 'the server answered a fault that vSphere does not have', {
      said: error.message,
    })
  }
}

/** Old servers and some simulators have no list: an answer that is none counts as an empty one. */
async function offeredVersions(transport: HttpTransport): Promise<string[]> {
  const path = '/sdk/vimServiceVersions.xml'
  const answer = await transport.request({ path, method: 'GET', timeoutMs: 30_000, maxBodyBytes: versionListBytes })
  try {
    const pieces: Uint8Array[] = []
    for await (const piece of await judgeStatus(answer)) pieces.push(piece)
    return readOfferedVersions(new TextDecoder().decode(Buffer.concat(pieces)))
  } catch (error) {
    const noList: string[] = ['not-vsphere', 'http-status', 'too-large', 'not-xml']
    if (error instanceof WireError && noList.includes(error.code)) return []
    throw error
  }
}
