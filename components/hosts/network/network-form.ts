import type { NetworkPolicy, PortGroup, SecurityPolicy, Shaping, VirtualSwitch } from '@/lib/hardware/host-network'
import type { GroupPolicy, GroupSettings, SwitchSettings } from '@/lib/hardware/network-request'
import { withoutUndefined } from '@/lib/without-undefined'

/** The forms of switches and port groups as they are typed, and what they ask for. Empty texts were not said, or not touched. */

/** `inherit`: as the switch. */
export type Choice = 'inherit' | 'yes' | 'no'
export type ShapingForm = { mode: 'inherit' | 'off' | 'on'; average: string; peak: string; burst: string }
export type PolicyForm = { [Part in keyof Required<SecurityPolicy>]: Choice } & { shaping: ShapingForm }
export type SwitchForm = { name: string; uplinks: readonly string[]; mtu: string; ports: string; policy: PolicyForm }
export type GroupForm = { name: string; switchName: string; vlan: string; policy: PolicyForm }

const text = (value: number | undefined) => (value === undefined ? '' : String(value))

/** vSphere’s screens have bandwidths in kbit/s and bursts in KB. */
const [kbit, kib] = [1000, 1024]
const scaled = (value: number | undefined, unit: number) => (value === undefined ? '' : String(value / unit))

function policyForm(policy: NetworkPolicy | undefined, unsaid: 'inherit' | 'no'): PolicyForm {
  const choice = (value: boolean | undefined): Choice => (value === undefined ? unsaid : value ? 'yes' : 'no')
  const { shaping } = policy ?? {}
  return {
    promiscuous: choice(policy?.promiscuous),
    macChanges: choice(policy?.macChanges),
    forgedTransmits: choice(policy?.forgedTransmits),
    shaping: {
      mode: shaping ? (shaping.enabled ? 'on' : 'off') : unsaid === 'inherit' ? 'inherit' : 'off',
      average: scaled(shaping?.averageBits, kbit),
      peak: scaled(shaping?.peakBits, kbit),
      burst: scaled(shaping?.burstBytes, kib),
    },
  }
}

export const switchForm = (now?: VirtualSwitch): SwitchForm => ({
  name: now?.name ?? '',
  uplinks: now?.uplinks ?? [],
  mtu: now ? text(now.mtu) : '1500',
  ports: text(now?.wantedPorts),
  policy: policyForm(now?.policy, 'no'),
})

export const groupForm = (switchName: string, now?: PortGroup): GroupForm => ({
  name: now?.name ?? '',
  switchName: now?.switchName ?? switchName,
  vlan: now ? text(now.vlan) : '0',
  policy: policyForm(now?.policy, 'inherit'),
})

/** Not a number: NaN, which every check refuses. Nothing typed: undefined. */
const numberOf = (typed: string, unit = 1): number | undefined => {
  const trimmed = typed.trim()
  if (trimmed === '') return undefined
  return /^\d{1,12}(\.\d{1,3})?$/.test(trimmed) ? Math.round(Number(trimmed) * unit) : Number.NaN
}
const wholeOf = (typed: string): number | undefined =>
  typed.trim() === '' ? undefined : /^\d{1,9}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN

const shapingOf = ({ mode, average, peak, burst }: ShapingForm): Shaping | null => {
  if (mode === 'inherit') return null
  if (mode === 'off') return { enabled: false }
  return {
    enabled: true,
    ...withoutUndefined({
      averageBits: numberOf(average, kbit),
      peakBits: numberOf(peak, kbit),
      burstBytes: numberOf(burst, kib),
    }),
  }
}

const choices = { inherit: null, yes: true, no: false } as const

/** Only what is another than it was. */
function policyOf(form: PolicyForm, was: PolicyForm): GroupPolicy | undefined {
  const parts = ['promiscuous', 'macChanges', 'forgedTransmits'] as const
  const changed = parts.filter((part) => form[part] !== was[part])
  const isShapedAnew =
    JSON.stringify(shapingOf(form.shaping)) !== JSON.stringify(shapingOf(was.shaping)) ||
    // NaN is written as null, and is to be refused.
    Object.values(shapingOf(form.shaping) ?? {}).some((value) => Number.isNaN(value))
  if (changed.length === 0 && !isShapedAnew) return undefined
  return {
    ...Object.fromEntries(changed.map((part) => [part, choices[form[part]]])),
    ...(isShapedAnew ? { shaping: shapingOf(form.shaping) } : {}),
  }
}

/** The policy of a switch inherits from nobody. */
const ownPolicy = (policy: GroupPolicy | undefined) => policy as NetworkPolicy | undefined

const isSame = (a: readonly string[], b: readonly string[]) => a.toSorted().join('\n') === b.toSorted().join('\n')

/** What a switch form asks for beyond what is so already. */
export function switchChange(form: SwitchForm, was: SwitchForm): SwitchSettings {
  return withoutUndefined({
    uplinks: isSame(form.uplinks, was.uplinks) ? undefined : [...form.uplinks],
    mtu: form.mtu === was.mtu ? undefined : (wholeOf(form.mtu) ?? Number.NaN),
    ports: form.ports === was.ports ? undefined : wholeOf(form.ports),
    policy: ownPolicy(policyOf(form.policy, was.policy)),
  })
}

/** What a new switch is asked for: nothing typed is left to the host. */
export const newSwitch = (form: SwitchForm): SwitchSettings =>
  withoutUndefined({
    uplinks: form.uplinks.length === 0 ? undefined : [...form.uplinks],
    mtu: wholeOf(form.mtu),
    ports: wholeOf(form.ports),
    policy: ownPolicy(policyOf(form.policy, policyForm(undefined, 'no'))),
  })

/** The same of a port group; `newName` where it is another. */
export function groupChange(form: GroupForm, was: GroupForm): GroupSettings & { newName?: string } {
  return withoutUndefined({
    newName: form.name === was.name ? undefined : form.name,
    switchName: form.switchName === was.switchName ? undefined : form.switchName,
    vlan: form.vlan === was.vlan ? undefined : (wholeOf(form.vlan) ?? 0),
    policy: policyOf(form.policy, was.policy),
  })
}

export const newGroup = (form: GroupForm): GroupSettings & { switchName: string } => ({
  switchName: form.switchName,
  vlan: wholeOf(form.vlan) ?? 0,
  ...withoutUndefined({ policy: policyOf(form.policy, policyForm(undefined, 'inherit')) }),
})

/** What the form showed, for the server to compare: what the host did not say is left out. */
export const switchWas = ({ uplinks, mtu, wantedPorts, policy }: VirtualSwitch): SwitchSettings =>
  withoutUndefined({ uplinks, mtu, ports: wantedPorts, policy })

export const groupWas = ({ vlan, switchName, policy }: PortGroup): GroupSettings => ({
  switchName,
  ...withoutUndefined({ vlan, policy: policy && { ...inherited, ...policy } }),
})

const inherited: GroupPolicy = { promiscuous: null, macChanges: null, forgedTransmits: null, shaping: null }
