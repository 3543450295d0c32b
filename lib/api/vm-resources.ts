import { z } from 'zod'
import { id, time } from './resources'

/** What `/api/v1` gives of a VM. As in `resources.ts`: what is not known is left out. */

export const vmSchema = z
  .object({
    id: id('the VM'),
    connection: z.string(),
    name: z.string(),
    power: z.enum(['poweredOn', 'poweredOff', 'suspended', 'unknown']),
    powerBefore: z.string().optional().describe('What was known last, while `power` is unknown.'),
    connectionState: z.string().describe("vSphere's: connected, disconnected, orphaned, inaccessible, invalid, …"),
    isTemplate: z.boolean().optional(),
    host: z.object({ id: z.string(), name: z.string() }).optional(),
    guest: z.string().optional(),
    cpuCount: z.int().optional(),
    memoryMiB: z.number().optional(),
    cpuUsageMHz: z.number().optional(),
    memoryUsageMiB: z.number().optional(),
    figuresAt: time.optional().describe('When the usage was read last.'),
    ipAddress: z.string().optional(),
    toolsRunning: z.boolean().optional(),
    uuid: z.string().optional(),
    path: z.string().optional().describe('Of its configuration file, as the host has it.'),
    snapshotCount: z.int().optional(),
  })
  .describe('A VM.')

export const domainXmlSchema = z
  .object({
    xml: z.string().describe("In libvirt's form and order, as `virsh dumpxml` prints it."),
    refusals: z
      .array(z.string())
      .describe('Why libvirt refuses the file, a sentence each; what it cannot read is left out of the XML.'),
    notSaid: z.array(z.string()).describe('Keys of the file that domain XML has no place for.'),
  })
  .describe('A VM as libvirt describes it.')

const unread = z.int().optional().describe('How many more could not be read: what is not here may be one of them.')

export const devicesSchema = z
  .object({
    changeVersion: z.string().optional().describe('Guards a change against one of somebody else in between.'),
    devices: z.array(
      z.object({
        key: z.int().describe('`deviceKey` of what is to be done to it.'),
        label: z.string(),
        type: z.string().describe('As the host has it, such as `VirtualDisk`.'),
        place: z.string().optional().describe('Such as `SCSI 0:3`.'),
        controller: z.int().optional().describe('The key of what it hangs on.'),
        unit: z.int().optional(),
        backing: z.string().optional().describe('A file, a network, a device of the host.'),
        connected: z.boolean().optional(),
        startConnected: z.boolean().optional(),
        mac: z.string().optional(),
        capacityBytes: z.number().optional(),
        format: z.enum(['thin', 'thick', 'eagerZeroedThick']).optional(),
        mode: z.string().optional(),
      }),
    ),
    unread,
    networks: z.array(z.object({ id: z.string(), name: z.string() })).describe('Those that the VM can be put on.'),
  })
  .describe('The devices of a VM.')

export const snapshotsSchema = z
  .object({
    snapshots: z.array(
      z.object({
        id: z.string().describe('`snapshot` of what is to be done with it.'),
        parent: z.string().optional().describe('The id of the one above.'),
        name: z.string(),
        description: z.string(),
        takenAt: time.optional(),
        power: z.enum(['poweredOn', 'poweredOff', 'suspended', 'unknown']).describe('Of the VM in it.'),
        quiesced: z.boolean().optional(),
        isCurrent: z.boolean().optional().describe('The VM goes on from this one.'),
        bytes: z.number().optional().describe('What its own files take. Absent: the host does not tell all of it.'),
        memoryBytes: z.number().optional().describe('The part of it that is memory.'),
      }),
    ),
    unread,
    bytesSince: z.number().optional().describe('What the VM has written that no snapshot keeps.'),
    sizesAt: time.optional().describe('When the host looked at the sizes; it looks now and then.'),
    sizesUnread: z.string().optional().describe('Why no sizes are known, a sentence.'),
  })
  .describe('The snapshots of a VM.')

export const guestDisksSchema = z
  .object({
    readAt: time.describe('When Andon read what VMware Tools had told last.'),
    disks: z.array(
      z.object({
        path: z.string().describe('As the guest calls it.'),
        capacityBytes: z.number().optional(),
        freeBytes: z.number().optional(),
        fileSystem: z.string().optional(),
        devices: z.array(z.int()).optional().describe('Keys of the virtual disks that it lies on.'),
      }),
    ),
  })
  .describe('The file systems of a guest.')

export const guestNicsSchema = z
  .object({
    readAt: time.describe('When Andon read what VMware Tools had told last.'),
    nics: z.array(
      z.object({
        addresses: z.array(z.string()).describe('Each with the length of its prefix where that is told.'),
        network: z.string().optional(),
        mac: z.string().optional(),
        connected: z.boolean().optional(),
        device: z.int().optional().describe('Key of the adapter of the VM.'),
      }),
    ),
  })
  .describe('The network adapters of a guest.')

export const placesSchema = z
  .object({
    here: z
      .object({
        host: z.string().optional(),
        pool: z.string().optional(),
        folder: z.string().optional(),
        datastores: z.array(z.string()),
      })
      .describe('Where it is now, by the ids below.'),
    places: z.array(
      z.object({
        kind: z.enum(['host', 'pool', 'folder', 'datastore']),
        id: z.string().describe('What a request names it by: `host`, `pool`, `folder` or `datastore`.'),
        name: z.string(),
        takes: z.boolean().describe('Whether it takes VMs or files now.'),
        because: z.string().optional().describe('Why it does not.'),
        freeBytes: z.number().optional(),
      }),
    ),
  })
  .describe('Where a VM, or a copy of it, can go.')

export type ApiVm = z.output<typeof vmSchema>
export type ApiDevices = z.output<typeof devicesSchema>
export type ApiGuestNics = z.output<typeof guestNicsSchema>
export type ApiGuestDisks = z.output<typeof guestDisksSchema>
export type ApiSnapshots = z.output<typeof snapshotsSchema>
export type ApiDomainXml = z.output<typeof domainXmlSchema>
export type ApiPlaces = z.output<typeof placesSchema>
