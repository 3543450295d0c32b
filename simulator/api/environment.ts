import { configOption, hardwareKey, hardwareVersions } from '../estate/config-option'
import { newestHardware } from '../estate/hosts'
import { invalidArgument } from '../vim25/faults'
import { object, text, texts } from '../vim25/read-data'
import { Ref, sameRef } from '../vim25/value'
import type { MethodTable } from './method'

/** EnvironmentBrowser: which virtual hardware and which guests the hosts behind it can run. */
export const environmentMethods: MethodTable = {
  QueryConfigOption: (_ctx, _self, args) => configOption(versionOf(text(args, 'key')), []),

  QueryConfigOptionEx(_ctx, _self, args) {
    const spec = object(args, 'spec')
    return configOption(versionOf(text(spec, 'key')), texts(spec, 'guestId'))
  },

  QueryConfigOptionDescriptor(ctx, self) {
    const { world } = ctx
    const hosts = world.byType('HostSystem').map(({ ref }) => ref)
    const host = hosts.filter((each) => {
      const compute = world.prop(each, 'parent')
      const browser = compute instanceof Ref && world.prop(compute, 'environmentBrowser')
      return browser instanceof Ref && sameRef(browser, self)
    })
    return hardwareVersions.map((version) => ({
      key: hardwareKey(version),
      description: `Virtual hardware ${version}`,
      host,
      createSupported: version >= 7,
      defaultConfigOption: version === newestHardware,
      runSupported: true,
      upgradeSupported: version > 4,
    }))
  },
}

function versionOf(key: string | undefined): number {
  if (key === undefined) return newestHardware
  const version = hardwareVersions.find((each) => hardwareKey(each) === key)
  if (version === undefined) throw invalidArgument('key')
  return version
}
