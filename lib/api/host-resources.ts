import { z } from 'zod'
import { id } from './resources'

/** What `/api/v1` gives of hosts and datastores. As in `resources.ts`: what is not known is left out. */

export const hostSchema = z
  .object({
    id: id('the host'),
    connection: z.string(),
    name: z.string(),
    connectionState: z.string().describe("vSphere's: connected, disconnected, notResponding."),
    inMaintenanceMode: z.boolean().optional(),
    version: z.string().optional(),
  })
  .describe('A host.')

const shaping = z
  .object({
    enabled: z.boolean(),
    averageBits: z.number().optional().describe('Bits per second.'),
    peakBits: z.number().optional().describe('Bits per second.'),
    burstBytes: z.number().optional(),
  })
  .optional()

const policy = z
  .object({
    promiscuous: z.boolean().optional(),
    macChanges: z.boolean().optional(),
    forgedTransmits: z.boolean().optional(),
    shaping,
  })
  .optional()

export const hostNetworkSchema = z
  .object({
    pnics: z.array(
      z.object({
        device: z.string(),
        mac: z.string().optional(),
        driver: z.string().optional(),
        pci: z.string().optional(),
        link: z.object({ mbps: z.number(), duplex: z.boolean().optional() }).optional().describe('Absent: no link.'),
      }),
    ),
    switches: z.array(
      z.object({
        name: z.string(),
        standard: z.boolean().describe('False: a distributed one, which is changed in vCenter.'),
        mtu: z.number().optional(),
        ports: z.number().optional(),
        portsAvailable: z.number().optional(),
        wantedPorts: z.number().optional(),
        uplinks: z.array(z.string()).optional(),
        policy,
      }),
    ),
    portGroups: z.array(
      z.object({
        name: z.string(),
        switchName: z.string(),
        vlan: z.number().optional().describe('0: none. 4095: all.'),
        policy: policy.describe('What it says itself; the rest it has from its switch.'),
        effective: policy.describe('What holds.'),
        vms: z
          .array(z.object({ id: z.string(), name: z.string(), power: z.string() }))
          .optional()
          .describe('The VMs of the host with a network adapter on it.'),
      }),
    ),
    vmkernels: z
      .array(
        z.object({
          device: z.string(),
          portGroup: z.string().optional(),
          elsewhere: z.literal(true).optional().describe('On a port that is of no standard port group.'),
          address: z.string().optional(),
          services: z.array(z.string()).optional().describe('What runs over it, such as `management`.'),
        }),
      )
      .optional(),
    unread: z.int().optional().describe('How many adapters, switches and port groups more could not be read.'),
  })
  .describe('The network of a host.')

const address = z.object({ address: z.string(), port: z.number().optional() })

export const hostStorageSchema = z
  .object({
    adapters: z.array(
      z.object({
        device: z.string(),
        kind: z.enum(['iscsi', 'fibreChannel', 'block', 'other']),
        model: z.string().optional(),
        driver: z.string().optional(),
        status: z.string().optional(),
        iscsi: z
          .object({
            name: z.string().optional().describe('Its own IQN.'),
            alias: z.string().optional(),
            software: z.boolean().optional(),
            sendTargets: z.array(address).optional(),
            staticTargets: z.array(address.extend({ name: z.string() })).optional(),
          })
          .optional(),
        targets: z
          .array(
            z.object({
              name: z.string().optional().describe('Of iSCSI, its IQN.'),
              addresses: z.array(z.string()),
              luns: z.array(z.object({ number: z.number().optional(), lun: z.string().describe('Its key below.') })),
            }),
          )
          .optional(),
      }),
    ),
    luns: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        displayName: z.string().optional(),
        vendor: z.string().optional(),
        model: z.string().optional(),
        kind: z.string().optional(),
        capacityBytes: z.number().optional(),
        ssd: z.boolean().optional(),
        local: z.boolean().optional(),
        paths: z.array(z.object({ name: z.string(), state: z.string(), adapter: z.string().optional() })).optional(),
        datastores: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
      }),
    ),
    unread: z.int().optional().describe('How many adapters, targets and LUNs more could not be read.'),
  })
  .describe('The storage adapters of a host and what they reach.')

export const autostartSchema = z
  .object({
    defaults: z.object({
      enabled: z.boolean().optional().describe('False: the host starts nothing, whatever is listed.'),
      startDelay: z.number().optional().describe('Seconds.'),
      stopDelay: z.number().optional(),
      waitForHeartbeat: z.boolean().optional(),
      stopAction: z.string().optional(),
    }),
    entries: z
      .array(
        z.object({
          vm: z.string(),
          name: z.string(),
          order: z.number().describe('From 1; -1: in any order, after those that have one.'),
          startDelay: z.number().describe('-1: as the defaults.'),
          waitForHeartbeat: z.enum(['yes', 'no', 'systemDefault']),
          startAction: z.string(),
          stopDelay: z.number(),
          stopAction: z.string(),
        }),
      )
      .describe('In the order in which they start.'),
  })
  .describe('What a host starts and stops with itself.')

export const vmAutostartBody = z
  .strictObject({ starts: z.boolean().describe('Whether the VM is to start with its host.') })
  .describe('Whether a VM starts with its host.')

export const diskBody = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .max(4_000)
      .describe('As the datastore has it, below its root, such as `web-01/web-01.vmdk`.'),
    capacityBytes: z
      .int()
      .min(1)
      .max(2 ** 50),
  })
  .describe('A disk, and how large it is to be.')

export type ApiHost = z.output<typeof hostSchema>
export type ApiHostNetwork = z.output<typeof hostNetworkSchema>
export type ApiHostStorage = z.output<typeof hostStorageSchema>
export type ApiAutostart = z.output<typeof autostartSchema>
