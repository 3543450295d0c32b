import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { WireError } from './errors'
import { asObject, asRef, asText, type WireValue } from './wire-value'

/** The part of ServiceContent that Andon uses. */
export type ServiceContent = {
  rootFolder: MoRef
  propertyCollector: MoRef
  sessionManager: MoRef
  viewManager: MoRef | undefined
  taskManager: MoRef | undefined
  eventManager: MoRef | undefined
  authorizationManager: MoRef | undefined
  fileManager: MoRef | undefined
  virtualDiskManager: MoRef | undefined
  about: About
}

export type About = {
  fullName: string
  version: string
  build: string
  apiVersion: string
  /** `HostAgent` for a host, `VirtualCenter` for a vCenter. */
  apiType: string
  /** What tells one vCenter from another; hosts say none. */
  instanceUuid?: string
}

export const serviceInstance = moRef('ServiceInstance', 'ServiceInstance')

/** A server that says neither is taken for a host. */
export const kindOf = ({ apiType }: Pick<About, 'apiType'>): 'esx' | 'vcenter' =>
  apiType === 'VirtualCenter' ? 'vcenter' : 'esx'

/** @throws WireError `not-vsphere` when something without which nothing works is missing. */
export function readServiceContent(value: WireValue | undefined): ServiceContent {
  const content = asObject(value) ?? {}
  const about = asObject(content.about) ?? {}
  const needed = (name: string): MoRef => {
    const ref = asRef(content[name])
    if (!ref) throw new WireError('not-vsphere', `its ServiceContent has no ${name}`)
    return ref
  }
  return {
    rootFolder: needed('rootFolder'),
    propertyCollector: needed('propertyCollector'),
    sessionManager: needed('sessionManager'),
    viewManager: asRef(content.viewManager),
    taskManager: asRef(content.taskManager),
    eventManager: asRef(content.eventManager),
    authorizationManager: asRef(content.authorizationManager),
    fileManager: asRef(content.fileManager),
    virtualDiskManager: asRef(content.virtualDiskManager),
    about: {
      fullName: asText(about.fullName) ?? asText(about.name) ?? 'vSphere',
      version: asText(about.version) ?? '',
      build: asText(about.build) ?? '',
      apiVersion: asText(about.apiVersion) ?? '2.5',
      apiType: asText(about.apiType) ?? '',
      ...withoutUndefined({ instanceUuid: asText(about.instanceUuid) || undefined }),
    },
  }
}
