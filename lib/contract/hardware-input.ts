import { z } from 'zod'
import { longestServiceUri } from '../serial/service-uri'
import type { AutostartDefaults, AutostartEntry } from '../hardware/autostart'
import type { HostRequest } from '../hardware/host-request'
import type { SerialPortInput } from '../hardware/vm-hardware'
import type { Allocation } from '../memory/allocation'
import { mostShares } from '../memory/check-allocation'
import { sharesLevels } from '../memory/shares'
import type { NewSerialBacking } from '../files/new-vm'
import type { SerialBacking } from '../serial/serial-port'
import type { ConnectionId, HostKey } from '../vsphere/ids'
import { withoutUndefined } from '../without-undefined'
import { ofKeys, vmInput } from './entry'
import { networkRequests } from './network-input'

/** What browsers send about hardware: shapes and sizes. What the values mean is checked where they are sent on. */

/** MB or MHz beyond anything that exists, and well within a long. */
const amount = z.int().min(0).max(1_000_000_000)

export const allocationInput: z.ZodType<Allocation> = z.strictObject({
  reservation: amount,
  limit: z.union([amount, z.literal('unlimited')]),
  shares: z.discriminatedUnion('level', [
    z.strictObject({ level: z.enum(sharesLevels) }),
    z.strictObject({ level: z.literal('custom'), shares: z.int().min(0).max(mostShares) }),
  ]),
})

const uriText = z.string().max(longestServiceUri)
const direction = z.enum(['server', 'client'])

const fileBacking = z.strictObject({ kind: z.literal('file'), fileName: z.string().max(2_000) })
const pipeBacking = z.strictObject({
  kind: z.literal('pipe'),
  pipeName: z.string().max(500),
  endpoint: direction,
  noRxLoss: z.boolean(),
})

/** What a port of a new VM leads to. */
export const newSerialInput: z.ZodType<NewSerialBacking> = z.discriminatedUnion('kind', [
  fileBacking,
  pipeBacking,
  z.strictObject({ kind: z.literal('network'), serviceUri: uriText, direction }),
])

/** An unknown backing has the right shape too: an edit keeps it as it is. */
const backingInput: z.ZodType<SerialBacking> = z.preprocess(
  withoutUndefined,
  z.discriminatedUnion('kind', [
    fileBacking,
    z.strictObject({ kind: z.literal('device'), deviceName: z.string().max(500), autoDetect: z.boolean() }),
    pipeBacking,
    z.strictObject({ kind: z.literal('network'), serviceUri: uriText, direction, proxyUri: uriText.exactOptional() }),
    z.strictObject({ kind: z.literal('printing') }),
    z.strictObject({ kind: z.literal('unknown'), type: z.string().max(200), why: z.string().max(500) }),
  ]),
)

export const serialPortInput: z.ZodType<SerialPortInput> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    backing: backingInput,
    yieldOnPoll: z.boolean(),
    startConnected: z.boolean(),
    connected: z.boolean().exactOptional(),
  }),
)

/** A week, in seconds: hosts take more, and nobody waits for it. */
const seconds = z.int().min(0).max(604_800)
const delay = z.int().min(-1).max(604_800)
const action = z.string().min(1).max(50)

const autostartDefaultsInput: z.ZodType<AutostartDefaults> = z.strictObject({
  enabled: z.boolean().exactOptional(),
  startDelay: seconds.exactOptional(),
  stopDelay: seconds.exactOptional(),
  waitForHeartbeat: z.boolean().exactOptional(),
  stopAction: action.exactOptional(),
})

const autostartEntryInput: z.ZodType<AutostartEntry> = z.strictObject({
  vm: vmInput,
  order: z.union([z.literal(-1), z.int().min(1).max(10_000)]),
  startDelay: delay,
  waitForHeartbeat: z.enum(['yes', 'no', 'systemDefault']),
  startAction: action,
  stopDelay: delay,
  stopAction: action,
})

export const hostRequestInput: z.ZodType<HostRequest> = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('setAutostart'),
    change: z.strictObject({
      defaults: autostartDefaultsInput.exactOptional(),
      entries: z.array(autostartEntryInput).min(1).max(10_000).exactOptional(),
    }),
  }),
  ...networkRequests,
  z.strictObject({
    do: z.literal('rescan'),
    what: z.union([z.enum(['adapters', 'datastores']), z.strictObject({ adapter: z.string().min(1).max(100) })]),
  }),
])

/** The host, and what the VMs of a change belong to: they have to be its own. */
export const ofHostRequest = (host: HostKey, request: HostRequest): ConnectionId[] =>
  ofKeys([host, ...(request.do === 'setAutostart' ? (request.change.entries ?? []).map(({ vm }) => vm) : [])])
