import { z } from 'zod'
import type { NetworkPolicy, Shaping } from '../hardware/host-network'
import type { GroupPolicy, GroupSettings, SwitchSettings } from '../hardware/network-request'
import { withoutUndefined } from '../without-undefined'

/** What browsers and programs send about networks: shapes and sizes. What the values mean is checked where they are sent on. */

const name = z.string().min(1).max(300)
const whole = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

const shaping: z.ZodType<Shaping> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    enabled: z.boolean(),
    averageBits: whole.exactOptional().describe('Bits per second.'),
    peakBits: whole.exactOptional().describe('Bits per second.'),
    burstBytes: whole.exactOptional(),
  }),
)

const policy: z.ZodType<NetworkPolicy> = z.preprocess(
  withoutUndefined,
  z.strictObject({
    promiscuous: z.boolean().exactOptional(),
    macChanges: z.boolean().exactOptional(),
    forgedTransmits: z.boolean().exactOptional(),
    shaping: shaping.exactOptional(),
  }),
)

const groupPolicy: z.ZodType<GroupPolicy> = z.preprocess(
  withoutUndefined,
  z
    .strictObject({
      promiscuous: z.boolean().nullable().exactOptional(),
      macChanges: z.boolean().nullable().exactOptional(),
      forgedTransmits: z.boolean().nullable().exactOptional(),
      shaping: shaping.nullable().exactOptional(),
    })
    .describe('Null: as the switch has it.'),
)

const ofSwitch = {
  uplinks: z.array(name).max(64).exactOptional().describe('Device names, such as vmnic1; all of them.'),
  mtu: whole.exactOptional(),
  ports: whole.exactOptional(),
  policy: policy.exactOptional(),
}
const settings: z.ZodType<SwitchSettings> = z.preprocess(withoutUndefined, z.strictObject(ofSwitch))

const ofGroup = { vlan: whole.exactOptional(), policy: groupPolicy.exactOptional() }
const groupSettings: z.ZodType<GroupSettings> = z.preprocess(
  withoutUndefined,
  z.strictObject({ ...ofGroup, switchName: name.exactOptional() }),
)

const confirmed = z
  .string()
  .max(300)
  .exactOptional()
  .describe('The name once more, where the change could cut the host off.')

/** Each thing that can be asked of the standard switches of a host. */
export const networkRequests = [
  z.strictObject({ do: z.literal('addSwitch'), name, settings }),
  z.strictObject({ do: z.literal('editSwitch'), name, change: settings, was: settings.exactOptional(), confirmed }),
  z.strictObject({ do: z.literal('removeSwitch'), name, confirmed }),
  z.strictObject({ do: z.literal('addPortGroup'), name, settings: z.strictObject({ ...ofGroup, switchName: name }) }),
  z.strictObject({
    do: z.literal('editPortGroup'),
    name,
    change: z.strictObject({ ...ofGroup, switchName: name.exactOptional(), newName: name.exactOptional() }),
    was: groupSettings.exactOptional(),
    confirmed,
  }),
  z.strictObject({ do: z.literal('removePortGroup'), name, confirmed }),
] as const
