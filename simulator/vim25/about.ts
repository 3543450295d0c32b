import type { DataObject } from './value'

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
