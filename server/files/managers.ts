import type { MoRef } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import { Refused } from '../errors/console-error'

/** @throws Refused for a server that has none. */
export const fileManager = ({ content }: EndpointAccess): MoRef => needed(content.fileManager)
export const diskManager = ({ content }: EndpointAccess): MoRef => needed(content.virtualDiskManager)

function needed(manager: MoRef | undefined): MoRef {
  if (manager) return manager
  const sentence = 'This server has nothing that could do that with the files of its datastores.'
  throw new Refused({ blame: 'vsphere', code: 'not-supported', sentence })
}
