import type { DataObject } from './value'
/** An API version as one comparable number: `8.0.2.0`, `7.0`, `2.5u2server`. */
export type ApiVersion = number

/** The version of a caller that sends no SOAPAction. */
export const oldestVersion: ApiVersion = parse('2.5')

/** Undefined when the text is no version at all. */
export function parseVersion(text: string): ApiVersion | undefined {
  const known = parsed.get(text)
  if (known !== undefined) return known
  if (!/^\d{1,2}(\.\d{1,2}){0,3}(u2|u2server)?$/.test(text)) return undefined
  const version = parse(text)
  if (parsed.size < 1_000) parsed.set(text, version)
  return version
}

/** Each call names its version, and they are few. */
const parsed = new Map<string, ApiVersion>()

function parse(text: string): ApiVersion {
  const [, dotted = '', update] = /^([\d.]+)(u2|u2server)?$/.exec(text) ?? []
  const [major = 0, minor = 0, patch = 0, build = 0] = dotted.split('.').map(Number)
  const extra = update === undefined ? 0 : update === 'u2' ? 0.2 : 0.3
  return ((major * 100 + minor) * 100 + patch) * 100 + build + extra
}

/**
 * The versions a host of this API version lists in vimServiceVersions.xml, newest first: the version itself and all public ones before.
 */
export function publicVersions(apiVersion: string): readonly string[] {
  const own = parseVersion(apiVersion) ?? oldestVersion
  return [apiVersion, ...published.filter((version) => (parseVersion(version) ?? 0) < own)]
}

const published = (
  '9.0.0.0 8.0.3.0 8.0.2.0 8.0.1.0 8.0.0.2 8.0.0.1 8.0.0.0 ' +
  '7.0.3.2 7.0.3.1 7.0.3.0 7.0.2.1 7.0.2.0 7.0.1.1 7.0.1.0 7.0.0.2 7.0.0.0 ' +
  '6.9.1 6.8.7 6.7.3 6.7.2 6.7.1 6.7 6.5 6.0 5.5 5.1 5.0 4.1 4.0 2.5u2 2.5'
).split(' ')

export type Product = 'esx' | 'vcenter'

/** The newest API that the schema tells of. */
export const newestApiVersion = '8.0.3.0'

/** `AboutInfo` of a host or a vCenter that speaks this API version; `8.0.3.0` is product version 8.0.3. */
export function aboutInfo(product: Product, apiVersion: string): DataObject {
  const version = productVersion(apiVersion)
  const build = product === 'esx' ? '24022510' : '24022515'
  const name = product === 'esx' ? 'VMware ESXi' : 'VMware vCenter Server'
  return {
    name,
    fullName: `${name} ${version} build-${build}`,
    vendor: 'VMware, Inc.',
    version,
    build,
    localeVersion: 'INTL',
    localeBuild: '000',
    osType: product === 'esx' ? 'vmnix-x86' : 'linux-x64',
    productLineId: product === 'esx' ? 'embeddedEsx' : 'vpx',
    apiType: product === 'esx' ? 'HostAgent' : 'VirtualCenter',
    apiVersion,
    ...(product === 'vcenter' ? { instanceUuid: 'b7a0f1de-3c52-4d7e-9e1b-5f0c2a7d8e64' } : {}),
    licenseProductName: product === 'esx' ? 'VMware ESX Server' : 'VMware VirtualCenter Server',
    licenseProductVersion: `${version.split('.')[0] ?? '8'}.0`,
  }
}

/** Products number themselves with three parts: API 6.7 is 6.7.0; API 2.5 came with ESX 3.5. */
function productVersion(apiVersion: string): string {
  const [major = '8', minor = '0', patch = '0'] = apiVersion.split('.')
  return major === '2' ? '3.5.0' : `${major}.${minor}.${patch}`
}
